/**
 * A data centre: pods of a CLOS fabric, with dual-homed servers, fibre panels between racks, dual-fed power, and the virtual machines and services
 * that run there.
 */
import { macAddress } from './addresses.ts';
import type { Estate } from './estate.ts';
import { type Installed, type Network, type RackPlace, SiteBuilder } from './site.ts';

export interface DataCentreSize {
  readonly pods: number;
  readonly racksPerPod: number;
  readonly serversPerRack: number;
  readonly machinesPerServer: number;
}

/** 28 of a spine's 32 ports go to leaves, two racks' worth each; the other four to the two routers. */
export const mostRacksPerPod = 14;
const spinesPerPod = 4;
const leafUplinkSpeed = 'MPO trunk';

/** Yields after each pod, where every row's references have been written. */
export function* dataCentre(estate: Estate, size: DataCentreSize): Generator<void> {
  const site = new SiteBuilder(estate, 'dataCentre', 18);
  const { ledger, foundations } = estate;
  const asn = ledger.add('Asn', {
    asn: 4_210_000_000 + site.id,
    rirId: foundations.privateRir,
    tenantId: site.tenantId,
    description: `Fabric of ${site.code.toUpperCase()}`,
  });
  ledger.link('_AsnToSite', asn, site.id);
  let routers: readonly Installed[] = [];
  let circuits: number[] = [];
  for (let pod = 1; pod <= size.pods; pod++) {
    const hall = site.location(`Hall ${pod}`);
    const panels = site.powerPanels(hall, `Hall ${pod}`);
    const network = networkRack(site, pod, hall, panels);
    if (pod === 1) {
      routers = [0, 1].map((index) => router(site, network.rack, index, size.pods));
      circuits = routers.flatMap((each) => wanCircuits(site, each));
      for (const each of routers) connectConsole(site, network, each);
    }
    for (const [spineIndex, spine] of network.spines.entries()) connectRouters(site, routers, spine, (pod - 1) * spinesPerPod + spineIndex);
    const networks = {
      servers: site.subnet(23, 'server', { vid: 100 + pod, name: `Servers pod ${pod}` }),
      storage: site.subnet(24, 'storage', { vid: 200 + pod, name: `Storage pod ${pod}` }),
    };
    const row = [site.location(`Hall ${pod} Row A`, hall), site.location(`Hall ${pod} Row B`, hall)];
    let cluster: Cluster | undefined;
    for (let index = 0; index < size.racksPerPod; index++) {
      if (!cluster || cluster.racks === 4) {
        if (cluster) applications(site, cluster, circuits);
        cluster = newCluster(site, pod);
      }
      cluster.racks++;
      serverRack(site, {
        name: `R${pod}${String(index + 1).padStart(2, '0')}`,
        location: row[index % 2]!,
        panels,
        network,
        networks,
        cluster,
        size,
        index,
      });
    }
    if (cluster) applications(site, cluster, circuits);
    bladeChassis(site, network.rack, pod);
    yield;
  }
}

interface NetworkRack {
  readonly rack: RackPlace;
  readonly spines: readonly Installed[];
  readonly consoleServer: Installed;
  readonly consolePorts: number[];
}

function networkRack(site: SiteBuilder, pod: number, hall: number, panels: readonly [number, number]): NetworkRack {
  const rack = site.rack(`N${pod}01`, hall, 'network', panels);
  const spines: Installed[] = [];
  for (let index = 1; index <= spinesPerPod; index++)
    spines.push(
      site.installRouted('spine', {
        name: `${site.code}-p${pod}-spine${index}`,
        rack,
        position: 26 - index,
        port: (group, port) => (group === 'fabric' && port >= 28 ? { description: 'To the WAN routers' } : {}),
      }),
    );
  for (const spine of spines) site.addresses(site.management, { interfaceId: spine.interfaces['management']![0]! });
  const consoleServer = site.install('consoleServer', { name: `${site.code}-p${pod}-con1`, rack, position: 26 });
  const network = { rack, spines, consoleServer, consolePorts: [...consoleServer.consoleServerPorts].reverse() };
  for (const spine of spines) connectConsole(site, network, spine);
  return network;
}

function connectConsole(site: SiteBuilder, network: NetworkRack, device: Installed): void {
  const port = network.consolePorts.pop();
  if (port && device.consolePort) site.cable({ consolePortId: device.consolePort }, { consoleServerPortId: port }, { type: 'CAT6' });
}

