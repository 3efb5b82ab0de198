/** Attack Z12: becoming somebody else, or more than one is, by what a request says of itself or by deciding about oneself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAccessServers } from '../../support/access-servers.ts';

let servers: Awaited<ReturnType<typeof startAccessServers>>;
let server: typeof servers.server;
let create: typeof servers.create;
beforeAll(async () => {
  servers = await startAccessServers();
  ({ server, create } = servers);
  await server.database.run(`
    INSERT INTO "Tenant" ("name", "slug") VALUES ('Acme', 'acme'), ('Birch', 'birch');
    INSERT INTO "Site" ("name", "slug", "tenantId")
    SELECT slug, slug, (SELECT "id" FROM "Tenant" WHERE "slug" = tenant) FROM (VALUES ('a', 'acme'), ('b', 'birch')) AS sites (slug, tenant)`);
});
afterAll(() => servers?.close());

const codeOf = async (text: string, headers: Readonly<Record<string, string>>): Promise<unknown> =>
  (await server.post(text, {}, { headers })).body.errors?.[0]?.extensions['code'];

describe('Z12: a header that says who one is', () => {
  const claims = {
    'x-user-id': '1',
    'x-user': 'administrator',
    'x-tenant-id': '2',
    'x-role': 'administrator',
    'x-hasura-role': 'admin',
    'x-hasura-admin-secret': 'x',
    'x-hasura-user-id': '1',
    'x-forwarded-user': 'administrator',
    'x-remote-user': 'administrator',
    'x-original-authorization': 'Bearer x',
    'x-impersonate-user': 'administrator',
    'impersonate-user': 'administrator',
    sudo: 'administrator',
  };

  it('is not believed: the answer is that of the token, byte for byte', async () => {
    const { token } = await create('name: "of acme", role: "integrator", tenants: ["acme"]');
    const ask = async (headers: Readonly<Record<string, string>>) => {
      const answer = await server.post('{ viewer { name role } sites(first: 10) { totalCount nodes { slug } } }', {}, { headers });
      return JSON.stringify([answer.status, answer.body.data]);
    };
    const authorization = `Bearer ${token}`;
    const plain = await ask({ authorization });
    expect(plain).toContain('"totalCount":1,"nodes":[{"slug":"a"}]');
    for (const [name, value] of Object.entries(claims)) expect(await ask({ authorization, [name]: value }), name).toBe(plain);
    expect(await ask({ authorization, ...claims })).toBe(plain);
    expect(await codeOf('{ apiTokens { name } }', { authorization, ...claims })).toBe('FORBIDDEN');
  });

  it('is no credential', async () => {
    const answer = await server.post('{ viewer { name } }', {}, { headers: { authorization: '', ...claims } });
    expect(answer.status).toBe(401);
  });
});

describe('Z12: somebody who may decide about others', () => {
  it('does not renew a token that may more than they, nor widens their own role or person', async () => {
    const admin = { authorization: `Bearer ${(await create('name: "admin", role: "administrator"')).token}` };
    for (const mutation of ['createRole(name: "steward")', 'grantToRole(role: "steward", action: ADMINISTER) { id }'])
      expect(await codeOf(`mutation { ${mutation} }`, admin)).toBeUndefined();
    const steward = { authorization: `Bearer ${(await create('name: "steward", role: "steward"')).token}` };
    const mighty = await create('name: "mighty", role: "administrator"');
    for (const mutation of [
      `rotateApiToken(id: "${mighty.id}") { token }`,
      'grantToRole(role: "steward", action: UPDATE) { id }',
      'grantToRole(role: "steward", action: REVEAL, resource: "Device") { id }',
      'createApiToken(name: "me again", role: "administrator", tenants: ["acme"]) { token }',
      'saveUser(issuer: "i", subject: "steward", name: "steward", roles: ["steward", "administrator"]) { id }',
    ])
      expect(await codeOf(`mutation { ${mutation} }`, steward), mutation).toBe('FORBIDDEN');
    // Of sites they have never heard, now as before.
    expect(await codeOf('{ sites { nodes { slug } } }', steward)).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});
