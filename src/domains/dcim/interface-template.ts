/** An interface that each new device or module of a type gets. */
import { Choice, Flag, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { DeviceType } from './device-type.ts';
import { InterfaceType } from './interface-type.ts';
import { ModuleType } from './module-type.ts';
import { InterfacePoeMode, InterfacePoeType } from './power-over-ethernet.ts';
import { WirelessRole } from './wireless-role.ts';

@Resource({ domain: 'dcim', plural: 'interfaceTemplates', description: 'An interface that each new device or module of a type gets.' })
export class InterfaceTemplate {
  @ToOne(() => DeviceType, {
    via: 'deviceTypeId',
    optional: true,
    description: 'The device type whose devices get this interface template; null when a module type brings it.',
    inverse: {
      name: 'interfaceTemplates',
      page: 100,
      max: 1000,
      description: 'The interface templates that each new device of this type gets.',
    },
  })
  deviceType!: DeviceType | null;

  @ToOne(() => ModuleType, {
    via: 'moduleTypeId',
    optional: true,
    description: 'The module type whose modules bring this interface template; null when it is built into a device type.',
    inverse: {
      name: 'interfaceTemplates',
      page: 100,
      max: 1000,
      description: 'The interface templates that each new module of this type brings.',
    },
  })
  moduleType!: ModuleType | null;

  @Text({
    filter: true,
    order: true,
    natural: true,
    maxLength: 100,
    description: 'Name that the interface gets; `{module}` stands for the position of the module bay.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(InterfaceType, { filter: true, description: 'The physical form of the interface.' })
  type!: InterfaceType;

  @Flag({ description: 'Whether the interface starts enabled.' })
  enabled!: boolean;

  @Flag({ filter: true, description: 'Whether the interface carries management traffic alone.' })
  mgmtOnly!: boolean;

  @ToOne(() => InterfaceTemplate, {
    via: 'bridgeId',
    optional: true,
    description: 'The bridge of the same type that the interface joins.',
    inverse: { name: 'bridgedInterfaceTemplates', page: 50, max: 500, description: 'Interfaces that join this bridge.' },
  })
  bridge!: InterfaceTemplate | null;

  @Choice(InterfacePoeMode, { nullable: true, description: 'Whether the interface gives or takes power over Ethernet.' })
  poeMode!: InterfacePoeMode | null;

  @Choice(InterfacePoeType, { nullable: true, description: 'The power over Ethernet that it gives or takes.' })
  poeType!: InterfacePoeType | null;

  @Choice(WirelessRole, { nullable: true, description: 'What the interface is in a wireless network.' })
  rfRole!: WirelessRole | null;

  @Text({ nullable: true, maxLength: 500, description: 'Description that the interface gets.' })
  description!: string | null;
}
