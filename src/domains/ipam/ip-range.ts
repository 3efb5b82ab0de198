/** Ranges of addresses that need not be a whole network, such as a DHCP pool. Ranges of one VRF never overlap. */
import {
  Choice,
  type ChoiceOf,
  Computed,
  defineChoice,
  Flag,
  InterfaceAddress,
  Resource,
  Text,
  ToOne,
  WithinNetwork,
} from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { familyOf, sizeOfRange } from './arithmetic.ts';
import { IpamRole } from './ipam-role.ts';
import { Prefix } from './prefix.ts';
import { Vrf } from './vrf.ts';

export const IpRangeStatus = defineChoice('IpRangeStatus', 'Where a range is in its life.', {
  ACTIVE: 'In use.',
  RESERVED: 'Kept for a purpose, not in use yet.',
  DEPRECATED: 'Still in use, to be cleared.',
});
export type IpRangeStatus = ChoiceOf<typeof IpRangeStatus>;

@Resource({
  domain: 'ipam',
  plural: 'ipRanges',
  description: 'Consecutive addresses of one network, e.g. a DHCP pool from `192.168.1.50/22` to `192.168.1.99/22`.',
  recognisedBy: ['vrf', 'startAddress', 'endAddress'],
  tags: true,
  customFields: true,
})
export class IpRange {
  @InterfaceAddress({
    filter: true,
    order: true,
    search: true,
    description: 'First address, with the mask of its network: `192.168.1.50/22`.',
  })
  startAddress!: string;

  @InterfaceAddress({ filter: true, order: true, search: true, description: 'Last address, with the same mask: `192.168.1.99/22`.' })
  endAddress!: string;

  @Computed('Int', {
    from: ['startAddress'],
    value: ({ startAddress }) => familyOf(String(startAddress)),
    description: 'Version of the Internet protocol: 4 or 6.',
  })
  family!: number | null;

  @Computed('Float', {
    from: ['startAddress', 'endAddress'],
    value: ({ startAddress, endAddress }) => sizeOfRange(String(startAddress), String(endAddress)),
    description: 'How many addresses the range holds; above 2^53 the nearest number.',
  })
  size!: number | null;

  @ToOne(() => Vrf, {
    via: 'vrfId',
    optional: true,
    description: 'The routing table of the range; null is the global table.',
    inverse: { name: 'ipRanges', page: 50, max: 500, description: 'Ranges in this VRF.' },
  })
  vrf!: Vrf | null;

  @WithinNetwork(() => Prefix, {
    address: 'startAddress',
    network: 'prefix',
    scope: 'vrfId',
    description: 'The closest network around the first address, in the same VRF.',
    inverse: { name: 'ipRanges', page: 50, max: 500, description: 'Ranges that begin within this network, in the same VRF.' },
  })
  prefix!: Prefix | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the range belongs to.',
    inverse: { name: 'ipRanges', page: 50, max: 500, description: 'Ranges of this tenant.' },
  })
  tenant!: Tenant | null;

  @Choice(IpRangeStatus, { filter: true, order: true, description: 'Where the range is in its life.' })
  status!: IpRangeStatus;

  @ToOne(() => IpamRole, {
    via: 'roleId',
    optional: true,
    description: 'What the range is for.',
    inverse: { name: 'ipRanges', page: 50, max: 500, description: 'Ranges of this role.' },
  })
  role!: IpamRole | null;

  @Flag({ description: 'Whether every address of the range counts as used, as in a DHCP pool.' })
  markUtilized!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the range is used for, e.g. `DHCP of the first floor`.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
