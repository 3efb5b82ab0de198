/** Connectors of consoles, on both sides of the cable. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';
import { usbConnectors } from './connectors.ts';

export const ConsolePortType = defineChoice('ConsolePortType', 'The connector of a console port or console server port.', {
  DE_9: 'DE-9 (often called DB-9), serial with nine pins.',
  DB_25: 'DB-25, serial with 25 pins.',
  RJ_11: 'RJ-11, modular with six positions.',
  RJ_12: 'RJ-12, modular with six positions and six contacts.',
  RJ_45: 'RJ-45, modular with eight positions, the usual one.',
  MINI_DIN_8: 'Mini-DIN with eight pins.',
  ...usbConnectors,
  OTHER: 'None of the other connectors.',
});
export type ConsolePortType = ChoiceOf<typeof ConsolePortType>;
