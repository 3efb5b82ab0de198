/** VLANs (IEEE 802.1Q). An id means one thing within a group, or at a site for VLANs without one. */
import { Choice, type ChoiceOf, defineChoice, Resource, Text, ToOne, VlanId } from '../../resource/vocabulary.ts';
import { Site } from '../organization/site.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { IpamRole } from './ipam-role.ts';
import { VlanGroup } from './vlan-group.ts';

export const VlanStatus = defineChoice('VlanStatus', 'Where a VLAN is in its life.', {
  ACTIVE: 'Configured and in use.',
  RESERVED: 'Kept for a purpose, not configured yet.',
  DEPRECATED: 'Still configured, to be removed.',
});
export type VlanStatus = ChoiceOf<typeof VlanStatus>;

@Resource({
  domain: 'ipam',
  plural: 'vlans',
  description: 'A virtual LAN (IEEE 802.1Q), at a site or of a VLAN group.',
  keys: [['group', 'site', 'vid']],
  tags: true,
  customFields: true,
})
export class Vlan {
  @VlanId({ filter: true, order: true, description: 'The id in the tag of a frame, 1 to 4094.' })
  vid!: number;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 64,
    description: 'Name as switches show it, unique within its group: `Voice`.',
  })
  name!: string;

  @ToOne(() => VlanGroup, {
    via: 'groupId',
    optional: true,
    description: 'The layer 2 domain that the VLAN belongs to.',
    inverse: { name: 'vlans', page: 50, max: 500, description: 'VLANs of this group.' },
  })
  group!: VlanGroup | null;

  @ToOne(() => Site, {
    via: 'siteId',
    optional: true,
    description: 'The site where the VLAN exists; null for one that spans sites.',
    inverse: { name: 'vlans', page: 50, max: 500, description: 'VLANs at this site.' },
  })
  site!: Site | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the VLAN belongs to.',
    inverse: { name: 'vlans', page: 50, max: 500, description: 'VLANs of this tenant.' },
  })
  tenant!: Tenant | null;

  @Choice(VlanStatus, { filter: true, order: true, description: 'Where the VLAN is in its life.' })
  status!: VlanStatus;

  @ToOne(() => IpamRole, {
    via: 'roleId',
    optional: true,
    description: 'What the VLAN is for.',
    inverse: { name: 'vlans', page: 50, max: 500, description: 'VLANs of this role.' },
  })
  role!: IpamRole | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Who is in the VLAN, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
