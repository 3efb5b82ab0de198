/**
 * Racks.
 *
 * Units count from `startingUnit` at the bottom, or at the top where `descUnits` is set. That two devices never share a unit and a face is
 * kept by PostgreSQL.
 */
import { Choice, type ChoiceOf, Decimal, defineChoice, Flag, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { Location } from './location.ts';
import { RackRole } from './rack-role.ts';
import { Site } from './site.ts';
import { WeightUnit } from './weight-unit.ts';

export const RackStatus = defineChoice('RackStatus', 'Where a rack is in its life.', {
  RESERVED: 'Kept free for somebody.',
  AVAILABLE: 'Stands there and is free.',
  PLANNED: 'Decided on, not there yet.',
  ACTIVE: 'In use.',
  DEPRECATED: 'In use, but nothing new goes in.',
});
export type RackStatus = ChoiceOf<typeof RackStatus>;

export const RackType = defineChoice('RackType', 'How a rack is built.', {
  TYPE_2_POST_FRAME: 'Open frame with two posts, for equipment that is held at the front only.',
  TYPE_4_POST_FRAME: 'Open frame with four posts.',
  TYPE_4_POST_CABINET: 'Cabinet with four posts, doors and sides.',
  WALL_FRAME: 'Open frame on a wall.',
  WALL_FRAME_VERTICAL: 'Open frame on a wall, equipment mounted upright.',
  WALL_CABINET: 'Cabinet on a wall.',
  WALL_CABINET_VERTICAL: 'Cabinet on a wall, equipment mounted upright.',
});
export type RackType = ChoiceOf<typeof RackType>;

export const RackDimensionUnit = defineChoice('RackDimensionUnit', 'The unit of outer dimensions.', {
  MM: 'Millimetres.',
  IN: 'Inches, 25.4 mm.',
});
export type RackDimensionUnit = ChoiceOf<typeof RackDimensionUnit>;

@Resource({
  domain: 'organization',
  plural: 'racks',
  description: 'A frame or cabinet that holds devices in units of 44.45 mm.',
  keys: [['site', 'location', 'name'], ['assetTag']],
  tags: true,
  customFields: true,
})
export class Rack {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the rack, unique at its site and location: `R105`.',
  })
  name!: string;

  @Text({
    nullable: true,
    filter: true,
    search: true,
    natural: true,
    maxLength: 50,
    description: 'What the operator of the building calls the rack.',
  })
  facilityId!: string | null;

  @ToOne(() => Site, {
    via: 'siteId',
    description: 'The site where the rack stands.',
    inverse: { name: 'racks', page: 50, max: 500, description: 'Racks at this site, in all of its locations.' },
  })
  site!: Site | null;

  @ToOne(() => Location, {
    via: 'locationId',
    optional: true,
    description: 'The room or row where the rack stands.',
    inverse: { name: 'racks', page: 50, max: 500, description: 'Racks directly in this location.' },
  })
  location!: Location | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the rack belongs to.',
    inverse: { name: 'racks', page: 50, max: 500, description: 'Racks of this tenant.' },
  })
  tenant!: Tenant | null;

  @ToOne(() => RackRole, {
    via: 'roleId',
    optional: true,
    description: 'What the rack is for.',
    inverse: { name: 'racks', page: 50, max: 500, description: 'Racks of this role.' },
  })
  role!: RackRole | null;

  @Choice(RackStatus, { filter: true, order: true, description: 'Where the rack is in its life.' })
  status!: RackStatus;

  @Text({ nullable: true, filter: true, search: true, maxLength: 50, description: 'Serial number on the maker’s plate.' })
  serial!: string | null;

  @Text({ nullable: true, filter: true, search: true, maxLength: 50, description: 'Number of the inventory sticker, unique among racks.' })
  assetTag!: string | null;

  @Choice(RackType, { nullable: true, filter: true, description: 'How the rack is built.' })
  type!: RackType | null;

  @Integer({ min: 10, max: 23, description: 'Distance between the rails in inches: 10, 19, 21 or 23.' })
  width!: number;

  @Integer({ filter: true, order: true, min: 1, max: 100, description: 'Height in units of 44.45 mm, e.g. 42.' })
  uHeight!: number;

  @Integer({ min: 1, description: 'Number of the lowest unit, mostly 1.' })
  startingUnit!: number;

  @Flag({ description: 'Whether units are numbered from the top down.' })
  descUnits!: boolean;

  @Integer({ nullable: true, min: 1, description: 'Width over all, in `outerUnit`.' })
  outerWidth!: number | null;

  @Integer({ nullable: true, min: 1, description: 'Depth over all, in `outerUnit`.' })
  outerDepth!: number | null;

  @Choice(RackDimensionUnit, { nullable: true, description: 'The unit of the outer dimensions.' })
  outerUnit!: RackDimensionUnit | null;

  @Integer({ nullable: true, min: 1, description: 'Largest depth of equipment between front and rear rails, in millimetres.' })
  mountingDepth!: number | null;

  @Decimal({ nullable: true, min: 0, description: 'Weight of the empty rack, in `weightUnit`.' })
  weight!: number | null;

  @Integer({ nullable: true, min: 1, description: 'Weight that the rack may carry, in `weightUnit`.' })
  maxWeight!: number | null;

  @Choice(WeightUnit, { nullable: true, description: 'The unit of the weights.' })
  weightUnit!: WeightUnit | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What stands in the rack, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown: keys, power, cooling.' })
  comments!: string | null;
}
