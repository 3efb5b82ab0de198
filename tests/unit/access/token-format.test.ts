import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf, isSameDigest, peppersOf } from '../../../src/access/peppers.ts';
import { keyIdOf, newToken } from '../../../src/access/token-format.ts';

describe('A token', () => {
  it('names its key, and is found by scanners of leaked secrets', () => {
    const { keyId, token } = newToken();
    expect(token).toMatch(/^wl_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/);
    expect(keyIdOf(token)).toBe(keyId);
  });
  it('is like no other', () => {
    const made = Array.from({ length: 1000 }, () => newToken());
    expect(new Set(made.map(({ token }) => token)).size).toBe(1000);
    expect(new Set(made.map(({ keyId }) => keyId)).size).toBe(1000);
  });
  it('is nobody’s when any one of its characters is another', () => {
    const { token } = newToken();
    fc.assert(
      fc.property(
        fc.nat(token.length - 1),
        fc.constantFrom(...'0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_- \0'),
        (at, character) => {
          fc.pre(token[at] !== character);
          expect(keyIdOf(token.slice(0, at) + character + token.slice(at + 1))).toBeUndefined();
        },
      ),
      { numRuns: 2000 },
    );
  });
  it.each(['', 'wl_', 'wl__', '__proto__', 'x'.repeat(100_000)])('is not %j', (text) => {
    expect(keyIdOf(text)).toBeUndefined();
  });
});

describe('A pepper', () => {
  const [one, two] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  it('gives a token another digest under each secret, and has a name that says which', () => {
    const { token } = newToken();
    expect(peppersOf(one).current.name).toBe(peppersOf(one).current.name);
    expect(peppersOf(one).current.name).not.toBe(peppersOf(two).current.name);
    expect(digestOf(token, peppersOf(one).current)).not.toEqual(digestOf(token, peppersOf(two).current));
  });
  it('of before is still found by its name, and tells nothing of the secret', () => {
    const peppers = peppersOf(two, [one]);
    expect(peppers.find(peppersOf(one).current.name)).toEqual(peppersOf(one).current);
    expect(peppers.find('another')).toBeUndefined();
    expect(peppers.current.name).toHaveLength(8);
  });
  it('gives digests that are compared whole', () => {
    const digest = digestOf('x', peppersOf(one).current);
    expect(isSameDigest(digest, Buffer.from(digest))).toBe(true);
    expect(isSameDigest(digest, digest.subarray(1))).toBe(false);
    expect(isSameDigest(digest, digestOf('y', peppersOf(one).current))).toBe(false);
  });
});
