/** Interfaces of virtual machines. */
import { Choice, Flag, Integer, Mac, ManyToMany, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { InterfaceMode } from '../ipam/interface-mode.ts';
import { Vlan } from '../ipam/vlan.ts';
import { Vrf } from '../ipam/vrf.ts';
import { VirtualMachine } from './virtual-machine.ts';

@Resource({
  domain: 'virtualization',
  plural: 'vmInterfaces',
  description: 'A network interface of a virtual machine, e.g. `eth0`.',
  keys: [['virtualMachine', 'name']],
  tags: true,
  customFields: true,
})
export class VmInterface {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 64,
    description: 'Name as the operating system shows it, unique within the machine: `eth0`.',
  })
  name!: string;

  @ToOne(() => VirtualMachine, {
    via: 'virtualMachineId',
    description: 'The machine that has the interface.',
    inverse: { name: 'interfaces', page: 50, max: 500, description: 'Interfaces of this virtual machine.' },
  })
  virtualMachine!: VirtualMachine | null;

  @Flag({ filter: true, description: 'Whether the interface is switched on.' })
  enabled!: boolean;

  @ToOne(() => VmInterface, {
    via: 'parentId',
    optional: true,
    description: 'The interface of the same machine that this one is a subinterface of.',
    inverse: { name: 'childInterfaces', page: 50, max: 500, description: 'Subinterfaces of this interface.' },
  })
  parent!: VmInterface | null;

  @ToOne(() => VmInterface, {
    via: 'bridgeId',
    optional: true,
    description: 'The bridge interface of the same machine that this one is attached to.',
    inverse: { name: 'bridgedInterfaces', page: 50, max: 500, description: 'Interfaces that are attached to this bridge.' },
  })
  bridge!: VmInterface | null;

  @Integer({ nullable: true, min: 1, max: 65536, description: 'Largest packet in bytes, e.g. 1500.' })
  mtu!: number | null;

  @Mac({ nullable: true, filter: true, search: true, description: 'Hardware address, e.g. `52:54:00:12:34:56`.' })
  macAddress!: string | null;

  @Choice(InterfaceMode, { nullable: true, filter: true, description: 'How the interface treats VLAN tags; null for none.' })
  mode!: InterfaceMode | null;

  @ToOne(() => Vlan, {
    via: 'untaggedVlanId',
    optional: true,
    description: 'The VLAN of frames without a tag.',
    inverse: {
      name: 'untaggedVmInterfaces',
      page: 50,
      max: 500,
      description: 'Interfaces of virtual machines that carry this VLAN without a tag.',
    },
  })
  untaggedVlan!: Vlan | null;

  @ManyToMany(() => Vlan, {
    table: '_VmInterfaceTaggedVlans',
    near: 'B',
    far: 'A',
    page: 50,
    max: 500,
    description: 'VLANs that pass the interface with their tags.',
    inverse: {
      name: 'taggedVmInterfaces',
      page: 50,
      max: 500,
      description: 'Interfaces of virtual machines that carry this VLAN with its tag.',
    },
  })
  taggedVlans!: readonly Vlan[];

  @ToOne(() => Vrf, {
    via: 'vrfId',
    optional: true,
    description: 'The routing table that the interface belongs to; null is the global table.',
    inverse: { name: 'vmInterfaces', page: 50, max: 500, description: 'Interfaces of virtual machines in this VRF.' },
  })
  vrf!: Vrf | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the interface is connected to, as it is configured on it.' })
  description!: string | null;
}
