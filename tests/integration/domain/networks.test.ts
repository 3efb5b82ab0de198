/** What PostgreSQL refuses about addresses, VLANs, circuits, virtual machines and services. */
import { describe, expect, it } from 'vitest';
import { estateForTests, type Row, smallEstate } from './estate.ts';

const estate = estateForTests();
const { insert, update, find, refuses, query } = estate;

describe('prefixes', () => {
  const add = (prefix: string, vrfId: string | null = null) => insert('Prefix', { prefix, vrfId });

  it('stand once in the global table', async () => {
    await add('10.0.0.0/24');
    await refuses('Prefix_once_in_its_vrf', () => add('10.0.0.0/24'));
    await add('10.0.0.0/25');
  });

  it('stand once in a VRF that says so, and as often as one likes in another', async () => {
    const strict = await insert('Vrf');
    const loose = await insert('Vrf', { enforceUnique: false });
    await add('10.0.0.0/24', strict);
    await refuses('Prefix_once_in_its_vrf', () => add('10.0.0.0/24', strict));
    await add('10.0.0.0/24', loose);
    await add('10.0.0.0/24', loose);
    await add('10.0.0.0/24');
  });

  it('are counted again when the VRF becomes strict, or when one moves', async () => {
    const loose = await insert('Vrf', { enforceUnique: false });
    await add('10.0.0.0/24', loose);
    const second = await add('10.0.0.0/24', loose);
    await refuses('Prefix_once_in_its_vrf', () => update('Vrf', loose, { enforceUnique: true }));
    await add('10.0.0.0/24');
    await refuses('Prefix_once_in_its_vrf', () => update('Prefix', second, { vrfId: null }));
  });

  it('cannot talk their way out of it', async () => {
    await add('10.0.0.0/24');
    await refuses('Prefix_once_in_its_vrf', () => insert('Prefix', { prefix: '10.0.0.0/24', enforced: false }));
  });

  it('have no bits beyond their mask', async () => {
    await query('SAVEPOINT host_bits');
    await expect(add('10.0.0.1/24')).rejects.toThrow(/invalid cidr value/);
    await query('ROLLBACK TO SAVEPOINT host_bits');
  });
});

describe('addresses', () => {
  const add = (address: string, row: Row = {}) => insert('IpAddress', { address, ...row });

  it('stand once in a table, whatever their mask', async () => {
    await add('10.0.0.1/24');
    await refuses('IpAddress_once_in_its_vrf', () => add('10.0.0.1/32'));
    await add('10.0.0.1/24', { vrfId: await insert('Vrf') });
    await add('2001:db8::1/64');
    await refuses('IpAddress_once_in_its_vrf', () => add('2001:db8:0:0::1/128'));
  });

  it('may stand several times where hosts share them by design', async () => {
    await add('10.0.0.1/24', { role: 'VRRP' });
    await add('10.0.0.1/24', { role: 'VRRP' });
    await add('10.0.0.1/24', { role: 'ANYCAST' });
  });

  it('have a mask, and are hosts when they sit on an interface', async () => {
    const { device, port } = await smallEstate(estate);
    const interfaceId = await port('Interface', await device(), { type: 'OTHER' });
    await refuses('IpAddress_has_a_mask', () => add('10.0.0.1/0'));
    await refuses('IpAddress_on_an_interface_is_a_host', () => add('10.0.0.0/24', { interfaceId }));
    await refuses('IpAddress_on_an_interface_is_a_host', () => add('10.0.0.255/24', { interfaceId }));
    await add('10.0.0.0/24');
    await add('10.0.1.0/31', { interfaceId });
    await add('10.0.2.0/32', { interfaceId });
  });

  it('sit on one interface at most', async () => {
    const { device, port, site } = await smallEstate(estate);
    const interfaceId = await port('Interface', await device(), { type: 'OTHER' });
    const virtualMachineId = await insert('VirtualMachine', { siteId: site });
    const vmInterfaceId = await insert('VmInterface', { virtualMachineId });
    await refuses('IpAddress_sits_on_one_interface', () => add('10.0.0.1/24', { interfaceId, vmInterfaceId }));
  });

  it('are primary for the device whose interface they sit on, and then stay there', async () => {
    const { device, port } = await smallEstate(estate);
    const [one, two] = [await device(), await device()];
    const [mine, other] = [await port('Interface', one, { type: 'OTHER' }), await port('Interface', two, { type: 'OTHER' })];
    const address = await add('10.0.0.1/24', { interfaceId: mine });
    await refuses('Device_primary_address_is_its_own', () => update('Device', two, { primaryIp4Id: address }));
    await refuses('Device_primary_address_of_its_family', () => update('Device', one, { primaryIp6Id: address }));
    await refuses('Device_primary_address_is_its_own', async () => update('Device', one, { primaryIp4Id: await add('10.0.0.2/24') }));
    await update('Device', one, { primaryIp4Id: address, oobIpId: address });
    await refuses('Device_primaryIp4Id_key', () => update('Device', two, { primaryIp4Id: address }));
    await refuses('IpAddress_primary_stays', () => update('IpAddress', address, { interfaceId: other }));
    await refuses('IpAddress_primary_stays', () => update('IpAddress', address, { interfaceId: null }));
    await update('IpAddress', address, { address: '10.0.0.9/24' });
    await estate.remove('IpAddress', address);
    expect(await find('Device', one)).toMatchObject({ primaryIp4Id: null, oobIpId: null });
  });

  it('can be named as primary before they are there, in one transaction', async () => {
    const { type, role, site } = await smallEstate(estate);
    await query('SET CONSTRAINTS ALL DEFERRED');
    await insert('Device', { id: 900, deviceTypeId: type, roleId: role, siteId: site, primaryIp4Id: 902 });
    await insert('Interface', { id: 901, deviceId: 900, type: 'OTHER' });
    await insert('IpAddress', { id: 902, address: '10.0.0.1/24', interfaceId: 901 });
    await query('SET CONSTRAINTS ALL IMMEDIATE');
    expect((await find('Device', '900'))['primaryIp4Id']).toBe('902');
  });

  it('of a virtual machine follow the same rule', async () => {
    const { site } = await smallEstate(estate);
    const virtualMachineId = await insert('VirtualMachine', { siteId: site });
    const vmInterfaceId = await insert('VmInterface', { virtualMachineId });
    await refuses('VirtualMachine_primary_address_is_its_own', async () =>
      update('VirtualMachine', virtualMachineId, { primaryIp4Id: await add('10.0.0.2/24') }),
    );
    await update('VirtualMachine', virtualMachineId, { primaryIp4Id: await add('10.0.0.1/24', { vmInterfaceId }) });
  });
});

