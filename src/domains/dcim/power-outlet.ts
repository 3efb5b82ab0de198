/** A power outlet of a device, e.g. of a power strip. */
import { Choice, Flag, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';
import { Module } from './module.ts';
import { PowerFeedLeg } from './power-feed-leg.ts';
import { PowerOutletType } from './power-outlet-type.ts';
import { PowerPort } from './power-port.ts';

@Resource({
  domain: 'dcim',
  plural: 'powerOutlets',
  description: 'A power outlet of a device, e.g. of a power strip.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class PowerOutlet {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has this power outlet.',
    inverse: {
      name: 'powerOutlets',
      page: 50,
      max: 1000,
      description: 'All power outlets of the device, in the order in which they were entered.',
    },
  })
  device!: Device | null;

  @ToOne(() => Module, {
    via: 'moduleId',
    optional: true,
    description: 'The module that brought this power outlet; null when it is built in.',
    inverse: { name: 'powerOutlets', page: 50, max: 500, description: 'The power outlets that this module brought.' },
  })
  module!: Module | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the power outlet as the device or its front says it.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(PowerOutletType, { nullable: true, filter: true, description: 'The outlet’s socket.' })
  type!: PowerOutletType | null;

  @ToOne(() => PowerPort, {
    via: 'powerPortId',
    optional: true,
    description: 'The inlet of the same device that feeds the outlet.',
    inverse: { name: 'powerOutlets', page: 50, max: 500, description: 'The outlets that this inlet feeds.' },
  })
  powerPort!: PowerPort | null;

  @Choice(PowerFeedLeg, { nullable: true, description: 'The phase that the outlet is on, of a three-phase inlet.' })
  feedLeg!: PowerFeedLeg | null;

  @Flag({ description: 'Treat the power outlet as connected although no cable is documented.' })
  markConnected!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the power outlet leads to.' })
  description!: string | null;
}
