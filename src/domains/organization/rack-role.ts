/** What racks are for. */
import { Color, Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'organization',
  plural: 'rackRoles',
  description: 'What a rack is for, e.g. `Compute`, `Storage` or `IDF`.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class RackRole {
  @Text({ filter: true, order: true, search: true, natural: true, maxLength: 100, description: 'Name of the role, e.g. `Compute`.' })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `compute`.' })
  slug!: string;

  @Color({ description: 'Colour of such racks in drawings, e.g. `2196f3`.' })
  color!: string;

  @Text({ nullable: true, maxLength: 500, description: 'What goes into racks of this role, and what does not.' })
  description!: string | null;
}
