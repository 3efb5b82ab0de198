/**
 * The browser's storage for GraphiQL, which never receives a header.
 *
 * Somebody may paste `Authorization: Bearer …` into the headers editor, and GraphiQL's history and tabs would keep it in the clear, for
 * every later visitor of the browser. Not persisting headers is a setting that people can turn on, so they are taken out here, where no
 * setting reaches: the keys that hold headers are refused, and members named `headers` become null in whatever else is stored.
 */
/** What GraphiQL asks of a storage, and what a browser's has. */
export interface KeyedStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  clear(): void;
  readonly length: number;
}

const REFUSED = /(^|:)(headers|shouldPersistHeaders)$/;

export function safeStorage(storage: KeyedStorage): KeyedStorage {
  return {
    getItem: (key) => (REFUSED.test(key) ? null : storage.getItem(key)),
    setItem(key, value) {
      if (!REFUSED.test(key)) storage.setItem(key, withoutHeaders(value));
    },
    removeItem: (key) => storage.removeItem(key),
    clear: () => storage.clear(),
    get length() {
      return storage.length;
    },
  };
}

/** The stored text without headers; text that is not JSON is GraphiQL's plain query, which has none. */
function withoutHeaders(value: string): string {
  if (!value.includes('"headers"')) return value;
  try {
    return JSON.stringify(JSON.parse(value), (key, member: unknown) => (key === 'headers' ? null : member));
  } catch {
    return value;
  }
}
