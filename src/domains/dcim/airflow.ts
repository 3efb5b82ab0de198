/** The way of air through hardware, shared by types, devices and modules. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const Airflow = defineChoice('Airflow', 'The way that cooling air takes through a piece of hardware.', {
  FRONT_TO_REAR: 'In at the front, out at the rear.',
  REAR_TO_FRONT: 'In at the rear, out at the front.',
  LEFT_TO_RIGHT: 'In on the left, out on the right, seen from the front.',
  RIGHT_TO_LEFT: 'In on the right, out on the left, seen from the front.',
  SIDE_TO_REAR: 'In at the sides, out at the rear.',
  REAR_TO_SIDE: 'In at the rear, out at the sides.',
  BOTTOM_TO_TOP: 'In at the bottom, out at the top.',
  TOP_TO_BOTTOM: 'In at the top, out at the bottom.',
  PASSIVE: 'No fans: cooled by convection alone.',
  MIXED: 'Several ways at once.',
});
export type Airflow = ChoiceOf<typeof Airflow>;
