/** What PostgreSQL refuses about devices, their parts and the cables between them. */
import { describe, expect, it } from 'vitest';
import { estateForTests, type Row, smallEstate } from './estate.ts';

const estate = estateForTests();
const { insert, update, find, refuses, query } = estate;

describe('devices', () => {
  it('have one name at a site and tenant in any case, and may have none', async () => {
    const { device } = await smallEstate(estate);
    const tenant = await insert('Tenant');
    await device({ name: 'rtr01' });
    await refuses('Device_name_in_site_and_tenant', () => device({ name: 'rtr01' }));
    await refuses('Device_name_in_any_case', () => device({ name: 'RTR01' }));
    await device({ name: 'rtr01', tenantId: tenant });
    await device();
    await device();
  });

  it('have an asset tag that nobody else has', async () => {
    const { device } = await smallEstate(estate);
    await device({ assetTag: '4711' });
    await refuses('Device_assetTag_key', () => device({ assetTag: '4711' }));
  });

  it('have a position of their own in a virtual chassis, which is led by a member', async () => {
    const { device } = await smallEstate(estate);
    const chassis = await insert('VirtualChassis');
    const first = await device({ virtualChassisId: chassis, vcPosition: 1 });
    await refuses('Device_virtualChassisId_vcPosition_key', () => device({ virtualChassisId: chassis, vcPosition: 1 }));
    await refuses('Device_chassis_member_has_a_position', () => device({ virtualChassisId: chassis }));
    await refuses('VirtualChassis_master_is_a_member', async () => update('VirtualChassis', chassis, { masterId: await device() }));
    await update('VirtualChassis', chassis, { masterId: first });
    await refuses('VirtualChassis_master_is_a_member', () => update('Device', first, { virtualChassisId: null, vcPosition: null }));
  });

  it('hold children in bays when their type is a parent', async () => {
    const { device, manufacturer, site } = await smallEstate(estate);
    const parentType = await insert('DeviceType', { manufacturerId: manufacturer, subdeviceRole: 'PARENT' });
    const childType = await insert('DeviceType', { manufacturerId: manufacturer, subdeviceRole: 'CHILD', uHeight: '0' });
    const parent = await device({ deviceTypeId: parentType });
    const child = await device({ deviceTypeId: childType });
    const bay = await insert('DeviceBay', { deviceId: parent });
    await refuses('DeviceBay_belongs_to_a_parent', async () => insert('DeviceBay', { deviceId: await device() }));
    await refuses('DeviceBay_holds_a_child', async () => update('DeviceBay', bay, { installedDeviceId: await device() }));
    await refuses('DeviceBay_holds_a_device_of_its_site', async () =>
      update('DeviceBay', bay, { installedDeviceId: await device({ deviceTypeId: childType, siteId: await insert('Site') }) }),
    );
    await update('DeviceBay', bay, { installedDeviceId: child });
    await refuses('DeviceBay_belongs_to_a_parent', () => update('DeviceType', parentType, { subdeviceRole: null }));
    await refuses('DeviceBay_holds_a_child', () => update('DeviceType', childType, { subdeviceRole: null }));
    await refuses('DeviceBayTemplate_belongs_to_a_parent', () => insert('DeviceBayTemplate', { deviceTypeId: childType }));
    const other = await insert('DeviceBay', { deviceId: parent });
    await refuses('DeviceBay_installedDeviceId_key', () => update('DeviceBay', other, { installedDeviceId: child }));
    expect((await find('Device', child))['siteId']).toBe(site);
  });
});

describe('modules', () => {
  it('sit in a bay of their device, one a bay, and bring ports to that device only', async () => {
    const { device, manufacturer, port } = await smallEstate(estate);
    const [one, two] = [await device(), await device()];
    const bay = await insert('ModuleBay', { deviceId: one });
    const moduleTypeId = await insert('ModuleType', { manufacturerId: manufacturer });
    await refuses('Module_bay_in_the_same_device', () => insert('Module', { deviceId: two, moduleBayId: bay, moduleTypeId }));
    const module = await insert('Module', { deviceId: one, moduleBayId: bay, moduleTypeId });
    await refuses('Module_moduleBayId_key', () => insert('Module', { deviceId: one, moduleBayId: bay, moduleTypeId }));
    await port('Interface', one, { type: 'OTHER', moduleId: module });
    await refuses('Interface_module_in_the_same_device', () => port('Interface', two, { type: 'OTHER', moduleId: module }));
  });
});

