/** Clusters that belong together, such as those of a continent. */
import { Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'virtualization',
  plural: 'clusterGroups',
  description: 'Clusters that belong together, e.g. those of one continent or one team.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class ClusterGroup {
  @Text({ filter: true, order: true, search: true, natural: true, maxLength: 100, description: 'Name of the group, e.g. `EMEA`.' })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `emea`.' })
  slug!: string;

  @Text({ nullable: true, maxLength: 500, description: 'What the clusters of the group have in common.' })
  description!: string | null;
}
