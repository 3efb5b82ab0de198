/** A model of hardware with its height, weight and ports, e.g. a Juniper MX480. */
import { Choice, type ChoiceOf, Decimal, defineChoice, Flag, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { WeightUnit } from '../organization/weight-unit.ts';
import { Airflow } from './airflow.ts';
import { Manufacturer } from './manufacturer.ts';
import { Platform } from './platform.ts';

export const SubdeviceRole = defineChoice('SubdeviceRole', 'Whether devices of a type hold others in bays.', {
  PARENT: 'Holds other devices in its bays.',
  CHILD: 'Sits in a bay of another device.',
});
export type SubdeviceRole = ChoiceOf<typeof SubdeviceRole>;

@Resource({
  domain: 'dcim',
  plural: 'deviceTypes',
  description: 'A model of hardware with its height, weight and ports, e.g. a Juniper MX480.',
  keys: [
    ['manufacturer', 'model'],
    ['manufacturer', 'slug'],
  ],
  tags: true,
  customFields: true,
})
export class DeviceType {
  @ToOne(() => Manufacturer, {
    via: 'manufacturerId',
    description: 'The company that makes this model.',
    inverse: { name: 'deviceTypes', page: 50, max: 500, description: 'The device models of this company.' },
  })
  manufacturer!: Manufacturer | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Model name as the manufacturer writes it, e.g. `MX480`.',
  })
  model!: string;

  @Text({
    filter: true,
    order: true,
    search: true,
    maxLength: 100,
    description: 'Short name, unique within the manufacturer, e.g. `mx480`.',
  })
  slug!: string;

  @ToOne(() => Platform, {
    via: 'defaultPlatformId',
    optional: true,
    description: 'The platform that new devices of this type get.',
    inverse: { name: 'deviceTypes', page: 50, max: 500, description: 'Device types whose new devices run this platform.' },
  })
  defaultPlatform!: Platform | null;

  @Text({ nullable: true, filter: true, search: true, maxLength: 50, description: 'The manufacturer’s order number.' })
  partNumber!: string | null;

  @Decimal({
    filter: true,
    order: true,
    min: 0,
    description: 'Height in rack units of 44.45 mm; half units count as 0.5, and 0 takes no space.',
  })
  uHeight!: number;

  @Flag({ description: 'Whether the device takes both faces of its rack.' })
  isFullDepth!: boolean;

  @Choice(SubdeviceRole, {
    nullable: true,
    filter: true,
    description: 'Whether devices of this type hold others in bays, or sit in such a bay.',
  })
  subdeviceRole!: SubdeviceRole | null;

  @Choice(Airflow, { nullable: true, filter: true, description: 'The way that the air takes through the device.' })
  airflow!: Airflow | null;

  @Decimal({ nullable: true, min: 0, description: 'Weight of one device, in the unit of `weightUnit`.' })
  weight!: number | null;

  @Choice(WeightUnit, { nullable: true, description: 'The unit of `weight`.' })
  weightUnit!: WeightUnit | null;

  @Text({ nullable: true, maxLength: 500, description: 'Address of a picture of the front, for rack elevations.' })
  frontImage!: string | null;

  @Text({ nullable: true, maxLength: 500, description: 'Address of a picture of the rear, for rack elevations.' })
  rearImage!: string | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What this model is chosen for.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
