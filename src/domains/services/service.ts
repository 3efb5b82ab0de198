/**
 * Services: what somebody relies on.
 *
 * Both NetBox's service (a port that a host listens on) and an application that spans hosts: the first has a host, a protocol and ports, the
 * second has dependencies.
 */
import { Choice, type ChoiceOf, defineChoice, Json, ManyToMany, OneOf, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from '../dcim/device.ts';
import { IpAddress } from '../ipam/ip-address.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { VirtualMachine } from '../virtualization/virtual-machine.ts';

export const ServiceStatus = defineChoice('ServiceStatus', 'Where a service is in its life.', {
  PLANNED: 'Decided on, not running yet.',
  STAGED: 'Running, not in use yet.',
  ACTIVE: 'In use.',
  FAILING: 'In use and impaired.',
  DECOMMISSIONING: 'To be switched off.',
  RETIRED: 'Switched off; kept for the record.',
});
export type ServiceStatus = ChoiceOf<typeof ServiceStatus>;

export const ServiceCriticality = defineChoice('ServiceCriticality', 'How much an outage of a service hurts.', {
  LOW: 'Can wait until somebody has time.',
  MEDIUM: 'To be repaired within a working day.',
  HIGH: 'To be repaired within hours, at any time of day.',
  CRITICAL: 'Business or lives stop with it.',
});
export type ServiceCriticality = ChoiceOf<typeof ServiceCriticality>;

export const ServiceProtocol = defineChoice('ServiceProtocol', 'Transport protocol of a port.', {
  TCP: 'Transmission Control Protocol.',
  UDP: 'User Datagram Protocol.',
  SCTP: 'Stream Control Transmission Protocol.',
});
export type ServiceProtocol = ChoiceOf<typeof ServiceProtocol>;

@Resource({
  domain: 'services',
  plural: 'services',
  description:
    'Something that runs and that somebody relies on: an application such as `Order entry`, or a port that a host listens on, such as `SSH`.',
  keys: [['tenant', 'device', 'virtualMachine', 'protocol', 'name']],
  tags: true,
  customFields: true,
})
export class Service {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the service, unique for its tenant, host and protocol.',
  })
  name!: string;

  @Choice(ServiceStatus, { filter: true, order: true, description: 'Where the service is in its life.' })
  status!: ServiceStatus;

  @Choice(ServiceCriticality, { nullable: true, filter: true, order: true, description: 'How much an outage hurts.' })
  criticality!: ServiceCriticality | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Who relies on the service.',
    inverse: { name: 'services', page: 50, max: 500, description: 'Services that this tenant relies on.' },
  })
  tenant!: Tenant | null;

  @OneOf({
    union: 'ServiceHost',
    of: ['device', 'virtualMachine'],
    description: 'The host that listens; null for a service that spans hosts.',
  })
  host!: object | null;

  @ToOne(() => Device, {
    via: 'deviceId',
    optional: true,
    description: 'The device that listens.',
    inverse: { name: 'services', page: 50, max: 500, description: 'Services that this device offers.' },
  })
  device!: Device | null;

  @ToOne(() => VirtualMachine, {
    via: 'virtualMachineId',
    optional: true,
    description: 'The virtual machine that listens.',
    inverse: { name: 'services', page: 50, max: 500, description: 'Services that this virtual machine offers.' },
  })
  virtualMachine!: VirtualMachine | null;

  @Choice(ServiceProtocol, { nullable: true, filter: true, description: 'Transport protocol of the ports.' })
  protocol!: ServiceProtocol | null;

  @Json({ description: 'Port numbers that the host listens on, e.g. `[80, 443]`; empty for a service without ports.' })
  ports!: unknown;

  @ManyToMany(() => IpAddress, {
    table: '_IpAddressToService',
    near: 'B',
    far: 'A',
    page: 20,
    max: 100,
    description: 'Addresses that the service listens on; none means all addresses of its host.',
    inverse: { name: 'services', page: 20, max: 100, description: 'Services that listen on this address.' },
  })
  ipAddresses!: readonly IpAddress[];

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the service does and for whom, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
