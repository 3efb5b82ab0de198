/** A place in a device that takes a module, e.g. a line card slot. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';

@Resource({
  domain: 'dcim',
  plural: 'moduleBays',
  description: 'A place in a device that takes a module, e.g. a line card slot.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class ModuleBay {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has this module bay.',
    inverse: {
      name: 'moduleBays',
      page: 50,
      max: 500,
      description: 'All module bays of the device, in the order in which they were entered.',
    },
  })
  device!: Device | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the bay as the device calls it, e.g. `Slot 0`.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Text({
    nullable: true,
    filter: true,
    maxLength: 30,
    description: 'What stands for the bay in the names of ports that its module brings, e.g. `0`.',
  })
  position!: string | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Which modules fit, or what the bay is kept for.' })
  description!: string | null;
}
