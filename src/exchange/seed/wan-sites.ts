/** Points of presence with the routers that circuits end at, and branches at the far end of them. */
import type { Estate } from './estate.ts';
import { type Installed, SiteBuilder } from './site.ts';

const portsPerCard = 16;

/** Joins the backbone ring, and a chord here and there. */
export function pointOfPresence(estate: Estate): SiteBuilder {
  const site = new SiteBuilder(estate, 'pop', 23);
  const { ledger, foundations, random } = estate;
  const asn = ledger.add('Asn', {
    asn: 64_512 + (site.id % 1000) + 4_220_000_000,
    rirId: foundations.privateRir,
    tenantId: site.tenantId,
    description: `Edge of ${site.code.toUpperCase()}`,
  });
  ledger.link('_AsnToSite', asn, site.id);
  const room = site.location('Cage');
  const rack = site.rack('P01', room, 'network', site.powerPanels(room, 'Cage'));
  const routers = [1, 2].map((nth) => edgeRouter(site, rack, nth));
  const console = site.install('consoleServer', { name: `${site.code}-con1`, rack, position: 30 });
  const oob = site.installRouted('managementSwitch', { name: `${site.code}-oob1`, rack, position: 32 });
  for (const [index, router] of routers.entries()) {
    site.cable({ consolePortId: router.consolePort! }, { consoleServerPortId: console.consoleServerPorts[index]! }, { type: 'CAT6' });
    site.cable({ interfaceId: router.interfaces['management']![0]! }, { interfaceId: oob.interfaces['access']![index]! }, { type: 'CAT6' });
  }
  const [first, second] = routers.map(({ interfaces }) => [...interfaces['wan']!].reverse()) as [number[], number[]];
  const link = [first.pop()!, second.pop()!] as const;
  site.cable({ interfaceId: link[0] }, { interfaceId: link[1] });
  site.routedLink(...link);

  const neighbours = [estate.uplinks.at(-1), ...(estate.uplinks.length > 4 && random.chance(0.4) ? [random.pick(estate.uplinks)] : [])];
  for (const [index, neighbour] of neighbours.entries()) {
    if (!neighbour || neighbour.ports.length === 0) continue;
    const port = (index === 0 ? first : second).pop()!;
    site.circuit(
      port,
      { site: neighbour.site, code: neighbour.code, port: neighbour.ports.pop()! },
      random.chance(0.5) ? 'darkFibre' : 'wave',
      100_000_000,
    );
  }
  transit(site, second.pop()!);
  estate.uplinks.push({ site: site.id, code: site.code, ports: [...first, ...second] });
  return site;
}

function edgeRouter(site: SiteBuilder, rack: Parameters<SiteBuilder['install']>[1]['rack'] & object, nth: number): Installed {
  const { ledger, foundations } = site.estate;
  const router = site.installRouted('popRouter', { name: `${site.code}-edge${nth}`, rack, position: 38 - 2 * nth });
  const wan: number[] = [];
  for (const slot of [0, 1]) {
    const bay = ledger.add('ModuleBay', { deviceId: router.id, name: `FPC ${slot}`, position: slot });
    const card = ledger.add('Module', {
      deviceId: router.id,
      moduleBayId: bay,
      moduleTypeId: foundations.lineCard,
      status: 'ACTIVE',
      serial: `LC${100_000 + site.estate.serial('line card')}`,
    });
    for (let port = 0; port < portsPerCard; port++)
      wan.push(
        site.interface(router.id, { moduleId: card, name: `et-${slot}/0/${port}`, type: 'TYPE_100GBASE_X_QSFP28', speed: 100_000_000 }),
      );
  }
  return { ...router, interfaces: { ...router.interfaces, wan } };
}

/** Transit from a carrier: its far end lies in the carrier's network. */
function transit(site: SiteBuilder, port: number): void {
  const { ledger, random, foundations } = site.estate;
  const index = random.between(0, foundations.providers.length - 1);
  const circuitId = ledger.add('Circuit', {
    cid: `IPT-${site.code.toUpperCase()}`,
    providerId: foundations.providers[index]!,
    typeId: foundations.circuitTypes.internet,
    status: 'ACTIVE',
    tenantId: site.tenantId,
    installDate: '2022-03-01',
    commitRate: 20_000_000,
  });
  const near = ledger.add('CircuitTermination', { circuitId, termSide: 'A', siteId: site.id, portSpeed: 100_000_000 });
  ledger.add('CircuitTermination', { circuitId, termSide: 'Z', providerNetworkId: foundations.providerNetworks[index]! });
  site.cable({ interfaceId: port }, { circuitTerminationId: near }, { type: 'SMF_OS2' });
}

export function branch(estate: Estate): void {
  const site = new SiteBuilder(estate, 'branch', 24);
  const { ledger, random } = estate;
  const data = site.subnet(26, 'data', { vid: 100, name: 'Data' });
  const room = site.location('Comms room');
  const rack = site.rack('B01', room, 'comms', site.powerPanels(room, 'Comms room'), 'smallPdu');
  const router = site.installRouted('branchRouter', { name: `${site.code}-rtr1`, rack, position: 30 });
  const wan = router.interfaces['wan']!;
  site.circuitToBackbone(wan[0]!, random.chance(0.6) ? 'mpls' : 'internet', 1_000_000);
  const address = { ipv4: ledger.reserve('IpAddress'), ipv6: ledger.reserve('IpAddress') };
  const network = site.install('branchSwitch', {
    name: `${site.code}-sw1`,
    rack,
    position: 28,
    device: { primaryIp4Id: address.ipv4, primaryIp6Id: address.ipv6 },
    port: () => ({ mode: 'ACCESS', untaggedVlanId: data.vlanId }),
  });
  const management = site.interface(network.id, { name: 'Vlan10', type: 'VIRTUAL' });
  site.addresses(site.management, { interfaceId: management, dnsName: `${network.name}.example.net` }, address);
  site.cable({ interfaceId: wan[1]! }, { interfaceId: network.interfaces['access']![23]! }, { type: 'CAT6', length: 1 });
  site.addresses(data, { interfaceId: wan[1]! });
}
