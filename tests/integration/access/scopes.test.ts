/**
 * What a scoped grant shows of the demo estate, beside what SQL that was written by hand for this test says it should: at the root, below a parent, through
 * a relation, in counts, in filters and by natural key.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../src/access/records.ts';
import { rightsOf, viewerWith } from '../../../src/access/rights.ts';
import type { Action, Viewer } from '../../../src/access/viewer.ts';
import { scopePaths } from '../../../src/assembly/open-access.ts';
import { encodeGlobalId } from '../../../src/data/global-id.ts';
import { type Estate, testEstate } from '../../support/estate.ts';

let estate: Estate;
const paths = scopePaths();
const known: Record<string, readonly number[]> = {};

beforeAll(async () => {
  estate = await testEstate(6000);
  const ids = async (text: string) => (await estate.database.query({ text })).map(([id]) => id as number);
  known['tenants'] = await ids(`SELECT "tenantId" FROM "Device" WHERE "tenantId" IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 2`);
  known['sites'] = await ids(`SELECT "siteId" FROM "Device" GROUP BY 1 ORDER BY count(*) DESC LIMIT 2`);
  // A region that has others below it, so that a subtree is more than its root.
  known['regions'] = await ids(`SELECT "parentId" FROM "Region" WHERE "parentId" IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1`);
  known['tags'] = await ids(`SELECT "B" FROM "_DeviceToTag" GROUP BY 1 ORDER BY count(*) DESC LIMIT 1`);
});
afterAll(() => estate?.close());

function viewerOf(
  grants: readonly { action?: Action; resource?: string; scope: Scope; isShared?: boolean }[],
  narrowing: Scope = {},
): Viewer {
  const held = grants.map(({ action = 'view', resource, scope, isShared = false }, id) => ({ id, action, resource, scope, isShared }));
  return viewerWith(rightsOf(held, narrowing), paths, { id: 'test', name: 'test', role: 'test', operations: 'any' });
}

interface Home {
  /** The resource as `x`, and what it hangs on. */
  readonly from: string;
  readonly tenant: string;
  readonly site: string;
  readonly status: string;
  /** The table of pairs with tags, and which end the tag is. */
  readonly tags: readonly [string, 'A' | 'B', string];
}

const onDevice = (table: string, tags: readonly [string, 'A' | 'B', string]): Home => ({
  from: `"${table}" x JOIN "Device" d ON d."id" = x."deviceId"`,
  tenant: 'd."tenantId"',
  site: 'd."siteId"',
  status: 'd."status"::text',
  tags,
});
const homes: Readonly<Record<string, Home>> = {
  Device: {
    from: '"Device" x',
    tenant: 'x."tenantId"',
    site: 'x."siteId"',
    status: 'x."status"::text',
    tags: ['_DeviceToTag', 'B', 'x."id"'],
  },
  Rack: { from: '"Rack" x', tenant: 'x."tenantId"', site: 'x."siteId"', status: 'x."status"::text', tags: ['_RackToTag', 'B', 'x."id"'] },
  Site: { from: '"Site" x', tenant: 'x."tenantId"', site: 'x."id"', status: 'x."status"::text', tags: ['_SiteToTag', 'B', 'x."id"'] },
  Interface: onDevice('Interface', ['_InterfaceToTag', 'B', 'x."id"']),
  ConsolePort: onDevice('ConsolePort', ['_ConsolePortToTag', 'B', 'x."id"']),
  IpAddress: {
    from: `"IpAddress" x LEFT JOIN "Interface" i ON i."id" = x."interfaceId" LEFT JOIN "Device" d ON d."id" = i."deviceId"
      LEFT JOIN "VmInterface" v ON v."id" = x."vmInterfaceId" LEFT JOIN "VirtualMachine" m ON m."id" = v."virtualMachineId"`,
    tenant: 'x."tenantId"',
    site: 'coalesce(d."siteId", m."siteId")',
    status: 'x."status"::text',
    tags: ['_IpAddressToTag', 'B', 'x."id"'],
  },
  VmInterface: {
    from: '"VmInterface" x JOIN "VirtualMachine" m ON m."id" = x."virtualMachineId"',
    tenant: 'm."tenantId"',
    site: 'm."siteId"',
    status: 'm."status"::text',
    tags: ['_TagToVmInterface', 'A', 'x."id"'],
  },
  PowerFeed: {
    from: '"PowerFeed" x JOIN "PowerPanel" p ON p."id" = x."powerPanelId"',
    tenant: 'x."tenantId"',
    site: 'p."siteId"',
    status: 'x."status"::text',
    tags: ['_PowerFeedToTag', 'B', 'x."id"'],
  },
  CircuitTermination: {
    from: '"CircuitTermination" x JOIN "Circuit" c ON c."id" = x."circuitId"',
    tenant: 'c."tenantId"',
    site: 'x."siteId"',
    status: 'c."status"::text',
    tags: ['_CircuitTerminationToTag', 'B', 'x."id"'],
  },
  Prefix: {
    from: '"Prefix" x',
    tenant: 'x."tenantId"',
    site: 'x."siteId"',
    status: 'x."status"::text',
    tags: ['_PrefixToTag', 'B', 'x."id"'],
  },
};

