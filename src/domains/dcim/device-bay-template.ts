/** A device bay that each new device of a parent type gets. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { DeviceType } from './device-type.ts';

@Resource({
  domain: 'dcim',
  plural: 'deviceBayTemplates',
  description: 'A device bay that each new device of a parent type gets.',
  keys: [['deviceType', 'name']],
})
export class DeviceBayTemplate {
  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    description: 'The device type whose devices get this bay.',
    inverse: { name: 'deviceBayTemplates', page: 50, max: 500, description: 'The device bays that each new device of this type gets.' },
  })
  deviceType!: DeviceType | null;

  @Text({ filter: true, order: true, natural: true, maxLength: 100, description: 'Name that the bay gets, e.g. `Blade 1`.' })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Text({ nullable: true, maxLength: 500, description: 'Description that the bay gets.' })
  description!: string | null;
}
