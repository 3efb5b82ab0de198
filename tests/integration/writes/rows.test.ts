import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Estate, testEstate } from '../../support/estate.ts';
import { mutate } from '../../support/mutate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await testEstate(0);
  await ask(`mutation {
    a: upsertSites(items: [{ name: "A", slug: "a" }, { name: "B", slug: "b" }]) { status }
    m: createManufacturer(input: { name: "Maker", slug: "maker" }) { status }
    r: createDeviceRole(input: { name: "Role", slug: "role" }) { status }
    t: upsertDeviceTypes(items: [
      { manufacturer: { slug: "maker" }, model: "Chassis", slug: "chassis", uHeight: 2, subdeviceRole: PARENT }
      { manufacturer: { slug: "maker" }, model: "Plain", slug: "plain", uHeight: 1 }
    ]) { status }
    mt: createModuleType(input: { manufacturer: { slug: "maker" }, model: "Card" }) { status }
  }`);
});
afterAll(() => estate.close());

async function ask(text: string, variables: Record<string, unknown> = {}) {
  const { data, errors } = await mutate(estate, text, variables);
  expect(errors, text).toBeUndefined();
  return data as Record<string, unknown>;
}
const read = async (text: string) => {
  const { data, errors } = await estate.ask(text);
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
};
const CHASSIS = '{ manufacturerAndSlug: { manufacturer: { slug: "maker" }, slug: "chassis" } }';
const PLAIN = '{ manufacturerAndSlug: { manufacturer: { slug: "maker" }, slug: "plain" } }';
const CARD = '{ manufacturerAndModel: { manufacturer: { slug: "maker" }, model: "Card" } }';
const device = (name: string) => `{ siteAndTenantAndName: { site: { slug: "a" }, name: "${name}" } }`;
const template = (type: string, name: string) => `{ deviceTypeAndModuleTypeAndName: { deviceType: ${type}, name: "${name}" } }`;

