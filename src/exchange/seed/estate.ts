/**
 * What all generators of the demo estate share: the ledger, the dice, the keys of what was written first, and the address space.
 *
 * Nothing here may depend on the clock, on the order of object keys of foreign origin, or on Math.random: the same size and seed are the same bytes.
 */
import { Ipv4Space } from './addresses.ts';
import type { HardwareKey, PlatformKey, RoleKey } from './hardware.ts';
import { Ledger } from './ledger.ts';
import { Random } from './random.ts';

export type CircuitTypeKey = 'internet' | 'wave' | 'mpls' | 'darkFibre' | 'ethernet';
export type IpamRoleKey = 'loopback' | 'link' | 'server' | 'storage' | 'management' | 'data' | 'voice' | 'guest' | 'wan' | 'customer';

/** The keys of the rows that everything else leans on. */
export interface Foundations {
  readonly tenants: readonly number[];
  readonly tags: readonly number[];
  readonly contacts: readonly number[];
  readonly contactRoles: readonly number[];
  readonly regionOfCity: ReadonlyMap<string, number>;
  readonly siteGroups: Readonly<Record<'dataCentre' | 'campus' | 'pop' | 'branch', number>>;
  readonly rackRoles: Readonly<Record<'compute' | 'network' | 'comms', number>>;
  readonly platforms: Readonly<Record<PlatformKey, number>>;
  readonly roles: Readonly<Record<RoleKey, number>>;
  readonly types: Readonly<Record<HardwareKey, number>>;
  readonly lineCard: number;
  readonly ipamRoles: Readonly<Record<IpamRoleKey, number>>;
  readonly vrfs: readonly number[];
  readonly privateRir: number;
  readonly providers: readonly number[];
  readonly providerNetworks: readonly number[];
  readonly circuitTypes: Readonly<Record<CircuitTypeKey, number>>;
  readonly clusterType: number;
  readonly clusterGroups: ReadonlyMap<string, number>;
}

/** A router of a point of presence with ports left for circuits. */
export interface Uplink {
  readonly site: number;
  readonly code: string;
  readonly ports: number[];
}

export class Estate {
  readonly ledger = new Ledger();
  readonly random: Random;
  /** How much of the million that the skewed parts are measured for. */
  readonly scale: number;
  readonly resources: number;
  readonly sites = new Ipv4Space('10.0.0.0', 8);
  readonly uplinks: Uplink[] = [];
  /** The VLAN that is tagged on very many interfaces, and how many are still to come. */
  readonly popularVlan = { id: 0, left: 0 };
  foundations!: Foundations;
  readonly #serials = new Map<string, number>();
  #moment = Date.UTC(2021, 0, 4, 8);

  constructor(resources: number, seed: number) {
    this.resources = resources;
    this.scale = resources / 1_000_000;
    this.random = new Random(seed);
  }

  /** 1, 2, 3 … for each name. */
  serial(name: string): number {
    const next = (this.#serials.get(name) ?? 0) + 1;
    this.#serials.set(name, next);
    return next;
  }

  /** Time passes: what comes next was made later. */
  wait(): void {
    this.#moment += this.random.between(1, 6) * 3_600_000;
    this.ledger.moment = `${new Date(this.#moment).toISOString().slice(0, 19).replace('T', ' ')}+00`;
  }

  /** Who owns a thing: the first tenant owns 60 % of everything, the others share most of the rest. */
  owner(): number | undefined {
    const { tenants } = this.foundations;
    const draw = this.random.next();
    if (draw < 0.6) return tenants[0];
    return draw < 0.95 ? tenants[1 + Math.floor(this.random.next() * (tenants.length - 1))] : undefined;
  }

  /** Most things are in service. */
  status<Status extends string>(usual: Status, ...others: Status[]): Status {
    return this.random.chance(0.94) ? usual : this.random.pick(others);
  }
}
