/** A rear port: the trunk side of a patch panel. */
import { Choice, Color, Flag, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';
import { Module } from './module.ts';
import { PortType } from './port-type.ts';

@Resource({
  domain: 'dcim',
  plural: 'rearPorts',
  description: 'A rear port: the trunk side of a patch panel.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class RearPort {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has this rear port.',
    inverse: {
      name: 'rearPorts',
      page: 50,
      max: 1000,
      description: 'All rear ports of the device, in the order in which they were entered.',
    },
  })
  device!: Device | null;

  @ToOne(() => Module, {
    via: 'moduleId',
    optional: true,
    description: 'The module that brought this rear port; null when it is built in.',
    inverse: { name: 'rearPorts', page: 50, max: 500, description: 'The rear ports that this module brought.' },
  })
  module!: Module | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the rear port as the device or its front says it.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(PortType, { filter: true, description: 'The connector of the rear port.' })
  type!: PortType;

  @Color({ nullable: true, description: 'Colour of the rear port in diagrams.' })
  color!: string | null;

  @Integer({ min: 1, max: 1024, description: 'How many front positions the rear port can carry, e.g. 12 for an MPO trunk.' })
  positions!: number;

  @Flag({ description: 'Treat the rear port as connected although no cable is documented.' })
  markConnected!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the rear port leads to.' })
  description!: string | null;
}
