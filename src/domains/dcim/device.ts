/** Hardware that is installed somewhere: where it stands, what it is for, how it is reached. */
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

export const DeviceFace = defineChoice('DeviceFace', 'A side of a rack.', {
  FRONT: 'The front, at the cold aisle.',
  REAR: 'The rear, at the hot aisle.',
});
export type DeviceFace = ChoiceOf<typeof DeviceFace>;

export const DeviceStatus = defineChoice('DeviceStatus', 'Where a device is in its life.', {
  OFFLINE: 'Installed but not running.',
  ACTIVE: 'Running and in service.',
  PLANNED: 'Not delivered yet.',
  STAGED: 'Being prepared for service.',
  FAILED: 'Broken, to be repaired or replaced.',
  INVENTORY: 'In stock, not installed.',
  DECOMMISSIONING: 'Being taken out of service.',
});
export type DeviceStatus = ChoiceOf<typeof DeviceStatus>;

@Resource({
  domain: 'dcim',
  plural: 'devices',
  description: 'A piece of hardware that is installed at a site: a router, switch, server, patch panel or power strip.',
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
    maxLength: 100,
    description: 'Host name, unique within site and tenant, e.g. `dmi01-akron-rtr01`; null for hardware that needs none.',
  })
  name!: string | null;

  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    description: 'The model of the device.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices of this model.' },
  })
  deviceType!: DeviceType | null;

  @ToOne(() => DeviceRole, {
    via: 'roleId',
    description: 'What the device is for in the network.',
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
    description: 'The operating system that runs on the device.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices that run this platform.' },
  })
  platform!: Platform | null;

  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    maxLength: 50,
    description: 'Serial number that the manufacturer gave it.',
  })
  serial!: string | null;

  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    maxLength: 50,
    description: 'Inventory number that the operator gave it; no two devices share one.',
  })
  assetTag!: string | null;

  @ToOne(() => Site, {
    via: 'siteId',
    description: 'The site where the device is installed.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices installed at this site.' },
  })
  site!: Site | null;

  @ToOne(() => Location, {
    via: 'locationId',
    optional: true,
    description: 'The room, row or cage within the site.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices in this location.' },
  })
  location!: Location | null;

  @ToOne(() => Rack, {
    via: 'rackId',
    optional: true,
    description: 'The rack that the device is mounted in.',
    inverse: { name: 'devices', page: 50, max: 200, description: 'Devices mounted in this rack.' },
  })
  rack!: Rack | null;

  @Decimal({
    nullable: true,
    filter: true,
    order: true,
    min: 0.5,
    description: 'Lowest rack unit that the device takes, counted from 1; half units are allowed.',
  })
  position!: number | null;

  @Choice(DeviceFace, { nullable: true, filter: true, description: 'The side of the rack that the device is mounted at.' })
  face!: DeviceFace | null;

  @Choice(DeviceStatus, { filter: true, order: true, description: 'Where the device is in its life.' })
  status!: DeviceStatus;

  @Choice(Airflow, { nullable: true, description: 'The way that the air takes through this device, where it differs from its type.' })
  airflow!: Airflow | null;

  @ToOne(() => IpAddress, {
    via: 'primaryIp4Id',
    optional: true,
    description: 'The IPv4 address at which the device is managed.',
    inverse: { name: 'devicesByPrimaryIp4', page: 10, max: 50, description: 'Devices that are managed at this IPv4 address.' },
  })
  primaryIp4!: IpAddress | null;

  @ToOne(() => IpAddress, {
    via: 'primaryIp6Id',
    optional: true,
    description: 'The IPv6 address at which the device is managed.',
    inverse: { name: 'devicesByPrimaryIp6', page: 10, max: 50, description: 'Devices that are managed at this IPv6 address.' },
  })
  primaryIp6!: IpAddress | null;

  @ToOne(() => IpAddress, {
    via: 'oobIpId',
    optional: true,
    description: 'The address of the device’s out-of-band management.',
    inverse: { name: 'devicesByOobIp', page: 10, max: 50, description: 'Devices whose out-of-band management has this address.' },
  })
  oobIp!: IpAddress | null;

  @ToOne('Cluster', {
    via: 'clusterId',
    optional: true,
    description: 'The cluster of hypervisors that the device is a member of.',
    inverse: { name: 'devices', page: 50, max: 500, description: 'Devices that are members of this cluster.' },
  })
  cluster!: object | null;

  @ToOne(() => VirtualChassis, {
    via: 'virtualChassisId',
    optional: true,
    description: 'The stack or virtual chassis that the device is a member of.',
    inverse: {
      name: 'members',
      page: 20,
      max: 100,
      description: 'Devices that act as one in this virtual chassis; order by `vcPosition`.',
    },
  })
  virtualChassis!: VirtualChassis | null;

  @Integer({ nullable: true, filter: true, order: true, min: 0, max: 255, description: 'Position within the virtual chassis, from 0.' })
  vcPosition!: number | null;

  @Integer({ nullable: true, min: 0, max: 255, description: 'Priority in the election of the virtual chassis’ master; higher wins.' })
  vcPriority!: number | null;

  @Decimal({ nullable: true, min: -90, max: 90, description: 'Latitude in degrees (WGS 84), for devices outside a site’s own place.' })
  latitude!: number | null;

  @Decimal({ nullable: true, min: -180, max: 180, description: 'Longitude in degrees (WGS 84), for devices outside a site’s own place.' })
  longitude!: number | null;

  @Json({ nullable: true, description: 'Configuration data of this device alone, for automation.' })
  localContextData!: unknown;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the device does that its name and role do not say.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
