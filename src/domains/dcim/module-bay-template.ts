/** A module bay that each new device of a type gets. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { DeviceType } from './device-type.ts';

@Resource({
  domain: 'dcim',
  plural: 'moduleBayTemplates',
  description: 'A module bay that each new device of a type gets.',
  keys: [['deviceType', 'name']],
})
export class ModuleBayTemplate {
  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    description: 'The device type whose devices get this bay.',
    inverse: { name: 'moduleBayTemplates', page: 50, max: 500, description: 'The module bays that each new device of this type gets.' },
  })
  deviceType!: DeviceType | null;

  @Text({ filter: true, order: true, natural: true, maxLength: 100, description: 'Name that the bay gets, e.g. `Slot 0`.' })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Text({
    nullable: true,
    maxLength: 30,
    description: 'What `{module}` stands for in the names of ports that a module in this bay brings, e.g. `0`.',
  })
  position!: string | null;

  @Text({ nullable: true, maxLength: 500, description: 'Description that the bay gets.' })
  description!: string | null;
}
