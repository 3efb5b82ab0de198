/** Ports of console servers. */
import { Choice, Integer, Resource } from '../../resource/vocabulary.ts';
import { ConsolePortType } from './console-port-type.ts';
import type { Device } from './device.ts';
import type { Module } from './module.ts';
import { markConnected, ofDevice, ofModule, portDescription, portLabel, portName } from './port.ts';

@Resource({
  domain: 'dcim',
  plural: 'consoleServerPorts',
  description: 'A port of a console server, through which the console of another device is reached.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class ConsoleServerPort {
  @ofDevice('consoleServerPorts', 'Console server ports')
  device!: Device | null;

  @ofModule('consoleServerPorts', 'Console server ports')
  module!: Module | null;

  @portName('Port 7')
  name!: string;

  @portLabel
  label!: string | null;

  @Choice(ConsolePortType, { nullable: true, filter: true, description: 'The connector towards the console.' })
  type!: ConsolePortType | null;

  @Integer({ nullable: true, min: 1, description: 'Speed in bits a second, e.g. 9600.' })
  speed!: number | null;

  @markConnected
  markConnected!: boolean;

  @portDescription
  description!: string | null;
}
