/** Site groups: what sites are for, as a tree beside the geographic one. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'organization',
  plural: 'siteGroups',
  description: 'Sites of one purpose, wherever they are, e.g. `Branch offices` or `Data centres`. Groups nest.',
  keys: [
    ['parent', 'slug'],
    ['parent', 'name'],
  ],
  tags: true,
  customFields: true,
})
export class SiteGroup {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the group, unique below its parent.',
  })
  name!: string;

  @Text({
    filter: true,
    order: true,
    search: true,
    maxLength: 100,
    description: 'The name in letters, digits and hyphens, unique below the parent: `branch-offices`.',
  })
  slug!: string;

  @ToOne(() => SiteGroup, {
    via: 'parentId',
    optional: true,
    tree: true,
    description: 'The group that this one is part of; null at the top.',
    inverse: { name: 'children', page: 50, max: 500, description: 'Groups directly below this one.' },
  })
  parent!: SiteGroup | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the sites of the group have in common.' })
  description!: string | null;
}
