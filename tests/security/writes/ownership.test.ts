/** Attack Z13: writing to what goes to somebody else between the look and the deed, and over what somebody else has written since. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, type RowPredicate, type Viewer } from '../../../src/access/viewer.ts';
import { type Estate, testEstate } from '../../support/estate.ts';
import { mutate } from '../../support/mutate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await testEstate(0);
  const { errors } = await mutate(
    estate,
    'mutation { upsertTenants(items: [{ name: "Ours", slug: "ours" }, { name: "Theirs", slug: "theirs" }]) { status } }',
  );
  expect(errors).toBeUndefined();
});
afterAll(() => estate?.close());

/** Sees, changes and deletes what belongs to the tenant `ours`, and nothing else. */
const tenant: RowPredicate = { kind: 'where', filter: { tenant: { slug: { eq: 'ours' } } } };
const predicates: Readonly<Record<string, RowPredicate>> = {
  Site: tenant,
  Rack: { kind: 'where', filter: { site: { tenant: { slug: { eq: 'ours' } } } } },
};
const ofOurs: Viewer = { ...administrator('ours'), fingerprint: 'ours', rows: (resource) => predicates[resource] ?? { kind: 'none' } };

let count = 0;
/** A site of ours with a rack in it, each time another one. */
async function siteOfOurs() {
  count += 1;
  const slug = `site-${count}`;
  const { data, errors } = await mutate(
    estate,
    `mutation {
      createSite(input: { name: "${slug}", slug: "${slug}", tenant: { slug: "ours" } }) { site { id } }
      createRack(input: { name: "rack", site: { slug: "${slug}" } }) { rack { id } }
    }`,
  );
  expect(errors).toBeUndefined();
  const { createSite, createRack } = data as { createSite: { site: { id: string } }; createRack: { rack: { id: string } } };
  return { slug, site: createSite.site.id, rack: createRack.rack.id };
}

const keyOf = (id: string): string => Buffer.from(id, 'base64url').toString().split(':')[1]!;
const missing = (id: string): string =>
  Buffer.from(Buffer.from(id, 'base64url').toString().replace(/\d+$/, '999999')).toString('base64url');
const answer = async (text: string, variables: Record<string, unknown>) => {
  const { data, errors } = await mutate(estate, text, variables, ofOurs);
  return JSON.stringify({ data, errors });
};

async function untilSomebodyWaits(): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const { rows } = await estate.database.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waited for the lock.');
}

/** What a mutation answers that has to wait for a transaction which takes the site away. */
async function whileItMoves(site: string, locked: string, mutation: () => Promise<string>): Promise<string> {
  const mover = await estate.database.pool.connect();
  try {
    await mover.query('BEGIN');
    await mover.query(locked);
    await mover.query(`UPDATE "Site" SET "tenantId" = (SELECT id FROM "Tenant" WHERE slug = 'theirs') WHERE id = ${keyOf(site)}`);
    const answered = mutation();
    await untilSomebodyWaits();
    await mover.query('COMMIT');
    return await answered;
  } finally {
    mover.release();
  }
}

const CHANGE_SITE =
  'mutation ($id: ID!) { a: updateSite(id: $id, input: { facility: "mine" }) { status errors { code message } site { id } } }';
const CHANGE_RACK =
  'mutation ($id: ID!) { a: updateRack(id: $id, input: { serial: "mine" }) { status errors { code message } rack { id } } }';
const DELETE_RACK = 'mutation ($id: ID!) { a: deleteRack(id: $id) { status errors { code message } } }';

describe('Z13: what goes to another tenant while it is written to', () => {
  it('is no longer there for whoever waited to change it', async () => {
    const { site } = await siteOfOurs();
    const moved = await whileItMoves(site, 'SELECT 1', () => answer(CHANGE_SITE, { id: site }));
    expect(moved).toBe(await answer(CHANGE_SITE, { id: missing(site) }));
    const { rows } = await estate.database.pool.query(`SELECT facility FROM "Site" WHERE id = ${keyOf(site)}`);
    expect(rows).toEqual([{ facility: null }]);
  });

  it.each([
    ['changed', CHANGE_RACK],
    ['deleted', DELETE_RACK],
  ])('takes what belongs to it along before that is %s', async (_, text) => {
    const { site, rack } = await siteOfOurs();
    const lock = `SELECT FROM "Rack" WHERE id = ${keyOf(rack)} FOR UPDATE`;
    expect(await whileItMoves(site, lock, () => answer(text, { id: rack }))).toBe(await answer(text, { id: missing(rack) }));
    const { rows } = await estate.database.pool.query(`SELECT serial FROM "Rack" WHERE id = ${keyOf(rack)}`);
    expect(rows).toEqual([{ serial: null }]);
  });
});

describe('Z13: a version that is no longer the one that was read', () => {
  const CHANGE =
    'mutation ($id: ID!) { a: updateSite(id: $id, ifVersion: 1, input: { facility: "mine" }) { status errors { code field } } }';

  it('is refused, and of two who read the same one gets through', async () => {
    const { site } = await siteOfOurs();
    const answers = await Promise.all([answer(CHANGE, { id: site }), answer(CHANGE, { id: site })]);
    expect(answers.toSorted()).toEqual([
      JSON.stringify({ data: { a: { status: 'FAILED', errors: [{ code: 'VERSION_CONFLICT', field: 'ifVersion' }] } } }),
      JSON.stringify({ data: { a: { status: 'UPDATED', errors: [] } } }),
    ]);
    expect(await answer(CHANGE, { id: site })).toContain('VERSION_CONFLICT');
  });
});
