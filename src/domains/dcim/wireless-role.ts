/** Sides of a radio link, shared by interfaces and their templates. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const WirelessRole = defineChoice('WirelessRole', 'Which side of a radio link an interface is.', {
  AP: 'Access point: others associate with it.',
  STATION: 'Station: associates with an access point.',
});
export type WirelessRole = ChoiceOf<typeof WirelessRole>;