describe('interfaces', () => {
  const ports = async () => {
    const { device, port } = await smallEstate(estate);
    const [one, two] = [await device(), await device()];
    const make = (deviceId: string, row: Row = {}) => port('Interface', deviceId, { type: 'TYPE_10GBASE_X_SFPP', ...row });
    return { one, two, make };
  };

  it('have one name on a device', async () => {
    const { one, two, make } = await ports();
    await make(one, { name: 'et-0/0/0' });
    await refuses('Interface_deviceId_name_key', () => make(one, { name: 'et-0/0/0' }));
    await make(two, { name: 'et-0/0/0' });
  });

  it('belong to a LAG of the same device, which is of type LAG', async () => {
    const { one, two, make } = await ports();
    const lag = await make(one, { type: 'LAG' });
    await make(one, { lagId: lag });
    await refuses('Interface_refers_within_its_device', () => make(two, { lagId: lag }));
    await refuses('Interface_lag_is_a_lag', async () => make(one, { lagId: await make(one) }));
    await refuses('Interface_lag_is_a_lag', () => update('Interface', lag, { type: 'OTHER' }));
    await refuses('Interface_lag_is_not_in_a_lag', () => make(one, { type: 'LAG', lagId: lag }));
  });

  it('may refer to interfaces of other members of their virtual chassis, which then stay together', async () => {
    const { one, two, make } = await ports();
    const chassis = await insert('VirtualChassis');
    await update('Device', one, { virtualChassisId: chassis, vcPosition: 1 });
    await update('Device', two, { virtualChassisId: chassis, vcPosition: 2 });
    const lag = await make(one, { type: 'LAG' });
    await make(two, { lagId: lag });
    await refuses('Interface_refers_within_its_device', () => update('Device', two, { virtualChassisId: null }));
  });

  it('have a parent when they are virtual, and never themselves', async () => {
    const { one, make } = await ports();
    const parent = await make(one);
    const child = await make(one, { type: 'VIRTUAL', parentId: parent });
    await refuses('Interface_only_virtual_has_a_parent', () => make(one, { parentId: parent }));
    await refuses('Interface_is_not_its_own_parent', () => update('Interface', child, { parentId: child }));
    await refuses('Interface_does_not_bridge_itself', () => update('Interface', child, { bridgeId: child }));
  });

  it('are looked at once a statement, whatever the order of its rows, and never later', async () => {
    const { one, two } = await ports();
    const bring = (lagOwner: string) =>
      query(
        `INSERT INTO "Interface" (id, "deviceId", name, type, "lagId")
         VALUES (901, $1, 'a', 'OTHER', 902), (902, $2, 'b', 'LAG', NULL)`,
        [one, lagOwner],
      );
    await refuses('Interface_refers_within_its_device', () => bring(two));
    await bring(one);
    await query('SET CONSTRAINTS ALL DEFERRED');
    await refuses('Interface_lagId_fkey', () => insert('Interface', { deviceId: one, type: 'OTHER', lagId: 999 }));
  });

  it('stay with their device for life', async () => {
    const { one, two, make } = await ports();
    const made = await make(one);
    await refuses('Interface_stays_with_its_owner', () => update('Interface', made, { deviceId: two }));
  });

  it('need a mode before they carry a VLAN', async () => {
    const { one, make } = await ports();
    const vlan = await insert('Vlan', { vid: 10 });
    await refuses('Interface_untagged_vlan_needs_a_mode', () => make(one, { untaggedVlanId: vlan }));
    await make(one, { untaggedVlanId: vlan, mode: 'ACCESS' });
  });
});

