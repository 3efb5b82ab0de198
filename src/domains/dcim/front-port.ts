/** Front ports of patch panels and the like: where patch cords are plugged. */
import { Choice, Color, Integer, Resource } from '../../resource/vocabulary.ts';
import type { Device } from './device.ts';
import type { Module } from './module.ts';
import { markConnected, ofDevice, ofModule, portDescription, portLabel, portName } from './port.ts';
import { PortType } from './port-type.ts';

@Resource({
  domain: 'dcim',
  plural: 'frontPorts',
  description: 'A connector at the front of a patch panel, cassette or splitter, which leads through to positions of a rear port.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class FrontPort {
  @ofDevice('frontPorts', 'Front ports')
  device!: Device | null;

  @ofModule('frontPorts', 'Front ports')
  module!: Module | null;

  @portName('Port 24')
  name!: string;

  @portLabel
  label!: string | null;

  @Choice(PortType, { filter: true, order: true, description: 'The connector of the port.' })
  type!: PortType;

  @Color({ nullable: true, description: 'Colour of the connector or its marking, e.g. `2196f3`.' })
  color!: string | null;

  @Integer({ min: 1, max: 1024, description: 'How many positions of rear ports the port can be mapped to, mostly 1.' })
  positions!: number;

  @markConnected
  markConnected!: boolean;

  @portDescription
  description!: string | null;
}
