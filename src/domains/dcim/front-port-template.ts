/** Front ports that a model of hardware has. */
import { Choice, Color, Integer, Resource } from '../../resource/vocabulary.ts';
import type { DeviceType } from './device-type.ts';
import type { ModuleType } from './module-type.ts';
import { PortType } from './port-type.ts';
import { ofDeviceType, ofModuleType, templateDescription, templateLabel, templateName, withinItsType } from './template.ts';

@Resource({
  domain: 'dcim',
  plural: 'frontPortTemplates',
  description: 'A front port of a patch panel or splitter that each new device or module of a model has.',
  keys: withinItsType,
})
export class FrontPortTemplate {
  @ofDeviceType('frontPortTemplates', 'Front ports')
  deviceType!: DeviceType | null;

  @ofModuleType('frontPortTemplates', 'Front ports')
  moduleType!: ModuleType | null;

  @templateName('Port 24')
  name!: string;

  @templateLabel
  label!: string | null;

  @Choice(PortType, { filter: true, order: true, description: 'The connector of the new port.' })
  type!: PortType;

  @Color({ nullable: true, description: 'Colour of the connector or its marking, e.g. `2196f3`.' })
  color!: string | null;

  @Integer({ min: 1, max: 1024, description: 'How many positions of rear ports the new port can be mapped to.' })
  positions!: number;

  @templateDescription
  description!: string | null;
}
