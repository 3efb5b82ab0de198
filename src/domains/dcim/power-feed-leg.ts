/** Legs of three-phase power, shared by outlets and their templates. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const PowerFeedLeg = defineChoice('PowerFeedLeg', 'The phase of a three-phase supply that an outlet is wired to.', {
  A: 'First phase (L1).',
  B: 'Second phase (L2).',
  C: 'Third phase (L3).',
});
export type PowerFeedLeg = ChoiceOf<typeof PowerFeedLeg>;
