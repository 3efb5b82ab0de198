/**
 * VRFs: separate routing tables, in which the same addresses may stand again.
 *
 * What has no VRF stands in the global table. A VRF with `enforceUnique` takes each prefix and each host once; the global table always does.
 */
import { Flag, ManyToMany, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { RouteTarget } from './route-target.ts';

@Resource({
  domain: 'ipam',
  plural: 'vrfs',
  description:
    'A routing table of its own, in which addresses of other tables may stand again. What has no VRF stands in the global table.',
  keys: [['rd']],
  recognisedBy: ['name'],
  tags: true,
  customFields: true,
})
export class Vrf {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the VRF as routers know it, e.g. `CUST-ALPHA`. Not necessarily unique.',
  })
  name!: string;

  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    maxLength: 21,
    description: 'Route distinguisher (RFC 4364), unique where given, e.g. `65000:100`.',
  })
  rd!: string | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the VRF belongs to.',
    inverse: { name: 'vrfs', page: 50, max: 500, description: 'VRFs of this tenant.' },
  })
  tenant!: Tenant | null;

  @Flag({ filter: true, description: 'Whether a prefix or a host may stand in the VRF only once.' })
  enforceUnique!: boolean;

  @ManyToMany(() => RouteTarget, {
    table: '_VrfImportTargets',
    near: 'B',
    far: 'A',
    page: 20,
    max: 100,
    description: 'Routes with these targets are taken into the VRF.',
    inverse: { name: 'importingVrfs', page: 50, max: 500, description: 'VRFs that take in routes with this target.' },
  })
  importTargets!: readonly RouteTarget[];

  @ManyToMany(() => RouteTarget, {
    table: '_VrfExportTargets',
    near: 'B',
    far: 'A',
    page: 20,
    max: 100,
    description: 'Routes of the VRF are sent out with these targets.',
    inverse: { name: 'exportingVrfs', page: 50, max: 500, description: 'VRFs that send out their routes with this target.' },
  })
  exportTargets!: readonly RouteTarget[];

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the VRF separates from what, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