describe('address ranges', () => {
  const add = (startAddress: string, endAddress: string, vrfId: string | null = null) =>
    insert('IpRange', { startAddress, endAddress, vrfId });

  it('end after they start, in the same network', async () => {
    await refuses('IpRange_start_before_end', () => add('10.0.0.9/24', '10.0.0.1/24'));
    await refuses('IpRange_has_one_family', () => add('10.0.0.9/24', '2001:db8::1/24'));
    await refuses('IpRange_has_one_mask', () => add('10.0.0.1/24', '10.0.0.9/25'));
  });

  it('do not overlap within a VRF', async () => {
    await add('10.0.0.10/24', '10.0.0.19/24');
    await refuses('IpRange_overlaps_none', () => add('10.0.0.19/24', '10.0.0.30/24'));
    await add('10.0.0.20/24', '10.0.0.30/24');
    await add('10.0.0.10/24', '10.0.0.19/24', await insert('Vrf'));
  });
});

describe('aggregates', () => {
  it('do not overlap', async () => {
    const rirId = await insert('Rir');
    await insert('Aggregate', { rirId, prefix: '10.0.0.0/8' });
    await refuses('Aggregate_overlaps_none', () => insert('Aggregate', { rirId, prefix: '10.1.0.0/16' }));
    await insert('Aggregate', { rirId, prefix: '11.0.0.0/8' });
  });
});

describe('VRFs and AS numbers', () => {
  it('have a distinguisher and a number that nobody else has', async () => {
    await insert('Vrf', { rd: '65000:1' });
    await refuses('Vrf_rd_key', () => insert('Vrf', { rd: '65000:1' }));
    const rirId = await insert('Rir');
    await insert('Asn', { rirId, asn: 4294967295 });
    await refuses('Asn_asn_key', () => insert('Asn', { rirId, asn: 4294967295 }));
    await refuses('Asn_in_range', () => insert('Asn', { rirId, asn: 4294967296 }));
    await refuses('Asn_in_range', () => insert('Asn', { rirId, asn: 0 }));
  });
});

