/** A console port that each new device or module of a type gets. */
import { Choice, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { ConsolePortType } from './console-port-type.ts';
import { DeviceType } from './device-type.ts';
import { ModuleType } from './module-type.ts';

@Resource({ domain: 'dcim', plural: 'consolePortTemplates', description: 'A console port that each new device or module of a type gets.' })
export class ConsolePortTemplate {
  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    optional: true,
    description: 'The device type whose devices get this console port template; null when a module type brings it.',
    inverse: {
      name: 'consolePortTemplates',
      page: 100,
      max: 1000,
      description: 'The console port templates that each new device of this type gets.',
    },
  })
  deviceType!: DeviceType | null;

  @ToOne(() => ModuleType, {
    via: 'moduleTypeId',
    optional: true,
    description: 'The module type whose modules bring this console port template; null when it is built into a device type.',
    inverse: {
      name: 'consolePortTemplates',
      page: 100,
      max: 1000,
      description: 'The console port templates that each new module of this type brings.',
    },
  })
  moduleType!: ModuleType | null;

  @Text({
    filter: true,
    order: true,
    natural: true,
    maxLength: 100,
    description: 'Name that the console port gets; `{module}` stands for the position of the module bay.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(ConsolePortType, { nullable: true, filter: true, description: 'The connector of the console port.' })
  type!: ConsolePortType | null;

  @Text({ nullable: true, maxLength: 500, description: 'Description that the console port gets.' })
  description!: string | null;
}
