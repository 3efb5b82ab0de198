/** What `search` finds by an address, of whichever kind, and what `within` means for a host that has a mask. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Estate, testEstate } from '../../support/estate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await testEstate(0);
  const { pool } = estate.database;
  await pool.query(
    `INSERT INTO "Prefix" (prefix, status) VALUES ('10.1.2.0/24', 'ACTIVE'), ('10.1.2.0/28', 'ACTIVE'), ('2001:db8:7::/48', 'ACTIVE')`,
  );
  await pool.query(
    `INSERT INTO "IpAddress" (address, status) VALUES ('10.1.2.3/24', 'ACTIVE'), ('10.1.2.30/24', 'ACTIVE'), ('2001:db8:7::1/64', 'ACTIVE')`,
  );
});
afterAll(() => estate.close());

async function found(text: string, types?: readonly string[]): Promise<unknown> {
  const answer = await estate.ask(
    `query ($text: String!, $types: [String!]) {
      search(text: $text, types: $types) { ... on Prefix { prefix } ... on IpAddress { address } }
    }`,
    { variables: { text, ...(types ? { types } : {}) } },
  );
  expect(answer.errors).toBeUndefined();
  return (answer.data!['search'] as readonly object[]).map((object) => Object.values(object)[0]);
}

describe('search', () => {
  it.each([
    ['10.1.2.3', ['10.1.2.3/24']],
    ['10.1.2.0/28', ['10.1.2.0/28', '10.1.2.3/24']],
    ['10.1.2.', ['10.1.2.0/24', '10.1.2.0/28', '10.1.2.3/24', '10.1.2.30/24']],
    ['2001:db8:7:', ['2001:db8:7::/48', '2001:db8:7::1/64']],
    ['2001:DB8:7::1', ['2001:db8:7::1/64']],
    ['10.9.', []],
  ])('finds addresses and networks by %s, the very one first', async (text, expected) => {
    const names = (await found(text)) as string[];
    expect([...names].sort()).toEqual([...expected].sort());
    expect(names[0]).toBe(expected[0]);
  });

  it('finds each object once, though its type is named twice', async () => {
    expect(await found('10.1.2.3', ['IpAddress', 'IpAddress'])).toEqual(['10.1.2.3/24']);
  });
});

it('A host lies within a network, however long its own mask', async () => {
  const answer = await estate.ask('{ ipAddresses(filter: { address: { within: "10.1.2.0/28" } }) { nodes { address } } }');
  expect(answer.data).toEqual({ ipAddresses: { nodes: [{ address: '10.1.2.3/24' }] } });
});
