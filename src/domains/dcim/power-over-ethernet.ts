/** Power over Ethernet, shared by interfaces and their templates. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const InterfacePoeMode = defineChoice('InterfacePoeMode', 'Which end of power over Ethernet an interface is.', {
  PD: 'Powered device: takes power from the cable.',
  PSE: 'Power sourcing equipment: feeds power into the cable.',
});
export type InterfacePoeMode = ChoiceOf<typeof InterfacePoeMode>;

export const InterfacePoeType = defineChoice('InterfacePoeType', 'The standard by which power is carried over Ethernet.', {
  TYPE1_IEEE802_3AF: 'IEEE 802.3af, type 1: up to 15.4 W at the source.',
  TYPE2_IEEE802_3AT: 'IEEE 802.3at, type 2 (PoE+): up to 30 W at the source.',
  TYPE3_IEEE802_3BT: 'IEEE 802.3bt, type 3: up to 60 W at the source, over four pairs.',
  TYPE4_IEEE802_3BT: 'IEEE 802.3bt, type 4: up to 90 W at the source, over four pairs.',
  PASSIVE_24V_2PAIR: 'Passive, 24 V over two pairs, without negotiation.',
  PASSIVE_24V_4PAIR: 'Passive, 24 V over four pairs, without negotiation.',
  PASSIVE_48V_2PAIR: 'Passive, 48 V over two pairs, without negotiation.',
  PASSIVE_48V_4PAIR: 'Passive, 48 V over four pairs, without negotiation.',
});
export type InterfacePoeType = ChoiceOf<typeof InterfacePoeType>;