describe('VLANs', () => {
  it('have an id from 1 to 4094', async () => {
    await refuses('Vlan_vid_in_range', () => insert('Vlan', { vid: 0 }));
    await refuses('Vlan_vid_in_range', () => insert('Vlan', { vid: 4095 }));
  });

  it('are told apart by their id at a site, and in a group', async () => {
    const { site } = await smallEstate(estate);
    const groupId = await insert('VlanGroup');
    await insert('Vlan', { vid: 10, siteId: site });
    await refuses('Vlan_vid_in_site_and_group', () => insert('Vlan', { vid: 10, siteId: site }));
    await insert('Vlan', { vid: 10, siteId: await insert('Site') });
    await insert('Vlan', { vid: 10, groupId, name: 'voice' });
    await refuses('Vlan_vid_in_group', () => insert('Vlan', { vid: 10, groupId, siteId: site }));
    await refuses('Vlan_name_in_group', () => insert('Vlan', { vid: 11, groupId, name: 'voice' }));
  });

  it('keep to the limits and the site of their group', async () => {
    const { site } = await smallEstate(estate);
    const groupId = await insert('VlanGroup', { minVid: 100, maxVid: 199, siteId: site });
    await insert('Vlan', { vid: 150, groupId, siteId: site });
    await refuses('Vlan_vid_within_its_group', () => insert('Vlan', { vid: 200, groupId }));
    await refuses('Vlan_at_the_site_of_its_group', async () => insert('Vlan', { vid: 151, groupId, siteId: await insert('Site') }));
    await refuses('Vlan_vid_within_its_group', () => update('VlanGroup', groupId, { maxVid: 149 }));
    await refuses('VlanGroup_minimum_before_maximum', () => insert('VlanGroup', { minVid: 2, maxVid: 1 }));
  });

  it('belong to groups with one scope at most', async () => {
    const { site, rack } = await smallEstate(estate);
    await refuses('VlanGroup_has_one_scope', () => insert('VlanGroup', { siteId: site, rackId: rack }));
    await insert('VlanGroup', { siteId: site, name: 'a', slug: 'a' });
    await refuses('VlanGroup_slug_in_scope', () => insert('VlanGroup', { siteId: site, name: 'b', slug: 'a' }));
    await insert('VlanGroup', { name: 'a', slug: 'a' });
  });
});

describe('circuits', () => {
  const line = async () => {
    const { site, device, port } = await smallEstate(estate);
    const providerId = await insert('Provider');
    const typeId = await insert('CircuitType');
    const circuitId = await insert('Circuit', { providerId, typeId });
    const networkId = await insert('ProviderNetwork', { providerId });
    return { site, device, port, providerId, typeId, circuitId, networkId };
  };

  it('have one id with their provider', async () => {
    const { providerId, typeId } = await line();
    await insert('Circuit', { providerId, typeId, cid: 'A1' });
    await refuses('Circuit_providerId_cid_key', () => insert('Circuit', { providerId, typeId, cid: 'A1' }));
  });

  it('end once a side, either at a site or in a network of the provider', async () => {
    const { site, circuitId, networkId } = await line();
    await insert('CircuitTermination', { circuitId, termSide: 'A', siteId: site });
    await refuses('CircuitTermination_circuitId_termSide_key', () =>
      insert('CircuitTermination', { circuitId, termSide: 'A', siteId: site }),
    );
    await refuses('CircuitTermination_ends_in_one_place', () => insert('CircuitTermination', { circuitId, termSide: 'Z' }));
    await refuses('CircuitTermination_ends_in_one_place', () =>
      insert('CircuitTermination', { circuitId, termSide: 'Z', siteId: site, providerNetworkId: networkId }),
    );
  });

  it('take a cable at a site, and none in a network of the provider', async () => {
    const { site, circuitId, networkId } = await line();
    const inside = await insert('CircuitTermination', { circuitId, termSide: 'A', providerNetworkId: networkId });
    const cableId = await insert('Cable');
    await refuses('CableTermination_port_takes_a_cable', () =>
      insert('CableTermination', { cableId, cableEnd: 'A', circuitTerminationId: inside }),
    );
    const end = await insert('CircuitTermination', { circuitId, termSide: 'Z', siteId: site });
    await insert('CableTermination', { cableId, cableEnd: 'A', circuitTerminationId: end });
    await refuses('CableTermination_port_takes_a_cable', () =>
      update('CircuitTermination', end, { siteId: null, providerNetworkId: networkId }),
    );
  });
});

describe('virtual machines', () => {
  it('run somewhere, under one name in a cluster and tenant', async () => {
    const typeId = await insert('ClusterType');
    const clusterId = await insert('Cluster', { typeId });
    await insert('VirtualMachine', { clusterId, name: 'vm1' });
    await refuses('VirtualMachine_name_in_cluster_and_tenant', () => insert('VirtualMachine', { clusterId, name: 'vm1' }));
    await refuses('VirtualMachine_name_in_any_case', () => insert('VirtualMachine', { clusterId, name: 'VM1' }));
    await refuses('VirtualMachine_runs_somewhere', () => insert('VirtualMachine', { name: 'vm2' }));
    await insert('VirtualMachine', { clusterId, name: 'vm1', tenantId: await insert('Tenant') });
  });

  it('have interfaces that refer to each other within the machine', async () => {
    const { site } = await smallEstate(estate);
    const [one, two] = [await insert('VirtualMachine', { siteId: site }), await insert('VirtualMachine', { siteId: site })];
    const parent = await insert('VmInterface', { virtualMachineId: one });
    await insert('VmInterface', { virtualMachineId: one, parentId: parent });
    await refuses('VmInterface_refers_within_its_machine', () => insert('VmInterface', { virtualMachineId: two, parentId: parent }));
    await refuses('VmInterface_stays_with_its_owner', () => update('VmInterface', parent, { virtualMachineId: two }));
  });
});

