/** How full a prefix is, against a reckoning address by address, and what is read to say it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, type RowPredicate, type Viewer } from '../../../src/access/viewer.ts';
import { type Estate, testEstate } from '../../support/estate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await testEstate(0);
  await estate.database.run(`
    INSERT INTO "Tenant" (name, slug, "lastUpdated") VALUES ('Ours', 'ours', now()), ('Theirs', 'theirs', now());
    INSERT INTO "Vrf" (name, "enforceUnique", "lastUpdated") VALUES ('lax', false, now());
    INSERT INTO "Prefix" (prefix, status, "isPool", "vrfId", "tenantId", "lastUpdated") VALUES
      ('10.0.0.0/8', 'CONTAINER', false, NULL, 1, now()), ('10.1.0.0/16', 'ACTIVE', false, NULL, 1, now()), ('10.1.0.0/22', 'ACTIVE', true, NULL, 2, now()),
      ('10.1.1.0/24', 'ACTIVE', false, NULL, 2, now()), ('10.1.1.0/25', 'ACTIVE', false, NULL, 1, now()), ('10.1.1.8/29', 'ACTIVE', false, NULL, 1, now()),
      ('10.1.1.2/31', 'ACTIVE', false, NULL, 1, now()), ('10.1.1.4/32', 'ACTIVE', false, NULL, 1, now()), ('10.2.0.0/20', 'CONTAINER', false, NULL, 1, now()),
      ('10.2.0.0/24', 'ACTIVE', false, NULL, 2, now()), ('10.2.0.0/25', 'ACTIVE', false, NULL, 1, now()), ('10.1.0.0/20', 'ACTIVE', false, 1, 1, now()),
      ('10.1.0.0/20', 'ACTIVE', false, 1, 1, now()), ('2001:db8::/64', 'ACTIVE', false, NULL, 1, now()), ('2001:db8::/118', 'ACTIVE', false, NULL, 1, now());
    INSERT INTO "IpAddress" (address, "tenantId", role, "lastUpdated")
      SELECT set_masklen('10.1.0.0'::inet + n * 3, 16), 1 + n % 2, (ARRAY[NULL, 'VRRP', 'LOOPBACK'])[1 + n % 3]::"IpAddressRole", now() FROM generate_series(0, 400) n;
    INSERT INTO "IpAddress" (address, "tenantId", role, "lastUpdated")
      SELECT '10.1.0.0'::inet + n * 6, 2, 'VRRP', now() FROM generate_series(0, 100) n;
    INSERT INTO "IpAddress" (address, "vrfId", "tenantId", "lastUpdated") SELECT '10.1.0.0'::inet + n / 2, 1, 1, now() FROM generate_series(0, 999) n;
    INSERT INTO "IpAddress" (address, "tenantId", "lastUpdated") SELECT '2001:db8::'::inet + n, 1, now() FROM generate_series(0, 599) n;
    INSERT INTO "IpRange" ("startAddress", "endAddress", "markUtilized", "tenantId", "lastUpdated") VALUES
      ('10.1.1.5/24', '10.1.1.20/24', true, 1, now()), ('10.1.0.200/16', '10.1.1.1/16', true, 2, now()), ('10.1.1.100/24', '10.1.1.120/24', false, 1, now()),
      ('2001:db8::2ff/64', '2001:db8:0:0:8000::/64', true, 1, now());`);
});
afterAll(() => estate.close());

const tenantOnly = (name: string): Viewer => {
  const filter: RowPredicate = { kind: 'where', filter: { tenant: { slug: { eq: name } } } };
  return {
    ...administrator(name),
    fingerprint: name,
    rows: (resource) => (resource === 'Prefix' || resource === 'IpAddress' || resource === 'IpRange' ? filter : { kind: 'all' }),
  };
};

const utilizations = async (viewer?: Viewer): Promise<Map<string, number>> => {
  const { data } = await estate.ask('{ prefixes(first: 50) { nodes { id prefix vrf { name } utilization } } }', viewer ? { viewer } : {});
  const { nodes } = (data as { prefixes: { nodes: { id: string; prefix: string; vrf: object | null; utilization: number }[] } }).prefixes;
  return new Map(nodes.map(({ id, prefix, vrf, utilization }) => [`${prefix} ${vrf === null ? '' : id}`.trim(), utilization]));
};

/** Each address of each prefix, one by one, in plain SQL. */
const reckoned = async (tenant: number | null): Promise<Map<string, number>> => {
  const rows = await estate.database.query({
    text: `
      WITH mine AS (SELECT * FROM "Prefix" WHERE $1::bigint IS NULL OR "tenantId" = $1)
      SELECT text(p.prefix) || CASE WHEN p."vrfId" IS NULL THEN '' ELSE ' ' || translate(encode(convert_to('Prefix:' || p.id, 'UTF8'), 'base64'), '+/=', '-_') END,
        CASE WHEN p.status = 'CONTAINER' THEN
          (SELECT count(*) FROM generate_series(0, (2 ^ (24 - masklen(p.prefix)) * 2)::bigint - 1) half
           WHERE EXISTS (SELECT FROM mine c WHERE c.prefix << p.prefix AND c."vrfId" IS NOT DISTINCT FROM p."vrfId"
             AND c.prefix >>= set_masklen((host(p.prefix)::inet + half * 128), 25)))
          / (2 ^ (24 - masklen(p.prefix)) * 2)
        ELSE
          (SELECT count(*) FROM generate_series(0, least(2 ^ (CASE family(p.prefix) WHEN 4 THEN 32 ELSE 128 END - masklen(p.prefix)), 65536)::bigint - 1) n
           WHERE EXISTS (SELECT FROM "IpAddress" a WHERE host_of(a.address) = host(p.prefix)::inet + n AND a."vrfId" IS NOT DISTINCT FROM p."vrfId" AND ($1::bigint IS NULL OR a."tenantId" = $1))
              OR EXISTS (SELECT FROM "IpRange" r WHERE r."markUtilized" AND host(p.prefix)::inet + n BETWEEN host_of(r."startAddress") AND host_of(r."endAddress")
                   AND r."vrfId" IS NOT DISTINCT FROM p."vrfId" AND ($1::bigint IS NULL OR r."tenantId" = $1)))
          / (2 ^ (CASE family(p.prefix) WHEN 4 THEN 32 ELSE 128 END - masklen(p.prefix))
             - CASE WHEN family(p.prefix) = 4 AND NOT p."isPool" AND masklen(p.prefix) < 31 THEN 2 ELSE 0 END)
        END
      FROM mine p WHERE masklen(p.prefix) <> 64`,
    values: [tenant],
  });
  return new Map(rows.map(([prefix, share]) => [prefix as string, Math.min(100, Math.round((share as number) * 10000) / 100)]));
};

