/** From where a token may be used: CIDR ranges of both families, and whether an address lies in them. */
import { BlockList, isIP } from 'node:net';

export interface AddressRanges {
  has(address: string): boolean;
}

/** The ranges, checked; throws a sentence that names the first that is none. */
export function addressRanges(ranges: readonly string[]): AddressRanges {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits, ...rest] = range.split('/');
    const family = isIP(address);
    const widest = family === 4 ? 32 : 128;
    const length = bits === undefined ? widest : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (family === 0 || rest.length > 0 || !(length <= widest)) throw new RangeError(`${range} is no address range; write 192.0.2.0/24.`);
    list.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6');
  }
  return {
    has(given) {
      const address = plainAddress(given);
      const family = isIP(address);
      return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
    },
  };
}

/** A socket of both families shows an IPv4 peer as `::ffff:192.0.2.1`, and a link-local one with its zone. */
export function plainAddress(address: string): string {
  const [withoutZone = ''] = address.split('%', 1);
  return withoutZone.replace(/^::ffff:(?=\d+\.)/i, '');
}
