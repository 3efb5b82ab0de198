/** Network interfaces that a model of hardware has. */
import { Choice, Flag, Resource, ToOne } from '../../resource/vocabulary.ts';
import type { DeviceType } from './device-type.ts';
import { InterfaceType } from './interface-type.ts';
import type { ModuleType } from './module-type.ts';
import { InterfacePoeMode, InterfacePoeType } from './power-over-ethernet.ts';
import { ofDeviceType, ofModuleType, templateDescription, templateLabel, templateName, withinItsType } from './template.ts';
import { WirelessRole } from './wireless-role.ts';

@Resource({
  domain: 'dcim',
  plural: 'interfaceTemplates',
  description: 'A network interface that each new device or module of a model has.',
  keys: withinItsType,
})
export class InterfaceTemplate {
  @ofDeviceType('interfaceTemplates', 'Interfaces')
  deviceType!: DeviceType | null;

  @ofModuleType('interfaceTemplates', 'Interfaces')
  moduleType!: ModuleType | null;

  @templateName('et-{module}/0/1')
  name!: string;

  @templateLabel
  label!: string | null;

  @Choice(InterfaceType, { filter: true, order: true, description: 'Speed and connector of the new interface.' })
  type!: InterfaceType;

  @Flag({ description: 'Whether the new interface is switched on by configuration.' })
  enabled!: boolean;

  @Flag({ filter: true, description: 'Whether the new interface serves management only.' })
  mgmtOnly!: boolean;

  @ToOne(() => InterfaceTemplate, {
    via: 'bridgeId',
    optional: true,
    description: 'The bridge of the same model that the new interface is attached to.',
    inverse: { name: 'bridgedInterfaces', page: 50, max: 1000, description: 'Interfaces of the model that are attached to this bridge.' },
  })
  bridge!: InterfaceTemplate | null;

  @Choice(InterfacePoeMode, { nullable: true, description: 'Whether the new interface gives or takes power over Ethernet.' })
  poeMode!: InterfacePoeMode | null;

  @Choice(InterfacePoeType, { nullable: true, description: 'The standard by which the new interface carries power.' })
  poeType!: InterfacePoeType | null;

  @Choice(WirelessRole, { nullable: true, description: 'Which side of a radio link the new interface is.' })
  rfRole!: WirelessRole | null;

  @templateDescription
  description!: string | null;
}
