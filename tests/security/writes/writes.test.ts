import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action, RowPredicate, Viewer } from '../../../src/access/viewer.ts';
import { runMutation } from '../../../src/data/write/mutation-request.ts';
import { executePlan } from '../../../src/execution/execute.ts';
import { PlanCache } from '../../../src/execution/plan-cache.ts';
import { schema } from '../../../src/schema.ts';
import { type Estate, testEstate } from '../../support/estate.ts';
import { mutate } from '../../support/mutate.ts';

let estate: Estate;
const ids: Record<string, string> = {};
beforeAll(async () => {
  estate = await testEstate(0);
  const { data, errors } = await mutate(
    estate,
    `mutation {
      ours: createSite(input: { name: "Ours", slug: "ours" }) { site { id } }
      theirs: createSite(input: { name: "Theirs", slug: "theirs" }) { site { id } }
      ourRack: createRack(input: { name: "R1", site: { slug: "ours" } }) { rack { id } }
      theirRack: createRack(input: { name: "R2", site: { slug: "theirs" } }) { rack { id } }
      seen: createTag(input: { name: "Seen", slug: "seen" }) { tag { id } }
      hidden: createTag(input: { name: "Hidden", slug: "hidden" }) { tag { id } }
    }`,
  );
  expect(errors).toBeUndefined();
  for (const [name, payload] of Object.entries(data as Record<string, Record<string, { id: string }>>))
    ids[name] = Object.values(payload)[0]!.id;
});
afterAll(() => estate.close());

/** Sees and changes what is at the site \`ours\`, and the tag \`seen\`. */
const scoped: Viewer = {
  id: 'scoped',
  name: 'scoped',
  role: 'test',
  fingerprint: 'scoped',
  operations: 'any',
  rows: (resource: string, _action?: Action): RowPredicate => {
    if (resource === 'Site') return { kind: 'where', filter: { slug: { eq: 'ours' } } };
    if (resource === 'Rack') return { kind: 'where', filter: { site: { slug: { eq: 'ours' } } } };
    if (resource === 'Tag') return { kind: 'where', filter: { slug: { eq: 'seen' } } };
    return { kind: 'all' };
  },
};

const one = async (text: string, variables: Record<string, unknown> = {}, viewer: Viewer = scoped) => {
  const { data, errors } = await mutate(estate, text, variables, viewer);
  expect(errors).toBeUndefined();
  return data!['a'];
};
const missing = (id: string): string =>
  Buffer.from(Buffer.from(id, 'base64url').toString().replace(/\d+$/, '999999')).toString('base64url');

