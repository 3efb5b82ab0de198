/** Rear ports of patch panels and the like: where trunks arrive. */
import { Choice, Color, Integer, Resource } from '../../resource/vocabulary.ts';
import type { Device } from './device.ts';
import type { Module } from './module.ts';
import { markConnected, ofDevice, ofModule, portDescription, portLabel, portName } from './port.ts';
import { PortType } from './port-type.ts';

@Resource({
  domain: 'dcim',
  plural: 'rearPorts',
  description: 'A connector at the back of a patch panel, cassette or splitter, e.g. for a trunk; front ports are mapped to its positions.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class RearPort {
  @ofDevice('rearPorts', 'Rear ports')
  device!: Device | null;

  @ofModule('rearPorts', 'Rear ports')
  module!: Module | null;

  @portName('Rear 1')
  name!: string;

  @portLabel
  label!: string | null;

  @Choice(PortType, { filter: true, order: true, description: 'The connector of the port.' })
  type!: PortType;

  @Color({ nullable: true, description: 'Colour of the connector or its marking, e.g. `2196f3`.' })
  color!: string | null;

  @Integer({ min: 1, max: 1024, description: 'How many front ports can be mapped to the port: 12 for an MPO trunk of 12 fibres.' })
  positions!: number;

  @markConnected
  markConnected!: boolean;

  @portDescription
  description!: string | null;
}
