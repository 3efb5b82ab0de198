/** Power outlets that a model of hardware has. */
import { Choice, Resource, ToOne } from '../../resource/vocabulary.ts';
import type { DeviceType } from './device-type.ts';
import type { ModuleType } from './module-type.ts';
import { PowerFeedLeg } from './power-feed-leg.ts';
import { PowerOutletType } from './power-outlet-type.ts';
import { PowerPortTemplate } from './power-port-template.ts';
import { ofDeviceType, ofModuleType, templateDescription, templateLabel, templateName, withinItsType } from './template.ts';

@Resource({
  domain: 'dcim',
  plural: 'powerOutletTemplates',
  description: 'A power outlet that each new device or module of a model has.',
  keys: withinItsType,
})
export class PowerOutletTemplate {
  @ofDeviceType('powerOutletTemplates', 'Power outlets')
  deviceType!: DeviceType | null;

  @ofModuleType('powerOutletTemplates', 'Power outlets')
  moduleType!: ModuleType | null;

  @templateName('Outlet 12')
  name!: string;

  @templateLabel
  label!: string | null;

  @Choice(PowerOutletType, { nullable: true, filter: true, description: 'The connector of the new outlet.' })
  type!: PowerOutletType | null;

  @ToOne(() => PowerPortTemplate, {
    via: 'powerPortId',
    optional: true,
    description: 'The inlet of the same model that feeds the outlet.',
    inverse: { name: 'powerOutletTemplates', page: 50, max: 500, description: 'Outlets that this inlet feeds.' },
  })
  powerPort!: PowerPortTemplate | null;

  @Choice(PowerFeedLeg, { nullable: true, description: 'The phase that the new outlet is wired to, of a three-phase inlet.' })
  feedLeg!: PowerFeedLeg | null;

  @templateDescription
  description!: string | null;
}
