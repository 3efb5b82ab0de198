/**
 * Attacks I5, Z2, Z9 and A12 on the whole server: names that mean something to JavaScript, ids that somebody made up, fields that nobody may set, and a
 * mutation that hides behind the name of a query.
 *
 * The server runs in this process, so what a request did to the prototypes of its objects would be seen here.
 */
import { type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { catalog, schema } from '../../../src/schema.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.database.pool.query(`INSERT INTO "Site" ("name", "slug") VALUES ('One', 'one')`);
});
afterAll(() => server.close());

const json = { 'content-type': 'application/json' };
const polluted = ['isAdmin', 'polluted', 'role', 'isEmptyAnswer'];

describe('I5: a name that is part of every object', () => {
  const before = Object.getOwnPropertyNames(Object.prototype);
  afterEach(() => {
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
    for (const name of polluted) expect(({} as Record<string, unknown>)[name]).toBeUndefined();
  });

  const bodies: readonly (readonly [string, string])[] = [
    ['beside the query', '{"query":"{ __typename }","__proto__":{"isAdmin":true},"constructor":{"prototype":{"polluted":1}}}'],
    ['as a variable', '{"query":"{ __typename }","variables":{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"polluted":1}}}}'],
    ['as an extension', '{"query":"{ __typename }","extensions":{"__proto__":{"isAdmin":true},"persistedQuery":null}}'],
    [
      'in a filter',
      '{"query":"query ($f: SiteFilter) { sites(filter: $f) { totalCount } }","variables":{"f":{"__proto__":{"isAdmin":true},"and":[{"__proto__":{"polluted":1}}]}}}',
    ],
    [
      'in custom fields',
      '{"query":"mutation ($i: SiteInput!) { createSite(input: $i) { status errors { field } } }","variables":{"i":{"name":"P","slug":"p","customFields":{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"polluted":1}},"prototype":1}}}}',
    ],
    ['as the operation', '{"query":"query A { __typename } query B { __typename }","operationName":"__proto__"}'],
    ['as an alias', '{"query":"{ __proto__: __typename constructor: __typename toString: __typename hasOwnProperty: __typename }"}'],
    ['as a type to search', '{"query":"{ search(text: \\"one\\", types: [\\"constructor\\"]) { __typename } }"}'],
    ['as an id', '{"documentId":"__proto__"}'],
  ];

  it.each(bodies)('changes no other object: %s', async (_, body) => {
    const { status, text } = await server.ask('/graphql', { method: 'POST', headers: json, body });
    expect([200, 400]).toContain(status);
    expect(text).not.toMatch(/INTERNAL_SERVER_ERROR|\.ts:/);
  });

  it('is a name like any other in an answer', async () => {
    const { text } = await server.post('{ constructor: __typename toString: __typename valueOf: viewer { __proto__: role } }');
    expect(text).toContain('"constructor":"Query","toString":"Query","valueOf":{"__proto__":"administrator"}');
  });

  it.each(['a[__proto__][isAdmin]=1', '__proto__=1', 'constructor[prototype][polluted]=1', 'variables={"__proto__":{"isAdmin":true}}'])(
    'changes nothing in an address: %s',
    async (parameter) => {
      const { status, text } = await server.ask(`/graphql?query=${encodeURIComponent('{ __typename }')}&${encodeURI(parameter)}`);
      expect(status).toBe(200);
      expect(text).toContain('"__typename":"Query"');
    },
  );

  it('leaves the custom fields of the one object without it', async () => {
    const { rows } = await server.database.pool.query(`SELECT count(*)::integer AS count FROM "Site" WHERE "slug" = 'p'`);
    expect(rows).toEqual([{ count: 0 }]);
  });
});

