/**
 * Arithmetic on addresses as PostgreSQL writes them (`10.1.2.3/24`, `2001:db8::1/64`), for the computed fields of this domain.
 *
 * Pure, and without a parser of its own for anything but what PostgreSQL prints: compressed IPv6, and a mask that is left out for hosts.
 */

/** 4 or 6. */
export function familyOf(address: string): 4 | 6 {
  return address.includes(':') ? 6 : 4;
}

/** The length of the mask: 24 for `10.1.2.3/24`, and the full length where none is written. */
export function maskLengthOf(address: string): number {
  const slash = address.indexOf('/');
  if (slash >= 0) return Number(address.slice(slash + 1));
  return familyOf(address) === 4 ? 32 : 128;
}

/** How many addresses a network holds, its own and its broadcast address included. Exact up to 2^53, the nearest number above. */
export function sizeOfNetwork(network: string): number {
  const bits = familyOf(network) === 4 ? 32 : 128;
  return 2 ** (bits - maskLengthOf(network));
}

/** How many addresses lie from `start` to `end`, both included. Exact up to 2^53, the nearest number above. */
export function sizeOfRange(start: string, end: string): number {
  return Number(numberOf(end) - numberOf(start) + 1n);
}

/** The address as a number of 32 or 128 bits, without its mask. */
export function numberOf(address: string): bigint {
  const host = address.split('/', 1)[0] ?? '';
  return familyOf(host) === 4 ? joined(host.split('.').map(BigInt), 8n) : joined(groupsOf(host), 16n);
}

function joined(parts: readonly bigint[], bits: bigint): bigint {
  return parts.reduce((number, part) => (number << bits) | part, 0n);
}

/** The eight groups of an IPv6 address; `::` stands for as many zeros as are missing, and a dotted tail for two groups. */
function groupsOf(address: string): bigint[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  if (dotted) {
    const [head, a, b, c, d] = [dotted[1] ?? '', ...dotted.slice(2).map(Number)] as [string, number, number, number, number];
    return groupsOf(`${head}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`);
  }
  const [left = '', right] = address.split('::');
  const before = left === '' ? [] : left.split(':');
  const after = right === undefined || right === '' ? [] : right.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after].map((group) => BigInt(`0x${group}`));
}
