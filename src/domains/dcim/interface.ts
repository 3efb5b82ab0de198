/**
 * Network interfaces of devices.
 *
 * They are physical ports, radios, LAGs, bridges and virtual interfaces alike. A LAG, parent or bridge belongs to the same device, or to the same
 * virtual chassis; PostgreSQL keeps that.
 */
import {
  Choice,
  type ChoiceOf,
  Computed,
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
import type { Device } from './device.ts';
import { InterfaceType } from './interface-type.ts';
import type { Module } from './module.ts';
import { markConnected, ofDevice, ofModule, portDescription, portLabel, portName } from './port.ts';
import { InterfacePoeMode, InterfacePoeType } from './power-over-ethernet.ts';
import { WirelessRole } from './wireless-role.ts';

export const InterfaceDuplex = defineChoice('InterfaceDuplex', 'Whether both ends of a link may send at once.', {
  HALF: 'Half duplex: one end at a time.',
  FULL: 'Full duplex: both ends at once.',
  AUTO: 'Negotiated between the two ends.',
});
export type InterfaceDuplex = ChoiceOf<typeof InterfaceDuplex>;

const VIRTUAL: ReadonlySet<unknown> = new Set<InterfaceType>(['VIRTUAL', 'BRIDGE', 'LAG']);

@Resource({
  domain: 'dcim',
  plural: 'interfaces',
  description: 'A network interface of a device: a physical port, a radio, a LAG, a bridge or a virtual interface.',
  keys: [['device', 'name']],
  tags: true,
  customFields: true,
})
export class Interface {
  @ofDevice('interfaces', 'Interfaces')
  device!: Device | null;

  @ofModule('interfaces', 'Interfaces')
  module!: Module | null;

  @portName('et-0/0/1')
  name!: string;

  @portLabel
  label!: string | null;

  @Choice(InterfaceType, { filter: true, order: true, description: 'Speed and connector, or the kind of virtual interface.' })
  type!: InterfaceType;

  @Computed('Boolean', {
    from: ['type'],
    value: ({ type }) => VIRTUAL.has(type),
    description: 'Whether the interface exists in software only (virtual, bridge or LAG) and takes no cable.',
  })
  isVirtual!: boolean | null;

  @Flag({ filter: true, description: 'Whether the interface is switched on by configuration (administratively up).' })
  enabled!: boolean;

  @Flag({ filter: true, description: 'Whether the interface serves management only and forwards no traffic.' })
  mgmtOnly!: boolean;

  @ToOne(() => Interface, {
    via: 'lagId',
    optional: true,
    description: 'The link aggregation group that the interface is a member of.',
    inverse: { name: 'lagMembers', page: 20, max: 256, description: 'Members of this link aggregation group.' },
  })
  lag!: Interface | null;

  @ToOne(() => Interface, {
    via: 'parentId',
    optional: true,
    description: 'The interface that this one is a subinterface of.',
    inverse: { name: 'childInterfaces', page: 50, max: 1000, description: 'Subinterfaces of this interface.' },
  })
  parent!: Interface | null;

  @ToOne(() => Interface, {
    via: 'bridgeId',
    optional: true,
    description: 'The bridge that the interface is attached to.',
    inverse: { name: 'bridgedInterfaces', page: 50, max: 1000, description: 'Interfaces that are attached to this bridge.' },
  })
  bridge!: Interface | null;

  @Integer({ nullable: true, filter: true, min: 1, max: 65536, description: 'Largest packet in bytes, e.g. 9216.' })
  mtu!: number | null;

  @Mac({ nullable: true, filter: true, search: true, description: 'Hardware address of the interface, e.g. `02:00:5e:10:00:01`.' })
  macAddress!: string | null;

  @Text({ nullable: true, maxLength: 23, description: 'World-wide name of a Fibre Channel port: eight bytes in hexadecimal with colons.' })
  wwn!: string | null;

  @Integer({
    nullable: true,
    filter: true,
    order: true,
    min: 0,
    description: 'Speed in kilobits a second, where it is not the one of the type: 10000000 for 10 Gbit/s.',
  })
  speed!: number | null;

  @Choice(InterfaceDuplex, { nullable: true, description: 'Whether both ends may send at once.' })
  duplex!: InterfaceDuplex | null;

  @Choice(InterfaceMode, {
    nullable: true,
    filter: true,
    description: 'How the interface treats VLAN tags; null for none, as on a routed port.',
  })
  mode!: InterfaceMode | null;

  @ToOne(() => Vlan, {
    via: 'untaggedVlanId',
    optional: true,
    description: 'The VLAN of frames without a tag: the access VLAN, or the native VLAN of a trunk.',
    inverse: {
      name: 'untaggedInterfaces',
      page: 50,
      max: 1000,
      description: 'Interfaces of devices that carry this VLAN without a tag.',
    },
  })
  untaggedVlan!: Vlan | null;

  @ManyToMany(() => Vlan, {
    table: '_InterfaceTaggedVlans',
    near: 'A',
    far: 'B',
    page: 50,
    max: 500,
    description: 'VLANs that pass the interface with their tags.',
    inverse: { name: 'taggedInterfaces', page: 50, max: 1000, description: 'Interfaces of devices that carry this VLAN with its tag.' },
  })
  taggedVlans!: readonly Vlan[];

  @ToOne(() => Vrf, {
    via: 'vrfId',
    optional: true,
    description: 'The routing table that the interface belongs to; null is the global table.',
    inverse: { name: 'interfaces', page: 50, max: 1000, description: 'Interfaces of devices in this VRF.' },
  })
  vrf!: Vrf | null;

  @Choice(InterfacePoeMode, { nullable: true, filter: true, description: 'Whether the interface gives or takes power over Ethernet.' })
  poeMode!: InterfacePoeMode | null;

  @Choice(InterfacePoeType, { nullable: true, description: 'The standard by which power is carried over the cable.' })
  poeType!: InterfacePoeType | null;

  @Choice(WirelessRole, { nullable: true, description: 'Which side of a radio link the interface is.' })
  rfRole!: WirelessRole | null;

  @Text({
    nullable: true,
    maxLength: 50,
    description: 'Radio channel with its band and width, in the notation of NetBox: `5g-36-5180-20`.',
  })
  rfChannel!: string | null;

  @Decimal({ nullable: true, min: 0, description: 'Centre frequency of the radio channel in megahertz, e.g. 5180.' })
  rfChannelFrequency!: number | null;

  @Decimal({ nullable: true, min: 0, description: 'Width of the radio channel in megahertz, e.g. 20.' })
  rfChannelWidth!: number | null;

  @Integer({ nullable: true, min: 0, max: 127, description: 'Transmit power of the radio in dBm.' })
  txPower!: number | null;

  @markConnected
  markConnected!: boolean;

  @portDescription
  description!: string | null;
}
