/** Ways through the patch panels that are to be made from a model. */
import { Integer, Resource, ToOne } from '../../resource/vocabulary.ts';
import { FrontPortTemplate } from './front-port-template.ts';
import { RearPortTemplate } from './rear-port-template.ts';

@Resource({
  domain: 'dcim',
  plural: 'portTemplateMappings',
  description: 'A way through each new patch panel of a model: one position of a front port is one position of a rear port.',
  keys: [
    ['frontPort', 'frontPortPosition'],
    ['rearPort', 'rearPortPosition'],
  ],
})
export class PortTemplateMapping {
  @ToOne(() => FrontPortTemplate, {
    via: 'frontPortId',
    description: 'The port at the front of the model.',
    inverse: { name: 'mappings', page: 50, max: 1024, description: 'Positions of rear ports that this port leads to.' },
  })
  frontPort!: FrontPortTemplate | null;

  @Integer({ filter: true, order: true, min: 1, max: 1024, description: 'Position of the front port, counted from 1.' })
  frontPortPosition!: number;

  @ToOne(() => RearPortTemplate, {
    via: 'rearPortId',
    description: 'The port at the rear of the model.',
    inverse: { name: 'mappings', page: 50, max: 1024, description: 'Positions of front ports that lead to this port.' },
  })
  rearPort!: RearPortTemplate | null;

  @Integer({ filter: true, order: true, min: 1, max: 1024, description: 'Position of the rear port, counted from 1.' })
  rearPortPosition!: number;
}
