/**
 * What leads through a patch panel: which position of a front port is which position of a rear port of the same device.
 *
 * A position is mapped once on either side, so that a trace through the panel has one way to go.
 */
import { Integer, Resource, ToOne } from '../../resource/vocabulary.ts';
import { FrontPort } from './front-port.ts';
import { RearPort } from './rear-port.ts';

@Resource({
  domain: 'dcim',
  plural: 'portMappings',
  description: 'A way through a patch panel: one position of a front port is one position of a rear port of the same device.',
  keys: [
    ['frontPort', 'frontPortPosition'],
    ['rearPort', 'rearPortPosition'],
  ],
})
export class PortMapping {
  @ToOne(() => FrontPort, {
    via: 'frontPortId',
    description: 'The port at the front.',
    inverse: { name: 'mappings', page: 50, max: 1024, description: 'Positions of rear ports that this port leads to.' },
    through: [
      { relation: 'device', name: 'portMappings', page: 50, max: 1000, description: 'All ways through this device, front to rear.' },
    ],
  })
  frontPort!: FrontPort | null;

  @Integer({ filter: true, order: true, min: 1, max: 1024, description: 'Position of the front port, counted from 1.' })
  frontPortPosition!: number;

  @ToOne(() => RearPort, {
    via: 'rearPortId',
    description: 'The port at the rear.',
    inverse: { name: 'mappings', page: 50, max: 1024, description: 'Positions of front ports that lead to this port.' },
  })
  rearPort!: RearPort | null;

  @Integer({ filter: true, order: true, min: 1, max: 1024, description: 'Position of the rear port, counted from 1.' })
  rearPortPosition!: number;
}
