/** The phases of a three-phase feed. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const PowerFeedLeg = defineChoice('PowerFeedLeg', 'A phase of a three-phase feed.', {
  A: 'The first phase.',
  B: 'The second phase.',
  C: 'The third phase.',
});
export type PowerFeedLeg = ChoiceOf<typeof PowerFeedLeg>;
