/** Console ports that a model of hardware has. */
import { Choice, Resource } from '../../resource/vocabulary.ts';
import { ConsolePortType } from './console-port-type.ts';
import type { DeviceType } from './device-type.ts';
import type { ModuleType } from './module-type.ts';
import { ofDeviceType, ofModuleType, templateDescription, templateLabel, templateName, withinItsType } from './template.ts';

@Resource({
  domain: 'dcim',
  plural: 'consolePortTemplates',
  description: 'A console port that each new device or module of a model has.',
  keys: withinItsType,
})
export class ConsolePortTemplate {
  @ofDeviceType('consolePortTemplates', 'Console ports')
  deviceType!: DeviceType | null;

  @ofModuleType('consolePortTemplates', 'Console ports')
  moduleType!: ModuleType | null;

  @templateName('Console')
  name!: string;

  @templateLabel
  label!: string | null;

  @Choice(ConsolePortType, { nullable: true, filter: true, description: 'The connector of the new port.' })
  type!: ConsolePortType | null;

  @templateDescription
  description!: string | null;
}