describe('how full a prefix is', () => {
  it('is what counting each of its addresses gives, each host once, with ranges that count as used', async () => {
    const said = await utilizations();
    expect(said.get('2001:db8::/64')).toBe(50);
    said.delete('2001:db8::/64');
    expect(said).toEqual(await reckoned(null));
    expect(said.get('10.1.1.2/31')).toBe(50);
    expect(said.get('10.2.0.0/20')).toBe(6.25);
  });

  it('shows nothing of addresses, ranges and prefixes that the viewer may not see', async () => {
    const said = await utilizations(tenantOnly('ours'));
    said.delete('2001:db8::/64');
    expect(said).toEqual(await reckoned(1));
    expect(said.get('10.2.0.0/20')).toBe(3.13);
  });

  it('takes one statement for all prefixes of a page', async () => {
    const { statements } = await estate.ask('{ prefixes(first: 50) { nodes { utilization } } }');
    expect(statements).toHaveLength(2);
  });

  it('reads a count for 256 addresses, and not the addresses', async () => {
    await estate.database.run(`INSERT INTO "Prefix" (prefix, "lastUpdated") VALUES ('11.0.0.0/8', now())`);
    await estate.database.run(
      `INSERT INTO "IpAddress" (address, "lastUpdated") SELECT '11.0.0.0'::inet + n, now() FROM generate_series(1, 50000) n`,
    );
    await estate.database.run('ANALYZE');
    const { statements, data } = await estate.ask(
      '{ prefixes(first: 1, filter: { prefix: { eq: "11.0.0.0/8" } }) { nodes { id utilization } } }',
    );
    expect(data).toMatchObject({ prefixes: { nodes: [{ utilization: 0.3 }] } });
    const [[key]] = (await estate.database.query({ text: `SELECT id FROM "Prefix" WHERE prefix = '11.0.0.0/8'` })) as [[number]];
    const plan = await estate.database.query({ text: `EXPLAIN (ANALYZE, FORMAT JSON) ${statements[1]}`, values: [[key]] });
    const rowsRead = (node: Plan): number =>
      ('Relation Name' in node || 'Index Name' in node
        ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
        : 0) + (node.Plans ?? []).reduce((sum, part) => sum + rowsRead(part), 0);
    const [{ Plan: root }] = plan[0]![0] as [{ Plan: Plan }];
    expect(rowsRead(root)).toBeGreaterThan(100);
    expect(rowsRead(root)).toBeLessThan(1000);
  });
});

interface Plan {
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}
