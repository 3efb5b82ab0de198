/** The resources of this domain. */
import { Cluster } from './cluster.ts';
import { ClusterGroup } from './cluster-group.ts';
import { ClusterType } from './cluster-type.ts';
import { VirtualMachine } from './virtual-machine.ts';
import { VmInterface } from './vm-interface.ts';

export const virtualization = [ClusterType, ClusterGroup, Cluster, VirtualMachine, VmInterface];
