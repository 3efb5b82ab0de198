/** Which position of a rear port a position of a front port leads to, inside a patch panel. */
import { Integer, Resource, ToOne } from '../../resource/vocabulary.ts';
import { FrontPort } from './front-port.ts';
import { RearPort } from './rear-port.ts';

@Resource({
  domain: 'dcim',
  plural: 'portMappings',
  description: 'Which position of a rear port a position of a front port leads to, inside a patch panel.',
  keys: [
    ['frontPort', 'frontPortPosition'],
    ['rearPort', 'rearPortPosition'],
  ],
})
export class PortMapping {
  @ToOne(() => FrontPort, {
    via: 'frontPortId',
    description: 'The front side of the pair.',
    inverse: { name: 'mappings', page: 50, max: 1024, description: 'Which rear positions the positions of this front port lead to.' },
  })
  frontPort!: FrontPort | null;

  @Integer({ min: 1, max: 1024, description: 'Position within the front port, from 1.' })
  frontPortPosition!: number;

  @ToOne(() => RearPort, {
    via: 'rearPortId',
    description: 'The rear side of the pair.',
    inverse: { name: 'mappings', page: 50, max: 1024, description: 'Which front positions the positions of this rear port lead to.' },
  })
  rearPort!: RearPort | null;

  @Integer({ min: 1, max: 1024, description: 'Position within the rear port, from 1.' })
  rearPortPosition!: number;
}
