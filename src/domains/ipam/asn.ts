/** Autonomous systems: the numbers that speak BGP, at sites and at providers. */
import { AsNumber, Computed, ManyToMany, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Site } from '../organization/site.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { Rir } from './rir.ts';

@Resource({
  domain: 'ipam',
  plural: 'asns',
  description: 'An autonomous system number, used at sites or by providers for BGP.',
  keys: [['asn']],
  tags: true,
  customFields: true,
})
export class Asn {
  @AsNumber({ filter: true, order: true, description: 'The number, 1 to 4294967295, e.g. 65001.' })
  asn!: number;

  @Computed('String', {
    from: ['asn'],
    value: ({ asn }) => (Number(asn) > 65_535 ? `${Math.floor(Number(asn) / 65_536)}.${Number(asn) % 65_536}` : String(asn)),
    description: 'The number in the asdot notation of RFC 5396: `1.10` for 65546, and `65001` as it is.',
  })
  asdot!: string | null;

  @ToOne(() => Rir, {
    via: 'rirId',
    description: 'Who assigned the number.',
    inverse: { name: 'asns', page: 50, max: 500, description: 'AS numbers that come from here.' },
  })
  rir!: Rir | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the number belongs to.',
    inverse: { name: 'asns', page: 50, max: 500, description: 'AS numbers of this tenant.' },
  })
  tenant!: Tenant | null;

  @ManyToMany(() => Site, {
    table: '_AsnToSite',
    near: 'A',
    far: 'B',
    page: 50,
    max: 500,
    description: 'Sites that announce their prefixes under the number.',
    inverse: { name: 'asns', page: 20, max: 100, description: 'AS numbers that this site announces its prefixes under.' },
  })
  sites!: readonly Site[];

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the number is used for, e.g. `Route reflectors of the core`.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
