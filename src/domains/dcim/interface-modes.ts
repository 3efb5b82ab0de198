/** Power over Ethernet and wireless, shared by interfaces and their templates. */
import { type ChoiceOf, defineChoice } from '../../resource/vocabulary.ts';

export const InterfacePoeMode = defineChoice('InterfacePoeMode', 'The side of power over Ethernet that an interface is.', {
  PD: 'Takes power (powered device).',
  PSE: 'Gives power (power sourcing equipment).',
});
export type InterfacePoeMode = ChoiceOf<typeof InterfacePoeMode>;

export const InterfacePoeType = defineChoice('InterfacePoeType', 'A kind of power over Ethernet.', {
  TYPE1_IEEE802_3AF: 'IEEE 802.3af, type 1: 15.4 W.',
  TYPE2_IEEE802_3AT: 'IEEE 802.3at, type 2: 30 W.',
  TYPE3_IEEE802_3BT: 'IEEE 802.3bt, type 3: 60 W.',
  TYPE4_IEEE802_3BT: 'IEEE 802.3bt, type 4: 90 W.',
  PASSIVE_24V_2PAIR: 'Passive, 24 V on two pairs.',
  PASSIVE_24V_4PAIR: 'Passive, 24 V on four pairs.',
  PASSIVE_48V_2PAIR: 'Passive, 48 V on two pairs.',
  PASSIVE_48V_4PAIR: 'Passive, 48 V on four pairs.',
});
export type InterfacePoeType = ChoiceOf<typeof InterfacePoeType>;

export const WirelessRole = defineChoice('WirelessRole', 'What an interface is in a wireless network.', {
  AP: 'Access point.',
  STATION: 'Station: a client of an access point.',
});
export type WirelessRole = ChoiceOf<typeof WirelessRole>;
