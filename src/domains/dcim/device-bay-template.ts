/** Bays for devices that a model of device has. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { DeviceType } from './device-type.ts';
import { templateDescription, templateLabel } from './template.ts';

@Resource({
  domain: 'dcim',
  plural: 'deviceBayTemplates',
  description: 'A bay for devices of their own that each new chassis of a model has.',
  keys: [['deviceType', 'name']],
})
export class DeviceBayTemplate {
  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    description: 'The model of device that has the bay.',
    inverse: { name: 'deviceBayTemplates', page: 50, max: 500, description: 'Bays for devices that a new device of this model has.' },
  })
  deviceType!: DeviceType | null;

  @Text({
    filter: true,
    order: true,
    natural: true,
    maxLength: 64,
    description: 'Name that the new bay is given, unique within the model: `Bay 2`.',
  })
  name!: string;

  @templateLabel
  label!: string | null;

  @templateDescription
  description!: string | null;
}
