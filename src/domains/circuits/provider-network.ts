/** The inside of a provider, as far as it can be seen: the cloud that a circuit disappears into. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Provider } from './provider.ts';

@Resource({
  domain: 'circuits',
  plural: 'providerNetworks',
  description: 'A network of a provider whose inside is not known, e.g. its MPLS cloud; circuits end in it as they end at sites.',
  keys: [['provider', 'name']],
  tags: true,
  customFields: true,
})
export class ProviderNetwork {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the network, unique within its provider: `Level3 MPLS`.',
  })
  name!: string;

  @ToOne(() => Provider, {
    via: 'providerId',
    description: 'Who runs the network.',
    inverse: { name: 'networks', page: 50, max: 500, description: 'Networks of this provider in which circuits end.' },
  })
  provider!: Provider | null;

  @Text({ nullable: true, filter: true, search: true, maxLength: 100, description: 'What the provider calls the network on its invoices.' })
  serviceId!: string | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the network connects, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
