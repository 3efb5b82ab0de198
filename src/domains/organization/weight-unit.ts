/** The unit of a weight, shared by racks and by hardware types. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const WeightUnit = defineChoice('WeightUnit', 'The unit of a weight.', {
  KG: 'Kilograms.',
  G: 'Grams.',
  LB: 'Pounds, 0.4536 kg.',
  OZ: 'Ounces, 28.35 g.',
});
export type WeightUnit = ChoiceOf<typeof WeightUnit>;
