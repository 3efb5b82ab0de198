/** What prefixes, ranges and VLANs are for. */
import { Integer, Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'ipam',
  plural: 'ipamRoles',
  description: 'What a prefix, range or VLAN is for, e.g. `Management` or `Access - Voice`.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class IpamRole {
  @Text({ filter: true, order: true, search: true, natural: true, maxLength: 100, description: 'Name of the role, e.g. `Management`.' })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `management`.' })
  slug!: string;

  @Integer({ order: true, min: 0, max: 32767, description: 'Place in lists of roles: lower comes first.' })
  weight!: number;

  @Text({ nullable: true, maxLength: 500, description: 'What belongs into such networks, and what does not.' })
  description!: string | null;
}
