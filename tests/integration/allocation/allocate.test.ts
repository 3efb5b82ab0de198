/** Allocation over GraphQL and by many at once. */
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator, type RowPredicate, type Viewer } from '../../../src/access/viewer.ts';
import { createAllocator } from '../../../src/data/allocate/allocator.ts';
import { encodeGlobalId } from '../../../src/data/global-id.ts';
import type { WriteContext } from '../../../src/data/write/write.ts';
import { executePlan } from '../../../src/execution/execute.ts';
import { PlanCache } from '../../../src/execution/plan-cache.ts';
import type { AppContext } from '../../../src/root-fields/context.ts';
import { catalog, schema } from '../../../src/schema.ts';
import { createPool } from '../../../src/stores/pool.ts';
import { databaseOver } from '../../../src/stores/transaction.ts';
import { type Estate, testEstate } from '../../support/estate.ts';

let estate: Estate;
const allocator = createAllocator(catalog);
beforeAll(async () => {
  estate = await testEstate(0);
});
afterAll(() => estate.close());
beforeEach(() => estate.database.run('TRUNCATE "IpAddress", "IpRange", "Prefix", "Vrf", "Tenant" RESTART IDENTITY CASCADE'));

const id = (type: string, key: number): string => encodeGlobalId(type, key);
const contextOf = (viewer: Viewer = administrator('test')): WriteContext => estate.context(viewer);
const column = async (text: string): Promise<readonly unknown[]> => (await estate.database.query({ text })).map(([value]) => value);
const network = (prefix: string, more = ''): Promise<void> =>
  estate.database.run(
    `INSERT INTO "Prefix" (prefix, "lastUpdated" ${more ? `, ${more.split('=')[0]}` : ''}) VALUES ('${prefix}', now() ${more ? `, ${more.split('=')[1]}` : ''})`,
  );

async function allocate(place: string, input: Record<string, unknown> = {}, viewer?: Viewer): Promise<string> {
  const outcome = await allocator.address(place, input, contextOf(viewer));
  if (outcome.status === 'FAILED') return outcome.errors.map(({ code, field }) => `${code} ${field}`).join();
  return (await column(`SELECT text(address) FROM "IpAddress" WHERE id = ${outcome.key}`))[0] as string;
}

async function allocateNetwork(parent: string, length: number): Promise<string> {
  const outcome = await allocator.prefix(parent, length, {}, contextOf());
  if (outcome.status === 'FAILED') return outcome.errors.map(({ code, field }) => `${code} ${field}`).join();
  return (await column(`SELECT text(prefix) FROM "Prefix" WHERE id = ${outcome.key}`))[0] as string;
}

