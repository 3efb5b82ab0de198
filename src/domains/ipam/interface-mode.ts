/** How an interface treats VLAN tags, shared by interfaces of devices and of virtual machines. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const InterfaceMode = defineChoice('InterfaceMode', 'How an interface treats IEEE 802.1Q tags.', {
  ACCESS: 'Frames leave without a tag, in the untagged VLAN.',
  TAGGED: 'Trunk: the tagged VLANs pass with their tags, the untagged VLAN without.',
  TAGGED_ALL: 'Trunk that passes every VLAN with its tag.',
});
export type InterfaceMode = ChoiceOf<typeof InterfaceMode>;