describe('Z2: an id that somebody made up', () => {
  const globalId = (text: string): string => Buffer.from(text).toString('base64url');

  it('is nobody’s unless it is exactly the one that was handed out', async () => {
    const { body } = await server.post('{ siteBy(key: { slug: "one" }) { id } }');
    const { id } = body.data!['siteBy'] as { id: string };
    const key = Buffer.from(id, 'base64url').toString().split(':')[1]!;
    const missing = await server.post('query ($id: ID!) { site(id: $id) { id } node(id: $id) { id } }', { id: globalId('Site:999999') });
    const forged = [
      `${id}=`,
      `${id}==`,
      `${id}\n`,
      ` ${id}`,
      id.toLowerCase(),
      Buffer.from(`Site:${key}`).toString('hex'),
      ...[
        `site:${key}`,
        `Site:0${key}`,
        `Site:+${key}`,
        `Site:-${key}`,
        `Site:${key}.0`,
        `Site:${key}e0`,
        `Site: ${key}`,
        `Site:${key} `,
      ].map(globalId),
      ...[
        `Site:${key}:1`,
        `Site::${key}`,
        'Site:',
        'Site',
        'User:1',
        'ApiToken:1',
        '__proto__:1',
        'Site:9223372036854775808',
        `Site:${key}\0`,
      ].map(globalId),
      '',
    ];
    for (const text of forged) {
      const answer = await server.post('query ($id: ID!) { site(id: $id) { id } node(id: $id) { id } }', { id: text });
      expect({ text, data: answer.body.data }).toEqual({ text, data: missing.body.data });
    }
    const mixed = await server.post('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [...forged.slice(0, 4), id] });
    expect(mixed.body.data).toEqual({ nodes: [null, null, null, null, { id }] });
  });
});

describe('Z9: what nobody may set', () => {
  const kept = ['id', 'version', 'created', 'lastUpdated', 'path', 'createdBy', 'isAdmin', 'actor'];

  it('is in no input of a mutation, whatever the resource', () => {
    const mutations = schema.getMutationType()!.getFields();
    let inputs = 0;
    for (const { name } of catalog.resources) {
      const argument = mutations[`create${name}`]?.args.find((candidate) => candidate.name === 'input');
      if (!argument) continue;
      inputs += 1;
      const type = getNamedType(argument.type) as GraphQLInputObjectType;
      expect(isInputObjectType(type)).toBe(true);
      const open = Object.keys(type.getFields()).filter((field) => kept.includes(field));
      expect({ name, open }).toEqual({ name, open: [] });
    }
    expect(inputs).toBeGreaterThan(50);
  });

  it.each(['id', 'version', 'created', 'lastUpdated', 'isAdmin', 'createdBy'])('is refused and not ignored: %s', async (field) => {
    const value = { id: '"x"', version: 7, created: '"2001-01-01T00:00:00Z"', lastUpdated: '"2001-01-01T00:00:00Z"' }[field] ?? 'true';
    const written = await server.post(`mutation { createSite(input: { name: "Z", slug: "z", ${field}: ${value} }) { status } }`);
    expect(written.status).toBe(400);
    const sent = await server.post('mutation ($i: SiteInput!) { createSite(input: $i) { status } }', {
      i: { name: 'Z', slug: 'z', [field]: JSON.parse(String(value)) },
    });
    expect(sent.status).toBe(400);
    const { rows } = await server.database.pool.query(`SELECT count(*)::integer AS count FROM "Site" WHERE "slug" = 'z'`);
    expect(rows).toEqual([{ count: 0 }]);
  });
});

describe('A12: a mutation behind the name of a query', () => {
  const mixed = 'query Q { __typename } mutation M { createSite(input: { name: "M", slug: "m" }) { status } }';
  const made = async (): Promise<unknown> =>
    (await server.database.pool.query(`SELECT count(*)::integer AS count FROM "Site" WHERE "slug" = 'm'`)).rows[0].count;

  it('does not run when the query is asked for', async () => {
    const answer = await server.ask('/graphql', {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ query: mixed, operationName: 'Q' }),
    });
    expect(answer.body.data).toEqual({ __typename: 'Query' });
    expect(await made()).toBe(0);
  });

  it.each(['q', 'Q ', ' M', 'Q,M', '', 'QM'])('does not run under a name that is almost one: %j', async (operationName) => {
    const answer = await server.ask('/graphql', { method: 'POST', headers: json, body: JSON.stringify({ query: mixed, operationName }) });
    expect(answer.status).toBe(400);
    expect(await made()).toBe(0);
  });
});
