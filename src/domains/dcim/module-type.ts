/** A model of line card, power supply or other part that goes into a module bay. */
import { Choice, Decimal, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { WeightUnit } from '../organization/weight-unit.ts';
import { Airflow } from './airflow.ts';
import { Manufacturer } from './manufacturer.ts';

@Resource({
  domain: 'dcim',
  plural: 'moduleTypes',
  description: 'A model of line card, power supply or other part that goes into a module bay.',
  keys: [['manufacturer', 'model']],
  tags: true,
  customFields: true,
})
export class ModuleType {
  @ToOne(() => Manufacturer, {
    via: 'manufacturerId',
    description: 'The company that makes this part.',
    inverse: { name: 'moduleTypes', page: 50, max: 500, description: 'The module models of this company.' },
  })
  manufacturer!: Manufacturer | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Model name as the manufacturer writes it, e.g. `EX9200-32XS`.',
  })
  model!: string;

  @Text({ nullable: true, filter: true, search: true, maxLength: 50, description: 'The manufacturer’s order number.' })
  partNumber!: string | null;

  @Choice(Airflow, { nullable: true, description: 'The way that the air takes through the module.' })
  airflow!: Airflow | null;

  @Decimal({ nullable: true, min: 0, description: 'Weight of one module, in the unit of `weightUnit`.' })
  weight!: number | null;

  @Choice(WeightUnit, { nullable: true, description: 'The unit of `weight`.' })
  weightUnit!: WeightUnit | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What this part adds to a device.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
