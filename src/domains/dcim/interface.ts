/** Network interfaces: what they are, what they carry, what they belong to. */
import {
  Choice,
  type ChoiceOf,
  Decimal,
  defineChoice,
  Flag,
  Integer,
  Mac,
  ManyToMany,
  Resource,
  Text,
  ToOne,
} from '../../resource/vocabulary.ts';
import { InterfaceMode } from '../ipam/interface-mode.ts';
import { Vlan } from '../ipam/vlan.ts';
import { Vrf } from '../ipam/vrf.ts';
import { Device } from './device.ts';
import { InterfacePoeMode, InterfacePoeType, WirelessRole } from './interface-modes.ts';
import { InterfaceType } from './interface-type.ts';
import { Module } from './module.ts';

export const InterfaceDuplex = defineChoice('InterfaceDuplex', 'How an interface sends and receives.', {
  HALF: 'One way at a time.',
  FULL: 'Both ways at once.',
  AUTO: 'As negotiated with the other end.',
});
export type InterfaceDuplex = ChoiceOf<typeof InterfaceDuplex>;

@Resource({
  domain: 'dcim',
  plural: 'interfaces',
  description: 'A network interface of a device: physical, virtual, a LAG or a bridge.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class Interface {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has this interface.',
    inverse: {
      name: 'interfaces',
      page: 50,
      max: 1000,
      description: 'The interfaces of the device; order by `name` for the device’s own order.',
    },
  })
  device!: Device | null;

  @ToOne(() => Module, {
    via: 'moduleId',
    optional: true,
    description: 'The module that brought this interface; null when it is built in.',
    inverse: { name: 'interfaces', page: 50, max: 500, description: 'The interfaces that this module brought.' },
  })
  module!: Module | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name as the device reports it, e.g. `et-0/0/1`.',
  })
  name!: string;

  @Text({ nullable: true, maxLength: 64, description: 'What is printed on the hardware beside it, where that differs from the name.' })
  label!: string | null;

  @Choice(InterfaceType, { filter: true, order: true, description: 'The physical form of the interface.' })
  type!: InterfaceType;

  @Flag({ filter: true, description: 'Whether the interface is administratively up.' })
  enabled!: boolean;

  @Flag({ filter: true, description: 'Whether the interface carries management traffic alone.' })
  mgmtOnly!: boolean;

  @ToOne(() => Interface, {
    via: 'lagId',
    optional: true,
    description: 'The link aggregation group that the interface is a member of.',
    inverse: { name: 'lagMembers', page: 20, max: 200, description: 'The interfaces that are members of this LAG.' },
  })
  lag!: Interface | null;

  @ToOne(() => Interface, {
    via: 'parentId',
    optional: true,
    description: 'The interface that this one is a subinterface of.',
    inverse: { name: 'childInterfaces', page: 50, max: 1000, description: 'The subinterfaces of this interface.' },
  })
  parent!: Interface | null;

  @ToOne(() => Interface, {
    via: 'bridgeId',
    optional: true,
    description: 'The bridge that the interface joins.',
    inverse: { name: 'bridgedInterfaces', page: 50, max: 500, description: 'The interfaces that join this bridge.' },
  })
  bridge!: Interface | null;

  @Integer({ nullable: true, filter: true, min: 1, max: 65536, description: 'Largest frame that the interface sends, in bytes.' })
  mtu!: number | null;

  @Mac({ nullable: true, filter: true, description: 'MAC address of the interface.' })
  macAddress!: string | null;

  @Text({
    nullable: true,
    filter: true,
    maxLength: 23,
    description: 'World Wide Name of a Fibre Channel interface, 64 bits in colon notation.',
  })
  wwn!: string | null;

  @Integer({ nullable: true, filter: true, order: true, min: 0, description: 'Speed in kbit/s that the interface is set to.' })
  speed!: number | null;

  @Choice(InterfaceDuplex, { nullable: true, description: 'Duplex that the interface is set to.' })
  duplex!: InterfaceDuplex | null;

  @Choice(InterfaceMode, { nullable: true, filter: true, description: 'How the interface treats VLAN tags; null when it routes.' })
  mode!: InterfaceMode | null;

  @ToOne(() => Vlan, {
    via: 'untaggedVlanId',
    optional: true,
    description: 'The VLAN of frames without a tag.',
    inverse: { name: 'interfacesUntagged', page: 50, max: 1000, description: 'Interfaces that carry this VLAN without a tag.' },
  })
  untaggedVlan!: Vlan | null;

  @ManyToMany(() => Vlan, {
    table: '_InterfaceTaggedVlans',
    near: 'A',
    far: 'B',
    page: 50,
    max: 1000,
    description: 'The VLANs that pass with their tags, of a trunk.',
    inverse: { name: 'interfacesTagged', page: 50, max: 1000, description: 'Interfaces that carry this VLAN with its tag.' },
  })
  taggedVlans!: readonly Vlan[];

  @ToOne(() => Vrf, {
    via: 'vrfId',
    optional: true,
    description: 'The routing table that the interface is in; null is the global table.',
    inverse: { name: 'interfaces', page: 50, max: 500, description: 'Interfaces in this VRF.' },
  })
  vrf!: Vrf | null;

  @Choice(InterfacePoeMode, { nullable: true, filter: true, description: 'Whether the interface gives or takes power over Ethernet.' })
  poeMode!: InterfacePoeMode | null;

  @Choice(InterfacePoeType, { nullable: true, description: 'The power over Ethernet that it gives or takes.' })
  poeType!: InterfacePoeType | null;

  @Choice(WirelessRole, { nullable: true, description: 'What the interface is in a wireless network.' })
  rfRole!: WirelessRole | null;

  @Text({ nullable: true, maxLength: 50, description: 'Wireless channel, e.g. `5g-36-5180-20`.' })
  rfChannel!: string | null;

  @Decimal({ nullable: true, min: 0, description: 'Centre of the wireless channel, in MHz.' })
  rfChannelFrequency!: number | null;

  @Decimal({ nullable: true, min: 0, description: 'Width of the wireless channel, in MHz.' })
  rfChannelWidth!: number | null;

  @Integer({ nullable: true, min: -40, max: 127, description: 'Transmit power in dBm.' })
  txPower!: number | null;

  @Flag({ description: 'Treat the interface as connected although no cable is documented.' })
  markConnected!: boolean;

  @Text({
    nullable: true,
    search: true,
    maxLength: 500,
    description: 'What the interface leads to, as the device’s configuration says it.',
  })
  description!: string | null;
}
