/** Rear ports that a model of hardware has. */
import { Choice, Color, Integer, Resource } from '../../resource/vocabulary.ts';
import type { DeviceType } from './device-type.ts';
import type { ModuleType } from './module-type.ts';
import { PortType } from './port-type.ts';
import { ofDeviceType, ofModuleType, templateDescription, templateLabel, templateName, withinItsType } from './template.ts';

@Resource({
  domain: 'dcim',
  plural: 'rearPortTemplates',
  description: 'A rear port of a patch panel or splitter that each new device or module of a model has.',
  keys: withinItsType,
})
export class RearPortTemplate {
  @ofDeviceType('rearPortTemplates', 'Rear ports')
  deviceType!: DeviceType | null;

  @ofModuleType('rearPortTemplates', 'Rear ports')
  moduleType!: ModuleType | null;

  @templateName('Rear 1')
  name!: string;

  @templateLabel
  label!: string | null;

  @Choice(PortType, { filter: true, order: true, description: 'The connector of the new port.' })
  type!: PortType;

  @Color({ nullable: true, description: 'Colour of the connector or its marking, e.g. `2196f3`.' })
  color!: string | null;

  @Integer({ min: 1, max: 1024, description: 'How many front ports can be mapped to the new port.' })
  positions!: number;

  @templateDescription
  description!: string | null;
}
