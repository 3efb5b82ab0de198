/**
 * Cables.
 *
 * A cable has two ends, A and B, each with one or more ports (a breakout cable has several at one end); the ports are its terminations.
 */
import { Choice, type ChoiceOf, Color, Computed, Decimal, defineChoice, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';

export const CableType = defineChoice('CableType', 'What a cable is made of.', {
  CAT3: 'Twisted pair, category 3.',
  CAT5: 'Twisted pair, category 5.',
  CAT5E: 'Twisted pair, category 5e.',
  CAT6: 'Twisted pair, category 6.',
  CAT6A: 'Twisted pair, category 6A.',
  CAT7: 'Twisted pair, category 7.',
  CAT7A: 'Twisted pair, category 7A.',
  CAT8: 'Twisted pair, category 8.',
  DAC_ACTIVE: 'Direct attach copper with electronics in its plugs.',
  DAC_PASSIVE: 'Direct attach copper without electronics.',
  MRJ21_TRUNK: 'Trunk of twisted pairs with MRJ21 connectors.',
  COAXIAL: 'Coaxial cable.',
  MMF: 'Multimode fibre of unknown grade.',
  MMF_OM1: 'Multimode fibre, OM1 (62.5 µm).',
  MMF_OM2: 'Multimode fibre, OM2 (50 µm).',
  MMF_OM3: 'Multimode fibre, OM3 (50 µm, for lasers).',
  MMF_OM4: 'Multimode fibre, OM4 (50 µm, for lasers).',
  MMF_OM5: 'Multimode fibre, OM5 (50 µm, wideband).',
  SMF: 'Single-mode fibre of unknown grade.',
  SMF_OS1: 'Single-mode fibre, OS1 (indoor).',
  SMF_OS2: 'Single-mode fibre, OS2 (low loss).',
  AOC: 'Active optical cable, with its optics in the plugs.',
  USB: 'USB cable.',
  POWER: 'Power cord.',
});
export type CableType = ChoiceOf<typeof CableType>;

export const CableStatus = defineChoice('CableStatus', 'Where a cable is in its life.', {
  CONNECTED: 'Plugged in at both ends.',
  PLANNED: 'Decided on, not plugged in yet.',
  DECOMMISSIONING: 'To be pulled out.',
});
export type CableStatus = ChoiceOf<typeof CableStatus>;

export const CableLengthUnit = defineChoice('CableLengthUnit', 'The unit of a length.', {
  KM: 'Kilometres.',
  M: 'Metres.',
  CM: 'Centimetres.',
  MI: 'Miles, 1,609.344 m.',
  FT: 'Feet, 0.3048 m.',
  IN: 'Inches, 25.4 mm.',
});
export type CableLengthUnit = ChoiceOf<typeof CableLengthUnit>;

const METRES: Readonly<Record<string, number>> = { KM: 1000, M: 1, CM: 0.01, MI: 1609.344, FT: 0.3048, IN: 0.0254 };

/** Null when the length or its unit is unknown; to a tenth of a millimetre. */
function metresOf(length: unknown, unit: unknown): number | null {
  const factor = METRES[String(unit)];
  if (length === null || length === undefined || factor === undefined) return null;
  return Math.round(Number(length) * factor * 10_000) / 10_000;
}

@Resource({
  domain: 'dcim',
  plural: 'cables',
  description: 'A cable between ports, with its kind, colour and length; one end may have several ports, as of a breakout cable.',
  recognisedBy: ['label'],
  tags: true,
  customFields: true,
})
export class Cable {
  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'What is printed on the flags of the cable, e.g. `C-004711`.',
  })
  label!: string | null;

  @Choice(CableType, { nullable: true, filter: true, order: true, description: 'What the cable is made of.' })
  type!: CableType | null;

  @Choice(CableStatus, { filter: true, order: true, description: 'Where the cable is in its life.' })
  status!: CableStatus;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the cable belongs to.',
    inverse: { name: 'cables', page: 50, max: 500, description: 'Cables of this tenant.' },
  })
  tenant!: Tenant | null;

  @Color({ nullable: true, description: 'Colour of the jacket, e.g. `ffeb3b` for yellow.' })
  color!: string | null;

  @Decimal({ nullable: true, min: 0, description: 'Length of the cable, in `lengthUnit`.' })
  length!: number | null;

  @Choice(CableLengthUnit, { nullable: true, description: 'The unit in which the length is given.' })
  lengthUnit!: CableLengthUnit | null;

  @Computed('Float', {
    from: ['length', 'lengthUnit'],
    value: ({ length, lengthUnit }) => metresOf(length, lengthUnit),
    description: 'Length of the cable in metres, whatever unit it was entered in.',
  })
  metres!: number | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the cable is for, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes on the cable in Markdown: route, splices, measurements.' })
  comments!: string | null;
}
