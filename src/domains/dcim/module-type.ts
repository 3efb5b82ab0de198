/** Models of modules: line cards, power supplies and what else is put into a bay of a device and brings ports. */
import { Choice, Computed, Decimal, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { WeightUnit } from '../organization/weight-unit.ts';
import { Airflow } from './airflow.ts';
import { Manufacturer } from './manufacturer.ts';
import { kilogramsOf } from './mass.ts';

@Resource({
  domain: 'dcim',
  plural: 'moduleTypes',
  description: 'A model of module that a manufacturer makes, e.g. a line card or a power supply, with the ports that it brings.',
  keys: [['manufacturer', 'model']],
  tags: true,
  customFields: true,
})
export class ModuleType {
  @ToOne(() => Manufacturer, {
    via: 'manufacturerId',
    description: 'Who makes the module.',
    inverse: { name: 'moduleTypes', page: 50, max: 500, description: 'Models of modules that this company makes.' },
  })
  manufacturer!: Manufacturer | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Model as the maker calls it, unique among its modules: `MPC7E-MRATE`.',
  })
  model!: string;

  @Text({
    nullable: true,
    filter: true,
    search: true,
    maxLength: 50,
    description: 'Order number of the maker, where it differs from the model.',
  })
  partNumber!: string | null;

  @Choice(Airflow, { nullable: true, filter: true, description: 'The way that cooling air takes through the module.' })
  airflow!: Airflow | null;

  @Decimal({ nullable: true, min: 0, description: 'Weight of one such module, in `weightUnit`.' })
  weight!: number | null;

  @Choice(WeightUnit, { nullable: true, description: 'The unit of the weight.' })
  weightUnit!: WeightUnit | null;

  @Computed('Float', {
    from: ['weight', 'weightUnit'],
    value: ({ weight, weightUnit }) => kilogramsOf(weight, weightUnit),
    description: 'Weight of one such module in kilograms, whatever unit it was entered in.',
  })
  kilograms!: number | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the module brings, in a few words: `12 × 40GE`.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes on the module in Markdown: slots that it fits, releases that it needs.' })
  comments!: string | null;
}
