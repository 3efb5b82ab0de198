/** Bays of chassis for devices of their own, such as blades. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';

@Resource({
  domain: 'dcim',
  plural: 'deviceBays',
  description: 'A bay of a chassis that holds a device of its own, e.g. a blade with its own management address.',
  keys: [['device', 'name'], ['installedDevice']],
  tags: true,
  customFields: true,
})
export class DeviceBay {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The chassis that has the bay.',
    inverse: { name: 'deviceBays', page: 50, max: 500, description: 'Bays of this chassis for devices, empty ones included.' },
  })
  device!: Device | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 64,
    description: 'Name of the bay, unique within its chassis: `Bay 3`.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the chassis next to the bay.' })
  label!: string | null;

  @ToOne(() => Device, {
    via: 'installedDeviceId',
    optional: true,
    description: 'The device in the bay; null where it is empty.',
    opposite: { name: 'parentBay', description: 'The bay of a chassis that holds this device.' },
  })
  installedDevice!: Device | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What belongs into the bay, in a few words.' })
  description!: string | null;
}
