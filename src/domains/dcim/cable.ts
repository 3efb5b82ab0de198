/** Cables, whatever they carry. */
import { Choice, type ChoiceOf, Color, Decimal, defineChoice, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';

export const CableType = defineChoice('CableType', 'What a cable is made of.', {
  CAT3: 'Twisted pair, category 3.',
  CAT5: 'Twisted pair, category 5.',
  CAT5E: 'Twisted pair, category 5E.',
  CAT6: 'Twisted pair, category 6.',
  CAT6A: 'Twisted pair, category 6A.',
  CAT7: 'Twisted pair, category 7.',
  CAT7A: 'Twisted pair, category 7A.',
  CAT8: 'Twisted pair, category 8.',
  DAC_ACTIVE: 'Direct attach copper with electronics in its plugs.',
  DAC_PASSIVE: 'Direct attach copper.',
  MRJ21_TRUNK: 'MRJ21 trunk, 24 pairs.',
  COAXIAL: 'Coaxial.',
  MMF: 'Multimode fibre.',
  MMF_OM1: 'Multimode fibre OM1.',
  MMF_OM2: 'Multimode fibre OM2.',
  MMF_OM3: 'Multimode fibre OM3.',
  MMF_OM4: 'Multimode fibre OM4.',
  MMF_OM5: 'Multimode fibre OM5.',
  SMF: 'Single-mode fibre.',
  SMF_OS1: 'Single-mode fibre OS1.',
  SMF_OS2: 'Single-mode fibre OS2.',
  AOC: 'Active optical cable.',
  USB: 'USB.',
  POWER: 'Power.',
});
export type CableType = ChoiceOf<typeof CableType>;

export const CableStatus = defineChoice('CableStatus', 'Whether a cable is in place.', {
  CONNECTED: 'Plugged in at both ends.',
  PLANNED: 'Not laid yet.',
  DECOMMISSIONING: 'To be removed.',
});
export type CableStatus = ChoiceOf<typeof CableStatus>;

export const CableLengthUnit = defineChoice('CableLengthUnit', 'A unit of length.', {
  KM: 'Kilometres.',
  M: 'Metres.',
  CM: 'Centimetres.',
  MI: 'Miles.',
  FT: 'Feet.',
  IN: 'Inches.',
});
export type CableLengthUnit = ChoiceOf<typeof CableLengthUnit>;

@Resource({
  domain: 'dcim',
  plural: 'cables',
  description: 'A cable between two ends, each of one or more ports.',
  tags: true,
  customFields: true,
})
export class Cable {
  @Choice(CableType, { nullable: true, filter: true, order: true, description: 'What the cable is made of.' })
  type!: CableType | null;

  @Choice(CableStatus, { filter: true, order: true, description: 'Whether the cable is in place.' })
  status!: CableStatus;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the cable belongs to.',
    inverse: { name: 'cables', page: 50, max: 500, description: 'Cables of this tenant.' },
  })
  tenant!: Tenant | null;

  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'What is printed on the cable’s ends.',
  })
  label!: string | null;

  @Color({ nullable: true, description: 'Colour of the cable’s sheath.' })
  color!: string | null;

  @Decimal({ nullable: true, filter: true, order: true, min: 0, description: 'Length in the unit of `lengthUnit`.' })
  length!: number | null;

  @Choice(CableLengthUnit, { nullable: true, description: 'The unit of `length`.' })
  lengthUnit!: CableLengthUnit | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Where the cable runs, or what it is for.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
