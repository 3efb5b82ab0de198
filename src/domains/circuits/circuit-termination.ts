/**
 * The two ends of a circuit.
 *
 * An end lies at a site, where it takes a cable like a port, or in a network of the provider, where it takes none. Which of the two it is, is
 * a choice between two typed keys.
 */
import { Choice, type ChoiceOf, defineChoice, Flag, Integer, OneOf, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Site } from '../organization/site.ts';
import { Circuit } from './circuit.ts';
import { ProviderNetwork } from './provider-network.ts';

export const CircuitSide = defineChoice('CircuitSide', 'Which end of a circuit.', {
  A: 'The end that the circuit was ordered from.',
  Z: 'The other end.',
});
export type CircuitSide = ChoiceOf<typeof CircuitSide>;

@Resource({
  domain: 'circuits',
  plural: 'circuitTerminations',
  description: 'One end of a circuit: at a site, or in a network of the provider.',
  keys: [['circuit', 'termSide']],
  tags: true,
  customFields: true,
})
export class CircuitTermination {
  @ToOne(() => Circuit, {
    via: 'circuitId',
    description: 'The circuit that ends here.',
    inverse: { name: 'terminations', page: 2, max: 2, description: 'The ends of this circuit, A and Z.' },
    through: [
      {
        relation: 'provider',
        name: 'circuitTerminations',
        page: 50,
        max: 500,
        description: 'Ends of all circuits that this provider runs.',
      },
    ],
  })
  circuit!: Circuit | null;

  @Choice(CircuitSide, { filter: true, order: true, description: 'Which end of the circuit it is.' })
  termSide!: CircuitSide;

  @OneOf({ union: 'CircuitEndpoint', of: ['site', 'providerNetwork'], description: 'Where the circuit ends.' })
  endpoint!: object | null;

  @ToOne(() => Site, {
    via: 'siteId',
    optional: true,
    description: 'The site where the circuit ends.',
    inverse: { name: 'circuitTerminations', page: 50, max: 500, description: 'Circuits that end at this site.' },
  })
  site!: Site | null;

  @ToOne(() => ProviderNetwork, {
    via: 'providerNetworkId',
    optional: true,
    description: 'The network of the provider in which the circuit ends.',
    inverse: { name: 'circuitTerminations', page: 50, max: 500, description: 'Circuits that end in this network.' },
  })
  providerNetwork!: ProviderNetwork | null;

  @Integer({
    nullable: true,
    filter: true,
    order: true,
    min: 0,
    description: 'Speed of the port in kilobits a second, e.g. 10000000 for 10 Gbit/s.',
  })
  portSpeed!: number | null;

  @Integer({ nullable: true, min: 0, description: 'Speed upstream in kilobits a second, where it differs from the port speed.' })
  upstreamSpeed!: number | null;

  @Text({
    nullable: true,
    filter: true,
    search: true,
    maxLength: 50,
    description: 'Number of the cross-connect in the building, for its operator.',
  })
  xconnectId!: string | null;

  @Text({ nullable: true, search: true, maxLength: 100, description: 'Patch panel and ports of the hand-over, e.g. `PP-4, ports 11/12`.' })
  ppInfo!: string | null;

  @Flag({ description: 'Whether the end counts as connected although no cable is entered.' })
  markConnected!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Where in the building the line comes in, in a few words.' })
  description!: string | null;
}
