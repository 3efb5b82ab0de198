/** The technology of clusters. */
import { Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'virtualization',
  plural: 'clusterTypes',
  description: 'What a cluster runs on, e.g. `VMware`, `KVM` or `Amazon Web Services`.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class ClusterType {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the technology or cloud, e.g. `KVM`.',
  })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `kvm`.' })
  slug!: string;

  @Text({ nullable: true, maxLength: 500, description: 'Version, licence or whatever else matters when choosing it.' })
  description!: string | null;
}
