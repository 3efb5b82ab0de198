/** Console server ports that a model of hardware has. */
import { Choice, Resource } from '../../resource/vocabulary.ts';
import { ConsolePortType } from './console-port-type.ts';
import type { DeviceType } from './device-type.ts';
import type { ModuleType } from './module-type.ts';
import { ofDeviceType, ofModuleType, templateDescription, templateLabel, templateName, withinItsType } from './template.ts';

@Resource({
  domain: 'dcim',
  plural: 'consoleServerPortTemplates',
  description: 'A console server port that each new device or module of a model has.',
  keys: withinItsType,
})
export class ConsoleServerPortTemplate {
  @ofDeviceType('consoleServerPortTemplates', 'Console server ports')
  deviceType!: DeviceType | null;

  @ofModuleType('consoleServerPortTemplates', 'Console server ports')
  moduleType!: ModuleType | null;

  @templateName('Port 7')
  name!: string;

  @templateLabel
  label!: string | null;

  @Choice(ConsolePortType, { nullable: true, filter: true, description: 'The connector of the new port.' })
  type!: ConsolePortType | null;

  @templateDescription
  description!: string | null;
}
