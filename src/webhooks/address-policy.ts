/**
 * Which addresses a webhook may reach: the public internet, and what the operator allows beside it.
 *
 * Whoever may enter a webhook chooses where this server connects to. Without a bound that would be a way to its own ports, its neighbours and the metadata
 * service of a cloud (OWASP API7, server-side request forgery). The addresses are those that IANA lists as not globally reachable
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, …-ipv6-special-registry), and all forms in which an IPv6 address carries an IPv4 one,
 * because what translates them may stand on this host: NAT64 (`64:ff9b::7f00:1`), 6to4 and Teredo. A mapped one (`::ffff:127.0.0.1`) is looked up by BlockList
 * as the IPv4 address that it is.
 */
import { BlockList, isIP } from 'node:net';

export interface AddressPolicy {
  allows(address: string): boolean;
}

const refused = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

/** `allowed` are ranges that may be reached although they are not public, e.g. `10.1.0.0/16`. Throws a sentence that names the first that is none. */
export function addressPolicy(allowed: readonly string[]): AddressPolicy {
  const never = listOf(refused);
  const still = listOf(allowed);
  return {
    allows(given) {
      const [address = ''] = given.split('%', 1);
      const version = isIP(address);
      if (version === 0) return false;
      const family = version === 4 ? 'ipv4' : 'ipv6';
      return still.check(address, family) || !never.check(address, family);
    },
  };
}

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits, ...rest] = range.split('/');
    const version = isIP(address);
    const width = version === 4 ? 32 : 128;
    const length = bits === undefined ? width : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (version === 0 || rest.length > 0 || !(length <= width))
      throw new RangeError(`${range} is no range of addresses; write 10.1.0.0/16.`);
    list.addSubnet(address, length, version === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
