/**
 * Devices: everything that is mounted, powered or cabled, from routers to patch panels.
 *
 * A device stands at a site, mostly in a rack, and is made of ports, bays and modules, which point at it. That no two devices take the same
 * rack units and that a primary address sits on one of the device’s own interfaces is kept by PostgreSQL.
 */
import { Choice, type ChoiceOf, Decimal, defineChoice, Integer, Json, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { IpAddress } from '../ipam/ip-address.ts';
import { Location } from '../organization/location.ts';
import { Rack } from '../organization/rack.ts';
import { Site } from '../organization/site.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { Airflow } from './airflow.ts';
import { DeviceRole } from './device-role.ts';
import { DeviceType } from './device-type.ts';
import { Platform } from './platform.ts';
import { VirtualChassis } from './virtual-chassis.ts';

export const DeviceStatus = defineChoice('DeviceStatus', 'Where a device is in its life.', {
  OFFLINE: 'Installed, but switched off or not reachable on purpose.',
  ACTIVE: 'Installed and in service.',
  PLANNED: 'Decided on, not installed yet.',
  STAGED: 'Installed and configured, not in service yet.',
  FAILED: 'Broken, waiting for repair or replacement.',
  INVENTORY: 'In store as a spare.',
  DECOMMISSIONING: 'Being taken out of service.',
});
export type DeviceStatus = ChoiceOf<typeof DeviceStatus>;

export const DeviceFace = defineChoice('DeviceFace', 'A side of a rack.', {
  FRONT: 'The front of the rack.',
  REAR: 'The rear of the rack.',
});
export type DeviceFace = ChoiceOf<typeof DeviceFace>;

@Resource({
  domain: 'dcim',
  plural: 'devices',
  description: 'A piece of hardware that is mounted, powered or cabled at a site: a router, switch, server, power strip or patch panel.',
  keys: [['site', 'tenant', 'name'], ['assetTag'], ['virtualChassis', 'vcPosition']],
  tags: true,
  customFields: true,
})
export class Device {
  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 64,
    description: 'Host name, unique at its site and tenant in any letter case; null for hardware without one: `ams01-leaf-12`.',
  })
  name!: string | null;

  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    description: 'The model of the device.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices of this model.' },
    through: [{ relation: 'manufacturer', name: 'devices', page: 50, max: 500, description: 'Devices of all models of this company.' }],
  })
  deviceType!: DeviceType | null;

  @ToOne(() => DeviceRole, {
    via: 'roleId',
    description: 'What the device does in the network.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices of this role.' },
  })
  role!: DeviceRole | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the device belongs to.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices of this tenant.' },
  })
  tenant!: Tenant | null;

  @ToOne(() => Platform, {
    via: 'platformId',
    optional: true,
    description: 'The operating system of the device.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices that run this operating system.' },
  })
  platform!: Platform | null;

  @Text({ nullable: true, filter: true, search: true, maxLength: 50, description: 'Serial number on the maker’s plate.' })
  serial!: string | null;

  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    maxLength: 50,
    description: 'Number of the inventory sticker, unique among devices.',
  })
  assetTag!: string | null;

  @ToOne(() => Site, {
    via: 'siteId',
    description: 'The site where the device stands.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices at this site, in all of its locations and racks.' },
    through: [
      { relation: 'region', name: 'devices', page: 50, max: 500, description: 'Devices at the sites directly in this region.' },
      { relation: 'group', name: 'devices', page: 50, max: 500, description: 'Devices at the sites directly in this group.' },
    ],
  })
  site!: Site | null;

  @ToOne(() => Location, {
    via: 'locationId',
    optional: true,
    description: 'The floor, room or row where the device stands.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices directly in this location.' },
  })
  location!: Location | null;

  @ToOne(() => Rack, {
    via: 'rackId',
    optional: true,
    description: 'The rack that holds the device.',
    inverse: { name: 'devices', page: 50, max: 200, description: 'Devices in this rack, at both faces and beside the units.' },
  })
  rack!: Rack | null;

  @Decimal({
    nullable: true,
    filter: true,
    order: true,
    min: 1,
    max: 100.5,
    description: 'Lowest rack unit that the device takes, in steps of 0.5; null for what hangs beside the units.',
  })
  position!: number | null;

  @Choice(DeviceFace, { nullable: true, filter: true, description: 'The side of the rack at which the device is mounted.' })
  face!: DeviceFace | null;

  @Choice(DeviceStatus, { filter: true, order: true, description: 'Where the device is in its life.' })
  status!: DeviceStatus;

  @Choice(Airflow, { nullable: true, description: 'The way of the air through this device, where it differs from its model.' })
  airflow!: Airflow | null;

  @ToOne(() => IpAddress, {
    via: 'primaryIp4Id',
    optional: true,
    description: 'The IPv4 address by which the device is managed, on one of its interfaces.',
    opposite: { name: 'deviceByPrimaryIp4', description: 'The device that is managed by this IPv4 address.' },
  })
  primaryIp4!: IpAddress | null;

  @ToOne(() => IpAddress, {
    via: 'primaryIp6Id',
    optional: true,
    description: 'The IPv6 address by which the device is managed, on one of its interfaces.',
    opposite: { name: 'deviceByPrimaryIp6', description: 'The device that is managed by this IPv6 address.' },
  })
  primaryIp6!: IpAddress | null;

  @ToOne(() => IpAddress, {
    via: 'oobIpId',
    optional: true,
    description: 'The address in the out-of-band network, by which the device is reached when its own network is down.',
    opposite: { name: 'deviceByOobIp', description: 'The device that is reached by this address out of band.' },
  })
  oobIp!: IpAddress | null;

  @ToOne('Cluster', {
    via: 'clusterId',
    optional: true,
    description: 'The cluster that the device is a host of.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Hosts of this cluster.' },
  })
  cluster!: object | null;

  @ToOne(() => VirtualChassis, {
    via: 'virtualChassisId',
    optional: true,
    description: 'The virtual chassis that the device is a member of.',
    inverse: { name: 'members', page: 50, max: 256, description: 'Devices of the stack; order by `vcPosition` to have them as stacked.' },
  })
  virtualChassis!: VirtualChassis | null;

  @Integer({ nullable: true, filter: true, order: true, min: 0, max: 255, description: 'Position in the virtual chassis, 0 to 255.' })
  vcPosition!: number | null;

  @Integer({ nullable: true, min: 0, max: 255, description: 'Priority in the election of the master of the virtual chassis, 0 to 255.' })
  vcPriority!: number | null;

  @Decimal({
    nullable: true,
    min: -90,
    max: 90,
    description: 'Latitude in degrees (WGS 84), where the device is not at the point of its site.',
  })
  latitude!: number | null;

  @Decimal({
    nullable: true,
    min: -180,
    max: 180,
    description: 'Longitude in degrees (WGS 84), where the device is not at the point of its site.',
  })
  longitude!: number | null;

  @Json({
    nullable: true,
    description: 'Configuration data that is particular to the device, for templates that render its configuration.',
  })
  localContextData!: unknown;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the device is there for, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes on the device in Markdown: repairs, access, peculiarities.' })
  comments!: string | null;
}
