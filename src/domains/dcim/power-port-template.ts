/** A power inlet that each new device or module of a type gets. */
import { Choice, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { DeviceType } from './device-type.ts';
import { ModuleType } from './module-type.ts';
import { PowerPortType } from './power-port-type.ts';

@Resource({ domain: 'dcim', plural: 'powerPortTemplates', description: 'A power inlet that each new device or module of a type gets.' })
export class PowerPortTemplate {
  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    optional: true,
    description: 'The device type whose devices get this power port template; null when a module type brings it.',
    inverse: {
      name: 'powerPortTemplates',
      page: 100,
      max: 1000,
      description: 'The power port templates that each new device of this type gets.',
    },
  })
  deviceType!: DeviceType | null;

  @ToOne(() => ModuleType, {
    via: 'moduleTypeId',
    optional: true,
    description: 'The module type whose modules bring this power port template; null when it is built into a device type.',
    inverse: {
      name: 'powerPortTemplates',
      page: 100,
      max: 1000,
      description: 'The power port templates that each new module of this type brings.',
    },
  })
  moduleType!: ModuleType | null;

  @Text({
    filter: true,
    order: true,
    natural: true,
    maxLength: 100,
    description: 'Name that the power port gets; `{module}` stands for the position of the module bay.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(PowerPortType, { nullable: true, filter: true, description: 'The inlet’s plug.' })
  type!: PowerPortType | null;

  @Integer({ nullable: true, min: 1, description: 'The most that the inlet draws, in watts.' })
  maximumDraw!: number | null;

  @Integer({ nullable: true, min: 1, description: 'What is planned for the inlet, in watts.' })
  allocatedDraw!: number | null;

  @Text({ nullable: true, maxLength: 500, description: 'Description that the power port gets.' })
  description!: string | null;
}
