/**
 * Prefixes: the networks of the address plan.
 *
 * They form a tree by containment within a VRF, which is never stored: PostgreSQL finds the closest network around an address or a network
 * through an index on networks, so that inserting a prefix in the middle of the tree moves nothing.
 */
import {
  Choice,
  type ChoiceOf,
  Cidr,
  Computed,
  defineChoice,
  Flag,
  Measured,
  Resource,
  Text,
  ToOne,
  WithinNetwork,
} from '../../resource/vocabulary.ts';
import { Site } from '../organization/site.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { familyOf, maskLengthOf, sizeOfNetwork } from './arithmetic.ts';
import { IpamRole } from './ipam-role.ts';
import { Vlan } from './vlan.ts';
import { Vrf } from './vrf.ts';

export const PrefixStatus = defineChoice('PrefixStatus', 'What a prefix is to the address plan.', {
  CONTAINER: 'Summary of smaller prefixes; no addresses are taken from it directly.',
  ACTIVE: 'In use.',
  RESERVED: 'Kept for a purpose, not in use yet.',
  DEPRECATED: 'Still in use, to be cleared.',
});
export type PrefixStatus = ChoiceOf<typeof PrefixStatus>;

@Resource({
  domain: 'ipam',
  plural: 'prefixes',
  description: 'A network of the address plan, e.g. `10.112.128.0/28` or `2001:db8:4::/48`, within a VRF or the global table.',
  recognisedBy: ['vrf', 'prefix'],
  tags: true,
  customFields: true,
})
export class Prefix {
  @Cidr({ filter: true, order: true, search: true, description: 'The network in CIDR notation, without host bits: `10.112.128.0/28`.' })
  prefix!: string;

  @Computed('Int', {
    from: ['prefix'],
    value: ({ prefix }) => familyOf(String(prefix)),
    description: 'Version of the Internet protocol: 4 or 6.',
  })
  family!: number | null;

  @Computed('Int', {
    from: ['prefix'],
    value: ({ prefix }) => maskLengthOf(String(prefix)),
    description: 'Length of the mask in bits, e.g. 28.',
  })
  maskLength!: number | null;

  @Computed('Float', {
    from: ['prefix'],
    value: ({ prefix }) => sizeOfNetwork(String(prefix)),
    description: 'How many addresses the network holds, first and last included; above 2^53 the nearest number.',
  })
  size!: number | null;

  @ToOne(() => Vrf, {
    via: 'vrfId',
    optional: true,
    description: 'The routing table of the network; null is the global table.',
    inverse: { name: 'prefixes', page: 50, max: 500, description: 'Networks in this VRF.' },
  })
  vrf!: Vrf | null;

  @WithinNetwork(() => Prefix, {
    address: 'prefix',
    network: 'prefix',
    scope: 'vrfId',
    description: 'The closest larger network around this one in the same VRF; null at the top.',
    inverse: {
      name: 'children',
      page: 50,
      max: 500,
      description: 'All networks within this one in the same VRF, at any depth, in the order of their addresses.',
    },
  })
  parent!: Prefix | null;

  @Measured('Float', {
    measure: 'prefixUtilization',
    description:
      'Used part in per cent, 0 to 100: of a container the space of its child prefixes, of others the addresses and ranges within.',
  })
  utilization!: number | null;

  @ToOne(() => Site, {
    via: 'siteId',
    optional: true,
    description: 'The site where the network is used; null for one that spans sites.',
    inverse: { name: 'prefixes', page: 50, max: 500, description: 'Networks that are used at this site.' },
  })
  site!: Site | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the network belongs to.',
    inverse: { name: 'prefixes', page: 50, max: 500, description: 'Networks of this tenant.' },
  })
  tenant!: Tenant | null;

  @ToOne(() => Vlan, {
    via: 'vlanId',
    optional: true,
    description: 'The VLAN that carries the network.',
    inverse: { name: 'prefixes', page: 20, max: 100, description: 'Networks that this VLAN carries.' },
  })
  vlan!: Vlan | null;

  @Choice(PrefixStatus, { filter: true, order: true, description: 'What the network is to the address plan.' })
  status!: PrefixStatus;

  @ToOne(() => IpamRole, {
    via: 'roleId',
    optional: true,
    description: 'What the network is for.',
    inverse: { name: 'prefixes', page: 50, max: 500, description: 'Networks of this role.' },
  })
  role!: IpamRole | null;

  @Flag({ filter: true, description: 'Whether all its addresses can be used, the first and the last included, as in a NAT pool.' })
  isPool!: boolean;

  @Flag({ description: 'Whether the network counts as full, whatever it contains.' })
  markUtilized!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the network is used for, e.g. `Branch offices`.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
