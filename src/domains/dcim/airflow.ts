/** The ways that air takes through hardware. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const Airflow = defineChoice('Airflow', 'The way that the air takes through a device.', {
  FRONT_TO_REAR: 'Front to rear.',
  REAR_TO_FRONT: 'Rear to front.',
  LEFT_TO_RIGHT: 'Left to right.',
  RIGHT_TO_LEFT: 'Right to left.',
  SIDE_TO_REAR: 'Side to rear.',
  REAR_TO_SIDE: 'Rear to side.',
  BOTTOM_TO_TOP: 'Bottom to top.',
  TOP_TO_BOTTOM: 'Top to bottom.',
  PASSIVE: 'No fans: the air moves by itself.',
  MIXED: 'Several ways at once.',
});
export type Airflow = ChoiceOf<typeof Airflow>;
