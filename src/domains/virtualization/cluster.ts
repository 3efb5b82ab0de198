/** Clusters: hosts that share virtual machines, or a region of a cloud. */
import { Choice, type ChoiceOf, defineChoice, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Site } from '../organization/site.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { ClusterGroup } from './cluster-group.ts';
import { ClusterType } from './cluster-type.ts';

export const ClusterStatus = defineChoice('ClusterStatus', 'Where a cluster is in its life.', {
  PLANNED: 'Decided on, nothing runs yet.',
  STAGING: 'Being built.',
  ACTIVE: 'Runs virtual machines.',
  DECOMMISSIONING: 'Being emptied.',
  OFFLINE: 'Down.',
});
export type ClusterStatus = ChoiceOf<typeof ClusterStatus>;

@Resource({
  domain: 'virtualization',
  plural: 'clusters',
  description: 'Hosts that share virtual machines, or a region of a cloud, e.g. `DO-NYC1`.',
  keys: [['group', 'site', 'name']],
  tags: true,
  customFields: true,
})
export class Cluster {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the cluster, unique within its group and site.',
  })
  name!: string;

  @ToOne(() => ClusterType, {
    via: 'typeId',
    description: 'What the cluster runs on.',
    inverse: { name: 'clusters', page: 50, max: 500, description: 'Clusters of this technology.' },
  })
  type!: ClusterType | null;

  @ToOne(() => ClusterGroup, {
    via: 'groupId',
    optional: true,
    description: 'The group that the cluster belongs to.',
    inverse: { name: 'clusters', page: 50, max: 500, description: 'Clusters of this group.' },
  })
  group!: ClusterGroup | null;

  @Choice(ClusterStatus, { filter: true, order: true, description: 'Where the cluster is in its life.' })
  status!: ClusterStatus;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the cluster belongs to.',
    inverse: { name: 'clusters', page: 50, max: 500, description: 'Clusters of this tenant.' },
  })
  tenant!: Tenant | null;

  @ToOne(() => Site, {
    via: 'siteId',
    optional: true,
    description: 'The site where the hosts stand; null for a cloud or a stretched cluster.',
    inverse: { name: 'clusters', page: 50, max: 500, description: 'Clusters whose hosts stand at this site.' },
  })
  site!: Site | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What runs on the cluster, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
