/**
 * What ports of all kinds have in common: a device, perhaps the module that brought them, a name, a label.
 *
 * The relations name the list that each kind contributes to the device and to the module.
 */
import { Flag, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';
import { Module } from './module.ts';

/** The device of a port. `ports` says what is listed on the device, e.g. `Console ports`. */
export const ofDevice = (list: string, ports: string) =>
  ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has the port.',
    inverse: { name: list, page: 50, max: 1000, description: `${ports} of this device, those of its modules included.` },
  });

export const ofModule = (list: string, ports: string) =>
  ToOne(() => Module, {
    via: 'moduleId',
    optional: true,
    description: 'The module that brought the port; null for a port of the device itself.',
    inverse: { name: list, page: 50, max: 1000, description: `${ports} that this module brought.` },
  });

export const portName = (example: string) =>
  Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 64,
    description: `Name as the device shows it, unique among its ports of this kind: \`${example}\`.`,
  });

export const portLabel = Text({ nullable: true, maxLength: 64, description: 'What is printed on the device next to the port.' });

export const markConnected = Flag({ description: 'Whether the port counts as connected although no cable is entered.' });

export const portDescription = Text({
  nullable: true,
  search: true,
  maxLength: 500,
  description: 'What the port is connected to or reserved for, as it is configured on it.',
});
