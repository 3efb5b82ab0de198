/** What is no address, prefix or MAC address is refused, and never read as some other one. */
import { describe, expect, it } from 'vitest';
import { CidrScalar, InterfaceAddressScalar, MacScalar } from '../../../../src/resource/scalars/network.ts';

describe('a network', () => {
  it.each([
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['2001:DB8::/32', '2001:db8::/32'],
    ['::/0', '::/0'],
    ['::ffff:10.0.0.0/104', '::ffff:a00:0/104'],
  ])('is read: %s', (text, normalised) => {
    expect(CidrScalar.parseValue(text)).toBe(normalised);
  });

  it.each([
    '010.0.0.0/8',
    '10.00.0.0/8',
    '10.0.0.0/08',
    '::ffff:010.0.0.0/104',
    '::ffff:10.0.0.08/128',
    '10.0.0/24',
    '0x0a.0.0.0/8',
    '10.0.0.0/33',
  ])('is not guessed at: %s', (text) => {
    expect(() => CidrScalar.parseValue(text)).toThrow(/cannot read/);
    expect(() => InterfaceAddressScalar.parseValue(text)).toThrow(/cannot read/);
  });

  it('has no bits beyond its mask, which an address on an interface may have', () => {
    expect(() => CidrScalar.parseValue('10.0.0.1/8')).toThrow(/bits are set/);
    expect(InterfaceAddressScalar.parseValue('10.0.0.1/8')).toBe('10.0.0.1/8');
  });
});

describe('a MAC address', () => {
  it.each(['AABBCCDDEEFF', 'aabb.ccdd.eeff', 'aa-bb-cc-dd-ee-ff', 'AA:BB:CC:DD:EE:FF'])('is read in each notation: %s', (text) => {
    expect(MacScalar.parseValue(text)).toBe('aa:bb:cc:dd:ee:ff');
  });
});
