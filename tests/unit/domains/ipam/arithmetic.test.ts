import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { familyOf, maskLengthOf, numberOf, sizeOfNetwork, sizeOfRange } from '../../../../src/domains/ipam/arithmetic.ts';

const octet = fc.integer({ min: 0, max: 255 });
const dotted = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'));
const group = fc.integer({ min: 0, max: 0xffff }).map((value) => value.toString(16));
const groups = fc.array(group, { minLength: 8, maxLength: 8 });

describe('an address as PostgreSQL writes it', () => {
  it.each([
    ['10.1.2.3/24', 4, 24],
    ['10.1.2.3', 4, 32],
    ['2001:db8::1/64', 6, 64],
    ['::', 6, 128],
  ])('%s is of family %i with a mask of %i bits', (address, family, length) => {
    expect(familyOf(address)).toBe(family);
    expect(maskLengthOf(address)).toBe(length);
  });

  it.each([
    ['0.0.0.0', 0n],
    ['10.0.0.1/8', 167772161n],
    ['255.255.255.255', 2n ** 32n - 1n],
    ['::', 0n],
    ['::1/128', 1n],
    ['1::', 2n ** 112n],
    ['2001:db8::1', 0x20010db8000000000000000000000001n],
    ['::ffff:10.0.0.1', 0xffff0a000001n],
    ['ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 2n ** 128n - 1n],
  ])('%s is the number %s', (address, number) => {
    expect(numberOf(address)).toBe(number);
  });

  it('is the same number however its zeros are compressed', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 8 }), (all, from, length) => {
        const zeroed = all.map((value, index) => (index >= from && index < from + length ? '0' : value));
        const compressed = `${zeroed.slice(0, from).join(':')}::${zeroed.slice(from + length).join(':')}`;
        expect(numberOf(compressed)).toBe(numberOf(zeroed.join(':')));
      }),
    );
  });
});

describe('sizes', () => {
  it('of networks count every address', () => {
    expect(sizeOfNetwork('10.112.128.0/28')).toBe(16);
    expect(sizeOfNetwork('10.0.0.1/32')).toBe(1);
    expect(sizeOfNetwork('0.0.0.0/0')).toBe(2 ** 32);
    expect(sizeOfNetwork('2001:db8::/64')).toBe(2 ** 64);
  });

  it('of ranges count both ends', () => {
    expect(sizeOfRange('192.168.1.50/22', '192.168.1.99/22')).toBe(50);
    expect(sizeOfRange('2001:db8::1/64', '2001:db8::ff/64')).toBe(255);
    fc.assert(fc.property(dotted, (address) => sizeOfRange(address, address) === 1));
  });
});
