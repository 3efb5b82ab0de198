/** A front port: the patching side of a patch panel. */
import { Choice, Color, Flag, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';
import { Module } from './module.ts';
import { PortType } from './port-type.ts';

@Resource({
  domain: 'dcim',
  plural: 'frontPorts',
  description: 'A front port: the patching side of a patch panel.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class FrontPort {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has this front port.',
    inverse: {
      name: 'frontPorts',
      page: 50,
      max: 1000,
      description: 'All front ports of the device, in the order in which they were entered.',
    },
  })
  device!: Device | null;

  @ToOne(() => Module, {
    via: 'moduleId',
    optional: true,
    description: 'The module that brought this front port; null when it is built in.',
    inverse: { name: 'frontPorts', page: 50, max: 500, description: 'The front ports that this module brought.' },
  })
  module!: Module | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the front port as the device or its front says it.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(PortType, { filter: true, description: 'The connector of the front port.' })
  type!: PortType;

  @Color({ nullable: true, description: 'Colour of the front port in diagrams.' })
  color!: string | null;

  @Integer({ min: 1, max: 1024, description: 'How many positions the front port has; 1 for a plain connector.' })
  positions!: number;

  @Flag({ description: 'Treat the front port as connected although no cable is documented.' })
  markConnected!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the front port leads to.' })
  description!: string | null;
}
