/** The resources of this domain. */
import { Aggregate } from './aggregate.ts';
import { Asn } from './asn.ts';
import { IpAddress } from './ip-address.ts';
import { IpRange } from './ip-range.ts';
import { IpamRole } from './ipam-role.ts';
import { Prefix } from './prefix.ts';
import { Rir } from './rir.ts';
import { RouteTarget } from './route-target.ts';
import { Vlan } from './vlan.ts';
import { VlanGroup } from './vlan-group.ts';
import { Vrf } from './vrf.ts';

export const ipam = [Rir, Asn, IpamRole, RouteTarget, Vrf, Aggregate, VlanGroup, Vlan, Prefix, IpRange, IpAddress];
