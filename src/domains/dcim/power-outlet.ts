/** Sockets of power strips and the like. */
import { Choice, Resource, ToOne } from '../../resource/vocabulary.ts';
import type { Device } from './device.ts';
import type { Module } from './module.ts';
import { markConnected, ofDevice, ofModule, portDescription, portLabel, portName } from './port.ts';
import { PowerFeedLeg } from './power-feed-leg.ts';
import { PowerOutletType } from './power-outlet-type.ts';
import { PowerPort } from './power-port.ts';

@Resource({
  domain: 'dcim',
  plural: 'powerOutlets',
  description: 'A socket at which a device, mostly a power strip, gives power to others.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class PowerOutlet {
  @ofDevice('powerOutlets', 'Power outlets')
  device!: Device | null;

  @ofModule('powerOutlets', 'Power outlets')
  module!: Module | null;

  @portName('Outlet 12')
  name!: string;

  @portLabel
  label!: string | null;

  @Choice(PowerOutletType, { nullable: true, filter: true, description: 'The connector of the socket.' })
  type!: PowerOutletType | null;

  @ToOne(() => PowerPort, {
    via: 'powerPortId',
    optional: true,
    description: 'The inlet of the same device that feeds the outlet.',
    inverse: { name: 'powerOutlets', page: 50, max: 500, description: 'Outlets that this inlet feeds.' },
  })
  powerPort!: PowerPort | null;

  @Choice(PowerFeedLeg, { nullable: true, filter: true, description: 'The phase that the outlet is wired to, of a three-phase inlet.' })
  feedLeg!: PowerFeedLeg | null;

  @markConnected
  markConnected!: boolean;

  @portDescription
  description!: string | null;
}
