/** Which position of a rear port template a position of a front port template leads to. */
import { Integer, Resource, ToOne } from '../../resource/vocabulary.ts';
import { FrontPortTemplate } from './front-port-template.ts';
import { RearPortTemplate } from './rear-port-template.ts';

@Resource({
  domain: 'dcim',
  plural: 'portTemplateMappings',
  description: 'Which position of a rear port template a position of a front port template leads to.',
  keys: [
    ['frontPort', 'frontPortPosition'],
    ['rearPort', 'rearPortPosition'],
  ],
})
export class PortTemplateMapping {
  @ToOne(() => FrontPortTemplate, {
    via: 'frontPortId',
    description: 'The front side of the pair.',
    inverse: {
      name: 'mappings',
      page: 50,
      max: 1024,
      description: 'Which rear positions the positions of this front port template lead to.',
    },
  })
  frontPort!: FrontPortTemplate | null;

  @Integer({ min: 1, max: 1024, description: 'Position within the front port, from 1.' })
  frontPortPosition!: number;

  @ToOne(() => RearPortTemplate, {
    via: 'rearPortId',
    description: 'The rear side of the pair.',
    inverse: {
      name: 'mappings',
      page: 50,
      max: 1024,
      description: 'Which front positions the positions of this rear port template lead to.',
    },
  })
  rearPort!: RearPortTemplate | null;

  @Integer({ min: 1, max: 1024, description: 'Position within the rear port, from 1.' })
  rearPortPosition!: number;
}
