/** Tokens of a running server: made once, kept without their secret, and gone within a second in every process. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newToken } from '../../../src/access/token-format.ts';
import { startAccessServers, until } from '../../support/access-servers.ts';

let servers: Awaited<ReturnType<typeof startAccessServers>>;
let server: typeof servers.server;
let create: typeof servers.create;
beforeAll(async () => {
  servers = await startAccessServers();
  ({ server, create } = servers);
  await server.database.run(`
    INSERT INTO "Tenant" ("name", "slug") VALUES ('Acme', 'acme'), ('Birch', 'birch');
    INSERT INTO "Region" ("name", "slug") VALUES ('World', 'world');
    INSERT INTO "Region" ("name", "slug", "parentId") SELECT 'North', 'north', "id" FROM "Region" WHERE "slug" = 'world';
    INSERT INTO "Site" ("name", "slug", "status", "tenantId", "regionId")
    SELECT slug, slug, 'ACTIVE', (SELECT "id" FROM "Tenant" WHERE "slug" = tenant), (SELECT "id" FROM "Region" WHERE "slug" = 'north')
    FROM (VALUES ('a1', 'acme'), ('a2', 'acme'), ('b1', 'birch'), ('n1', NULL)) AS sites (slug, tenant)`);
});
afterAll(() => servers?.close());

const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** How a server answers the bearer of a token. */
const statusAt = async (url: string, token: string) => (await servers.ask(url, token, '{ viewer { name } }')).status;
const statusFor = (token: string) => statusAt(server.url, token);

const sitesSeenBy = async (token: string) => {
  const { body } = await server.post('{ sites(orderBy: [{ name: ASC }]) { totalCount nodes { slug } } }', {}, as(token));
  const { totalCount, nodes } = body.data!['sites'] as { totalCount: number; nodes: { slug: string }[] };
  expect(totalCount).toBe(nodes.length);
  return nodes.map(({ slug }) => slug);
};

async function refusals(reason: string): Promise<{ rows: number; sum: number }> {
  const { rows } = await server.database.pool.query<{ rows: number; sum: number }>(
    `SELECT count(*)::integer AS "rows", coalesce(sum("count"), 0)::integer AS "sum" FROM "wayleave"."AccessAudit" WHERE "reason" = $1`,
    [reason],
  );
  return rows[0]!;
}

