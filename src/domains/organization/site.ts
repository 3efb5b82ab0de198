/**
 * Sites: buildings or campuses where equipment stands.
 *
 * The site is the unit by which most questions are asked and most permissions are given: racks, devices, circuits, VLANs and prefixes belong
 * to one.
 */
import { Choice, type ChoiceOf, Decimal, defineChoice, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { Region } from './region.ts';
import { SiteGroup } from './site-group.ts';

export const SiteStatus = defineChoice('SiteStatus', 'Where a site is in its life.', {
  PLANNED: 'Decided on, nothing is there yet.',
  STAGING: 'Being built or fitted out.',
  ACTIVE: 'In use.',
  DECOMMISSIONING: 'Being cleared.',
  RETIRED: 'No longer in use; kept for the record.',
});
export type SiteStatus = ChoiceOf<typeof SiteStatus>;

@Resource({
  domain: 'organization',
  plural: 'sites',
  description: 'A building or campus where equipment stands, e.g. a data centre, a point of presence or a branch office.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class Site {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the site, unique in the estate: `DM-Akron`.',
  })
  name!: string;

  @Text({
    filter: true,
    order: true,
    search: true,
    maxLength: 100,
    description: 'The name in letters, digits and hyphens, unique in the estate: `dm-akron`.',
  })
  slug!: string;

  @Choice(SiteStatus, { filter: true, order: true, description: 'Where the site is in its life.' })
  status!: SiteStatus;

  @ToOne(() => Region, {
    via: 'regionId',
    optional: true,
    description: 'The region that the site lies in.',
    inverse: { name: 'sites', page: 50, max: 500, description: 'Sites directly in this region; those of the regions below are theirs.' },
  })
  region!: Region | null;

  @ToOne(() => SiteGroup, {
    via: 'groupId',
    optional: true,
    description: 'The group of sites of the same purpose.',
    inverse: { name: 'sites', page: 50, max: 500, description: 'Sites directly in this group.' },
  })
  group!: SiteGroup | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the site belongs to.',
    inverse: { name: 'sites', page: 50, max: 500, description: 'Sites of this tenant.' },
  })
  tenant!: Tenant | null;

  @Text({
    nullable: true,
    filter: true,
    search: true,
    maxLength: 50,
    description: 'What the operator of the building calls it, e.g. `Equinix FR5`.',
  })
  facility!: string | null;

  @Text({ nullable: true, maxLength: 63, description: 'Time zone of maintenance windows, as in the IANA database: `Europe/Berlin`.' })
  timeZone!: string | null;

  @Text({ nullable: true, maxLength: 500, description: 'Where the building stands, as one tells a taxi driver.' })
  physicalAddress!: string | null;

  @Text({ nullable: true, maxLength: 500, description: 'Where parcels go, if that is another address.' })
  shippingAddress!: string | null;

  @Decimal({ nullable: true, filter: true, min: -90, max: 90, description: 'Latitude in degrees (WGS 84), north positive: `50.119`.' })
  latitude!: number | null;

  @Decimal({ nullable: true, filter: true, min: -180, max: 180, description: 'Longitude in degrees (WGS 84), east positive: `8.735`.' })
  longitude!: number | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the site is, in a few words, e.g. `Main distribution frame`.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown: access, hours, keys.' })
  comments!: string | null;
}
