/**
 * Under what tokens are digested: a pepper, which the database does not have, so that whoever reads the table can neither use nor check a token.
 *
 * A pepper follows from the server's secret and has a name that follows from it too, so that a row says which one it needs. While the secret is being
 * replaced the previous one is known as well; a token that is used in that time is digested anew.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface Pepper {
  readonly name: string;
  readonly key: Buffer;
}

export interface Peppers {
  readonly current: Pepper;
  find(name: string): Pepper | undefined;
}

export function peppersOf(secret: Buffer, previous: readonly Buffer[] = []): Peppers {
  const current = pepperOf(secret);
  const byName = new Map([...previous.map(pepperOf), current].map((pepper) => [pepper.name, pepper]));
  return { current, find: (name) => byName.get(name) };
}

export const digestOf = (token: string, { key }: Pepper): Buffer => createHmac('sha256', key).update(token).digest();

/** Takes as long whatever the two differ in. */
export const isSameDigest = (one: Buffer, other: Buffer): boolean => one.length === other.length && timingSafeEqual(one, other);

function pepperOf(secret: Buffer): Pepper {
  const derive = (purpose: string, length: number): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `wayleave ${purpose}`, length));
  return { name: derive('name of the token pepper', 6).toString('base64url'), key: derive('token pepper', 32) };
}
