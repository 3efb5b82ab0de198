/** Consoles of devices. */
import { Choice, Integer, Resource } from '../../resource/vocabulary.ts';
import { ConsolePortType } from './console-port-type.ts';
import type { Device } from './device.ts';
import type { Module } from './module.ts';
import { markConnected, ofDevice, ofModule, portDescription, portLabel, portName } from './port.ts';

@Resource({
  domain: 'dcim',
  plural: 'consolePorts',
  description: 'A port for the local console of a device, reached through a console server.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class ConsolePort {
  @ofDevice('consolePorts', 'Console ports')
  device!: Device | null;

  @ofModule('consolePorts', 'Console ports')
  module!: Module | null;

  @portName('Console')
  name!: string;

  @portLabel
  label!: string | null;

  @Choice(ConsolePortType, { nullable: true, filter: true, description: 'The connector of the console.' })
  type!: ConsolePortType | null;

  @Integer({ nullable: true, min: 1, description: 'Speed in bits a second, e.g. 9600.' })
  speed!: number | null;

  @markConnected
  markConnected!: boolean;

  @portDescription
  description!: string | null;
}
