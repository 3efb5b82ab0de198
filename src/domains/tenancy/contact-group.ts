/** Groups of contacts, nested: a company and its departments. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'tenancy',
  plural: 'contactGroups',
  description: 'A group of contacts, e.g. a company, or the operations team of one. Groups nest.',
  keys: [
    ['parent', 'slug'],
    ['parent', 'name'],
  ],
  tags: true,
  customFields: true,
})
export class ContactGroup {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the company or team, unique below its parent.',
  })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, unique below the parent.' })
  slug!: string;

  @ToOne(() => ContactGroup, {
    via: 'parentId',
    optional: true,
    tree: true,
    description: 'The group that this one is part of; null at the top.',
    inverse: { name: 'children', page: 50, max: 500, description: 'Groups directly below this one.' },
  })
  parent!: ContactGroup | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What these people are called about.' })
  description!: string | null;
}