function router(site: SiteBuilder, rack: RackPlace, index: number, pods: number): Installed {
  const { ledger } = site.estate;
  const lags: number[] = [];
  for (let lag = 0; lag < pods * spinesPerPod; lag++) lags.push(ledger.reserve('Interface'));
  const installed = site.installRouted('dcRouter', {
    name: `${site.code}-rtr${index + 1}`,
    rack,
    position: 8 + 4 * index,
    port: (group, port) => (group === 'fabric' && lags[Math.floor(port / 2)] ? { lagId: lags[Math.floor(port / 2)] } : {}),
  });
  for (const [lag, id] of lags.entries())
    site.interface(installed.id, { id, name: `ae${lag}`, type: 'LAG', description: `Spine ${lag + 1}` });
  return { ...installed, interfaces: { ...installed.interfaces, lags } };
}

/** Two links from a spine to each router, in a LAG on the router's side and routed on the spine's first port. */
function connectRouters(site: SiteBuilder, routers: readonly Installed[], spine: Installed, nth: number): void {
  for (const [index, each] of routers.entries()) {
    for (const link of [0, 1])
      site.cable(
        { interfaceId: spine.interfaces['fabric']![28 + index * 2 + link]! },
        { interfaceId: each.interfaces['fabric']![nth * 2 + link]! },
      );
    site.routedLink(spine.interfaces['fabric']![28 + index * 2]!, each.interfaces['lags']![nth]!);
  }
}

function wanCircuits(site: SiteBuilder, each: Installed): number[] {
  return each.interfaces['wan']!.slice(0, 3).flatMap((port) => site.circuitToBackbone(port, 'wave', 100_000_000) ?? []);
}

interface Cluster {
  readonly id: number;
  readonly tenantId: number | undefined;
  readonly network: Network;
  readonly machines: { readonly id: number; readonly tier: number; readonly service: number | undefined }[];
  readonly feeds: number[];
  readonly devices: number[];
  racks: number;
}

function newCluster(site: SiteBuilder, pod: number): Cluster {
  const { ledger, foundations, random } = site.estate;
  const nth = site.estate.serial(`cluster ${site.code}`);
  const tenantId = site.estate.owner();
  const vrfId = random.chance(0.25) ? random.pick(foundations.vrfs) : undefined;
  return {
    id: ledger.add('Cluster', {
      name: `${site.code}-vmw${String(nth).padStart(2, '0')}`,
      typeId: foundations.clusterType,
      groupId: foundations.clusterGroups.get(site.city.continent)!,
      status: 'ACTIVE',
      tenantId,
      siteId: site.id,
    }),
    tenantId,
    network: site.subnet(23, 'customer', { vid: 300 + nth, name: `VM cluster ${nth} pod ${pod}`, vrfId, tenantId }),
    machines: [],
    feeds: [],
    devices: [],
    racks: 0,
  };
}

interface ServerRack {
  readonly name: string;
  readonly location: number;
  readonly panels: readonly [number, number];
  readonly network: NetworkRack;
  readonly networks: { readonly servers: Network; readonly storage: Network };
  readonly cluster: Cluster;
  readonly size: DataCentreSize;
  readonly index: number;
}

function serverRack(site: SiteBuilder, plan: ServerRack): void {
  const { estate } = site;
  const { ledger, popularVlan } = estate;
  const { network, networks, cluster, size } = plan;
  const rack = site.rack(plan.name, plan.location, 'compute', plan.panels);
  cluster.feeds.push(...rack.feeds);

  // A fibre panel here and one in the network rack, joined by a trunk of twelve fibres.
  const panel = site.install('fibrePanel', { name: `${site.code}-${plan.name.toLowerCase()}-fp1`, rack, position: 42 });
  const farPanel = site.install('fibrePanel', {
    name: `${site.code}-${plan.name.toLowerCase()}-fp2`,
    rack: network.rack,
    position: 42 - plan.index,
  });
  site.cable({ rearPortId: panel.rears[0]! }, { rearPortId: farPanel.rears[0]! }, { type: 'MMF_OM4', label: leafUplinkSpeed });

  const leaves: Installed[] = [];
  for (const side of [0, 1]) {
    const lags: number[] = [];
    for (let server = 0; server < size.serversPerRack; server++) lags.push(ledger.reserve('Interface'));
    const leaf = site.installRouted('leaf', {
      name: `${site.code}-${plan.name.toLowerCase()}-leaf${side + 1}`,
      rack,
      position: 41 - side,
      port: (group, port) => {
        if (group !== 'server' || port >= size.serversPerRack) return {};
        return { lagId: lags[port], mode: 'TAGGED', untaggedVlanId: networks.servers.vlanId };
      },
    });
    for (const [server, id] of lags.entries()) {
      site.interface(leaf.id, {
        id,
        name: `Port-Channel${server + 1}`,
        type: 'LAG',
        mode: 'TAGGED',
        untaggedVlanId: networks.servers.vlanId,
      });
      ledger.link('_InterfaceTaggedVlans', id, networks.storage.vlanId!);
      if (cluster.network.vlanId) ledger.link('_InterfaceTaggedVlans', id, cluster.network.vlanId);
    }
    for (const port of leaf.interfaces['server']!) {
      if (popularVlan.left <= 0) break;
      ledger.link('_InterfaceTaggedVlans', port, popularVlan.id);
      popularVlan.left--;
    }
    site.addresses(site.management, { interfaceId: leaf.interfaces['management']![0]! });
    for (const [index, spine] of network.spines.entries()) {
      const position = side * spinesPerPod + index;
      const [uplink, port] = [leaf.interfaces['uplink']![index]!, spine.interfaces['fabric']![plan.index * 2 + side]!];
      site.cable({ interfaceId: uplink }, { frontPortId: panel.fronts[position]! }, { type: 'MMF_OM4' });
      site.cable({ frontPortId: farPanel.fronts[position]! }, { interfaceId: port }, { type: 'MMF_OM4' });
      site.routedLink(uplink, port);
    }
    connectConsole(site, network, leaf);
    leaves.push(leaf);
  }
  for (let index = 0; index < size.serversPerRack; index++) server(site, plan, rack, leaves, index);
}

