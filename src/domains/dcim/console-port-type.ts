/** Connectors of serial consoles. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const ConsolePortType = defineChoice('ConsolePortType', 'The connector of a console.', {
  DE_9: 'DE-9, nine pins.',
  DB_25: 'DB-25, 25 pins.',
  RJ_11: 'RJ-11 jack.',
  RJ_12: 'RJ-12 jack.',
  RJ_45: 'RJ-45 jack.',
  MINI_DIN_8: 'Mini-DIN, eight pins.',
  USB_A: 'USB type A.',
  USB_B: 'USB type B.',
  USB_C: 'USB type C.',
  USB_MINI_A: 'USB Mini A.',
  USB_MINI_B: 'USB Mini B.',
  USB_MICRO_A: 'USB Micro A.',
  USB_MICRO_B: 'USB Micro B.',
  USB_MICRO_AB: 'USB Micro AB.',
  OTHER: 'Any other; say which in the description.',
});
export type ConsolePortType = ChoiceOf<typeof ConsolePortType>;
