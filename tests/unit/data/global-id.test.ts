import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeGlobalId, encodeGlobalId } from '../../../src/data/global-id.ts';

describe('a global id', () => {
  it('carries the type and the key', () => {
    fc.assert(
      fc.property(fc.constantFrom('Device', 'IpAddress', 'Site'), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (type, key) => {
        expect(decodeGlobalId(encodeGlobalId(type, key))).toEqual({ type, key });
      }),
    );
  });

  it.each([
    ['a negative key', 'Device:-1'],
    ['a key of zero', 'Device:0'],
    ['a leading zero', 'Device:01'],
    ['a key beyond 2^53', 'Device:9007199254740993'],
    ['a prototype', '__proto__:1'],
    ['no key', 'Device:'],
    ['a newline at the end', 'Device:1\n'],
  ])('refuses %s', (_, text) => {
    expect(decodeGlobalId(Buffer.from(text).toString('base64url'))).toBeUndefined();
  });

  it('has one spelling only', () => {
    const id = encodeGlobalId('Device', 123);
    for (const other of [`${id}=`, `${id}\n`, ` ${id}`, id.toLowerCase(), `${id}A`]) expect(decodeGlobalId(other)).toBeUndefined();
  });

  it('refuses what is longer than any id', () => {
    expect(decodeGlobalId('RGV2aWNlOjE'.repeat(1000))).toBeUndefined();
  });
});