describe('a new device', () => {
  it('has the ports and bays of its type, wired as the templates are, whether it comes alone or with others', async () => {
    await ask(`mutation {
      i: upsertInterfaceTemplates(items: [{ deviceType: ${CHASSIS}, name: "br0", type: BRIDGE }, { deviceType: ${CHASSIS}, name: "eth0", type: TYPE_1000BASE_T, mgmtOnly: true, bridge: ${template(CHASSIS, 'br0')} }]) { status errors { message } }
      c: createConsolePortTemplate(input: { deviceType: ${CHASSIS}, name: "con" }) { status }
      p: createPowerPortTemplate(input: { deviceType: ${CHASSIS}, name: "psu", maximumDraw: 100 }) { status }
      o: createPowerOutletTemplate(input: { deviceType: ${CHASSIS}, name: "out", powerPort: ${template(CHASSIS, 'psu')} }) { status }
      r: createRearPortTemplate(input: { deviceType: ${CHASSIS}, name: "rear", type: LC, positions: 2 }) { status }
      f: upsertFrontPortTemplates(items: [{ deviceType: ${CHASSIS}, name: "f1", type: LC }, { deviceType: ${CHASSIS}, name: "f2", type: LC }]) { status }
      x: upsertPortTemplateMappings(items: [
        { frontPort: ${template(CHASSIS, 'f1')}, rearPort: ${template(CHASSIS, 'rear')}, rearPortPosition: 1 }
        { frontPort: ${template(CHASSIS, 'f2')}, rearPort: ${template(CHASSIS, 'rear')}, rearPortPosition: 2 }
      ]) { status errors { message } }
      mb: createModuleBayTemplate(input: { deviceType: ${CHASSIS}, name: "Slot 3", position: "3" }) { status }
      db: createDeviceBayTemplate(input: { deviceType: ${CHASSIS}, name: "Bay 1" }) { status }
    }`);
    const made = await ask(`mutation { d: upsertDevices(items: [
      { name: "one", site: { slug: "a" }, role: { slug: "role" }, deviceType: ${CHASSIS} }
      { name: "two", site: { slug: "a" }, role: { slug: "role" }, deviceType: ${CHASSIS} }
      { name: "bare", site: { slug: "a" }, role: { slug: "role" }, deviceType: ${PLAIN} }
    ]) { status errors { message } } }`);
    expect(made['d']).toEqual(Array.from({ length: 3 }, () => ({ status: 'CREATED', errors: [] })));
    const { devices } = (await read(`{ devices(orderBy: [{ name: ASC }]) { nodes { name
      interfaces { nodes { name type mgmtOnly bridge { name device { name } } } } consolePorts { nodes { name } }
      powerPorts { nodes { name maximumDraw } } powerOutlets { nodes { name powerPort { name } } }
      rearPorts { nodes { name positions } } frontPorts { nodes { name } } moduleBays { nodes { name position } } deviceBays { nodes { name } }
    } } }`)) as { devices: { nodes: Record<string, unknown>[] } };
    const parts = (name: string) => ({
      name,
      interfaces: {
        nodes: [
          { name: 'br0', type: 'BRIDGE', mgmtOnly: false, bridge: null },
          { name: 'eth0', type: 'TYPE_1000BASE_T', mgmtOnly: true, bridge: { name: 'br0', device: { name } } },
        ],
      },
      consolePorts: { nodes: [{ name: 'con' }] },
      powerPorts: { nodes: [{ name: 'psu', maximumDraw: 100 }] },
      powerOutlets: { nodes: [{ name: 'out', powerPort: { name: 'psu' } }] },
      rearPorts: { nodes: [{ name: 'rear', positions: 2 }] },
      frontPorts: { nodes: [{ name: 'f1' }, { name: 'f2' }] },
      moduleBays: { nodes: [{ name: 'Slot 3', position: '3' }] },
      deviceBays: { nodes: [{ name: 'Bay 1' }] },
    });
    expect(devices.nodes.find(({ name }) => name === 'one')).toEqual(parts('one'));
    expect(devices.nodes.find(({ name }) => name === 'two')).toEqual(parts('two'));
    expect(devices.nodes.find(({ name }) => name === 'bare')).toMatchObject({ interfaces: { nodes: [] }, deviceBays: { nodes: [] } });
    const { portMappings } = (await read(
      '{ portMappings { nodes { frontPort { name device { name } } rearPort { name device { name } } rearPortPosition } } }',
    )) as { portMappings: { nodes: unknown[] } };
    expect(portMappings.nodes).toHaveLength(4);
    expect(portMappings.nodes).toContainEqual({
      frontPort: { name: 'f2', device: { name: 'two' } },
      rearPort: { name: 'rear', device: { name: 'two' } },
      rearPortPosition: 2,
    });
  });

  it('takes a module, whose ports bear the position of its bay', async () => {
    const made = await ask(`mutation {
      t: createInterfaceTemplate(input: { moduleType: ${CARD}, name: "xe-{module}/0/0", type: TYPE_10GBASE_X_SFPP }) { status errors { message } }
      m: createModule(input: { device: ${device('one')}, moduleBay: { deviceAndName: { device: ${device('one')}, name: "Slot 3" } }, moduleType: ${CARD} }) {
        status errors { message } module { interfaces { nodes { name device { name } } } }
      }
    }`);
    expect(made['m']).toEqual({
      status: 'CREATED',
      errors: [],
      module: { interfaces: { nodes: [{ name: 'xe-3/0/0', device: { name: 'one' } }] } },
    });
  });
});

