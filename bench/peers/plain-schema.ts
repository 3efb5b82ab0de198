/** The schema as people write it by hand for this query: plain lists, no connections. */
export const typeDefs = `
  type Query { devices(first: Int!, role: String!): [Device!]! }
  type Device { name: String site: Site! interfaces(first: Int!): [Interface!]! }
  type Site { name: String! }
  type Interface { name: String! ipAddresses: [IpAddress!]! }
  type IpAddress { address: String! }
`;

/** Puts rows under the keys that were asked for, in their order. */
export function group<K, R>(keys: readonly K[], rows: readonly R[], keyOf: (row: R) => K): R[][] {
  const groups = new Map<K, R[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return keys.map((key) => groups.get(key)!);
}
