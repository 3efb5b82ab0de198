/**
 * Where cables end.
 *
 * NetBox points at the port with a pair of type and id. Here each kind of port has a column of its own, exactly one of which is set, and each is
 * unique: a port takes one cable.
 */
import { Choice, type ChoiceOf, defineChoice, OneOf, Resource, ToOne } from '../../resource/vocabulary.ts';
import { Cable } from './cable.ts';
import { ConsolePort } from './console-port.ts';
import { ConsoleServerPort } from './console-server-port.ts';
import { FrontPort } from './front-port.ts';
import { Interface } from './interface.ts';
import { PowerFeed } from './power-feed.ts';
import { PowerOutlet } from './power-outlet.ts';
import { PowerPort } from './power-port.ts';
import { RearPort } from './rear-port.ts';

export const CableSide = defineChoice('CableSide', 'Which end of a cable.', {
  A: 'The end that was entered first.',
  B: 'The other end.',
});
export type CableSide = ChoiceOf<typeof CableSide>;

const opposite = {
  name: 'cableTermination',
  description: 'The end of a cable that is plugged in here, and by it the cable and its other end.',
};

@Resource({
  domain: 'dcim',
  plural: 'cableTerminations',
  description: 'A port into which an end of a cable is plugged.',
  keys: [
    ['interface'],
    ['frontPort'],
    ['rearPort'],
    ['consolePort'],
    ['consoleServerPort'],
    ['powerPort'],
    ['powerOutlet'],
    ['powerFeed'],
    ['circuitTermination'],
  ],
})
export class CableTermination {
  @ToOne(() => Cable, {
    via: 'cableId',
    description: 'The cable that ends here.',
    inverse: { name: 'terminations', page: 10, max: 100, description: 'Ports at both ends of this cable.' },
  })
  cable!: Cable | null;

  @Choice(CableSide, { filter: true, order: true, description: 'Which end of the cable it is.' })
  cableEnd!: CableSide;

  @OneOf({
    union: 'CableEnd',
    of: [
      'interface',
      'frontPort',
      'rearPort',
      'consolePort',
      'consoleServerPort',
      'powerPort',
      'powerOutlet',
      'powerFeed',
      'circuitTermination',
    ],
    description: 'The port itself, of whatever kind.',
  })
  termination!: object | null;

  @ToOne(() => Interface, {
    via: 'interfaceId',
    optional: true,
    description: 'The network interface, where the cable ends at one.',
    opposite,
  })
  interface!: Interface | null;

  @ToOne(() => FrontPort, { via: 'frontPortId', optional: true, description: 'The front port, where the cable ends at one.', opposite })
  frontPort!: FrontPort | null;

  @ToOne(() => RearPort, { via: 'rearPortId', optional: true, description: 'The rear port, where the cable ends at one.', opposite })
  rearPort!: RearPort | null;

  @ToOne(() => ConsolePort, {
    via: 'consolePortId',
    optional: true,
    description: 'The console port, where the cable ends at one.',
    opposite,
  })
  consolePort!: ConsolePort | null;

  @ToOne(() => ConsoleServerPort, {
    via: 'consoleServerPortId',
    optional: true,
    description: 'The console server port, where the cable ends at one.',
    opposite,
  })
  consoleServerPort!: ConsoleServerPort | null;

  @ToOne(() => PowerPort, { via: 'powerPortId', optional: true, description: 'The power inlet, where the cable ends at one.', opposite })
  powerPort!: PowerPort | null;

  @ToOne(() => PowerOutlet, {
    via: 'powerOutletId',
    optional: true,
    description: 'The power outlet, where the cable ends at one.',
    opposite,
  })
  powerOutlet!: PowerOutlet | null;

  @ToOne(() => PowerFeed, { via: 'powerFeedId', optional: true, description: 'The power feed, where the cable ends at one.', opposite })
  powerFeed!: PowerFeed | null;

  @ToOne('CircuitTermination', {
    via: 'circuitTerminationId',
    optional: true,
    description: 'The end of a circuit, where the cable ends at one.',
    opposite,
  })
  circuitTermination!: object | null;
}