describe('an upsert', () => {
  it('of the same new objects from five sides at once enters each once, and fails for nobody', async () => {
    const items = Array.from({ length: 20 }, (_, n) => ({ name: `Race ${n}`, slug: `race-${n}` }));
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, side) =>
        ask('mutation ($items: [TenantInput!]!) { u: upsertTenants(items: $items) { status errors { code message } } }', {
          items: items.map((item) => ({ ...item, description: `side ${side}` })).sort(() => (side % 2 === 0 ? 1 : -1)),
        }),
      ),
    );
    const payloads = answers.flatMap(({ u }) => u as { status: string; errors: unknown[] }[]);
    expect(payloads.filter(({ status }) => status === 'FAILED')).toEqual([]);
    expect(payloads.filter(({ status }) => status === 'CREATED')).toHaveLength(20);
    const { rows } = await estate.database.pool.query(`SELECT count(*)::int AS n FROM "Tenant" WHERE slug LIKE 'race-%'`);
    expect(rows).toEqual([{ n: 20 }]);
  });

  it('changes what each item gives and leaves the rest, also where items give different fields', async () => {
    const upsert = (items: string) =>
      ask(`mutation { u: upsertSites(items: [${items}]) { status site { slug facility description } errors { message } } }`);
    await upsert(
      '{ name: "Mix 1", slug: "m1", facility: "F1", description: "D1" }, { name: "Mix 2", slug: "m2", facility: "F2", description: "D2" }',
    );
    const { u } = await upsert('{ slug: "m1", facility: "new" }, { slug: "m2", description: null }');
    expect(u).toEqual([
      { status: 'UPDATED', site: { slug: 'm1', facility: 'new', description: 'D1' }, errors: [] },
      { status: 'UPDATED', site: { slug: 'm2', facility: 'F2', description: null }, errors: [] },
    ]);
    const again = await upsert('{ slug: "m1", facility: "new" }, { slug: "m2", description: null, facility: "F2" }');
    expect((again['u'] as { status: string }[]).map(({ status }) => status)).toEqual(['UNCHANGED', 'UNCHANGED']);
  });

  it('may name what it brings, in any order, but not in a circle', async () => {
    const region = (slug: string, parent: string) =>
      `{ name: "${slug}", slug: "${slug}", parent: { parentAndSlug: { slug: "${parent}" } } }`;
    const { u } = await ask(
      `mutation { u: upsertRegions(items: [{ name: "c", slug: "c", parent: { parentAndSlug: { slug: "b", parent: { parentAndSlug: { slug: "a" } } } } }, ${region('b', 'a')}, { name: "a", slug: "a" }]) { status region { ancestors { name } } errors { message } } }`,
    );
    expect(u).toEqual([
      { status: 'CREATED', region: { ancestors: [{ name: 'a' }, { name: 'b' }] }, errors: [] },
      { status: 'CREATED', region: { ancestors: [{ name: 'a' }] }, errors: [] },
      { status: 'CREATED', region: { ancestors: [] }, errors: [] },
    ]);
    const circle = await ask(
      `mutation { u: upsertRegions(items: [${region('x', 'y')}, ${region('y', 'x')}]) { status errors { code field } } }`,
    );
    expect(circle['u']).toEqual(Array.from({ length: 2 }, () => ({ status: 'FAILED', errors: [{ code: 'NOT_FOUND', field: 'parent' }] })));
  });

  it('refuses an item that names none, several, or what an item before it names', async () => {
    await ask('mutation { a: createCable(input: { label: "twin" }) { status } b: createCable(input: { label: "twin" }) { status } }');
    const { u } = await ask(
      'mutation { u: upsertCables(items: [{ label: "twin", color: "ff0000" }, { color: "ff0000" }, { label: "one" }, { label: "one" }]) { status errors { code item } } }',
    );
    expect(u).toEqual([
      { status: 'FAILED', errors: [{ code: 'AMBIGUOUS', item: 0 }] },
      { status: 'FAILED', errors: [{ code: 'KEY_MISSING', item: 1 }] },
      { status: 'CREATED', errors: [] },
      { status: 'FAILED', errors: [{ code: 'REPEATED_ITEM', item: 3 }] },
    ]);
  });

  it('as a dry run says what would happen and leaves nothing, not even in the history', async () => {
    const history = async () => (await estate.database.pool.query('SELECT count(*)::int AS n FROM wayleave."History"')).rows[0].n as number;
    const before = await history();
    const { u } = await ask(
      'mutation { u: upsertSites(dryRun: true, items: [{ slug: "a", facility: "dry" }, { slug: "dry", name: "Dry" }, { slug: "b", name: "A" }]) { status site { slug facility } errors { code field item } } }',
    );
    expect(u).toEqual([
      { status: 'UPDATED', site: { slug: 'a', facility: null }, errors: [] },
      { status: 'CREATED', site: null, errors: [] },
      { status: 'FAILED', site: null, errors: [{ code: 'CONFLICT', field: 'name', item: 2 }] },
    ]);
    expect(await history()).toBe(before);
  });

  it('replaces sets, and counts that as a change of the object', async () => {
    await ask('mutation { upsertTags(items: [{ name: "red", slug: "red" }, { name: "blue", slug: "blue" }]) { status } }');
    const tagged = (tags: string) =>
      ask(`mutation { u: upsertSites(items: [{ slug: "b", tags: [${tags}] }]) { status site { version tags { nodes { slug } } } } }`);
    const set = async (tags: string) => ((await tagged(tags))['u'] as unknown[])[0] as { status: string; site: { version: number } };
    const first = await set('{ slug: "red" }, { slug: "blue" }');
    expect(first).toMatchObject({ status: 'UPDATED', site: { tags: { nodes: [{ slug: 'red' }, { slug: 'blue' }] } } });
    const second = await set('{ slug: "blue" }, { slug: "blue" }');
    expect(second).toMatchObject({ status: 'UPDATED', site: { version: first.site.version + 1, tags: { nodes: [{ slug: 'blue' }] } } });
    expect(await set('{ slug: "blue" }')).toMatchObject({ status: 'UNCHANGED', site: { version: second.site.version } });
  });
});

