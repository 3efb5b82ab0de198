/** A power inlet of a device. */
import { Choice, Flag, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';
import { Module } from './module.ts';
import { PowerPortType } from './power-port-type.ts';

@Resource({
  domain: 'dcim',
  plural: 'powerPorts',
  description: 'A power inlet of a device.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class PowerPort {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has this power port.',
    inverse: {
      name: 'powerPorts',
      page: 50,
      max: 1000,
      description: 'All power ports of the device, in the order in which they were entered.',
    },
  })
  device!: Device | null;

  @ToOne(() => Module, {
    via: 'moduleId',
    optional: true,
    description: 'The module that brought this power port; null when it is built in.',
    inverse: { name: 'powerPorts', page: 50, max: 500, description: 'The power ports that this module brought.' },
  })
  module!: Module | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the power port as the device or its front says it.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(PowerPortType, { nullable: true, filter: true, description: 'The inlet’s plug.' })
  type!: PowerPortType | null;

  @Integer({ nullable: true, min: 1, description: 'The most that the inlet draws, in watts.' })
  maximumDraw!: number | null;

  @Integer({ nullable: true, min: 1, description: 'What is planned for the inlet, in watts.' })
  allocatedDraw!: number | null;

  @Flag({ description: 'Treat the power port as connected although no cable is documented.' })
  markConnected!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the power port leads to.' })
  description!: string | null;
}