function server(
  site: SiteBuilder,
  { name, networks, cluster, size }: ServerRack,
  rack: RackPlace,
  leaves: readonly Installed[],
  index: number,
): void {
  const { estate } = site;
  const { ledger } = estate;
  const bond = ledger.reserve('Interface');
  const primary = { ipv4: ledger.reserve('IpAddress'), ipv6: ledger.reserve('IpAddress') };
  const bmcAddress = ledger.reserve('IpAddress');
  const hostname = `${site.code}-${name.toLowerCase()}-srv${String(index + 1).padStart(2, '0')}`;
  const installed = site.install('server', {
    name: hostname,
    rack,
    position: 2 + 2 * index,
    device: { primaryIp4Id: primary.ipv4, primaryIp6Id: primary.ipv6, oobIpId: bmcAddress, clusterId: cluster.id },
    port: (group) => (group === 'data' ? { lagId: bond } : {}),
  });
  cluster.devices.push(installed.id);
  site.interface(installed.id, { id: bond, name: 'bond0', type: 'LAG' });
  site.addresses(networks.servers, { interfaceId: bond, dnsName: `${hostname}.example.net` }, primary);
  ledger.add('IpAddress', {
    id: bmcAddress,
    address: site.management.host().ipv4,
    tenantId: site.tenantId,
    status: 'ACTIVE',
    interfaceId: installed.interfaces['management']![0]!,
  });
  for (const [side, leaf] of leaves.entries())
    site.cable(
      { interfaceId: installed.interfaces['data']![side]! },
      { interfaceId: leaf.interfaces['server']![index]! },
      { type: 'DAC_PASSIVE', length: 3 },
    );
  for (let machine = 0; machine < size.machinesPerServer; machine++) virtualMachine(site, cluster);
}

const tiers = [
  { word: 'web', role: 'web', port: 443, service: 'https' },
  { word: 'app', role: 'application', port: 8080, service: 'http-api' },
  { word: 'db', role: 'database', port: 5432, service: 'postgresql' },
] as const;

