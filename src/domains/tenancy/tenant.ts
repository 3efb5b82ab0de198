/**
 * Tenants: the customers or departments that things belong to.
 *
 * A tenant owns objects of most types, and a token may be limited to the objects of some tenants.
 */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { TenantGroup } from './tenant-group.ts';

@Resource({
  domain: 'tenancy',
  plural: 'tenants',
  description: 'A customer or a department that sites, devices, addresses and circuits belong to. Tokens can be limited to tenants.',
  keys: [['slug'], ['group', 'name']],
  tags: true,
  customFields: true,
})
export class Tenant {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the customer or department, unique within its group.',
  })
  name!: string;

  @Text({
    filter: true,
    order: true,
    search: true,
    maxLength: 100,
    description: 'The name in letters, digits and hyphens, unique among all tenants: `dunder-mifflin`.',
  })
  slug!: string;

  @ToOne(() => TenantGroup, {
    via: 'groupId',
    optional: true,
    description: 'The group that the tenant belongs to.',
    inverse: { name: 'tenants', page: 50, max: 500, description: 'Tenants directly in this group.' },
  })
  group!: TenantGroup | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Who the tenant is, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown: contracts, escalation, agreements.' })
  comments!: string | null;
}
