/** Kinds of circuits. */
import { Color, Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'circuits',
  plural: 'circuitTypes',
  description: 'A kind of circuit, e.g. `Internet Access`, `MPLS` or `Dark Fiber`.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class CircuitType {
  @Text({ filter: true, order: true, search: true, natural: true, maxLength: 100, description: 'Name of the kind, e.g. `Dark Fiber`.' })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `dark-fiber`.' })
  slug!: string;

  @Color({ nullable: true, description: 'Colour of such circuits in drawings, e.g. `4caf50`.' })
  color!: string | null;

  @Text({ nullable: true, maxLength: 500, description: 'What sets this kind apart: layer, protection, hand-over.' })
  description!: string | null;
}
