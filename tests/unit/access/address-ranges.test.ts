import { describe, expect, it } from 'vitest';
import { addressRanges, plainAddress } from '../../../src/access/address-ranges.ts';

describe('Address ranges', () => {
  const ranges = addressRanges(['192.0.2.0/24', '198.51.100.7', '2001:db8::/32', '::1']);
  it.each(['192.0.2.0', '192.0.2.255', '198.51.100.7', '2001:db8:1::1', '::1', '::ffff:192.0.2.9', '2001:DB8::5'])('have %s', (address) => {
    expect(ranges.has(address)).toBe(true);
  });
  it.each(['192.0.3.0', '198.51.100.8', '2001:db9::', '::2', '::ffff:192.0.3.1', '', 'localhost', '192.0.2', '0xC0.0.2.1', '3221225985'])(
    'have not %j',
    (address) => {
      expect(ranges.has(address)).toBe(false);
    },
  );
  it.each(['', '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/-1', '10.0.0.0/8/8', 'example.org', '10.0.0.0/0x8', '10/8'])(
    'are not %j',
    (range) => {
      expect(() => addressRanges([range])).toThrow(RangeError);
    },
  );
  it('do not mind how a socket of both families writes an address', () => {
    expect(plainAddress('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(plainAddress('fe80::1%eth0')).toBe('fe80::1');
    expect(plainAddress('2001:db8::1')).toBe('2001:db8::1');
  });
});
