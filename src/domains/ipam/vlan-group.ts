/**
 * VLAN groups: the domains within which a VLAN id means one thing.
 *
 * The scope says where the group applies. It is one of seven typed keys, or none for a group of the whole estate.
 */
import { OneOf, Resource, Text, ToOne, VlanId } from '../../resource/vocabulary.ts';
import { Location } from '../organization/location.ts';
import { Rack } from '../organization/rack.ts';
import { Region } from '../organization/region.ts';
import { Site } from '../organization/site.ts';
import { SiteGroup } from '../organization/site-group.ts';

const inverse = { name: 'vlanGroups', page: 20, max: 100, description: 'VLAN groups that apply here.' };

@Resource({
  domain: 'ipam',
  plural: 'vlanGroups',
  description: 'A layer 2 domain, within which each VLAN id and each VLAN name is used once.',
  keys: [
    ['region', 'siteGroup', 'site', 'location', 'rack', 'clusterGroup', 'cluster', 'slug'],
    ['region', 'siteGroup', 'site', 'location', 'rack', 'clusterGroup', 'cluster', 'name'],
  ],
  tags: true,
  customFields: true,
})
export class VlanGroup {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the group, unique within its scope: `JBB104`.',
  })
  name!: string;

  @Text({
    filter: true,
    order: true,
    maxLength: 100,
    description: 'The name in letters, digits and hyphens, unique within the scope: `jbb104`.',
  })
  slug!: string;

  @VlanId({ description: 'Lowest VLAN id of the group.' })
  minVid!: number;

  @VlanId({ description: 'Highest VLAN id of the group.' })
  maxVid!: number;

  @OneOf({
    union: 'VlanGroupScope',
    of: ['region', 'siteGroup', 'site', 'location', 'rack', 'clusterGroup', 'cluster'],
    description: 'Where the group applies; null for a group of the whole estate.',
  })
  scope!: object | null;

  @ToOne(() => Region, { via: 'regionId', optional: true, description: 'The region, where the group is for a region.', inverse })
  region!: Region | null;

  @ToOne(() => SiteGroup, { via: 'siteGroupId', optional: true, description: 'The site group, where the group is for one.', inverse })
  siteGroup!: SiteGroup | null;

  @ToOne(() => Site, { via: 'siteId', optional: true, description: 'The site, where the group is for a site.', inverse })
  site!: Site | null;

  @ToOne(() => Location, { via: 'locationId', optional: true, description: 'The location, where the group is for a room or row.', inverse })
  location!: Location | null;

  @ToOne(() => Rack, { via: 'rackId', optional: true, description: 'The rack, where the group is for a rack.', inverse })
  rack!: Rack | null;

  @ToOne('ClusterGroup', { via: 'clusterGroupId', optional: true, description: 'The cluster group, where the group is for one.', inverse })
  clusterGroup!: object | null;

  @ToOne('Cluster', { via: 'clusterId', optional: true, description: 'The cluster, where the group is for one.', inverse })
  cluster!: object | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Which switches share the domain, in a few words.' })
  description!: string | null;
}
