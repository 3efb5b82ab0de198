/** Inlets by which devices take power. */
import { Choice, Integer, Resource } from '../../resource/vocabulary.ts';
import type { Device } from './device.ts';
import type { Module } from './module.ts';
import { markConnected, ofDevice, ofModule, portDescription, portLabel, portName } from './port.ts';
import { PowerPortType } from './power-port-type.ts';

@Resource({
  domain: 'dcim',
  plural: 'powerPorts',
  description: 'An inlet by which a device takes power, e.g. `PSU0`; its cable leads to an outlet or to a power feed.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class PowerPort {
  @ofDevice('powerPorts', 'Power inlets')
  device!: Device | null;

  @ofModule('powerPorts', 'Power inlets')
  module!: Module | null;

  @portName('PSU0')
  name!: string;

  @portLabel
  label!: string | null;

  @Choice(PowerPortType, { nullable: true, filter: true, description: 'The connector of the inlet.' })
  type!: PowerPortType | null;

  @Integer({ nullable: true, filter: true, order: true, min: 1, description: 'Most power that the inlet can draw, in watts.' })
  maximumDraw!: number | null;

  @Integer({ nullable: true, filter: true, order: true, min: 1, description: 'Power that is planned for the inlet, in watts.' })
  allocatedDraw!: number | null;

  @markConnected
  markConnected!: boolean;

  @portDescription
  description!: string | null;
}