describe('an address', () => {
  it('is the first that hosts of the network may have, with the mask of the network', async () => {
    await network('10.0.0.0/24');
    expect(await allocate(id('Prefix', 1))).toBe('10.0.0.1/24');
    expect(await allocate(id('Prefix', 1))).toBe('10.0.0.2/24');
    await estate.database.run(`DELETE FROM "IpAddress" WHERE address = '10.0.0.1/24'`);
    expect(await allocate(id('Prefix', 1))).toBe('10.0.0.1/24');
  });

  it.each([
    ['10.0.0.0/30', '', ['10.0.0.1/30', '10.0.0.2/30', 'NOTHING_FREE in']],
    ['10.0.0.0/31', '', ['10.0.0.0/31', '10.0.0.1/31', 'NOTHING_FREE in']],
    ['10.0.0.7/32', '', ['10.0.0.7/32', 'NOTHING_FREE in']],
    ['10.0.0.0/31', '"markUtilized"=true', ['NOTHING_FREE in']],
    ['10.0.0.0/30', '"isPool"=true', ['10.0.0.0/30', '10.0.0.1/30', '10.0.0.2/30', '10.0.0.3/30', 'NOTHING_FREE in']],
    ['2001:db8::/126', '', ['2001:db8::1/126', '2001:db8::2/126', '2001:db8::3/126', 'NOTHING_FREE in']],
    ['2001:db8::/127', '', ['2001:db8::/127', '2001:db8::1/127', 'NOTHING_FREE in']],
  ])('of %s %s', async (prefix, more, expected) => {
    await network(prefix, more);
    const given = [];
    for (const _ of expected) given.push(await allocate(id('Prefix', 1)));
    expect(given).toEqual(expected);
  });

  it('comes from a range when that is named, and never from one when its network is', async () => {
    await network('10.0.0.0/24');
    await estate.database.run(
      `INSERT INTO "IpRange" ("startAddress", "endAddress", "lastUpdated") VALUES ('10.0.0.1/24', '10.0.0.2/24', now())`,
    );
    expect(await allocate(id('Prefix', 1))).toBe('10.0.0.3/24');
    expect(await allocate(id('IpRange', 1))).toBe('10.0.0.1/24');
    expect(await allocate(id('IpRange', 1))).toBe('10.0.0.2/24');
    expect(await allocate(id('IpRange', 1))).toBe('NOTHING_FREE in');
  });

  it('stands in the VRF of its network', async () => {
    await estate.database.run(`INSERT INTO "Vrf" (name, "enforceUnique", "lastUpdated") VALUES ('lax', false, now())`);
    await network('10.0.0.0/24', '"vrfId"=1');
    await estate.database.run(`INSERT INTO "IpAddress" (address, "lastUpdated") VALUES ('10.0.0.1', now())`);
    expect(await allocate(id('Prefix', 1))).toBe('10.0.0.1/24');
    expect(await allocate(id('Prefix', 1))).toBe('10.0.0.2/24');
    expect(await column('SELECT "vrfId" FROM "IpAddress" ORDER BY id')).toEqual([null, 1, 1]);
  });

  it('is refused in a place that the viewer may not see, like in one that is not there', async () => {
    await estate.database.run(`INSERT INTO "Tenant" (name, slug, "lastUpdated") VALUES ('Ours', 'ours', now())`);
    await network('10.0.0.0/24');
    await network('10.0.1.0/24', '"tenantId"=1');
    const mine: RowPredicate = { kind: 'where', filter: { tenant: { slug: { eq: 'ours' } } } };
    const viewer: Viewer = {
      ...administrator('ours'),
      fingerprint: 'ours',
      rows: (resource) => (resource === 'Tenant' ? { kind: 'all' } : mine),
    };
    expect(await allocate(id('Prefix', 1), {}, viewer)).toBe('NOT_FOUND in');
    expect(await allocate(id('Prefix', 99), {}, viewer)).toBe('NOT_FOUND in');
    expect(await allocate(id('Site', 1), {}, viewer)).toBe('NOT_FOUND in');
    expect(await allocate('nonsense', {}, viewer)).toBe('NOT_FOUND in');
    expect(await allocate(id('Prefix', 2), { tenant: { slug: 'ours' } }, viewer)).toBe('10.0.1.1/24');
    expect(await allocate(id('Prefix', 2), {}, viewer)).toMatch(/^FORBIDDEN/);
    const reader: Viewer = {
      ...administrator('reader'),
      fingerprint: 'reader',
      rows: (_, action = 'view') => ({ kind: action === 'view' ? 'all' : 'none' }),
    };
    await expect(allocate(id('Prefix', 1), {}, reader)).rejects.toMatchObject({ row: 'FORBIDDEN' });
    expect(await column('SELECT count(*) FROM "IpAddress"')).toEqual([1]);
  });

  it('says what is wrong with the rest of it, and takes nothing', async () => {
    await network('10.0.0.0/24');
    expect(await allocate(id('Prefix', 1), { tenant: { slug: 'nobody' } })).toBe('NOT_FOUND tenant');
    expect(await allocate(id('Prefix', 1), { address: '10.0.0.9/24' })).toBe('INVALID address');
    expect(await allocate(id('Prefix', 1), { vrf: null })).toBe('INVALID vrf');
    expect(await column('SELECT count(*) FROM "IpAddress"')).toEqual([0]);
  });
});

describe('a prefix', () => {
  it('is the first gap of its length', async () => {
    await network('10.0.0.0/22');
    await network('10.0.0.0/26');
    expect(await allocateNetwork(id('Prefix', 1), 24)).toBe('10.0.1.0/24');
    expect(await allocateNetwork(id('Prefix', 1), 26)).toBe('10.0.0.64/26');
    expect(await allocateNetwork(id('Prefix', 1), 23)).toBe('10.0.2.0/23');
    expect(await allocateNetwork(id('Prefix', 1), 24)).toBe('NOTHING_FREE in');
    expect(await allocateNetwork(id('Prefix', 1), 22)).toBe('INVALID length');
    expect(await allocateNetwork(id('Prefix', 1), 33)).toBe('INVALID length');
  });
});

