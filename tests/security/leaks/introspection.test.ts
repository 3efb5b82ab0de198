/** What is told of the schema to a token that may see sites and racks alone: nothing of what else there is, by any way that a schema is told. */
import { buildClientSchema, buildSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/schema.ts';
import { startTestServer } from '../../support/server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
let headers: { authorization: string };
beforeAll(async () => {
  server = await startTestServer();
  for (const mutation of [
    'createRole(name: "surveyor")',
    'grantToRole(role: "surveyor", action: VIEW, resource: "Site") { id }',
    'grantToRole(role: "surveyor", action: VIEW, resource: "Rack") { id }',
    'grantToRole(role: "surveyor", action: CREATE, resource: "Rack") { id }',
  ]) {
    const { body } = await server.post(`mutation { ${mutation} }`);
    if (body.errors) throw new Error(JSON.stringify(body.errors));
  }
  const { body } = await server.post('mutation { createApiToken(name: "surveyor", role: "surveyor") { token } }');
  headers = { authorization: `Bearer ${(body.data!['createApiToken'] as { token: string }).token}` };
});
afterAll(() => server?.stop());

const ask = (query: string, variables: Record<string, unknown> = {}) => server.post(query, variables, { headers });
/** Everything of an answer that a client can tell from another, but for what names the request. */
const shown = async (query: string, name: string, variables: Record<string, unknown> = {}) => {
  const { status, headers: sent, text } = await ask(query, variables);
  const { 'x-request-id': _, date: __, 'content-length': ___, ratelimit: ____, ...told } = sent;
  const body = text.replaceAll(name, 'NAME').replace(/"currentlyAvailable":\d+/, '');
  return JSON.stringify({ status, told: { ...told }, body });
};

describe('A viewer of sites and racks', () => {
  it('is shown those by introspection, whole and valid, and no other resource', async () => {
    const { body } = await ask(getIntrospectionQuery());
    expect(body.errors).toBeUndefined();
    const visible = buildClientSchema(body.data as unknown as IntrospectionQuery);
    const resources = catalog.resources.map(({ name }) => name).filter((name) => visible.getType(name));
    expect(resources.toSorted()).toEqual(['Rack', 'Site']);
    expect(Object.keys(visible.getMutationType()!.getFields()).toSorted()).toEqual(['createRack', 'upsertRacks']);
    expect(printSchema(visible)).not.toMatch(/\b(?:Device|Tenant|Prefix|ApiToken|AccessRole)\w*\b(?=[:! {)]|$)/m);
  });

  it('is shown the same by /schema.graphql, with prices', async () => {
    const { status, text } = await server.ask('/schema.graphql', { headers });
    expect(status).toBe(200);
    const sdl = buildSchema(text);
    expect(
      catalog.resources
        .map(({ name }) => name)
        .filter((name) => sdl.getType(name))
        .toSorted(),
    ).toEqual(['Rack', 'Site']);
    expect(text).toContain('@listSize');
    const { text: whole } = await server.ask('/schema.graphql');
    expect(whole.length).toBeGreaterThan(text.length * 5);
  });

  it('is told of __type as of one that does not exist, at the same price', async () => {
    for (const name of ['Device', 'DeviceFilter', 'DeviceGroupBy']) {
      expect(await shown(`{ __type(name: "${name}") { name fields { name } } }`, name)).toBe(
        await shown('{ __type(name: "Nothing") { name fields { name } } }', 'Nothing'),
      );
      expect(await shown('query ($n: String!) { __type(name: $n) { name fields { name } } }', name, { n: name })).toBe(
        await shown('query ($n: String!) { __type(name: $n) { name fields { name } } }', 'Nothing', { n: 'Nothing' }),
      );
    }
  });

  it('is refused what is hidden in the bytes for what does not exist: fields, types, arguments, values, mutations', async () => {
    for (const [hidden, missing, query, variables] of [
      ['devices', 'devicez', '{ NAME { nodes { id } } }', {}],
      ['device', 'devicz', '{ NAME(id: "x") { id } }', {}],
      ['tenant', 'tenanz', '{ sites { nodes { NAME { id } } } }', {}],
      ['tenant', 'tenanz', '{ sites(filter: { NAME: { isNull: true } }) { totalCount } }', {}],
      ['TENANT', 'TENANZ', '{ siteCounts(groupBy: [NAME]) { count } }', {}],
      ['TENANT', 'TENANZ', 'query ($g: [SiteGroupBy!]!) { siteCounts(groupBy: $g) { count } }', { g: ['NAME'] }],
      ['tenant', 'tenanz', 'query ($f: SiteFilter) { sites(filter: $f) { totalCount } }', { f: { NAME: { isNull: true } } }],
      ['Device', 'Devicz', '{ node(id: "x") { ... on NAME { id } } }', {}],
      ['DeviceFilter', 'DeviczFilter', 'query ($f: NAME) { sites { totalCount } }', { f: {} }],
      ['createDevice', 'createDevicz', 'mutation { NAME(input: {}) { status } }', {}],
      ['Device', 'Devicz', '{ search(text: "abc", types: ["NAME"]) { __typename } }', {}],
      ['Device', 'Devicz', '{ changes(filter: { types: ["NAME"] }) { nodes { id } } }', {}],
      ['RGV2aWNlOjE', 'RGV2aWN6OjE', '{ stateAt(id: "NAME", time: "2030-01-01T00:00:00Z") }', {}],
    ] as const) {
      const as = (name: string) =>
        shown(
          query.replaceAll('NAME', name),
          name,
          JSON.parse(JSON.stringify(variables).replaceAll('NAME', name)) as Record<string, unknown>,
        );
      expect(await as(hidden), query).toBe(await as(missing));
    }
  });

  it('is refused nothing of what it may see, and hears that it may not do what it may know of', async () => {
    expect(
      (await ask('{ sites { nodes { name racks { totalCount } } } racks(filter: { site: { name: { eq: "x" } } }) { totalCount } }')).body
        .errors,
    ).toBeUndefined();
    const refused = await ask('mutation { createSite(input: {}) { status errors { code } } }');
    expect(JSON.stringify(refused.body)).toContain('FORBIDDEN');
  });

  it('is not served by what an administrator has asked before, in the same text', async () => {
    const text = '{ devices { totalCount } sites { totalCount } }';
    for (let time = 0; time < 3; time++) expect((await server.post(text)).body.errors).toBeUndefined();
    const { status, body } = await ask(text);
    expect(status).toBe(400);
    expect(body.errors!.map(({ message }) => message)).toEqual(['Cannot query field "devices" on type "Query".']);
  });
});

it('Nobody without a credential is told anything of the schema', async () => {
  for (const path of [
    '/schema.graphql',
    `/graphql?query=${encodeURIComponent('{ __schema { queryType { name } } }')}`,
    `/graphql?query=${encodeURIComponent('{ devicez }')}`,
  ]) {
    const { status, text } = await server.ask(path, { headers: { authorization: null } });
    expect(status).toBe(401);
    expect(text).not.toMatch(/device|Query/i);
  }
});
