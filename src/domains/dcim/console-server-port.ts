/** A port of a console server, that leads to the console of another device. */
import { Choice, Flag, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { ConsolePortType } from './console-port-type.ts';
import { Device } from './device.ts';
import { Module } from './module.ts';

@Resource({
  domain: 'dcim',
  plural: 'consoleServerPorts',
  description: 'A port of a console server, that leads to the console of another device.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class ConsoleServerPort {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has this console server port.',
    inverse: {
      name: 'consoleServerPorts',
      page: 50,
      max: 1000,
      description: 'All console server ports of the device, in the order in which they were entered.',
    },
  })
  device!: Device | null;

  @ToOne(() => Module, {
    via: 'moduleId',
    optional: true,
    description: 'The module that brought this console server port; null when it is built in.',
    inverse: { name: 'consoleServerPorts', page: 50, max: 500, description: 'The console server ports that this module brought.' },
  })
  module!: Module | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the console server port as the device or its front says it.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(ConsolePortType, { nullable: true, filter: true, description: 'The connector of the console server port.' })
  type!: ConsolePortType | null;

  @Integer({ nullable: true, min: 0, description: 'Speed in bit/s.' })
  speed!: number | null;

  @Flag({ description: 'Treat the console server port as connected although no cable is documented.' })
  markConnected!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the console server port leads to.' })
  description!: string | null;
}
