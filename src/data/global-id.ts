/**
 * Global ids: opaque to clients, carrying the type and the key. Each object has exactly one spelling of its id; any other is refused, so that an
 * id can be a cache key and a forged one is indistinguishable from a missing object.
 */
export interface GlobalId {
  readonly type: string;
  readonly key: number;
}

export function encodeGlobalId(type: string, key: number): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** The type and key of an id, or undefined when the text is not an id that `encodeGlobalId` could have made. */
export function decodeGlobalId(id: string): GlobalId | undefined {
  if (id.length > 64) return undefined;
  const match = /^([A-Z][A-Za-z]{0,39}):([1-9]\d{0,15})$/.exec(Buffer.from(id, 'base64url').toString('latin1'));
  if (!match) return undefined;
  const [, type, digits] = match;
  const key = Number(digits);
  if (!Number.isSafeInteger(key) || encodeGlobalId(type!, key) !== id) return undefined;
  return { type: type!, key };
}
