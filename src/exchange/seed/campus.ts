/** A campus: buildings with a comms room on each floor, stacks of access switches behind patch panels, and fibre down to the distribution switches. */
import type { Estate } from './estate.ts';
import { type Installed, type Network, type RackPlace, SiteBuilder } from './site.ts';

export interface CampusSize {
  readonly buildings: number;
  readonly floors: number;
  readonly stack: number;
}

export function campus(estate: Estate, size: CampusSize): void {
  const site = new SiteBuilder(estate, 'campus', 19);
  const networks = {
    data: site.subnet(22, 'data', { vid: 100, name: 'Data' }),
    voice: site.subnet(22, 'voice', { vid: 200, name: 'Voice' }),
    guest: site.subnet(23, 'guest', { vid: 300, name: 'Guest' }),
  };
  const { ledger } = estate;
  ledger.add('IpRange', {
    startAddress: networks.guest.host().ipv4,
    endAddress: `${networks.guest.ipv4Prefix.replace(/\.\d+\/\d+$/, '.200')}/23`,
    tenantId: site.tenantId,
    status: 'ACTIVE',
    roleId: estate.foundations.ipamRoles.guest,
    description: 'Handed out by DHCP.',
  });
  const buildings = Array.from({ length: size.buildings }, (_, index) => site.location(`Building ${'ABCDEFGH'[index]}`));
  const panels = buildings.map((building, index) => site.powerPanels(building, `Building ${'ABCDEFGH'[index]}`));
  const main = site.rack('MDF', site.location('Main comms room', buildings[0]), 'comms', panels[0]!);
  const distribution = [1, 2].map((nth) => {
    const lags = Array.from({ length: size.buildings * size.floors }, () => ledger.reserve('Interface'));
    const installed = site.installRouted('distribution', {
      name: `${site.code}-dist${nth}`,
      rack: main,
      position: 40 - nth,
      port: (group, index) => (group === 'down' && lags[index] ? { lagId: lags[index] } : {}),
    });
    for (const [index, id] of lags.entries())
      site.interface(installed.id, { id, name: `Port-channel${index + 1}`, type: 'LAG', mode: 'TAGGED_ALL' });
    site.addresses(site.management, { interfaceId: installed.interfaces['up']![3]! });
    return installed;
  });
  const circuits = distribution.flatMap(({ interfaces }) => site.circuitToBackbone(interfaces['up']![0]!, 'ethernet', 10_000_000) ?? []);
  void circuits;
  let floorIndex = 0;
  for (const [building, location] of buildings.entries())
    for (let floor = 1; floor <= size.floors; floor++) {
      accessFloor(site, {
        building: 'ABCDEFGH'[building]!,
        floor,
        parent: location,
        panels: panels[building]!,
        main,
        distribution,
        networks,
        stack: size.stack,
        index: floorIndex,
      });
      floorIndex++;
    }
}

interface Floor {
  readonly building: string;
  readonly floor: number;
  readonly parent: number;
  readonly panels: readonly [number, number];
  readonly main: RackPlace;
  readonly distribution: readonly Installed[];
  readonly networks: { readonly data: Network; readonly voice: Network; readonly guest: Network };
  readonly stack: number;
  readonly index: number;
}

function accessFloor(site: SiteBuilder, plan: Floor): void {
  const { ledger, random, foundations } = site.estate;
  const { networks, stack } = plan;
  const location = site.location(`Building ${plan.building} Floor ${plan.floor}`, plan.parent);
  const rack = site.rack(`${plan.building}${plan.floor}-IDF`, location, 'comms', plan.panels, 'smallPdu');
  const name = `${site.code}-${plan.building.toLowerCase()}${plan.floor}-sw`;
  const firstMember = ledger.reserve('Device');
  const chassis = ledger.add('VirtualChassis', { name, domain: name, masterId: firstMember });
  const lag = ledger.reserve('Interface');
  const address = { ipv4: ledger.reserve('IpAddress'), ipv6: ledger.reserve('IpAddress') };
  const tenantId = site.estate.owner();
  const members: Installed[] = [];
  for (let member = 1; member <= stack; member++) {
    const installed = site.install('access', {
      name: `${name}${member}`,
      rack,
      position: 40 - 4 * member,
      member,
      device: {
        id: member === 1 ? firstMember : ledger.reserve('Device'),
        tenantId,
        virtualChassisId: chassis,
        vcPosition: member,
        vcPriority: 16 - member,
        ...(member === 1 ? { primaryIp4Id: address.ipv4, primaryIp6Id: address.ipv6 } : {}),
      },
      port: (group, index) => {
        if (group === 'uplink') return index === 0 && member <= 2 ? { lagId: lag } : {};
        return {
          mode: index % 3 === 0 ? 'TAGGED' : 'ACCESS',
          untaggedVlanId: index % 8 === 7 ? networks.guest.vlanId : networks.data.vlanId,
          enabled: random.chance(0.9),
        };
      },
    });
    for (const [index, port] of installed.interfaces['access']!.entries())
      if (index % 3 === 0) ledger.link('_InterfaceTaggedVlans', port, networks.voice.vlanId!);
    members.push(installed);
    const panel = site.install('copperPanel', { name: `${name}${member}-pp`, rack, position: 42 - 4 * member, device: { tenantId } });
    for (const [index, front] of panel.fronts.entries())
      if (random.chance(0.8))
        site.cable({ interfaceId: installed.interfaces['access']![index]! }, { frontPortId: front }, { type: 'CAT6A', length: 2 });
  }
  site.interface(firstMember, { id: lag, name: 'Port-channel1', type: 'LAG', mode: 'TAGGED_ALL' });
  const management = site.interface(firstMember, { name: 'Vlan10', type: 'VIRTUAL' });
  site.addresses(site.management, { interfaceId: management, dnsName: `${name}.example.net` }, address);

  // Down to the main comms room through two fibre panels.
  const panel = site.install('fibrePanel', { name: `${name}-fp1`, rack, position: 42 });
  const far = site.install('fibrePanel', { name: `${name}-fp2`, rack: plan.main, position: 37 - plan.index });
  site.cable({ rearPortId: panel.rears[0]! }, { rearPortId: far.rears[0]! }, { type: 'SMF_OS2', length: random.between(40, 400) });
  for (const [index, member] of members.slice(0, 2).entries()) {
    site.cable({ interfaceId: member.interfaces['uplink']![0]! }, { frontPortId: panel.fronts[index]! });
    site.cable({ frontPortId: far.fronts[index]! }, { interfaceId: plan.distribution[index]!.interfaces['down']![plan.index]! });
  }
  if (random.chance(0.3))
    ledger.add('RackReservation', {
      rackId: rack.id,
      units: '[1, 2, 3, 4]',
      tenantId,
      userName: 'facilities',
      description: 'Kept for the battery string.',
    });
  if (random.chance(0.2))
    ledger.add('ContactAssignment', {
      contactId: random.pick(foundations.contacts),
      roleId: foundations.contactRoles[3]!,
      priority: 'SECONDARY',
      deviceId: firstMember,
    });
}