/** What a scope means, in SQL that nothing of the program has made. */
async function idsInScope(resource: string, { tenants, sites, regions, tags, statuses }: Scope): Promise<readonly string[]> {
  const { from, tenant, site, status, tags: tagged } = homes[resource]!;
  const [pairs, end, id] = tagged;
  const list = (ids: readonly number[]) => `(${ids.join(', ')})`;
  const conditions = [
    tenants && `${tenant} IN ${list(tenants)}`,
    sites && `${site} IN ${list(sites)}`,
    regions &&
      `${site} IN (WITH RECURSIVE below AS (SELECT "id" FROM "Region" WHERE "id" IN ${list(regions)} UNION SELECT r."id" FROM "Region" r JOIN below b ON r."parentId" = b."id")
        SELECT s."id" FROM "Site" s JOIN below ON below."id" = s."regionId")`,
    tags && `EXISTS (SELECT FROM "${pairs}" t WHERE t."${end}" IN ${list(tags)} AND t."${end === 'A' ? 'B' : 'A'}" = ${id})`,
    statuses && `${status} IN (${statuses.map((value) => `'${value}'`).join(', ')})`,
  ].filter(Boolean);
  const rows = await estate.database.query({
    text: `SELECT x."id" FROM ${from} WHERE ${conditions.join(' AND ') || 'TRUE'} ORDER BY x."id"`,
  });
  return rows.map(([key]) => encodeGlobalId(resource, key as number));
}