describe('A token', () => {
  it('sees what its role allows', async () => {
    const { token } = await create('name: "all", role: "interactive"');
    expect(await sitesSeenBy(token)).toEqual(['a1', 'a2', 'b1', 'n1']);
  });

  it('of one tenant sees what is that tenant’s, and of several what is either’s', async () => {
    expect(await sitesSeenBy((await create('name: "acme", role: "interactive", tenants: ["acme"]')).token)).toEqual(['a1', 'a2']);
    expect(await sitesSeenBy((await create('name: "two", role: "interactive", tenants: ["acme", "birch"]')).token)).toEqual([
      'a1',
      'a2',
      'b1',
    ]);
  });

  it('of one tenant may read what belongs to nobody: makes, models, roles, types and regions', async () => {
    const { token } = await create('name: "words", role: "integrator", tenants: ["acme"]');
    const { body } = await server.post(
      '{ regions { totalCount } manufacturers { totalCount } sites { nodes { region { slug } } } }',
      {},
      as(token),
    );
    expect(body.data).toEqual({
      regions: { totalCount: 2 },
      manufacturers: { totalCount: 0 },
      sites: { nodes: [{ region: { slug: 'north' } }, { region: { slug: 'north' } }] },
    });
  });

  it('of a tenant and a site sees what is both', async () => {
    expect(await sitesSeenBy((await create('name: "one", role: "interactive", tenants: ["acme"], sites: ["a2", "b1"]')).token)).toEqual([
      'a2',
    ]);
  });

  it('does not tell its secret to anything that is kept or logged', async () => {
    const { token } = await create('name: "canary", role: "interactive"');
    await sitesSeenBy(token);
    const secret = token.slice('wl_'.length + 13);
    const { rows } = await server.database.pool.query<{ table: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS "table" FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    for (const { table } of rows) {
      const { rows: dump } = await server.database.pool.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      for (const { row } of dump) {
        expect(row).not.toContain(secret);
        expect(row).not.toContain(secret.slice(0, 16));
        expect(row).not.toContain(Buffer.from(token).toString('hex'));
      }
    }
    expect(rows.map(({ table }) => table)).toContain('wayleave."ApiToken"');
    expect(server.lines.join('\n')).not.toContain(secret.slice(0, 16));
  });

  it('that is revoked is refused within a second, by every process', async () => {
    const { id, token } = await create('name: "short", role: "interactive"');
    await until(async () => (await statusAt(servers.otherUrl, token)) === 200);
    expect(await statusFor(token)).toBe(200);
    await servers.mutate(`revokeApiToken(id: "${id}")`);
    // Whoever revoked it knows at once; the others ask four times a second.
    expect(await statusFor(token)).toBe(401);
    expect(await until(async () => (await statusAt(servers.otherUrl, token)) === 401)).toBeLessThan(1000);
  });

  it('loses what its role loses within a second, and keeps its viewer until then', async () => {
    for (const mutation of [
      'createRole(name: "sites-only")',
      'grantToRole(role: "sites-only", action: VIEW, resource: "Site") { id }',
      'grantToRole(role: "sites-only", action: VIEW, resource: "Site", tenants: ["birch"]) { id }',
    ])
      expect((await server.post(`mutation { ${mutation} }`)).body.errors).toBeUndefined();
    const { token } = await create('name: "granted", role: "sites-only"');
    expect(await sitesSeenBy(token)).toEqual(['a1', 'a2', 'b1', 'n1']);
    const { body } = await server.post('{ roles { name grants { id } } }');
    const role = (body.data!['roles'] as { name: string; grants: { id: string }[] }[]).find(({ name }) => name === 'sites-only')!;
    await server.post(`mutation { removeGrant(id: "${role.grants[0]!.id}") }`);
    expect(await sitesSeenBy(token)).toEqual(['b1']);
    const isNarrowed = async () => {
      const { body } = await servers.ask(servers.otherUrl, token, '{ sites { totalCount } }');
      // The other server may not have heard of the token yet.
      return (body.data?.['sites'] as { totalCount: number } | undefined)?.totalCount === 1;
    };
    expect(await until(isNarrowed)).toBeLessThan(1000);
  });

  it('that has expired is refused', async () => {
    const { id, token } = await create('name: "expiring", role: "interactive", expiresInDays: 1');
    expect(await statusFor(token)).toBe(200);
    await server.database.run(`UPDATE "wayleave"."ApiToken" SET "expires" = now() - interval '1 second' WHERE "id" = ${id}`);
    await until(async () => (await statusFor(token)) === 401);
  });

  it('that is bound to addresses is refused from others, whatever a header says of them', async () => {
    const elsewhere = await create('name: "elsewhere", role: "interactive", addresses: ["192.0.2.0/24", "2001:db8::/32"]');
    const here = await create('name: "here", role: "interactive", addresses: ["127.0.0.0/8"]');
    expect(await statusFor(here.token)).toBe(200);
    expect(await statusFor(elsewhere.token)).toBe(401);
    const spoofed = await server.post(
      '{ viewer { name } }',
      {},
      {
        headers: {
          authorization: `Bearer ${elsewhere.token}`,
          'x-forwarded-for': '192.0.2.7',
          forwarded: 'for=192.0.2.7',
          'x-real-ip': '192.0.2.7',
        },
      },
    );
    expect(spoofed.status).toBe(401);
  });

  it('that may only read is refused every mutation, also one that hides beside a query', async () => {
    const { token } = await create('name: "reader", role: "administrator", readOnly: true');
    expect(await sitesSeenBy(token)).toHaveLength(4);
    const forbidden = await server.post('mutation { revokeApiToken(id: "1") }', {}, as(token));
    expect(forbidden.status).toBe(403);
    expect(forbidden.body.errors![0]!.extensions['code']).toBe('FORBIDDEN');
    const hidden = await server.ask('/graphql', {
      method: 'POST',
      headers: { ...as(token).headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query A { viewer { name } } mutation B { revokeApiToken(id: "1") }', operationName: 'B' }),
    });
    expect(hidden.status).toBe(403);
  });

  it('writes within its scope, and nowhere else', async () => {
    const { token } = await create('name: "writer", role: "integrator", tenants: ["acme"]');
    const site = (slug: string, tenant: string) =>
      `mutation { createSite(input: { name: "${slug}", slug: "${slug}", status: ACTIVE, tenant: { slug: "${tenant}" } }) { errors { code } site { slug } } }`;
    const inside = await server.post(site('a3', 'acme'), {}, as(token));
    expect(inside.body.data!['createSite']).toMatchObject({ site: { slug: 'a3' } });
    const outside = await server.post(site('b3', 'birch'), {}, as(token));
    expect((outside.body.data?.['createSite'] as { site: object | null } | undefined)?.site ?? null).toBeNull();
    const { rows } = await server.database.pool.query<{ id: string; slug: string }>(
      'SELECT "id", "slug" FROM "Site" WHERE "slug" IN (\'a3\', \'b1\', \'b3\') ORDER BY 2',
    );
    expect(rows.map(({ slug }) => slug)).toEqual(['a3', 'b1']);
    const idOf = (index: number) => Buffer.from(`Site:${rows[index]!.id}`).toString('base64url');
    await server.post(`mutation { updateSite(id: "${idOf(1)}", input: { facility: "taken" }) { site { slug } } }`, {}, as(token));
    await server.post(`mutation { updateSite(id: "${idOf(0)}", input: { tenant: { slug: "birch" } }) { site { slug } } }`, {}, as(token));
    await server.post(`mutation { deleteSite(id: "${idOf(1)}") { site { slug } } }`, {}, as(token));
    const { rows: after } = await server.database.pool.query(
      `SELECT s."slug", s."facility", t."slug" AS tenant FROM "Site" s JOIN "Tenant" t ON t."id" = s."tenantId" WHERE s."slug" IN ('a3', 'b1') ORDER BY 1`,
    );
    expect(after).toEqual([
      { slug: 'a3', facility: null, tenant: 'acme' },
      { slug: 'b1', facility: null, tenant: 'birch' },
    ]);
    await server.post(`mutation { deleteSite(id: "${idOf(0)}") { errors { code } } }`, {}, as(token));
    expect(await sitesSeenBy(token)).toEqual(['a1', 'a2']);
  });

  it('is rotated: the new secret has the same rights, the old one ends with the grace', async () => {
    const { id, token } = await create('name: "rotating", role: "interactive", tenants: ["birch"]');
    const rotate = async (grace: number, of: string) =>
      (await server.post(`mutation { rotateApiToken(id: "${of}", graceSeconds: ${grace}) { id token } }`)).body.data!['rotateApiToken'] as {
        id: string;
        token: string;
      };
    const second = await rotate(600, id);
    expect(await sitesSeenBy(second.token)).toEqual(['b1']);
    expect(await statusFor(token)).toBe(200);
    const third = await rotate(0, second.id);
    expect(await sitesSeenBy(third.token)).toEqual(['b1']);
    expect(await statusFor(second.token)).toBe(401);
  });

  it('of another checksum, key or secret is nobody’s', async () => {
    const { token } = await create('name: "guessed", role: "interactive"');
    const made = newToken();
    const otherKey = token.replace(/^wl_[^_]+/, `wl_${made.keyId}`);
    for (const guess of [
      `${token.slice(0, -1)}${token.endsWith('x') ? 'y' : 'x'}`,
      `${token}0`,
      token.toLowerCase(),
      otherKey,
      made.token,
      newToken(token.slice(3, 15)).token,
    ])
      expect(await statusFor(guess)).toBe(401);
    expect(await statusFor(token)).toBe(200);
  });

  it('is listed with what it may do and when it was last used, and without its secret', async () => {
    const { id, token } = await create('name: "listed", role: "interactive", tenants: ["acme"], budget: 1000, operations: NOTE_UNKNOWN');
    await sitesSeenBy(token);
    const { body } = await server.post(
      `{ apiTokens(after: "${Number(id) - 1}", first: 1) { id name role tenants sites budget operations isReadOnly createdBy lastUsed } }`,
    );
    expect(body.data!['apiTokens']).toEqual([
      {
        id,
        name: 'listed',
        role: 'interactive',
        tenants: ['acme'],
        sites: null,
        budget: 1000,
        operations: 'NOTE_UNKNOWN',
        isReadOnly: false,
        createdBy: 'administrator:development',
        lastUsed: null,
      },
    ]);
    await until(async () => {
      const { rows } = await server.database.pool.query(`SELECT FROM "wayleave"."ApiToken" WHERE "id" = ${id} AND "lastUsed" IS NOT NULL`);
      return rows.length === 1;
    });
  });

  it('has the budget that it was given, and no request above it', async () => {
    const { token } = await create('name: "poor", role: "integrator", budget: 30');
    const cheap = await server.post('{ viewer { name } }', {}, as(token));
    expect(cheap.body).toMatchObject({ extensions: { cost: { throttleStatus: { maximumAvailable: 30 } } } });
    const dear = await server.post('{ sites(first: 100) { nodes { slug } } }', {}, as(token));
    expect(dear.body.errors![0]!.extensions).toMatchObject({ code: 'COST_ESTIMATED_TOO_EXPENSIVE', limit: 30 });
  });
});

describe('Who administers', () => {
  it('Z12: does not end themselves when nobody else would be left to decide', async () => {
    const last = await create('name: "last", role: "administrator"');
    const end = async (by: { token: string }, id: string) =>
      (await server.post(`mutation { revokeApiToken(id: "${id}") }`, {}, as(by.token))).body.errors?.[0]?.extensions['code'];
    expect(await end(last, last.id)).toBe('FORBIDDEN');
    const next = await create('name: "next", role: "administrator"');
    expect(await end(last, last.id)).toBeUndefined();
    expect(await end(next, next.id)).toBe('FORBIDDEN');
  });

  it('is asked for whenever something is decided about others', async () => {
    const { token } = await create('name: "curious", role: "integrator"');
    for (const text of [
      '{ apiTokens { name } }',
      '{ roles { name } }',
      '{ users { name } }',
      '{ accessAudit { action } }',
      'mutation { createApiToken(name: "mine", role: "administrator") { token } }',
      'mutation { saveUser(issuer: "x", subject: "y", name: "z", roles: ["administrator"]) { id } }',
    ]) {
      const { body } = await server.post(text, {}, as(token));
      expect(body.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      expect(body.data ?? null).toBeNull();
    }
  });

  it('gives no more than they have: not another role, not a wider scope, not a wider grant', async () => {
    for (const mutation of [
      'createRole(name: "deputy")',
      'grantToRole(role: "deputy", action: ADMINISTER) { id }',
      'grantToRole(role: "deputy", action: VIEW, tenants: ["acme"]) { id }',
      'createRole(name: "visitor")',
      'grantToRole(role: "visitor", action: VIEW, resource: "Device", tenants: ["acme"]) { id }',
    ])
      expect((await server.post(`mutation { ${mutation} }`)).body.errors).toBeUndefined();
    const { token } = await create('name: "deputy", role: "deputy"');
    const asDeputy = async (mutation: string) =>
      (await server.post(`mutation { ${mutation} }`, {}, as(token))).body.errors?.[0]?.extensions['code'];
    expect(await asDeputy('createApiToken(name: "up", role: "administrator") { id }')).toBe('FORBIDDEN');
    expect(await asDeputy('createApiToken(name: "aside", role: "interactive") { id }')).toBe('FORBIDDEN');
    expect(await asDeputy('grantToRole(role: "visitor", action: VIEW) { id }')).toBe('FORBIDDEN');
    expect(await asDeputy('grantToRole(role: "visitor", action: UPDATE, tenants: ["acme"]) { id }')).toBe('FORBIDDEN');
    expect(await asDeputy('grantToRole(role: "deputy", action: VIEW) { id }')).toBe('FORBIDDEN');
    expect(await asDeputy('saveUser(issuer: "x", subject: "y", name: "z", roles: ["administrator"]) { id }')).toBe('FORBIDDEN');
    expect(await asDeputy('createApiToken(name: "down", role: "visitor") { id }')).toBeUndefined();
    expect(await asDeputy('grantToRole(role: "visitor", action: VIEW, resource: "Site", tenants: ["acme"]) { id }')).toBeUndefined();
  });

  it.each([
    ['a role that nobody made', 'createApiToken(name: "x", role: "emperor") { id }'],
    ['a tenant that nobody has', 'createApiToken(name: "x", role: "interactive", tenants: ["none"]) { id }'],
    ['an address that is none', 'createApiToken(name: "x", role: "interactive", addresses: ["10.0.0.0/33"]) { id }'],
    ['a budget of nothing', 'createApiToken(name: "x", role: "interactive", budget: 0) { id }'],
    ['no name', 'createApiToken(name: " ", role: "interactive") { id }'],
    ['an expiry in the past', 'createApiToken(name: "x", role: "interactive", expiresInDays: -1) { id }'],
    ['a resource that is none', 'grantToRole(role: "visitor", action: VIEW, resource: "Nothing") { id }'],
    ['a change of what is built in', 'grantToRole(role: "interactive", action: UPDATE) { id }'],
    ['the end of what is built in', 'deleteRole(name: "administrator")'],
    ['an id that is none', 'revokeApiToken(id: "1; DROP TABLE x")'],
    ['a token that is not there', 'revokeApiToken(id: "999999")'],
  ])('is told in words when asked for %s', async (_, mutation) => {
    const { body } = await server.post(`mutation { ${mutation} }`);
    expect(body.errors).toHaveLength(1);
    expect(body.errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
  });
});

describe('The trail', () => {
  it('says who made, renewed and ended which token, in which request, and nothing of its secret', async () => {
    const made = await server.post(
      'mutation { createApiToken(name: "trailed", role: "interactive") { id token } }',
      {},
      {
        headers: { 'x-request-id': 'trail-create-1' },
      },
    );
    const { id, token } = made.body.data!['createApiToken'] as { id: string; token: string };
    await server.post(`mutation { revokeApiToken(id: "${id}") }`, {}, { headers: { 'x-request-id': 'trail-revoke-1' } });
    const { body } = await server.post('{ accessAudit(first: 20) { actor action subject result address requestId count detail } }');
    const entries = body.data!['accessAudit'] as { requestId: string; detail: string }[];
    const [ended, begun] = entries.filter(({ requestId }) => requestId?.startsWith('trail-'));
    const common = { actor: 'administrator:development', subject: `token:${id}`, result: 'done', count: 1, address: '127.0.0.1' };
    expect(ended).toMatchObject({ ...common, action: 'token.revoke', requestId: 'trail-revoke-1' });
    expect(begun).toMatchObject({ ...common, action: 'token.create', requestId: 'trail-create-1' });
    expect(JSON.parse(begun!.detail)).toMatchObject({ name: 'trailed', role: 'interactive' });
    expect(JSON.stringify(body)).not.toContain(token.slice(16, 40));
  });

  it('counts every refusal, and joins those that are alike', async () => {
    const before = await refusals('wrong secret');
    const { token } = await create('name: "counted", role: "interactive"');
    const forged = newToken(token.slice(3, 15)).token;
    await Promise.all(Array.from({ length: 30 }, () => statusFor(forged)));
    await until(async () => (await refusals('wrong secret')).sum - before.sum === 30);
    expect((await refusals('wrong secret')).rows - before.rows).toBeLessThanOrEqual(3);
  });

  it('says who signed in, and from where', async () => {
    const { id, token } = await create('name: "signing", role: "interactive"');
    const signIn = await server.ask('/session', {
      method: 'POST',
      headers: { authorization: null, 'content-type': 'application/json', 'x-request-id': 'sign-in-1' },
      body: JSON.stringify({ token }),
    });
    expect(signIn.status).toBe(204);
    await until(async () => {
      const { rows } = await server.database.pool.query(
        `SELECT FROM "wayleave"."AccessAudit" WHERE "action" = 'login' AND "actor" = 'token:${id}' AND "address" = '127.0.0.1' AND "requestId" = 'sign-in-1'`,
      );
      return rows.length === 1;
    });
  });

  it('is not changed, shortened or emptied', async () => {
    for (const statement of [
      `UPDATE "wayleave"."AccessAudit" SET "actor" = 'nobody'`,
      'DELETE FROM "wayleave"."AccessAudit"',
      'TRUNCATE "wayleave"."AccessAudit"',
    ])
      await expect(server.database.pool.query(statement)).rejects.toThrow('is not changed');
  });
});

describe('A session', () => {
  it('ends with its token', async () => {
    const { id, token } = await create('name: "browser", role: "interactive"');
    const signIn = await server.ask('/session', {
      method: 'POST',
      headers: { authorization: null, 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    const cookie = signIn.headers['set-cookie']![0]!.split(';')[0]!;
    const ask = async () => (await server.post('{ viewer { name } }', {}, { headers: { authorization: null, cookie } })).status;
    expect(await ask()).toBe(200);
    await server.post(`mutation { revokeApiToken(id: "${id}") }`);
    expect(await ask()).toBe(401);
  });
});

describe('Without the database', () => {
  it('nobody is let in on what was known before, and no request hangs', async () => {
    const { token } = await create('name: "last", role: "interactive"');
    expect(await statusFor(token)).toBe(200);
    await server.database.run('ALTER TABLE "wayleave"."AccessVersion" RENAME TO "AccessVersionGone"');
    try {
      await until(async () => (await statusFor(token)) === 503);
    } finally {
      await server.database.run('ALTER TABLE "wayleave"."AccessVersionGone" RENAME TO "AccessVersion"');
    }
    await until(async () => (await statusFor(token)) === 200);
  });
});
