/** Connectors that ports of several kinds have, by the standard that describes them: spread into the choice of each kind. */

/** The same names for the plug and the socket. */
export const iecAndNbrConnectors = {
  IEC_60309_P_N_E_4H: 'IEC 60309: phase, neutral and earth, 100-130 V, earth at 4 o’clock.',
  IEC_60309_P_N_E_6H: 'IEC 60309: phase, neutral and earth, 200-250 V, earth at 6 o’clock.',
  IEC_60309_P_N_E_9H: 'IEC 60309: phase, neutral and earth, 380-415 V, earth at 9 o’clock.',
  IEC_60309_2P_E_4H: 'IEC 60309: two phases and earth, 100-130 V, earth at 4 o’clock.',
  IEC_60309_2P_E_6H: 'IEC 60309: two phases and earth, 200-250 V, earth at 6 o’clock.',
  IEC_60309_2P_E_9H: 'IEC 60309: two phases and earth, 380-415 V, earth at 9 o’clock.',
  IEC_60309_3P_E_4H: 'IEC 60309: three phases and earth, 100-130 V, earth at 4 o’clock.',
  IEC_60309_3P_E_6H: 'IEC 60309: three phases and earth, 380-415 V, earth at 6 o’clock.',
  IEC_60309_3P_E_9H: 'IEC 60309: three phases and earth, 200-250 V, earth at 9 o’clock.',
  IEC_60309_3P_N_E_4H: 'IEC 60309: three phases, neutral and earth, 57/100 V to 75/130 V, earth at 4 o’clock.',
  IEC_60309_3P_N_E_6H: 'IEC 60309: three phases, neutral and earth, 200/346 V to 240/415 V, earth at 6 o’clock.',
  IEC_60309_3P_N_E_9H: 'IEC 60309: three phases, neutral and earth, 120/208 V to 144/250 V, earth at 9 o’clock.',
  IEC_60906_1: 'IEC 60906-1: 16 A, 250 V, as in South Africa.',
  NBR_14136_10A: 'NBR 14136, Brazilian, 10 A.',
  NBR_14136_20A: 'NBR 14136, Brazilian, 20 A.',
} as const;

export const usbConnectors = {
  USB_A: 'USB type A.',
  USB_B: 'USB type B.',
  USB_C: 'USB type C.',
  USB_MINI_A: 'USB Mini-A, five pins, for hosts.',
  USB_MINI_B: 'USB Mini-B, five pins, for peripherals.',
  USB_MICRO_A: 'USB Micro-A, for hosts on the go.',
  USB_MICRO_B: 'USB Micro-B, for peripherals.',
  USB_MICRO_AB: 'USB Micro-AB, takes plugs of Micro-A and Micro-B.',
} as const;