describe('a rule that is broken', () => {
  const cases: readonly [what: string, mutation: string, code: string, field: string | null, message: RegExp][] = [
    [
      'a key over several columns',
      `createDevice(input: { name: "ONE", site: { slug: "a" }, role: { slug: "role" }, deviceType: ${PLAIN} })`,
      'CONFLICT',
      'name',
      /Another device of the same site and tenant has this name, in other letter case/,
    ],
    [
      'a place at another site',
      `createDevice(input: { name: "far", site: { slug: "b" }, rack: { siteAndLocationAndName: { site: { slug: "a" }, name: "R" } }, role: { slug: "role" }, deviceType: ${PLAIN} })`,
      'RULE_BROKEN',
      'rack',
      /stands at the site of the device/,
    ],
    [
      'rack units that are taken',
      `createDevice(input: { name: "s2", site: { slug: "a" }, rack: { siteAndLocationAndName: { site: { slug: "a" }, name: "R" } }, position: 1, face: FRONT, role: { slug: "role" }, deviceType: ${PLAIN} })`,
      'CONFLICT',
      'rack',
      /takes these rack units/,
    ],
    [
      'a device above its rack',
      `createDevice(input: { name: "s3", site: { slug: "a" }, rack: { siteAndLocationAndName: { site: { slug: "a" }, name: "R" } }, position: 43, face: FRONT, role: { slug: "role" }, deviceType: ${PLAIN} })`,
      'RULE_BROKEN',
      'position',
      /does not fit into its rack/,
    ],
    [
      'fields that need each other',
      `createDevice(input: { name: "s4", site: { slug: "a" }, position: 3, role: { slug: "role" }, deviceType: ${PLAIN} })`,
      'RULE_BROKEN',
      'position',
      /needs a rack and a face/,
    ],
    [
      'a LAG that is none',
      `createInterface(input: { device: ${device('one')}, name: "x", type: OTHER, lag: { deviceAndName: { device: ${device('one')}, name: "eth0" } } })`,
      'RULE_BROKEN',
      'lag',
      /interface of type LAG/,
    ],
    [
      'networks that overlap',
      'createAggregate(input: { prefix: "10.1.0.0/16", rir: { slug: "rir" } })',
      'CONFLICT',
      'prefix',
      /overlaps another one/,
    ],
    [
      'a VLAN outside of its group',
      'createVlan(input: { vid: 200, name: "v", group: { regionAndSiteGroupAndSiteAndLocationAndRackAndClusterGroupAndClusterAndSlug: { slug: "g" } } })',
      'RULE_BROKEN',
      'vid',
      /goes from 1 to 100/,
    ],
    [
      'a tree that bites its tail',
      'updateRegion(id: "UmVnaW9uOjE", input: { parent: { id: "UmVnaW9uOjE" } })',
      'RULE_BROKEN',
      'parent',
      /cannot stand below itself/,
    ],
    ['exactly one of several', 'createVirtualMachine(input: { name: "vm" })', 'RULE_BROKEN', null, /needs a cluster or a site/],
  ];
  it.each(cases)('names field and rule: %s', async (_what, mutation, code, field, message) => {
    await ask(`mutation {
      r: upsertRacks(items: [{ name: "R", site: { slug: "a" } }]) { status }
      d: upsertDevices(items: [{ name: "s1", site: { slug: "a" }, rack: { siteAndLocationAndName: { site: { slug: "a" }, name: "R" } }, position: 1, face: FRONT, role: { slug: "role" }, deviceType: ${PLAIN} }]) { status errors { message } }
      rir: upsertRirs(items: [{ name: "RIR", slug: "rir" }]) { status }
      g: upsertVlanGroups(items: [{ name: "G", slug: "g", minVid: 1, maxVid: 100 }]) { status }
      a: upsertAggregates(items: [{ prefix: "10.0.0.0/8", rir: { slug: "rir" } }]) { status }
    }`);
    const { x } = await ask(`mutation { x: ${mutation} { status errors { code field message } } }`);
    expect(x).toMatchObject({
      status: 'FAILED',
      errors: [{ code, ...(field === null ? {} : { field }), message: expect.stringMatching(message) }],
    });
  });
});
