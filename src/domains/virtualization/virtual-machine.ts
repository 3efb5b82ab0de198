/** Virtual machines: on a cluster, or at a site on a host of their own. */
import { Choice, type ChoiceOf, Decimal, defineChoice, Integer, Json, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from '../dcim/device.ts';
import { DeviceRole } from '../dcim/device-role.ts';
import { Platform } from '../dcim/platform.ts';
import { IpAddress } from '../ipam/ip-address.ts';
import { Site } from '../organization/site.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { Cluster } from './cluster.ts';

export const VirtualMachineStatus = defineChoice('VirtualMachineStatus', 'Where a virtual machine is in its life.', {
  OFFLINE: 'Switched off.',
  ACTIVE: 'Running.',
  PLANNED: 'Decided on, not created yet.',
  STAGED: 'Created, not in use yet.',
  FAILED: 'Broken.',
  DECOMMISSIONING: 'To be deleted.',
  PAUSED: 'Stopped for a while, with its memory kept.',
});
export type VirtualMachineStatus = ChoiceOf<typeof VirtualMachineStatus>;

@Resource({
  domain: 'virtualization',
  plural: 'virtualMachines',
  description: 'A virtual machine on a cluster, or on a single host at a site.',
  keys: [['cluster', 'tenant', 'name']],
  tags: true,
  customFields: true,
})
export class VirtualMachine {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 64,
    description: 'Host name, unique within its cluster and tenant in any letter case: `vm17`.',
  })
  name!: string;

  @Choice(VirtualMachineStatus, { filter: true, order: true, description: 'Where the virtual machine is in its life.' })
  status!: VirtualMachineStatus;

  @ToOne(() => Cluster, {
    via: 'clusterId',
    optional: true,
    description: 'The cluster that runs the machine.',
    inverse: { name: 'virtualMachines', page: 50, max: 500, description: 'Virtual machines on this cluster.' },
  })
  cluster!: Cluster | null;

  @ToOne(() => Site, {
    via: 'siteId',
    optional: true,
    description: 'The site where the machine runs, where its cluster does not say it.',
    inverse: { name: 'virtualMachines', page: 50, max: 500, description: 'Virtual machines that are placed at this site.' },
  })
  site!: Site | null;

  @ToOne(() => Device, {
    via: 'deviceId',
    optional: true,
    description: 'The host that the machine is pinned to.',
    inverse: { name: 'virtualMachines', page: 50, max: 500, description: 'Virtual machines that are pinned to this host.' },
  })
  device!: Device | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the machine belongs to.',
    inverse: { name: 'virtualMachines', page: 50, max: 500, description: 'Virtual machines of this tenant.' },
  })
  tenant!: Tenant | null;

  @ToOne(() => DeviceRole, {
    via: 'roleId',
    optional: true,
    description: 'What the machine does, in the words that devices use too.',
    inverse: { name: 'virtualMachines', page: 50, max: 500, description: 'Virtual machines of this role.' },
  })
  role!: DeviceRole | null;

  @ToOne(() => Platform, {
    via: 'platformId',
    optional: true,
    description: 'The operating system.',
    inverse: { name: 'virtualMachines', page: 50, max: 500, description: 'Virtual machines that run this operating system.' },
  })
  platform!: Platform | null;

  @ToOne(() => IpAddress, {
    via: 'primaryIp4Id',
    optional: true,
    description: 'The IPv4 address by which the machine is reached, on one of its interfaces.',
    opposite: { name: 'virtualMachineByPrimaryIp4', description: 'The virtual machine that is reached by this IPv4 address.' },
  })
  primaryIp4!: IpAddress | null;

  @ToOne(() => IpAddress, {
    via: 'primaryIp6Id',
    optional: true,
    description: 'The IPv6 address by which the machine is reached, on one of its interfaces.',
    opposite: { name: 'virtualMachineByPrimaryIp6', description: 'The virtual machine that is reached by this IPv6 address.' },
  })
  primaryIp6!: IpAddress | null;

  @Decimal({ nullable: true, filter: true, order: true, min: 0.01, description: 'Processors, fractions allowed: `0.5`.' })
  vcpus!: number | null;

  @Integer({ nullable: true, filter: true, order: true, min: 0, description: 'Main memory in megabytes, e.g. 4096.' })
  memory!: number | null;

  @Integer({ nullable: true, filter: true, order: true, min: 0, description: 'Disk space in gigabytes, e.g. 80.' })
  disk!: number | null;

  @Json({
    nullable: true,
    description: 'Configuration data that is particular to the machine, for templates that render its configuration.',
  })
  localContextData!: unknown;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What runs on the machine, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
