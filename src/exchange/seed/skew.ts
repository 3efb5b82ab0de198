/** What real estates have and generators forget: one giant among thousands of dwarfs. Sizes are those of a million resources, and shrink with the estate. */
import { ipv4, macAddress } from './addresses.ts';
import type { Estate } from './estate.ts';
import type { SiteBuilder } from './site.ts';

export const largestDevicePorts = 16_384;
export const largestContainerPrefixes = 14_000;

/** Never so small that nobody would notice, nor so large that it fills a small estate. */
function shrink(size: number, least: number, estate: Estate): number {
  return Math.max(Math.round(size * estate.scale), Math.min(least, Math.floor(estate.resources / 40)));
}

/** An optical access node with 16,384 subscriber ports. */
export function giantDevice(estate: Estate, site: SiteBuilder): void {
  const { ledger } = estate;
  const room = site.location('Subscriber hall');
  const rack = site.rack('S01', room, 'network', site.powerPanels(room, 'Subscriber hall'));
  const address = { ipv4: ledger.reserve('IpAddress'), ipv6: ledger.reserve('IpAddress') };
  const node = site.install('accessNode', {
    name: `${site.code}-olt1`,
    rack,
    position: 10,
    device: { primaryIp4Id: address.ipv4, primaryIp6Id: address.ipv6, description: 'Every subscriber of the metropolitan area.' },
  });
  const loopback = site.interface(node.id, { name: 'system', type: 'VIRTUAL' });
  site.addresses(site.management, { interfaceId: loopback, dnsName: `${node.name}.example.net` }, address);
  const count = shrink(largestDevicePorts, 512, estate);
  for (let index = 0; index < count; index++)
    ledger.add('Interface', {
      deviceId: node.id,
      name: `pon-${Math.floor(index / 1024) + 1}/${(Math.floor(index / 64) % 16) + 1}/${(index % 64) + 1}`,
      type: 'GPON',
      enabled: true,
      mgmtOnly: false,
      macAddress: macAddress(estate.serial('mac')),
    });
}

/** 172.16.0.0/12 as one container of 14,000 customer networks, side by side. */
export function giantContainer(estate: Estate): void {
  const { ledger, random, foundations } = estate;
  const { ipamRoles } = foundations;
  ledger.add('Prefix', {
    prefix: '172.16.0.0/12',
    status: 'CONTAINER',
    roleId: ipamRoles.customer,
    description: 'Customer access networks',
  });
  const start = 172 * 2 ** 24 + 16 * 2 ** 16;
  const count = shrink(largestContainerPrefixes, 256, estate);
  for (let index = 0; index < count; index++) {
    // Above a million resources the /26 networks of the container run out.
    if (index >= 2 ** 14) break;
    const id = ledger.add('Prefix', {
      prefix: `${ipv4(start + index * 64)}/26`,
      tenantId: estate.owner(),
      status: estate.status('ACTIVE', 'RESERVED', 'DEPRECATED'),
      roleId: ipamRoles.customer,
      isPool: random.chance(0.1),
    });
    if (random.chance(0.02)) ledger.link('_PrefixToTag', id, random.pick(foundations.tags));
  }
}

/** What is missing to the number of resources asked for: subscriber addresses of a carrier-grade translator. */
export function fill(estate: Estate, count: number): void {
  const { ledger } = estate;
  if (count <= 0) return;
  const start = 100 * 2 ** 24 + 64 * 2 ** 16;
  ledger.add('Prefix', {
    prefix: '100.64.0.0/10',
    status: 'ACTIVE',
    roleId: estate.foundations.ipamRoles.wan,
    isPool: true,
    description: 'Carrier-grade translation',
  });
  for (let index = 1; index < count; index++)
    ledger.add('IpAddress', { address: `${ipv4(start + index)}/10`, tenantId: estate.owner(), status: 'DHCP' });
}
