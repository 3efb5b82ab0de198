/**
 * The scalars of network engineering. graphql-scalars has no CIDR scalar that keeps PostgreSQL's meaning, so these are our own: they accept
 * what PostgreSQL's `cidr` and `inet` accept in canonical notation, normalise on the way in, and pass through on the way out.
 */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import ipaddr from 'ipaddr.js';

function textScalar(
  name: string,
  description: string,
  specifiedByURL: string | undefined,
  normalise: (text: string) => string,
): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string' || value.length > 64) throw new GraphQLError(`${name} takes a string.`);
    return normalise(value);
  };
  return new GraphQLScalarType({
    name,
    description,
    specifiedByURL: specifiedByURL ?? null,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => {
      if (node.kind !== Kind.STRING) throw new GraphQLError(`${name} takes a string.`, { nodes: node });
      return parse(node.value);
    },
  });
}

interface Parsed {
  readonly address: ipaddr.IPv4 | ipaddr.IPv6;
  readonly bits: number;
}

function parseNetwork(name: string, text: string): Parsed {
  const [host = '', mask, ...rest] = text.split('/');
  // ipaddr.js also reads 127.1 and 0x7f.1, and 010 as eight; PostgreSQL and people do not.
  const dotted = host.slice(host.lastIndexOf(':') + 1);
  const isPlain = (host.includes(':') && !dotted.includes('.')) || /^(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}$/.test(dotted);
  if (rest.length > 0 || !isPlain || !ipaddr.isValid(host) || host.includes('%')) throw new GraphQLError(`${name} cannot read “${text}”.`);
  const address = ipaddr.parse(host);
  const width = address.kind() === 'ipv4' ? 32 : 128;
  const bits = mask === undefined ? width : /^(?:0|[1-9]\d{0,2})$/.test(mask) ? Number(mask) : Number.NaN;
  if (!(bits <= width)) throw new GraphQLError(`${name} cannot read “${text}”: the mask has 0 to ${width} bits.`);
  return { address, bits };
}

const normaliseAddress = (name: string) => (text: string) => {
  const { address, bits } = parseNetwork(name, text);
  return `${address.toString()}/${bits}`;
};

function normaliseNetwork(text: string): string {
  const { address, bits } = parseNetwork('Cidr', text);
  const bytes = address.toByteArray();
  const isNetwork = bytes.every((byte, index) => (byte & ((0xff >> Math.max(0, Math.min(8, bits - index * 8))) & 0xff)) === 0);
  if (!isNetwork) throw new GraphQLError(`Cidr cannot read “${text}”: bits are set to the right of the mask.`);
  return `${address.toString()}/${bits}`;
}

export const CidrScalar = textScalar(
  'Cidr',
  'A network in CIDR notation, IPv4 or IPv6, without host bits: `10.1.0.0/16`, `2001:db8::/32`.',
  'https://www.rfc-editor.org/rfc/rfc4632',
  normaliseNetwork,
);

export const InterfaceAddressScalar = textScalar(
  'InterfaceAddress',
  'A host address with the length of its network mask, IPv4 or IPv6: `10.1.2.3/24`. Without a mask, a single host is meant.',
  'https://www.rfc-editor.org/rfc/rfc4632',
  normaliseAddress('InterfaceAddress'),
);

export const MacScalar = textScalar(
  'Mac',
  'A 48-bit MAC address in colon notation, lower case: `00:1b:44:11:3a:b7`.',
  undefined,
  (text) => {
    const digits = text.toLowerCase().replaceAll(/[:.-]/g, '');
    if (!/^[0-9a-f]{12}$/.test(digits)) throw new GraphQLError(`Mac cannot read “${text}”.`);
    return digits.match(/../g)!.join(':');
  },
);

export const ColorScalar = textScalar('Color', 'A colour as six hexadecimal digits, lower case: `00bcd4`.', undefined, (text) => {
  const digits = text.toLowerCase();
  if (!/^[0-9a-f]{6}$/.test(digits)) throw new GraphQLError(`Color cannot read “${text}”.`);
  return digits;
});

function numberScalar(name: string, description: string, specifiedByURL: string | undefined, min: number, max: number): GraphQLScalarType {
  const check = (value: unknown): number => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
      throw new GraphQLError(`${name} takes a whole number from ${min} to ${max}.`);
    return value;
  };
  return new GraphQLScalarType({
    name,
    description,
    specifiedByURL: specifiedByURL ?? null,
    serialize: Number,
    parseValue: check,
    parseLiteral: (node: ValueNode) => {
      if (node.kind !== Kind.INT) throw new GraphQLError(`${name} takes a whole number from ${min} to ${max}.`, { nodes: node });
      return check(Number(node.value));
    },
  });
}

export const VlanIdScalar = numberScalar('VlanId', 'An IEEE 802.1Q VLAN id, 1 to 4094.', undefined, 1, 4094);
export const AsNumberScalar = numberScalar(
  'AsNumber',
  'An autonomous system number of 16 or 32 bits, 1 to 4294967295.',
  'https://www.rfc-editor.org/rfc/rfc6793',
  1,
  4_294_967_295,
);
export const BigIntegerScalar = numberScalar(
  'BigInteger',
  'A whole number that may exceed 32 bits, exact up to 2^53 - 1.',
  undefined,
  -Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER,
);