describe('what a viewer may not see', () => {
  it('cannot be told from what is not there, when a row refers to it', async () => {
    const refer = (site: unknown) =>
      one('mutation ($site: SiteKey) { a: createRack(input: { name: "x", site: $site }) { status errors { code message field item } } }', {
        site,
      });
    const unseen = await refer({ id: ids['theirs'] });
    expect(unseen).toMatchObject({ status: 'FAILED', errors: [{ code: 'NOT_FOUND', field: 'site' }] });
    for (const other of [{ id: missing(ids['theirs']!) }, { id: 'nonsense' }, { slug: 'theirs' }, { slug: 'nowhere' }])
      expect(JSON.stringify(await refer(other))).toBe(JSON.stringify(unseen));
  });

  it('cannot be told from what is not there, when it is changed or deleted', async () => {
    for (const text of [
      'mutation ($id: ID!) { a: updateRack(id: $id, input: { name: "mine" }) { status errors { code message field } } }',
      'mutation ($id: ID!) { a: updateRack(id: $id, ifVersion: 1, input: {}) { status errors { code message field } } }',
      'mutation ($id: ID!) { a: deleteRack(id: $id) { status errors { code message field } } }',
    ]) {
      const unseen = JSON.stringify(await one(text, { id: ids['theirRack'] }));
      expect(unseen).toContain('NOT_FOUND');
      expect(JSON.stringify(await one(text, { id: missing(ids['theirRack']!) }))).toBe(unseen);
    }
  });

  it('is not named by what forbids a deletion, nor counted', async () => {
    await mutate(estate, 'mutation { createTenant(input: { name: "T", slug: "t" }) { status } }');
    await mutate(
      estate,
      `mutation { upsertSites(items: [{ slug: "ours", name: "Ours", tenant: { slug: "t" } }, { slug: "theirs", name: "Theirs", tenant: { slug: "t" } }]) { status } }`,
    );
    const tenant = await estate.ask('{ tenantBy(key: { slug: "t" }) { id } }');
    const variables = { id: (tenant.data!['tenantBy'] as { id: string }).id };
    const refused = await one(
      'mutation ($id: ID!) { a: deleteTenant(id: $id) { status errors { code referrers { type count examples } } } }',
      variables,
    );
    expect(refused).toEqual({
      status: 'FAILED',
      errors: [{ code: 'REFERRED_TO', referrers: { type: 'Site', count: 1, examples: [ids['ours']] } }],
    });
    await mutate(estate, 'mutation ($id: ID!) { updateSite(id: $id, input: { tenant: null }) { status } }', { id: ids['ours'] });
    const silent = await one(
      'mutation ($id: ID!) { a: deleteTenant(id: $id) { status errors { code message referrers { type } } } }',
      variables,
    );
    expect(silent).toEqual({
      status: 'FAILED',
      errors: [{ code: 'REFERRED_TO', message: 'Other objects refer to the object, or to what belongs to it.', referrers: null }],
    });
  });

  it('stays in a set that the viewer replaces', async () => {
    await mutate(
      estate,
      'mutation ($id: ID!) { updateSite(id: $id, input: { tags: [{ slug: "seen" }, { slug: "hidden" }] }) { status } }',
      { id: ids['ours'] },
    );
    const text = 'mutation ($id: ID!) { a: updateSite(id: $id, input: { tags: [] }) { status site { tags { nodes { slug } } } } }';
    expect(await one(text, { id: ids['ours'] })).toEqual({ status: 'UPDATED', site: { tags: { nodes: [] } } });
    const { data } = await estate.ask('{ siteBy(key: { slug: "ours" }) { tags { nodes { slug } } } }');
    expect(data!['siteBy']).toEqual({ tags: { nodes: [{ slug: 'hidden' }] } });
  });
});

describe('a row', () => {
  it('cannot be entered where the viewer may not, nor moved out of his reach, alone or among others', async () => {
    const reaching: Viewer = {
      ...scoped,
      rows: (resource, action) => (resource === 'Site' ? { kind: 'all' } : scoped.rows(resource, action)),
    };
    const entered = await one(
      'mutation { a: createRack(input: { name: "y", site: { slug: "theirs" } }) { status errors { code field } } }',
      {},
      reaching,
    );
    expect(entered).toEqual({ status: 'FAILED', errors: [{ code: 'FORBIDDEN', field: null }] });
    const moved = await one(
      'mutation ($id: ID!) { a: updateRack(id: $id, input: { site: { slug: "theirs" } }) { status errors { code } } }',
      { id: ids['ourRack'] },
      reaching,
    );
    expect(moved).toEqual({ status: 'FAILED', errors: [{ code: 'FORBIDDEN' }] });
    const many = await one(
      'mutation { a: upsertRacks(items: [{ name: "a", site: { slug: "ours" } }, { name: "b", site: { slug: "theirs" } }, { name: "c", site: { slug: "ours" } }]) { status errors { code item } } }',
      {},
      reaching,
    );
    expect(many).toEqual([
      { status: 'CREATED', errors: [] },
      { status: 'FAILED', errors: [{ code: 'FORBIDDEN', item: 1 }] },
      { status: 'CREATED', errors: [] },
    ]);
    const { rows } = await estate.database.pool.query(
      `SELECT r.name FROM "Rack" r JOIN "Site" s ON s.id = r."siteId" WHERE s.slug = 'theirs'`,
    );
    expect(rows).toEqual([{ name: 'R2' }]);
  });
});

