/** Carriers and other organisations that provide circuits. */
import { ManyToMany, Resource, Text } from '../../resource/vocabulary.ts';
import { Asn } from '../ipam/asn.ts';

@Resource({
  domain: 'circuits',
  plural: 'providers',
  description: 'An organisation that provides circuits: a carrier, an Internet exchange, the campus cabling of somebody else.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class Provider {
  @Text({ filter: true, order: true, search: true, natural: true, maxLength: 100, description: 'Name of the carrier, e.g. `Zayo`.' })
  name!: string;

  @Text({ filter: true, order: true, search: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `zayo`.' })
  slug!: string;

  @ManyToMany(() => Asn, {
    table: '_AsnToProvider',
    near: 'B',
    far: 'A',
    page: 20,
    max: 100,
    description: 'AS numbers under which the provider speaks BGP.',
    inverse: { name: 'providers', page: 20, max: 100, description: 'Providers that speak BGP under this number.' },
  })
  asns!: readonly Asn[];

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the provider is used for, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown: portal, contract, escalation.' })
  comments!: string | null;
}
