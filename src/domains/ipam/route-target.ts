/** Route targets: the communities by which VRFs import and export routes (RFC 4364). */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';

@Resource({
  domain: 'ipam',
  plural: 'routeTargets',
  description: 'A route target (RFC 4364): VRFs that export it feed VRFs that import it.',
  keys: [['name']],
  tags: true,
  customFields: true,
})
export class RouteTarget {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 21,
    description: 'The extended community as it is configured, e.g. `65000:101`.',
  })
  name!: string;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the route target belongs to.',
    inverse: { name: 'routeTargets', page: 50, max: 500, description: 'Route targets of this tenant.' },
  })
  tenant!: Tenant | null;

  @Text({
    nullable: true,
    search: true,
    maxLength: 500,
    description: 'Which routes carry the target, e.g. `Alpha, imported by shared services`.',
  })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