function virtualMachine(site: SiteBuilder, cluster: Cluster): void {
  const { ledger, random, foundations } = site.estate;
  const nth = cluster.machines.length;
  const tier = nth % 6 < 3 ? 0 : nth % 6 < 5 ? 1 : 2;
  const { word, role, port, service } = tiers[tier]!;
  const name = `${site.code}-${word}-${String(site.estate.serial(`machine ${site.code}`)).padStart(4, '0')}`;
  const tenantId = random.chance(0.8) ? cluster.tenantId : site.estate.owner();
  const hasRoom = cluster.network.hasRoom;
  const primary = hasRoom ? { ipv4: ledger.reserve('IpAddress'), ipv6: ledger.reserve('IpAddress') } : undefined;
  const vcpus = 2 ** random.between(1, 4);
  const id = ledger.add('VirtualMachine', {
    name,
    status: site.estate.status('ACTIVE', 'PLANNED', 'STAGED', 'OFFLINE'),
    siteId: site.id,
    clusterId: cluster.id,
    tenantId,
    roleId: foundations.roles[role],
    platformId: random.chance(0.7)
      ? foundations.platforms.ubuntu
      : random.chance(0.5)
        ? foundations.platforms.rhel
        : foundations.platforms.windows,
    primaryIp4Id: primary?.ipv4,
    primaryIp6Id: primary?.ipv6,
    vcpus,
    memory: vcpus * 4096,
    disk: random.between(2, 40) * 10_240,
  });
  if (random.chance(0.1)) ledger.link('_TagToVirtualMachine', random.pick(foundations.tags), id);
  const port0 = ledger.add('VmInterface', {
    virtualMachineId: id,
    name: 'eth0',
    enabled: true,
    macAddress: macAddress(site.estate.serial('mac')),
    mtu: 1500,
    mode: 'ACCESS',
    untaggedVlanId: cluster.network.vlanId,
    vrfId: cluster.network.vrfId,
  });
  if (primary) site.addresses(cluster.network, { vmInterfaceId: port0, tenantId, dnsName: `${name}.example.net` }, primary);
  if (random.chance(0.2))
    ledger.add('VmInterface', {
      virtualMachineId: id,
      name: 'eth1',
      enabled: true,
      macAddress: macAddress(site.estate.serial('mac')),
      mtu: 9000,
    });
  let serviceId: number | undefined;
  if (random.chance(0.5)) {
    serviceId = ledger.add('Service', {
      name: service,
      status: 'ACTIVE',
      tenantId,
      virtualMachineId: id,
      protocol: 'TCP',
      ports: `[${port}]`,
    });
    if (primary) ledger.link('_IpAddressToService', primary.ipv4, serviceId);
  }
  cluster.machines.push({ id, tier, service: serviceId });
}

const applicationNames = [
  'Order entry',
  'Payments',
  'Tracking',
  'Customer portal',
  'Billing',
  'Inventory',
  'Routing',
  'Reporting',
  'Identity',
  'Messaging',
];

/** What people use: an application for every dozen machines, each with needs of which k of n have to work. */
function applications(site: SiteBuilder, cluster: Cluster, circuits: readonly number[]): void {
  const { ledger, random, foundations } = site.estate;
  for (let start = 0; start + 12 <= cluster.machines.length; start += 12) {
    const machines = cluster.machines.slice(start, start + 12);
    const nth = site.estate.serial(`application ${site.code}`);
    const serviceId = ledger.add('Service', {
      name: `${applicationNames[nth % applicationNames.length]} ${site.code.toUpperCase()} ${nth}`,
      status: site.estate.status('ACTIVE', 'STAGED', 'FAILING'),
      criticality: random.pick(['LOW', 'MEDIUM', 'HIGH', 'CRITICAL']),
      tenantId: cluster.tenantId,
    });
    ledger.add('ContactAssignment', {
      contactId: random.pick(foundations.contacts),
      roleId: foundations.contactRoles[0]!,
      priority: 'PRIMARY',
      serviceId,
    });
    const need = (name: string, required: number, members: readonly Record<string, number>[]): void => {
      if (members.length < required) return;
      const dependencyId = ledger.add('ServiceDependency', { serviceId, name, required });
      for (const member of members) ledger.add('ServiceDependencyMember', { dependencyId, ...member });
    };
    const web = machines.filter(({ tier, service }) => tier === 0 && service !== undefined);
    need(
      'Web tier',
      Math.max(1, Math.ceil(web.length / 2)),
      web.map(({ service }) => ({ serviceId: service! })),
    );
    need(
      'Application tier',
      2,
      machines.filter(({ tier }) => tier === 1).map(({ id }) => ({ virtualMachineId: id })),
    );
    need(
      'Database',
      1,
      machines.filter(({ tier }) => tier === 2).map(({ id }) => ({ virtualMachineId: id })),
    );
    need('Hypervisors', 1, [{ clusterId: cluster.id }]);
    need(
      'Power',
      1,
      cluster.feeds.slice(-2).map((powerFeedId) => ({ powerFeedId })),
    );
    need(
      'WAN',
      1,
      circuits.slice(0, 4).map((circuitId) => ({ circuitId })),
    );
  }
}

/** One chassis with blades in half of its bays. */
function bladeChassis(site: SiteBuilder, rack: RackPlace, pod: number): void {
  const { ledger } = site.estate;
  const name = `${site.code}-p${pod}-blades1`;
  const chassis = site.install('chassis', { name, rack, position: 1 });
  site.addresses(site.management, { interfaceId: chassis.interfaces['management']![0]! });
  for (const [index, id] of chassis.deviceBays.entries()) {
    const blade =
      index % 2 === 0
        ? site.install('blade', { name: `${name}-${index + 1}`, device: { rackId: rack.id, locationId: rack.locationId } }).id
        : undefined;
    ledger.add('DeviceBay', { id, deviceId: chassis.id, name: `Bay ${index + 1}`, installedDeviceId: blade });
  }
}
