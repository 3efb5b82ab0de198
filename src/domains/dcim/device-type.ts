/**
 * Models of devices.
 *
 * A type carries what every device of the model shares (height, weight, airflow) and the templates of the ports that a new device is given.
 */
import { Choice, type ChoiceOf, Computed, Decimal, defineChoice, Flag, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { WeightUnit } from '../organization/weight-unit.ts';
import { Airflow } from './airflow.ts';
import { Manufacturer } from './manufacturer.ts';
import { kilogramsOf } from './mass.ts';
import { Platform } from './platform.ts';

export const SubdeviceRole = defineChoice('SubdeviceRole', 'Which side of a device bay a model is made for.', {
  PARENT: 'Chassis with device bays, e.g. a blade enclosure.',
  CHILD: 'Fits into a device bay and takes no rack units of its own, e.g. a blade.',
});
export type SubdeviceRole = ChoiceOf<typeof SubdeviceRole>;

@Resource({
  domain: 'dcim',
  plural: 'deviceTypes',
  description: 'A model of device that a manufacturer makes, e.g. `QFX5120-48Y`, with the ports that each such device has.',
  keys: [
    ['manufacturer', 'slug'],
    ['manufacturer', 'model'],
  ],
  tags: true,
  customFields: true,
})
export class DeviceType {
  @ToOne(() => Manufacturer, {
    via: 'manufacturerId',
    description: 'Who makes the model.',
    inverse: { name: 'deviceTypes', page: 50, max: 500, description: 'Models of devices that this company makes.' },
  })
  manufacturer!: Manufacturer | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Model as the maker calls it, unique among its models: `MX204`.',
  })
  model!: string;

  @Text({
    filter: true,
    order: true,
    maxLength: 100,
    description: 'The model in letters, digits and hyphens, unique among the maker’s models: `juniper-mx204`.',
  })
  slug!: string;

  @ToOne(() => Platform, {
    via: 'defaultPlatformId',
    optional: true,
    description: 'The operating system that new devices of the model are entered with.',
    inverse: { name: 'deviceTypes', page: 50, max: 500, description: 'Models whose new devices run this operating system.' },
  })
  defaultPlatform!: Platform | null;

  @Text({
    nullable: true,
    filter: true,
    search: true,
    maxLength: 50,
    description: 'Order number of the maker, where it differs from the model: `JNP204-CHAS`.',
  })
  partNumber!: string | null;

  @Decimal({
    filter: true,
    order: true,
    min: 0,
    max: 100,
    description: 'Height in rack units of 44.45 mm, in steps of 0.5; 0 for what takes no units.',
  })
  uHeight!: number;

  @Flag({ description: 'Whether such a device takes both faces of its rack units.' })
  isFullDepth!: boolean;

  @Choice(SubdeviceRole, {
    nullable: true,
    filter: true,
    description: 'Which side of a device bay the model is made for; null for neither.',
  })
  subdeviceRole!: SubdeviceRole | null;

  @Choice(Airflow, { nullable: true, filter: true, description: 'The way that cooling air takes through such a device.' })
  airflow!: Airflow | null;

  @Decimal({ nullable: true, min: 0, description: 'Weight of one such device, in `weightUnit`.' })
  weight!: number | null;

  @Choice(WeightUnit, { nullable: true, description: 'The unit of the weight.' })
  weightUnit!: WeightUnit | null;

  @Computed('Float', {
    from: ['weight', 'weightUnit'],
    value: ({ weight, weightUnit }) => kilogramsOf(weight, weightUnit),
    description: 'Weight of one such device in kilograms, whatever unit it was entered in.',
  })
  kilograms!: number | null;

  @Text({ nullable: true, maxLength: 500, description: 'File name of a picture of the front, for drawings of racks.' })
  frontImage!: string | null;

  @Text({ nullable: true, maxLength: 500, description: 'File name of a picture of the rear, for drawings of racks.' })
  rearImage!: string | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the model is, in a few words: `48 × 25GE and 8 × 100GE`.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes on the model in Markdown: known faults, links to data sheets.' })
  comments!: string | null;
}
