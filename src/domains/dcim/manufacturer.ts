/** Makers of hardware. */
import { Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'dcim',
  plural: 'manufacturers',
  description: 'A company that makes devices, modules or their software, e.g. `Juniper`.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class Manufacturer {
  @Text({ filter: true, order: true, search: true, natural: true, maxLength: 100, description: 'Name of the company, e.g. `Arista`.' })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `arista`.' })
  slug!: string;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Notes on the maker in a few words, e.g. who supports its products.' })
  description!: string | null;
}
