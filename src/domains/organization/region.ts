/** Regions: the geographic tree above the sites. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'organization',
  plural: 'regions',
  description: 'A part of the world that contains sites and smaller regions, e.g. `EMEA`, `Germany`, `Frankfurt`.',
  keys: [
    ['parent', 'slug'],
    ['parent', 'name'],
  ],
  tags: true,
  customFields: true,
})
export class Region {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the region, unique below its parent.',
  })
  name!: string;

  @Text({
    filter: true,
    order: true,
    search: true,
    maxLength: 100,
    description: 'The name in letters, digits and hyphens, unique below the parent: `emea`.',
  })
  slug!: string;

  @ToOne(() => Region, {
    via: 'parentId',
    optional: true,
    tree: true,
    description: 'The larger region around this one; null at the top.',
    inverse: { name: 'children', page: 50, max: 500, description: 'Regions directly below this one.' },
  })
  parent!: Region | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the region takes in, where its name leaves that open.' })
  description!: string | null;
}
