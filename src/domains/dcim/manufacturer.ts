/** A company that makes devices and modules, e.g. Juniper. */
import { Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'dcim',
  plural: 'manufacturers',
  description: 'A company that makes devices and modules, e.g. Juniper.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class Manufacturer {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the company as it is written on its hardware, e.g. `Juniper`.',
  })
  name!: string;

  @Text({ filter: true, order: true, search: true, maxLength: 100, description: 'Short name for addresses and scripts, e.g. `juniper`.' })
  slug!: string;

  @Text({
    nullable: true,
    search: true,
    maxLength: 500,
    description: 'What is particular about the company: support portal, contract, former names.',
  })
  description!: string | null;
}
