/** Slots of devices for modules. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';

@Resource({
  domain: 'dcim',
  plural: 'moduleBays',
  description: 'A slot of a device that takes a module, e.g. for a line card or a power supply.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class ModuleBay {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has the slot.',
    inverse: { name: 'moduleBays', page: 50, max: 500, description: 'Slots of this device for modules, empty ones included.' },
  })
  device!: Device | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 64,
    description: 'Name of the slot, unique within its device: `Slot 2`.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the chassis next to the slot.' })
  label!: string | null;

  @Text({
    nullable: true,
    order: true,
    natural: true,
    maxLength: 30,
    description: 'What stands for `{module}` in the names of ports that a module here brings: `2` in `et-2/0/0`.',
  })
  position!: string | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What belongs into the slot, in a few words.' })
  description!: string | null;
}