describe('front and rear ports', () => {
  const panel = async () => {
    const { device, port } = await smallEstate(estate);
    const [one, two] = [await device(), await device()];
    const front = await port('FrontPort', one, { type: 'LC' });
    const rear = await port('RearPort', one, { type: 'MPO', positions: 12 });
    return { one, two, front, rear, port };
  };

  it('are mapped within one device, to positions that exist, each used once', async () => {
    const { two, one, front, rear, port } = await panel();
    const map = (row: Row) => insert('PortMapping', { frontPortId: front, rearPortId: rear, ...row });
    await map({ rearPortPosition: 12 });
    await refuses('PortMapping_frontPortId_frontPortPosition_key', () => map({ rearPortPosition: 11 }));
    await refuses('PortMapping_rearPortId_rearPortPosition_key', async () =>
      map({ frontPortId: await port('FrontPort', one, { type: 'LC' }), rearPortPosition: 12 }),
    );
    await refuses('PortMapping_position_exists', async () =>
      map({ frontPortId: await port('FrontPort', one, { type: 'LC' }), rearPortPosition: 13 }),
    );
    await refuses('PortMapping_within_one_device', async () => map({ frontPortId: await port('FrontPort', two, { type: 'LC' }) }));
  });

  it('keep the positions that are mapped', async () => {
    const { front, rear } = await panel();
    await insert('PortMapping', { frontPortId: front, rearPortId: rear, rearPortPosition: 8 });
    await update('RearPort', rear, { positions: 8 });
    await refuses('RearPort_keeps_mapped_positions', () => update('RearPort', rear, { positions: 7 }));
  });

  it('follow the same rules in the templates of a type', async () => {
    const { type, manufacturer } = await smallEstate(estate);
    const other = await insert('DeviceType', { manufacturerId: manufacturer });
    const front = await insert('FrontPortTemplate', { deviceTypeId: type, type: 'LC' });
    const rear = await insert('RearPortTemplate', { deviceTypeId: type, type: 'LC', positions: 2 });
    const foreign = await insert('RearPortTemplate', { deviceTypeId: other, type: 'LC', positions: 2 });
    await refuses('PortTemplateMapping_within_one_device', () =>
      insert('PortTemplateMapping', { frontPortId: front, rearPortId: foreign }),
    );
    await refuses('PortTemplateMapping_position_exists', () =>
      insert('PortTemplateMapping', { frontPortId: front, rearPortId: rear, rearPortPosition: 3 }),
    );
    await refuses('RearPortTemplate_belongs_to_one_type', () => insert('RearPortTemplate', { type: 'LC' }));
    await refuses('RearPortTemplate_name_in_type', () =>
      insert('RearPortTemplate', { deviceTypeId: type, type: 'LC', name: 'P1' }).then(() =>
        insert('RearPortTemplate', { deviceTypeId: type, type: 'LC', name: 'P1' }),
      ),
    );
  });
});

describe('power', () => {
  it('reaches an outlet through a port of the same device', async () => {
    const { device, port } = await smallEstate(estate);
    const [one, two] = [await device(), await device()];
    const inlet = await port('PowerPort', one);
    const outlet = await port('PowerOutlet', one, { powerPortId: inlet });
    await refuses('PowerOutlet_fed_by_the_same_device', () => port('PowerOutlet', two, { powerPortId: inlet }));
    await estate.remove('PowerPort', inlet);
    expect(await find('PowerOutlet', outlet)).toMatchObject({ deviceId: one, powerPortId: null });
  });

  it('is allocated within the maximum draw, and fed with a voltage', async () => {
    const { device, port, site } = await smallEstate(estate);
    const one = await device();
    await refuses('PowerPort_allocated_within_maximum', () => port('PowerPort', one, { maximumDraw: 100, allocatedDraw: 101 }));
    const panel = await insert('PowerPanel', { siteId: site });
    await refuses('PowerFeed_voltage_is_not_zero', () => insert('PowerFeed', { powerPanelId: panel, voltage: 0, supply: 'DC' }));
    await refuses('PowerFeed_alternating_voltage_is_positive', () => insert('PowerFeed', { powerPanelId: panel, voltage: -48 }));
    await insert('PowerFeed', { powerPanelId: panel, voltage: -48, supply: 'DC' });
    const elsewhere = await insert('Rack', { siteId: await insert('Site') });
    await refuses('PowerFeed_rack_at_the_site_of_its_panel', () => insert('PowerFeed', { powerPanelId: panel, rackId: elsewhere }));
  });
});

