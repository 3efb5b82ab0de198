/** A front port that each new device or module of a type gets: the patching side of a patch panel. */
import { Choice, Color, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { DeviceType } from './device-type.ts';
import { ModuleType } from './module-type.ts';
import { PortType } from './port-type.ts';

@Resource({
  domain: 'dcim',
  plural: 'frontPortTemplates',
  description: 'A front port that each new device or module of a type gets: the patching side of a patch panel.',
})
export class FrontPortTemplate {
  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    optional: true,
    description: 'The device type whose devices get this front port template; null when a module type brings it.',
    inverse: {
      name: 'frontPortTemplates',
      page: 100,
      max: 1000,
      description: 'The front port templates that each new device of this type gets.',
    },
  })
  deviceType!: DeviceType | null;

  @ToOne(() => ModuleType, {
    via: 'moduleTypeId',
    optional: true,
    description: 'The module type whose modules bring this front port template; null when it is built into a device type.',
    inverse: {
      name: 'frontPortTemplates',
      page: 100,
      max: 1000,
      description: 'The front port templates that each new module of this type brings.',
    },
  })
  moduleType!: ModuleType | null;

  @Text({
    filter: true,
    order: true,
    natural: true,
    maxLength: 100,
    description: 'Name that the front port gets; `{module}` stands for the position of the module bay.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(PortType, { filter: true, description: 'The connector of the front port.' })
  type!: PortType;

  @Color({ nullable: true, description: 'Colour of the front port in diagrams.' })
  color!: string | null;

  @Integer({ min: 1, max: 1024, description: 'How many positions the front port has; 1 for a plain connector.' })
  positions!: number;

  @Text({ nullable: true, maxLength: 500, description: 'Description that the front port gets.' })
  description!: string | null;
}
