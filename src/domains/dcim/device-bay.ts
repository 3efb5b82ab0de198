/** A place in a parent device that takes a whole child device, e.g. a blade slot. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';

@Resource({
  domain: 'dcim',
  plural: 'deviceBays',
  description: 'A place in a parent device that takes a whole child device, e.g. a blade slot.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class DeviceBay {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has this device bay.',
    inverse: {
      name: 'deviceBays',
      page: 50,
      max: 500,
      description: 'All device bays of the device, in the order in which they were entered.',
    },
  })
  device!: Device | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the bay as the device calls it, e.g. `Blade 1`.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @ToOne(() => Device, {
    via: 'installedDeviceId',
    optional: true,
    description: 'The child device that sits in the bay; null when it is empty.',
    opposite: { name: 'parentBay', description: 'The bay of a parent device that this device sits in.' },
  })
  installedDevice!: Device | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Which devices fit, or what the bay is kept for.' })
  description!: string | null;
}
