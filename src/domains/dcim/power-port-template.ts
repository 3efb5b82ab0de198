/** Power inlets that a model of hardware has. */
import { Choice, Integer, Resource } from '../../resource/vocabulary.ts';
import type { DeviceType } from './device-type.ts';
import type { ModuleType } from './module-type.ts';
import { PowerPortType } from './power-port-type.ts';
import { ofDeviceType, ofModuleType, templateDescription, templateLabel, templateName, withinItsType } from './template.ts';

@Resource({
  domain: 'dcim',
  plural: 'powerPortTemplates',
  description: 'A power inlet that each new device or module of a model has.',
  keys: withinItsType,
})
export class PowerPortTemplate {
  @ofDeviceType('powerPortTemplates', 'Power inlets')
  deviceType!: DeviceType | null;

  @ofModuleType('powerPortTemplates', 'Power inlets')
  moduleType!: ModuleType | null;

  @templateName('PSU{module}')
  name!: string;

  @templateLabel
  label!: string | null;

  @Choice(PowerPortType, { nullable: true, filter: true, description: 'The connector of the new inlet.' })
  type!: PowerPortType | null;

  @Integer({ nullable: true, min: 1, description: 'Most power that the new inlet can draw, in watts.' })
  maximumDraw!: number | null;

  @Integer({ nullable: true, min: 1, description: 'Power that is planned for the new inlet, in watts.' })
  allocatedDraw!: number | null;

  @templateDescription
  description!: string | null;
}
