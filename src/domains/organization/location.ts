/** Locations: floors, rooms, rows and cages within a site, as a tree. */
import { Choice, type ChoiceOf, defineChoice, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { Site } from './site.ts';

export const LocationStatus = defineChoice('LocationStatus', 'Where a location is in its life.', {
  PLANNED: 'Decided on, nothing is there yet.',
  STAGING: 'Being built or fitted out.',
  ACTIVE: 'In use.',
  DECOMMISSIONING: 'Being cleared.',
  RETIRED: 'No longer in use; kept for the record.',
});
export type LocationStatus = ChoiceOf<typeof LocationStatus>;

@Resource({
  domain: 'organization',
  plural: 'locations',
  description: 'A floor, room, row or cage within a site. Locations nest, always within one site.',
  keys: [
    ['site', 'parent', 'slug'],
    ['site', 'parent', 'name'],
  ],
  tags: true,
  customFields: true,
})
export class Location {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the floor, room or row, unique below its parent: `Row 2`.',
  })
  name!: string;

  @Text({
    filter: true,
    order: true,
    maxLength: 100,
    description: 'The name in letters, digits and hyphens, unique below the parent: `row-2`.',
  })
  slug!: string;

  @Choice(LocationStatus, { filter: true, order: true, description: 'Where the location is in its life.' })
  status!: LocationStatus;

  @ToOne(() => Site, {
    via: 'siteId',
    description: 'The site that the location is part of.',
    inverse: { name: 'locations', page: 50, max: 500, description: 'All locations of the site, at any depth.' },
  })
  site!: Site | null;

  @ToOne(() => Location, {
    via: 'parentId',
    optional: true,
    tree: true,
    description: 'The location around this one, at the same site; null at the top.',
    inverse: { name: 'children', page: 50, max: 500, description: 'Locations directly within this one.' },
  })
  parent!: Location | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Who rents the location.',
    inverse: { name: 'locations', page: 50, max: 500, description: 'Locations that this tenant rents.' },
  })
  tenant!: Tenant | null;

  @Text({ nullable: true, maxLength: 50, description: 'What the operator of the building calls the room or cage.' })
  facility!: string | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the location is for, in a few words.' })
  description!: string | null;
}