describe('services', () => {
  it('need no more of a thing than they have of it', async () => {
    const service = await insert('Service');
    const [one, two] = [await insert('Service'), await insert('Service')];
    const dependencyId = await insert('ServiceDependency', { serviceId: service, required: 2 });
    await insert('ServiceDependencyMember', { dependencyId, serviceId: one });
    await refuses('ServiceDependency_needs_no_more_than_it_has', () => estate.settle());
    const second = await insert('ServiceDependencyMember', { dependencyId, serviceId: two });
    await estate.settle();
    await refuses('ServiceDependency_needs_no_more_than_it_has', async () => {
      await estate.remove('ServiceDependencyMember', second);
      await estate.settle();
    });
    await refuses('ServiceDependency_needs_at_least_one', () => update('ServiceDependency', dependencyId, { required: 0 }));
  });

  it('do not need themselves, nor the same thing twice', async () => {
    const service = await insert('Service');
    const other = await insert('Service');
    const dependencyId = await insert('ServiceDependency', { serviceId: service });
    await refuses('ServiceDependencyMember_is_not_the_service', () =>
      insert('ServiceDependencyMember', { dependencyId, serviceId: service }),
    );
    await insert('ServiceDependencyMember', { dependencyId, serviceId: other });
    await refuses('ServiceDependencyMember_once', () => insert('ServiceDependencyMember', { dependencyId, serviceId: other }));
    await refuses('ServiceDependencyMember_is_one_object', () => insert('ServiceDependencyMember', { dependencyId }));
  });

  it('protect what they need, and let go of it when they go', async () => {
    const { device } = await smallEstate(estate);
    const deviceId = await device();
    const service = await insert('Service');
    const dependencyId = await insert('ServiceDependency', { serviceId: service });
    await insert('ServiceDependencyMember', { dependencyId, deviceId });
    await refuses('ServiceDependencyMember_deviceId_fkey', () => estate.remove('Device', deviceId));
    await estate.remove('Service', service);
    await estate.settle();
    await estate.remove('Device', deviceId);
  });

  it('listen on port numbers, with a protocol', async () => {
    const { device } = await smallEstate(estate);
    const deviceId = await device();
    await insert('Service', { deviceId, protocol: 'TCP', ports: '[80, 443]' });
    await refuses('Service_ports_are_port_numbers', () => insert('Service', { deviceId, protocol: 'TCP', ports: '[0]' }));
    await refuses('Service_ports_are_port_numbers', () => insert('Service', { deviceId, protocol: 'TCP', ports: '["http"]' }));
    await refuses('Service_ports_are_port_numbers', () => insert('Service', { deviceId, protocol: 'TCP', ports: '{}' }));
    await refuses('Service_ports_need_a_protocol', () => insert('Service', { deviceId, ports: '[80]' }));
  });
});

describe('contacts', () => {
  it('are assigned to exactly one object, once in a role', async () => {
    const { site, rack } = await smallEstate(estate);
    const contactId = await insert('Contact');
    const roleId = await insert('ContactRole');
    await insert('ContactAssignment', { contactId, roleId, siteId: site });
    await refuses('ContactAssignment_once', () => insert('ContactAssignment', { contactId, roleId, siteId: site }));
    await refuses('ContactAssignment_concerns_one_object', () => insert('ContactAssignment', { contactId, roleId }));
    await refuses('ContactAssignment_concerns_one_object', () =>
      insert('ContactAssignment', { contactId, roleId, siteId: site, rackId: rack }),
    );
  });
});

describe('rules', () => {
  it('that a comment explains are explained in a sentence', async () => {
    const rows = await query(`
      SELECT conname AS name, obj_description(oid, 'pg_constraint') AS sentence
      FROM pg_constraint WHERE contype IN ('c', 'x') AND connamespace = 'public'::regnamespace`);
    const silent = rows.filter(({ sentence }) => !/^[A-Z].*\.$/.test(String(sentence ?? '')));
    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(rows.length).toBeGreaterThan(100);
  });
});