/** Everything that a viewer gets of a resource, page by page. */
async function idsSeen(plural: string, viewer: Viewer): Promise<{ ids: readonly string[]; totalCount: number }> {
  const ids: string[] = [];
  let totalCount = 0;
  for (let after: string | null = null; ; ) {
    const { data, errors } = await estate.ask(
      `query ($after: String) { page: ${plural}(first: 200, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { viewer, variables: { after } },
    );
    if (errors) throw errors[0]!;
    const page = data!['page'] as { totalCount: number; nodes: { id: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    ids.push(...page.nodes.map(({ id }) => id));
    ({ totalCount } = page);
    if (!page.pageInfo.hasNextPage) return { ids, totalCount };
    after = page.pageInfo.endCursor;
  }
}

const plurals: Readonly<Record<string, string>> = {
  Device: 'devices',
  Rack: 'racks',
  Site: 'sites',
  Interface: 'interfaces',
  ConsolePort: 'consolePorts',
  IpAddress: 'ipAddresses',
  VmInterface: 'vmInterfaces',
  PowerFeed: 'powerFeeds',
  CircuitTermination: 'circuitTerminations',
  Prefix: 'prefixes',
};
const scopesToTry: readonly (readonly [string, () => Scope])[] = [
  ['a tenant', () => ({ tenants: [known['tenants']![0]!] })],
  ['two tenants', () => ({ tenants: known['tenants']! })],
  ['a site', () => ({ sites: [known['sites']![0]!] })],
  ['a region with what is below it', () => ({ regions: known['regions']! })],
  ['a tag', () => ({ tags: known['tags']! })],
  ['a status', () => ({ statuses: ['ACTIVE'] })],
  ['two statuses of which some resources know one', () => ({ statuses: ['PLANNED', 'RESERVED'] })],
  ['a tenant at a site', () => ({ tenants: known['tenants']!, sites: known['sites']! })],
  ['a tenant’s active things in a region', () => ({ tenants: known['tenants']!, regions: known['regions']!, statuses: ['ACTIVE'] })],
];

describe.each(scopesToTry)('A grant in the scope of %s', (_, scope) => {
  it.each(Object.keys(homes))('shows of %s exactly what lies in it, and counts it', async (resource) => {
    const { ids, totalCount } = await idsSeen(plurals[resource]!, viewerOf([{ scope: scope() }]));
    expect(ids).toEqual(await idsInScope(resource, scope()));
    expect(totalCount).toBe(ids.length);
  });
});

describe('The estate', () => {
  it('has something to see and something to hide in each scope, so that the tests above can fail', async () => {
    for (const [words, scope] of scopesToTry.slice(0, 6)) {
      const seen = (await idsInScope('Device', scope())).length;
      const all = (await idsInScope('Device', {})).length;
      expect([words, seen > 0 && seen < all]).toEqual([words, true]);
    }
  });
});

describe('What a viewer of one tenant may not see', () => {
  const tenantViewer = () => viewerOf([{ scope: { tenants: [known['tenants']![0]!] } }]);

  it('is not in lists below what they may see, nor in their counts', async () => {
    const scope = { tenants: [known['tenants']![0]!] };
    const wanted = new Set(await idsInScope('Interface', scope));
    const { data } = await estate.ask(
      '{ devices(first: 50) { nodes { id interfaces(first: 200) { totalCount nodes { id device { id } } } interfaceCounts(groupBy: []) { count } } } }',
      { viewer: tenantViewer() },
    );
    const { nodes } = data!['devices'] as {
      nodes: {
        id: string;
        interfaceCounts: { count: number }[];
        interfaces: { totalCount: number; nodes: { id: string; device: { id: string } }[] };
      }[];
    };
    expect(nodes.length).toBeGreaterThan(0);
    for (const { id, interfaces, interfaceCounts } of nodes) {
      expect(interfaces.totalCount).toBe(interfaces.nodes.length);
      expect(interfaceCounts).toEqual(interfaces.totalCount > 0 ? [{ count: interfaces.totalCount }] : []);
      for (const port of interfaces.nodes) {
        expect(wanted.has(port.id)).toBe(true);
        expect(port.device.id).toBe(id);
      }
    }
  });

  it('is null where something that they may see refers to it, and the rest of that is there', async () => {
    const viewer = viewerOf([
      { resource: 'Device', scope: {} },
      { resource: 'Site', scope: { sites: [known['sites']![0]!] } },
    ]);
    const { data } = await estate.ask('{ devices(first: 200) { nodes { name site { id } tenant { id } deviceType { id } } } }', { viewer });
    const { nodes } = data!['devices'] as { nodes: { name: string | null; site: { id: string } | null; tenant: null; deviceType: null }[] };
    const there = encodeGlobalId('Site', known['sites']![0]!);
    expect(nodes.length).toBeGreaterThan(100);
    expect(new Set(nodes.map(({ site }) => site?.id ?? null))).toEqual(new Set([there, null]));
    expect(nodes.every(({ tenant, deviceType }) => tenant === null && deviceType === null)).toBe(true);
  });

  it('is not found by its id, by its key, or among several: as what was never there', async () => {
    const { rows } = await estate.database.pool.query<{ id: string; slug: string }>(
      `SELECT "id", "slug" FROM "Site" WHERE "tenantId" IS DISTINCT FROM $1 LIMIT 1`,
      [known['tenants']![0]],
    );
    const hidden = encodeGlobalId('Site', Number(rows[0]!.id));
    const missing = encodeGlobalId('Site', 999_999_999);
    const text = `query ($id: ID!, $slug: String!) {
      site(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } siteBy(key: { slug: $slug }) { id }
      sites(filter: { id: { eq: $id } }) { totalCount nodes { id } }
      devices(filter: { site: { id: { eq: $id } } }) { totalCount }
      search(text: $slug, types: ["Site"]) { ... on Site { id } }
    }`;
    const viewer = tenantViewer();
    const asked = async (id: string, slug: string) => JSON.stringify((await estate.ask(text, { viewer, variables: { id, slug } })).data);
    expect(await asked(hidden, rows[0]!.slug)).toBe(await asked(missing, 'there-is-no-such-slug'));
  });

  it('is not counted by group, nor found through a filter that reaches through it', async () => {
    const scope = { tenants: [known['tenants']![0]!] };
    const { data } = await estate.ask(
      '{ deviceCounts(groupBy: [TENANT]) { count tenant { id } } all: deviceCounts(groupBy: []) { count } sites(filter: { devices: { some: { status: { eq: ACTIVE } } } }) { nodes { id } } }',
      { viewer: tenantViewer() },
    );
    const groups = data!['deviceCounts'] as { count: number; tenant: { id: string } }[];
    const total = (await idsInScope('Device', scope)).length;
    expect(groups).toEqual([{ count: total, tenant: { id: encodeGlobalId('Tenant', known['tenants']![0]!) } }]);
    expect(data!['all']).toEqual([{ count: total }]);
  });

  it('is everything that cannot be scoped, until a grant shares it', async () => {
    const scope = { tenants: [known['tenants']![0]!] };
    const ask = async (viewer: Viewer) =>
      (
        await estate.ask(
          '{ manufacturers { totalCount } deviceTypes { totalCount } tags { totalCount } devices(first: 1) { nodes { deviceType { model } } } }',
          { viewer },
        )
      ).data as {
        manufacturers: { totalCount: number };
        deviceTypes: { totalCount: number };
        devices: { nodes: { deviceType: object | null }[] };
      };
    const blind = await ask(viewerOf([{ scope: {} }], scope));
    expect(blind).toMatchObject({
      manufacturers: { totalCount: 0 },
      deviceTypes: { totalCount: 0 },
      tags: { totalCount: 0 },
      devices: { nodes: [{ deviceType: null }] },
    });
    const seeing = await ask(viewerOf([{ scope: {} }, { resource: 'DeviceType', scope: {}, isShared: true }], scope));
    expect(seeing.deviceTypes.totalCount).toBeGreaterThan(0);
    expect(seeing.devices.nodes[0]!.deviceType).toMatchObject({ model: expect.any(String) as string });
    expect(seeing.manufacturers.totalCount).toBe(0);
  });
});

describe('Grants together', () => {
  it('show what any of them shows', async () => {
    const one = { tenants: [known['tenants']![0]!] };
    const two = { sites: [known['sites']![1]!], statuses: ['ACTIVE'] };
    const { ids } = await idsSeen('devices', viewerOf([{ scope: one }, { resource: 'Device', scope: two }]));
    const wanted = new Set([...(await idsInScope('Device', one)), ...(await idsInScope('Device', two))]);
    expect(new Set(ids)).toEqual(wanted);
    expect(ids).toHaveLength(wanted.size);
  });

  it('may be as many as a role can have, without being taken for a filter that is too large', async () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ scope: { tenants: [index + 1], sites: [index + 1], statuses: ['ACTIVE'] } }));
    const { errors } = await estate.ask('{ contactAssignments { totalCount } cableTerminations { totalCount } devices { totalCount } }', {
      viewer: viewerOf(many),
    });
    expect(errors).toBeUndefined();
  });
});

describe('Ways to tenants and sites', () => {
  it('are there for every resource that leads to one, and for no other', () => {
    const without = (dimension: 'tenant' | 'site') =>
      [
        ...'Device Interface IpAddress Prefix Cable Circuit Rack Service VlanGroup VirtualChassis ContactAssignment Tenant Site Manufacturer DeviceType Tag Region Provider'.split(
          ' ',
        ),
      ].filter((resource) => paths.of(resource)![dimension].length === 0);
    expect(without('tenant')).toEqual(['Manufacturer', 'DeviceType', 'Tag', 'Region', 'Provider']);
    expect(without('site')).toEqual(['Cable', 'Circuit', 'Tenant', 'Manufacturer', 'DeviceType', 'Tag', 'Region', 'Provider']);
  });
  it('go by what an object cannot be without, rather than by what it may have', () => {
    expect(paths.of('Interface')!.tenant).toEqual([['device', 'tenant']]);
    expect(paths.of('ServiceDependencyMember')!.tenant).toEqual([['dependency', 'service', 'tenant']]);
    expect(paths.of('CircuitTermination')!.tenant).toEqual([['circuit', 'tenant']]);
  });
  it('go by each member of a union where that is what an object hangs on', () => {
    expect(paths.of('IpAddress')!.site).toEqual([
      ['interface', 'device', 'site'],
      ['vmInterface', 'virtualMachine', 'site'],
    ]);
  });
});
