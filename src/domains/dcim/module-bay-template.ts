/** Slots for modules that a model of device has. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { DeviceType } from './device-type.ts';
import { templateDescription, templateLabel } from './template.ts';

@Resource({
  domain: 'dcim',
  plural: 'moduleBayTemplates',
  description: 'A slot for modules that each new device of a model has.',
  keys: [['deviceType', 'name']],
})
export class ModuleBayTemplate {
  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    description: 'The model of device that has the slot.',
    inverse: { name: 'moduleBayTemplates', page: 50, max: 500, description: 'Slots for modules that a new device of this model has.' },
  })
  deviceType!: DeviceType | null;

  @Text({
    filter: true,
    order: true,
    natural: true,
    maxLength: 64,
    description: 'Name that the new slot is given, unique within the model: `Slot 2`.',
  })
  name!: string;

  @templateLabel
  label!: string | null;

  @Text({
    nullable: true,
    maxLength: 30,
    description: 'What stands for `{module}` in the names of ports that a module in the new slot brings.',
  })
  position!: string | null;

  @templateDescription
  description!: string | null;
}
