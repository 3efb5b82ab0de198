/**
 * One registered operation, run by two roles: it is judged by what each may know of the schema, as its text would be, and whoever may know too little
 * cannot tell it from one that does not exist.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { operationIdOf } from '../../../src/operations/operation-id.ts';
import { register } from '../../support/registered-operations.ts';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';
import { issueToken, type TestToken, TOKEN_SECRET } from '../../support/token.ts';

let server: TestServer;
let all: TestToken;
let few: TestToken;
let fewWithTexts: TestToken;

const SITES = 'query Sites($filter: SiteFilter) { sites(first: 2, filter: $filter) { nodes { name } } }';
const WITH_TENANTS = 'query WithTenants { sites(first: 2) { nodes { name tenant { name } } } }';
const DEVICES = 'query Devices { devices(first: 2) { nodes { name } } }';
const BEHIND_FRAGMENT = 'query Node($id: ID!) { node(id: $id) { id ... on Device { name } } }';
const FILTERED = 'query Filtered { sites(first: 2, filter: { tenant: { name: { eq: "Acme" } } }) { nodes { name } } }';
const HIDDEN = [WITH_TENANTS, DEVICES, BEHIND_FRAGMENT, FILTERED];
const TENANT_FILTER = { tenant: { name: { eq: 'nobody' } } };

beforeAll(async () => {
  server = await startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET });
  const { database } = server;
  await seedEstate(database.pool, { resources: 5000, seed: 1 });
  const made = await server.post(`mutation {
    createRole(name: "site-reader")
    site: grantToRole(role: "site-reader", action: VIEW, resource: "Site") { id }
    region: grantToRole(role: "site-reader", action: VIEW, resource: "Region") { id }
  }`);
  expect(made.body.errors).toBeUndefined();
  all = await issueToken(database, { role: 'integrator', operations: 'ids' });
  few = await issueToken(database, { role: 'site-reader', operations: 'ids' });
  fewWithTexts = await issueToken(database, { role: 'site-reader' });
  for (const text of [SITES, ...HIDDEN])
    for (const audience of ['role:integrator', 'role:site-reader']) await register(database, text, { audience });
  for (const token of [all, few]) while ((await run(token, operationIdOf(SITES))).status !== 200) await wait(50);
  while ((await run(all, operationIdOf(FILTERED))).status !== 200) await wait(50);
});
afterAll(() => server.close());

const send = ({ token }: TestToken, body: object): Promise<Answer> =>
  server.ask('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
const run = (token: TestToken, documentId: string, variables = {}) => send(token, { documentId, variables });
/** All that a client could tell answers apart by. */
function seen({ status, headers, text }: Answer) {
  return {
    status,
    text: text.replace(String(headers['x-request-id']), ''),
    headers: { ...headers, date: '', 'x-request-id': '', ratelimit: '' },
  };
}

describe('a registered operation', () => {
  it('is answered to a role that may know all that it asks for', async () => {
    for (const text of [SITES, WITH_TENANTS, DEVICES, FILTERED]) {
      const { status, body } = await run(all, operationIdOf(text));
      expect(status).toBe(200);
      expect(body.errors).toBeUndefined();
    }
    expect((await run(few, operationIdOf(SITES))).body.data!['sites']).toEqual((await run(all, operationIdOf(SITES))).body.data!['sites']);
  });

  it('does not exist for a role that may not know a type, field or input of it', async () => {
    const missing = await run(few, '0'.repeat(64));
    expect(missing.body.errors![0]!.extensions['code']).toBe('PERSISTED_QUERY_NOT_IN_LIST');
    for (const text of HIDDEN) expect(seen(await run(few, operationIdOf(text), { id: 'x' })), text).toEqual(seen(missing));
    // Neither by another door, nor when it is asked for again.
    const get = await server.ask(`/graphql/p/${operationIdOf(DEVICES)}`, { headers: { authorization: `Bearer ${few.token}` } });
    const nothing = await server.ask(`/graphql/p/${'0'.repeat(64)}`, { headers: { authorization: `Bearer ${few.token}` } });
    expect(seen(get)).toEqual(seen(nothing));
    expect(seen(await run(few, operationIdOf(DEVICES)))).toEqual(seen(missing));
  });

  it('does not exist for such a role by a token that may send any text, either', async () => {
    const missing = await run(fewWithTexts, '0'.repeat(64));
    for (const text of HIDDEN) expect(seen(await run(fewWithTexts, operationIdOf(text), { id: 'x' })), text).toEqual(seen(missing));
  });

  it('takes of each role the variables that the role may know', async () => {
    const id = operationIdOf(SITES);
    expect((await run(all, id, { filter: TENANT_FILTER })).body.data).toEqual({ sites: { nodes: [] } });
    const [hidden, unknown] = [
      await run(few, id, { filter: TENANT_FILTER }),
      await run(few, id, { filter: { tenanz: TENANT_FILTER.tenant } }),
    ];
    expect(hidden.body.errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
    const { headers: _, ...refusal } = seen(hidden);
    const { headers: __, ...other } = seen(unknown);
    expect({ ...refusal, text: refusal.text.replaceAll('tenant', 'tenanz') }).toEqual(other);
  });

  it('appears, and goes, with the grants of the role', async () => {
    const id = operationIdOf(DEVICES);
    const made = await server.post('mutation { grantToRole(role: "site-reader", action: VIEW, resource: "Device") { id } }');
    const grant = (made.body.data!['grantToRole'] as { id: string }).id;
    while ((await run(few, id)).status !== 200) await wait(20);
    expect((await run(few, id)).body.data).toEqual((await run(all, id)).body.data);
    await server.post(`mutation { removeGrant(id: "${grant}") }`);
    while ((await run(few, id)).status === 200) await wait(20);
    expect(seen(await run(few, id))).toEqual(seen(await run(few, '0'.repeat(64))));
  });
});
