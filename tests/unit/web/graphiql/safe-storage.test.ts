import { beforeEach, describe, expect, it } from 'vitest';
import { type KeyedStorage, safeStorage } from '../../../../src/web/graphiql/safe-storage.ts';

const SECRET = 'Bearer wl_secret';
let kept: Map<string, string>;
let storage: KeyedStorage;

beforeEach(() => {
  kept = new Map();
  storage = safeStorage({
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
    get length() {
      return kept.size;
    },
  });
});

describe('the storage that GraphiQL is given', () => {
  it.each(['graphiql:headers', 'headers', 'graphiql:shouldPersistHeaders'])('refuses the key %s, to write and to read', (key) => {
    storage.setItem(key, SECRET);
    expect(kept.size).toBe(0);
    kept.set(key, SECRET);
    expect(storage.getItem(key)).toBeNull();
  });

  it('takes headers out of tabs, history and favourites', () => {
    const tab = { query: '{ a }', variables: '{}', headers: JSON.stringify({ Authorization: SECRET }) };
    storage.setItem('graphiql:tabState', JSON.stringify({ tabs: [tab], activeTabIndex: 0 }));
    storage.setItem('graphiql:queries', JSON.stringify({ queries: [tab, tab] }));
    storage.setItem('graphiql:favorites', JSON.stringify({ favorites: [tab] }));
    expect([...kept.values()].join()).not.toContain(SECRET);
    expect(JSON.parse(kept.get('graphiql:queries')!).queries[1]).toEqual({ query: '{ a }', variables: '{}', headers: null });
  });

  it('leaves everything else as it is', () => {
    storage.setItem('graphiql:query', 'query { a(text: "\\"headers\\"") }');
    expect(storage.getItem('graphiql:query')).toBe('query { a(text: "\\"headers\\"") }');
  });
});
