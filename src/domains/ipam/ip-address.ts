/**
 * Addresses of hosts.
 *
 * An address sits on an interface of a device or of a virtual machine, or on none yet. It is written with the mask of its network, as it is
 * configured: `10.1.2.3/24`.
 */
import {
  Choice,
  type ChoiceOf,
  Computed,
  defineChoice,
  InterfaceAddress,
  OneOf,
  Resource,
  Text,
  ToOne,
  WithinNetwork,
} from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { familyOf } from './arithmetic.ts';
import { Prefix } from './prefix.ts';
import { Vrf } from './vrf.ts';

export const IpAddressStatus = defineChoice('IpAddressStatus', 'Where an address is in its life, or how it is given out.', {
  ACTIVE: 'Configured and in use.',
  RESERVED: 'Kept for a purpose, not in use yet.',
  DEPRECATED: 'Still in use, to be cleared.',
  DHCP: 'Given out by a DHCP server.',
  SLAAC: 'Chosen by the host itself (IPv6 autoconfiguration).',
});
export type IpAddressStatus = ChoiceOf<typeof IpAddressStatus>;

export const IpAddressRole = defineChoice('IpAddressRole', 'What an address does beyond being the address of one interface.', {
  LOOPBACK: 'On a loopback interface; often the router id.',
  SECONDARY: 'An additional address of its interface.',
  ANYCAST: 'Announced from several places at once.',
  VIP: 'Virtual address of a load balancer or cluster.',
  VRRP: 'Shared by routers through VRRP.',
  HSRP: 'Shared by routers through HSRP.',
  GLBP: 'Shared by routers through GLBP.',
  CARP: 'Shared by hosts through CARP.',
  VARP: 'Shared by switches through VARP.',
});
export type IpAddressRole = ChoiceOf<typeof IpAddressRole>;

@Resource({
  domain: 'ipam',
  plural: 'ipAddresses',
  description: 'An address of a host with the mask of its network, e.g. `10.1.2.3/24`, on an interface or free.',
  recognisedBy: ['vrf', 'address'],
  tags: true,
  customFields: true,
})
export class IpAddress {
  @InterfaceAddress({
    filter: true,
    order: true,
    search: true,
    description: 'The address as it is configured, with the mask of its network: `10.1.2.3/24`, `2001:db8::1/64`.',
  })
  address!: string;

  @Computed('Int', {
    from: ['address'],
    value: ({ address }) => familyOf(String(address)),
    description: 'Version of the Internet protocol: 4 or 6.',
  })
  family!: number | null;

  @ToOne(() => Vrf, {
    via: 'vrfId',
    optional: true,
    description: 'The routing table of the address; null is the global table.',
    inverse: { name: 'ipAddresses', page: 50, max: 500, description: 'Addresses in this VRF.' },
  })
  vrf!: Vrf | null;

  @WithinNetwork(() => Prefix, {
    address: 'address',
    network: 'prefix',
    scope: 'vrfId',
    description: 'The closest network around the address, in the same VRF.',
    inverse: {
      name: 'ipAddresses',
      page: 50,
      max: 500,
      description: 'Addresses within this network, in the same VRF, in their own order.',
    },
  })
  prefix!: Prefix | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the address belongs to.',
    inverse: { name: 'ipAddresses', page: 50, max: 500, description: 'Addresses of this tenant.' },
  })
  tenant!: Tenant | null;

  @Choice(IpAddressStatus, { filter: true, order: true, description: 'Where the address is in its life, or how it is given out.' })
  status!: IpAddressStatus;

  @Choice(IpAddressRole, {
    nullable: true,
    filter: true,
    order: true,
    description: 'What the address does beyond being the address of one interface.',
  })
  role!: IpAddressRole | null;

  @OneOf({
    union: 'AddressedInterface',
    of: ['interface', 'vmInterface'],
    description: 'The interface that the address sits on, of a device or of a virtual machine; null for a free address.',
  })
  assignedObject!: object | null;

  @ToOne('Interface', {
    via: 'interfaceId',
    optional: true,
    description: 'The interface of a device that the address sits on.',
    inverse: { name: 'ipAddresses', page: 20, max: 500, description: 'Addresses on this interface.' },
    through: [{ relation: 'device', name: 'ipAddresses', page: 50, max: 500, description: 'Addresses on all interfaces of the device.' }],
  })
  interface!: object | null;

  @ToOne('VmInterface', {
    via: 'vmInterfaceId',
    optional: true,
    description: 'The interface of a virtual machine that the address sits on.',
    inverse: { name: 'ipAddresses', page: 20, max: 500, description: 'Addresses on this interface.' },
    through: [
      {
        relation: 'virtualMachine',
        name: 'ipAddresses',
        page: 50,
        max: 500,
        description: 'Addresses on all interfaces of the virtual machine.',
      },
    ],
  })
  vmInterface!: object | null;

  @ToOne(() => IpAddress, {
    via: 'natInsideId',
    optional: true,
    description: 'The inner address that this one is translated to.',
    inverse: { name: 'natOutside', page: 20, max: 100, description: 'Outer addresses that are translated to this one.' },
  })
  natInside!: IpAddress | null;

  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    maxLength: 255,
    description: 'Name of the host in the DNS, e.g. `rtr01.akron.example.net`.',
  })
  dnsName!: string | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the address is for, where its interface does not say it.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
