/** Where a cable ends. Each kind of port has a key of its own, so that the database sees to it that a port exists and has one cable. */
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

export const CableSide = defineChoice('CableSide', 'An end of a cable.', {
  A: 'The end where the cable starts.',
  B: 'The end where the cable arrives.',
});
export type CableSide = ChoiceOf<typeof CableSide>;

@Resource({ domain: 'dcim', plural: 'cableTerminations', description: 'One port at one end of a cable; a port has one cable at most.' })
export class CableTermination {
  @ToOne(() => Cable, {
    via: 'cableId',
    description: 'The cable that ends here.',
    inverse: { name: 'terminations', page: 4, max: 64, description: 'What the cable is plugged into, at both ends.' },
  })
  cable!: Cable | null;

  @Choice(CableSide, { filter: true, description: 'The end of the cable: A or B.' })
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
    description: 'What the cable is plugged into at this end.',
  })
  termination!: object | null;

  @ToOne(() => Interface, {
    via: 'interfaceId',
    optional: true,
    description: 'The interface that the cable is plugged into.',
    opposite: {
      name: 'cableTermination',
      description: 'The end of the cable that is plugged into this interface; null when none is documented.',
    },
  })
  interface!: Interface | null;

  @ToOne(() => FrontPort, {
    via: 'frontPortId',
    optional: true,
    description: 'The front port that the cable is plugged into.',
    opposite: {
      name: 'cableTermination',
      description: 'The end of the cable that is plugged into this front port; null when none is documented.',
    },
  })
  frontPort!: FrontPort | null;

  @ToOne(() => RearPort, {
    via: 'rearPortId',
    optional: true,
    description: 'The rear port that the cable is plugged into.',
    opposite: {
      name: 'cableTermination',
      description: 'The end of the cable that is plugged into this rear port; null when none is documented.',
    },
  })
  rearPort!: RearPort | null;

  @ToOne(() => ConsolePort, {
    via: 'consolePortId',
    optional: true,
    description: 'The console port that the cable is plugged into.',
    opposite: {
      name: 'cableTermination',
      description: 'The end of the cable that is plugged into this console port; null when none is documented.',
    },
  })
  consolePort!: ConsolePort | null;

  @ToOne(() => ConsoleServerPort, {
    via: 'consoleServerPortId',
    optional: true,
    description: 'The console server port that the cable is plugged into.',
    opposite: {
      name: 'cableTermination',
      description: 'The end of the cable that is plugged into this console server port; null when none is documented.',
    },
  })
  consoleServerPort!: ConsoleServerPort | null;

  @ToOne(() => PowerPort, {
    via: 'powerPortId',
    optional: true,
    description: 'The power port that the cable is plugged into.',
    opposite: {
      name: 'cableTermination',
      description: 'The end of the cable that is plugged into this power port; null when none is documented.',
    },
  })
  powerPort!: PowerPort | null;

  @ToOne(() => PowerOutlet, {
    via: 'powerOutletId',
    optional: true,
    description: 'The power outlet that the cable is plugged into.',
    opposite: {
      name: 'cableTermination',
      description: 'The end of the cable that is plugged into this power outlet; null when none is documented.',
    },
  })
  powerOutlet!: PowerOutlet | null;

  @ToOne(() => PowerFeed, {
    via: 'powerFeedId',
    optional: true,
    description: 'The power feed that the cable is plugged into.',
    opposite: {
      name: 'cableTermination',
      description: 'The end of the cable that is plugged into this power feed; null when none is documented.',
    },
  })
  powerFeed!: PowerFeed | null;

  @ToOne('CircuitTermination', {
    via: 'circuitTerminationId',
    optional: true,
    description: 'The circuit termination that the cable is plugged into.',
    opposite: {
      name: 'cableTermination',
      description: 'The end of the cable that is plugged into this circuit termination; null when none is documented.',
    },
  })
  circuitTermination!: object | null;
}