describe('hostile values', () => {
  it('are stored as they are or refused in our own words', async () => {
    const values = [
      '\'; DROP TABLE "Site"; --',
      '"}]\'::jsonb); DELETE FROM "Site"; --',
      '\\u0000',
      'a\u0000b',
      '\uD800',
      '$1',
      '%s%n',
      'x'.repeat(300_000),
      '\u202Eevil',
      '{"id":1}',
    ];
    for (const value of values) {
      const payload = (await one(
        'mutation ($value: String, $slug: String) { a: createSite(input: { name: $value, slug: $slug, description: $value, comments: $value }) { status site { name } errors { code message field } } }',
        { value, slug: `hostile-${values.indexOf(value)}` },
        undefined as never,
      ).catch((error: Error) => ({ errors: [{ message: error.message }] }))) as {
        site?: { name: string } | null;
        errors: { message: string }[];
      };
      if (payload.site) expect(payload.site.name).toBe(value);
      for (const { message } of payload.errors)
        expect(message).not.toMatch(/SELECT|INSERT|syntax|relation|constraint|violates|pg_|jsonb|byte/i);
    }
    const { rows } = await estate.database.pool.query(`SELECT count(*)::int AS n FROM "Site" WHERE slug IN ('ours', 'theirs')`);
    expect(rows).toEqual([{ n: 2 }]);
  });

  it('in a column of a thousand rows spoil none but their own', async () => {
    const items = Array.from({ length: 200 }, (_, n) => ({ name: `N ${n}`, slug: n % 50 === 7 ? `bad slug ${n}` : `n-${n}` }));
    const payloads = (await one(
      'mutation ($items: [SiteInput!]!) { a: upsertSites(items: $items) { status errors { code field item } } }',
      { items },
      {
        ...scoped,
        rows: () => ({ kind: 'all' }),
      },
    )) as { status: string; errors: unknown[] }[];
    payloads.forEach(({ status, errors }, n) => {
      if (n % 50 === 7) expect(errors).toEqual([{ code: 'RULE_BROKEN', field: 'slug', item: n }]);
      else expect(status).toBe('CREATED');
    });
  });

  it('by the thousand are refused, and a list of 1,001 as such', async () => {
    const items = Array.from({ length: 1001 }, (_, n) => ({ name: `M ${n}`, slug: `m-${n}` }));
    const { data, errors } = await mutate(estate, 'mutation ($items: [SiteInput!]!) { upsertSites(items: $items) { status } }', { items });
    expect(data).toBeNull();
    expect(errors).toMatchObject([{ message: 'A list of 1001 values was given; 1000 are allowed.' }]);
  });
});

describe('an idempotency key', () => {
  it('is its viewer’s own: another’s answer cannot be fetched with it', async () => {
    const plans = new PlanCache(schema);
    const document = parse(
      'mutation { createTag(input: { name: "Key", slug: "key" }, idempotencyKey: "shared") { status tag { slug } errors { code } } }',
    );
    const request = { document, operationName: null, variables: {}, idempotencyKeys: ['shared'] };
    const ask = (viewer: Viewer) =>
      runMutation(request, estate.context(viewer), (inside) =>
        executePlan(plans.planFor(document, null), { variables: {}, context: inside }),
      );
    const all = (id: string): Viewer => ({ ...scoped, id, rows: () => ({ kind: 'all' }) });
    expect((await ask(all('first'))).data).toEqual({ createTag: { status: 'CREATED', tag: { slug: 'key' }, errors: [] } });
    expect((await ask(all('second'))).data).toEqual({ createTag: { status: 'FAILED', tag: null, errors: [{ code: 'CONFLICT' }] } });
    expect((await ask(all('first'))).data).toEqual({ createTag: { status: 'CREATED', tag: { slug: 'key' }, errors: [] } });
  });
});
