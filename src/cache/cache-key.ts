/**
 * What makes two questions the same.
 *
 * A kept answer may be given again only when nothing that could make it another one differs: the schema, the life of the database, the rights of the viewer,
 * the document, the operation and its variables. The parts are laid together each with its length, so that no two questions run into one, and the key is an
 * HMAC: whoever reads keys in Redis learns nothing of what was asked, and nobody can make one.
 */
import { createHmac, hkdfSync } from 'node:crypto';

export interface Question {
  readonly schemaHash: string;
  /** Which database, and which of its lives: after a restore or a failover everything is asked anew. */
  readonly incarnation: string;
  /** Equal for viewers of equal rights. */
  readonly fingerprint: string;
  /** Of the document, without what means nothing. */
  readonly documentHash: string;
  readonly operationName: string | null;
  /** `canonicalJson` of the coerced variables. */
  readonly variables: string;
}

export function keyMaker(secret: Buffer): (question: Question) => string {
  const key = derivedKey(secret, 'wayleave cache keys');
  return ({ schemaHash, incarnation, fingerprint, documentHash, operationName, variables }) => {
    const parts = [schemaHash, incarnation, fingerprint, documentHash, operationName === null ? '' : `=${operationName}`, variables];
    const hmac = createHmac('sha256', key);
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:${part}`);
    return hmac.digest('base64url');
  };
}

/** A key for one purpose, from the secret that serves them all. */
export function derivedKey(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32));
}

/** One text for equal values, whatever the order of their fields; undefined for what JSON has no exact word for. */
export function canonicalJson(value: unknown): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : undefined;
  if (typeof value !== 'object') return undefined;
  if (Array.isArray(value)) {
    const items = value.map(canonicalJson);
    return items.includes(undefined) ? undefined : `[${items.join()}]`;
  }
  if (value instanceof Date) return `{"date":${value.getTime()}}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const fields: string[] = [];
  for (const name of Object.keys(value).sort()) {
    const field = (value as Record<string, unknown>)[name];
    // A variable that was left out and one that is null are two things.
    if (field === undefined) continue;
    const text = canonicalJson(field);
    if (text === undefined) return undefined;
    fields.push(`${JSON.stringify(name)}:${text}`);
  }
  return `{${fields.join()}}`;
}
