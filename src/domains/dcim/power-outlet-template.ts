/** A power outlet that each new device or module of a type gets. */
import { Choice, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { DeviceType } from './device-type.ts';
import { ModuleType } from './module-type.ts';
import { PowerFeedLeg } from './power-feed-leg.ts';
import { PowerOutletType } from './power-outlet-type.ts';
import { PowerPortTemplate } from './power-port-template.ts';

@Resource({ domain: 'dcim', plural: 'powerOutletTemplates', description: 'A power outlet that each new device or module of a type gets.' })
export class PowerOutletTemplate {
  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    optional: true,
    description: 'The device type whose devices get this power outlet template; null when a module type brings it.',
    inverse: {
      name: 'powerOutletTemplates',
      page: 100,
      max: 1000,
      description: 'The power outlet templates that each new device of this type gets.',
    },
  })
  deviceType!: DeviceType | null;

  @ToOne(() => ModuleType, {
    via: 'moduleTypeId',
    optional: true,
    description: 'The module type whose modules bring this power outlet template; null when it is built into a device type.',
    inverse: {
      name: 'powerOutletTemplates',
      page: 100,
      max: 1000,
      description: 'The power outlet templates that each new module of this type brings.',
    },
  })
  moduleType!: ModuleType | null;

  @Text({
    filter: true,
    order: true,
    natural: true,
    maxLength: 100,
    description: 'Name that the power outlet gets; `{module}` stands for the position of the module bay.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(PowerOutletType, { nullable: true, filter: true, description: 'The outlet’s socket.' })
  type!: PowerOutletType | null;

  @ToOne(() => PowerPortTemplate, {
    via: 'powerPortId',
    optional: true,
    description: 'The inlet of the same type that feeds the outlet.',
    inverse: { name: 'powerOutletTemplates', page: 50, max: 500, description: 'The outlets that this inlet feeds.' },
  })
  powerPort!: PowerPortTemplate | null;

  @Choice(PowerFeedLeg, { nullable: true, description: 'The phase that the outlet is on, of a three-phase inlet.' })
  feedLeg!: PowerFeedLeg | null;

  @Text({ nullable: true, maxLength: 500, description: 'Description that the power outlet gets.' })
  description!: string | null;
}
