/** The things that can meet a need of a service. One of seven typed keys is set, and a thing that is needed cannot be deleted. */
import { OneOf, Resource, ToOne } from '../../resource/vocabulary.ts';
import { Circuit } from '../circuits/circuit.ts';
import { Device } from '../dcim/device.ts';
import { Interface } from '../dcim/interface.ts';
import { PowerFeed } from '../dcim/power-feed.ts';
import { Cluster } from '../virtualization/cluster.ts';
import { VirtualMachine } from '../virtualization/virtual-machine.ts';
import { Service } from './service.ts';
import { ServiceDependency } from './service-dependency.ts';

const inverse = { name: 'neededBy', page: 50, max: 500, description: 'Needs of services that this object is a member of.' };

@Resource({
  domain: 'services',
  plural: 'serviceDependencyMembers',
  description:
    'A thing that can meet a need of a service: another service, a device, an interface, a virtual machine, a cluster, a circuit or a power feed.',
  keys: [['dependency', 'service', 'device', 'interface', 'virtualMachine', 'cluster', 'circuit', 'powerFeed']],
})
export class ServiceDependencyMember {
  @ToOne(() => ServiceDependency, {
    via: 'dependencyId',
    description: 'The need that the thing can meet.',
    inverse: { name: 'members', page: 50, max: 500, description: 'Things that can meet the need.' },
  })
  dependency!: ServiceDependency | null;

  @OneOf({
    union: 'DependencyTarget',
    of: ['service', 'device', 'interface', 'virtualMachine', 'cluster', 'circuit', 'powerFeed'],
    description: 'The thing itself.',
  })
  target!: object | null;

  @ToOne(() => Service, { via: 'serviceId', optional: true, description: 'The other service, where one is needed.', inverse })
  service!: Service | null;

  @ToOne(() => Device, { via: 'deviceId', optional: true, description: 'The device, where one is needed.', inverse })
  device!: Device | null;

  @ToOne(() => Interface, {
    via: 'interfaceId',
    optional: true,
    description: 'The interface, where one is needed, e.g. an uplink.',
    inverse,
  })
  interface!: Interface | null;

  @ToOne(() => VirtualMachine, {
    via: 'virtualMachineId',
    optional: true,
    description: 'The virtual machine, where one is needed.',
    inverse,
  })
  virtualMachine!: VirtualMachine | null;

  @ToOne(() => Cluster, { via: 'clusterId', optional: true, description: 'The cluster, where one is needed.', inverse })
  cluster!: Cluster | null;

  @ToOne(() => Circuit, { via: 'circuitId', optional: true, description: 'The circuit, where one is needed.', inverse })
  circuit!: Circuit | null;

  @ToOne(() => PowerFeed, { via: 'powerFeedId', optional: true, description: 'The power feed, where one is needed.', inverse })
  powerFeed!: PowerFeed | null;
}