describe('over GraphQL', () => {
  const plans = new PlanCache(schema);
  const mutate = (source: string) =>
    executePlan(plans.planFor(parse(source)), { context: { ...estate.context(), allocator } as AppContext });

  it('both answer with the object that they entered', async () => {
    await network('10.0.0.0/8');
    const { data, errors } = await mutate(`mutation {
      network: allocatePrefix(in: "${id('Prefix', 1)}", length: 24, input: { description: "New branch" }) { status prefix { prefix description parent { prefix } } errors { message } }
      address: allocateIpAddress(in: "${id('Prefix', 2)}", input: { dnsName: "r1.example.net" }) { status ipAddress { address dnsName prefix { prefix } } errors { code } }
      none: allocateIpAddress(in: "nonsense") { status ipAddress { address } errors { code field } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      network: {
        status: 'CREATED',
        prefix: { prefix: '10.0.0.0/24', description: 'New branch', parent: { prefix: '10.0.0.0/8' } },
        errors: [],
      },
      address: {
        status: 'CREATED',
        ipAddress: { address: '10.0.0.1/24', dnsName: 'r1.example.net', prefix: { prefix: '10.0.0.0/24' } },
        errors: [],
      },
      none: { status: 'FAILED', ipAddress: null, errors: [{ code: 'NOT_FOUND', field: 'in' }] },
    });
  });
});

describe('by many at once', () => {
  it('gives each of a thousand another address, without a gap, though every tenth gives up and others enter addresses by hand', async () => {
    await network('10.0.0.0/8');
    await network('10.0.0.0/16');
    const pools = [1, 2, 3].map(() => createPool({ url: estate.database.url, size: 6, connectionTimeoutMilliseconds: 100_000 }));
    class GivenUp extends Error {}
    const one = async (turn: number): Promise<void> => {
      const database = databaseOver(pools[turn % 3]!) as WriteContext['database'];
      const { signal } = new AbortController();
      const viewer = administrator('test');
      const work = database.transaction(
        async (inside) => {
          const outcome = await allocator.address(id('Prefix', turn % 7 === 0 ? 1 : 2), {}, { signal, viewer, database: inside });
          expect(outcome.status).toBe('CREATED');
          if (turn % 10 === 9) throw new GivenUp();
        },
        { signal },
      );
      await work.catch((error: unknown) => {
        if (!(error instanceof GivenUp)) throw error;
      });
    };
    const byHand = async (host: number): Promise<void> => {
      await pools[0]!
        .query(`INSERT INTO "IpAddress" (address, "lastUpdated") VALUES ('10.0.0.0'::inet + $1, now())`, [host])
        .catch(({ code }: { code: string }) => expect(code).toBe('23505'));
    };
    await Promise.all([
      ...Array.from({ length: 1000 }, (_, turn) => one(turn)),
      ...Array.from({ length: 30 }, (_, n) => byHand(n * 25 + 3)),
    ]);
    await Promise.all(pools.map((pool) => pool.end()));
    const [hosts, distinct, last] = (
      await estate.database.query({
        text: `SELECT count(*), count(DISTINCT host_of(address)), max(host_of(address)) - '10.0.0.0'::inet FROM "IpAddress"`,
      })
    )[0] as [number, number, number];
    expect(distinct).toBe(hosts);
    expect(hosts).toBeGreaterThanOrEqual(900);
    // No gap: the highest host is as high as there are hosts.
    expect(last).toBe(hosts);
  }, 120_000);

  it('gives each of a hundred another prefix, none over another', async () => {
    await network('10.0.0.0/16');
    const lengths = [24, 25, 26, 28];
    await Promise.all(Array.from({ length: 100 }, (_, turn) => allocateNetwork(id('Prefix', 1), lengths[turn % 4]!)));
    expect(await column('SELECT count(*) FROM "Prefix"')).toEqual([101]);
    expect(await column('SELECT count(*) FROM "Prefix" a JOIN "Prefix" b ON a.prefix && b.prefix AND a.id < b.id WHERE a.id > 1')).toEqual([
      0,
    ]);
  }, 60_000);

  it('takes a handful of statements, whatever is taken already', async () => {
    await network('10.0.0.0/8');
    const context = estate.context();
    await allocator.address(id('Prefix', 1), {}, context);
    const few = context.database.statements.length;
    await estate.database.run(
      `INSERT INTO "IpAddress" (address, "lastUpdated") SELECT '10.0.0.1'::inet + n, now() FROM generate_series(1, 20000) n`,
    );
    const again = estate.context();
    await allocator.address(id('Prefix', 1), {}, again);
    expect(again.database.statements.length).toBe(few);
    expect(few).toBeLessThan(12);
  });
});
