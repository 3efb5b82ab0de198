/** Groups of tenants, nested as deep as the organisation is. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'tenancy',
  plural: 'tenantGroups',
  description: 'A group of tenants, e.g. all customers of a reseller. Groups nest.',
  keys: [
    ['parent', 'slug'],
    ['parent', 'name'],
  ],
  tags: true,
  customFields: true,
})
export class TenantGroup {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the group, unique below its parent.',
  })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, unique below the parent.' })
  slug!: string;

  @ToOne(() => TenantGroup, {
    via: 'parentId',
    optional: true,
    tree: true,
    description: 'The group that this one is part of; null at the top.',
    inverse: { name: 'children', page: 50, max: 500, description: 'Groups directly below this one.' },
  })
  parent!: TenantGroup | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the tenants of the group have in common.' })
  description!: string | null;
}