describe('cables', () => {
  const bench = async () => {
    const { device, port } = await smallEstate(estate);
    const one = await device();
    const nic = (row: Row = {}) => port('Interface', one, { type: 'TYPE_1000BASE_T', ...row });
    const plug = async (cableId: string, cableEnd: 'A' | 'B', row: Row) => insert('CableTermination', { cableId, cableEnd, ...row });
    return { one, port, nic, plug };
  };

  it('take a port that no other cable has', async () => {
    const { nic, plug } = await bench();
    const interfaceId = await nic();
    await plug(await insert('Cable'), 'A', { interfaceId });
    await refuses('CableTermination_interfaceId_key', async () => plug(await insert('Cable'), 'B', { interfaceId }));
  });

  it('name exactly one port an entry', async () => {
    const { one, nic, port, plug } = await bench();
    const cable = await insert('Cable');
    await refuses('CableTermination_ends_at_one_port', () => plug(cable, 'A', {}));
    await refuses('CableTermination_ends_at_one_port', async () =>
      plug(cable, 'A', { interfaceId: await nic(), consolePortId: await port('ConsolePort', one) }),
    );
  });

  it('have ports of one kind at an end, and ends that fit', async () => {
    const { one, nic, port, plug } = await bench();
    const cable = await insert('Cable');
    await plug(cable, 'A', { interfaceId: await nic() });
    await plug(cable, 'A', { interfaceId: await nic() });
    await refuses('CableTermination_one_kind_an_end', async () =>
      plug(cable, 'A', { frontPortId: await port('FrontPort', one, { type: 'LC' }) }),
    );
    await refuses('CableTermination_ends_fit', async () => plug(cable, 'B', { powerPortId: await port('PowerPort', one) }));
    await plug(cable, 'B', { frontPortId: await port('FrontPort', one, { type: 'LC' }) });
  });

  it.each([
    ['PowerPort', 'PowerOutlet', true],
    ['PowerOutlet', 'PowerOutlet', false],
    ['ConsolePort', 'ConsoleServerPort', true],
    ['ConsolePort', 'ConsolePort', false],
    ['ConsoleServerPort', 'RearPort', true],
    ['RearPort', 'RearPort', true],
    ['RearPort', 'PowerOutlet', false],
  ])('from %s to %s: %s', async (from, to, fits) => {
    const { one, port, plug } = await bench();
    const cable = await insert('Cable');
    const end = async (table: string): Promise<Row> => ({
      [`${table[0]?.toLowerCase()}${table.slice(1)}Id`]: await port(table, one, table === 'RearPort' ? { type: 'LC' } : {}),
    });
    await plug(cable, 'A', await end(from));
    const other = await end(to);
    if (fits) await plug(cable, 'B', other);
    else await refuses('CableTermination_ends_fit', () => plug(cable, 'B', other));
  });

  it('end at no port that takes none, and such a port cannot be made of one that has a cable', async () => {
    const { nic, plug } = await bench();
    const cable = await insert('Cable');
    const rule = 'CableTermination_port_takes_a_cable';
    await refuses(rule, async () => plug(cable, 'A', { interfaceId: await nic({ type: 'VIRTUAL' }) }));
    await refuses(rule, async () => plug(cable, 'A', { interfaceId: await nic({ type: 'IEEE802_11AC' }) }));
    await refuses(rule, async () => plug(cable, 'A', { interfaceId: await nic({ markConnected: true }) }));
    const interfaceId = await nic();
    await plug(cable, 'A', { interfaceId });
    await refuses(rule, () => update('Interface', interfaceId, { markConnected: true }));
    await refuses(rule, () => update('Interface', interfaceId, { type: 'LAG' }));
  });

  it('go with the port, and leave the other end', async () => {
    const { nic, plug } = await bench();
    const cable = await insert('Cable');
    const [a, b] = [await nic(), await nic()];
    await plug(cable, 'A', { interfaceId: a });
    const kept = await plug(cable, 'B', { interfaceId: b });
    await estate.remove('Interface', a);
    await find('CableTermination', kept);
  });
});

describe('every change', () => {
  it('counts the version and the time, also of an update in plain SQL', async () => {
    const { rack } = await smallEstate(estate);
    const before = await find('Rack', rack);
    await update('Rack', rack, { description: 'Changed' });
    const after = await find('Rack', rack);
    expect(after['version']).toBe(2);
    expect(before['version']).toBe(1);
    await update('Rack', rack, { description: 'Changed' });
    expect((await find('Rack', rack))['version']).toBe(2);
  });
});
