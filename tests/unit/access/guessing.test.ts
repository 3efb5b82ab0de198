/**
 * Guessing a token by how long its refusal takes: attack A8.
 *
 * A clock in a test would say more of the machine than of the code, so what is counted is the work: every well-made guess costs the same digests of as many
 * bytes and the same comparisons. `npm run bench -- token-timing` measures what is left in nanoseconds.
 */
import * as crypto from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { AccessDirectory } from '../../../src/access/access-directory.ts';
import { createAuthenticator } from '../../../src/access/credentials.ts';
import { digestOf, peppersOf } from '../../../src/access/peppers.ts';
import type { TokenRecord } from '../../../src/access/records.ts';
import { newToken } from '../../../src/access/token-format.ts';
import { type Guess, guessOf } from '../../support/guessed-tokens.ts';

vi.mock('node:crypto', async (original) => {
  const real = await original<typeof crypto>();
  return { ...real, createHmac: vi.fn(real.createHmac), timingSafeEqual: vi.fn(real.timingSafeEqual) };
});

const peppers = peppersOf(Buffer.alloc(32, 1), [Buffer.alloc(32, 2)]);
const older = peppersOf(Buffer.alloc(32, 2)).current;
const [current, old] = [newToken(), newToken()];
const record = (id: number, { keyId, token }: typeof current, pepper = peppers.current): TokenRecord => ({
  id,
  keyId,
  digest: digestOf(token, pepper),
  pepper: pepper.name,
  name: 'guessed',
  roleId: 1,
  tenants: undefined,
  sites: undefined,
  addresses: undefined,
  isReadOnly: false,
  budget: undefined,
  operations: 'any',
  expires: undefined,
});
const sees = { id: 1, action: 'view' as const, resource: undefined, scope: {}, isShared: false };
const reader = { id: 1, name: 'reader', description: '', allowance: 'interactive' as const, isBuiltIn: false, grants: [sees] };
const directory = new AccessDirectory({
  load: async (known) =>
    known === 1 ? undefined : { version: 1, roles: [reader], users: [], tokens: [record(7, current), record(8, old, older)] },
  paths: { of: () => undefined, globalId: (type, id) => `${type}:${id}` },
  peppers,
  now: () => 0,
  monotonic: () => 0,
});
const reasons: (string | undefined)[] = [];
const authenticator = createAuthenticator({
  secret: Buffer.alloc(32, 1),
  previousSecrets: [],
  tokens: new Map(),
  now: () => 0,
  directory,
  onAttempt: ({ reason }) => void reasons.push(reason),
});

/** What it takes to refuse a token: digests, and comparisons with their outcome left out. */
async function workFor(token: string) {
  vi.mocked(crypto.createHmac).mockClear();
  vi.mocked(crypto.timingSafeEqual).mockClear();
  expect(await authenticator.viewerOf({ kind: 'bearer', token })).toBeUndefined();
  return {
    digests: vi.mocked(crypto.createHmac).mock.calls.map(([algorithm, key]) => [algorithm, (key as Buffer).length]),
    comparisons: vi.mocked(crypto.timingSafeEqual).mock.calls.map(([one, other]) => [one.byteLength, other.byteLength]),
  };
}

const GUESSES: readonly Guess[] = ['unknown key id', 'wrong secret', 'right first half', 'all but the last digit right'];

describe('A guess of a token', () => {
  beforeEach(async () => {
    await directory.refresh();
    reasons.length = 0;
  });

  it('takes the same work however close it is, and whether or not there is such a key id', async () => {
    const unknown = await workFor(guessOf(current.token, 'unknown key id'));
    // One digest and one comparison of 32 bytes with 32 bytes.
    expect(unknown.digests).toHaveLength(1);
    expect(unknown.comparisons).toEqual([[32, 32]]);
    for (const guess of GUESSES) expect(await workFor(guessOf(current.token, guess)), guess).toEqual(unknown);
    expect(reasons).toEqual(['unknown', 'unknown', 'wrong secret', 'wrong secret', 'wrong secret']);
  });

  it('takes the same work for a token that is digested under a pepper on its way out', async () => {
    const unknown = await workFor(guessOf(old.token, 'unknown key id'));
    for (const guess of GUESSES) expect(await workFor(guessOf(old.token, guess)), guess).toEqual(unknown);
  });

  it('takes the same work after the token has proved itself, which spares only its bearer the digest', async () => {
    const before = await workFor(guessOf(current.token, 'wrong secret'));
    for (const digests of [1, 0]) {
      vi.mocked(crypto.createHmac).mockClear();
      expect(await directory.viewerOfToken(current.token, undefined)).toMatchObject({ kind: 'viewer' });
      expect(vi.mocked(crypto.createHmac).mock.calls).toHaveLength(digests);
    }
    for (const guess of GUESSES) expect(await workFor(guessOf(current.token, guess)), guess).toEqual(before);
  });

  it('is refused without any secret where it is no token at all', async () => {
    for (const token of ['', 'wl_', `${current.token.slice(0, -1)}?`, current.token.slice(0, -6)])
      expect((await workFor(token)).comparisons, token).toEqual([]);
  });
});
