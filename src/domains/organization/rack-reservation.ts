/** Rack units that are kept free for somebody. No unit is reserved twice, which a trigger sees to. */
import { Json, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { Rack } from './rack.ts';

@Resource({
  domain: 'organization',
  plural: 'rackReservations',
  description: 'Units of a rack that are kept free, and for what.',
  recognisedBy: ['rack', 'units'],
  tags: true,
  customFields: true,
})
export class RackReservation {
  @ToOne(() => Rack, {
    via: 'rackId',
    description: 'The rack whose units are reserved.',
    inverse: { name: 'reservations', page: 20, max: 100, description: 'Units of this rack that are kept free.' },
  })
  rack!: Rack | null;

  @Json({ description: 'Numbers of the reserved units, e.g. `[20, 21]`.' })
  units!: unknown;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'For whom the units are kept free.',
    inverse: { name: 'rackReservations', page: 50, max: 500, description: 'Rack units that are kept free for this tenant.' },
  })
  tenant!: Tenant | null;

  @Text({ nullable: true, filter: true, maxLength: 150, description: 'Account of the person who reserved the units.' })
  userName!: string | null;

  @Text({ search: true, maxLength: 500, description: 'Why the units are kept free, e.g. `Damaged rail, do not use`.' })
  description!: string;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
