/** One site under construction: the steps that data centres, campuses, points of presence and branches have in common. */
import { ipv4, macAddress, Subnet } from './addresses.ts';
import { type City, cities } from './cities.ts';
import type { CircuitTypeKey, Estate, IpamRoleKey } from './estate.ts';
import { type Hardware, type HardwareKey, hardware } from './hardware.ts';
import type { SeedRow } from './tables.ts';

export type SiteKind = 'dataCentre' | 'campus' | 'pop' | 'branch';

export interface Network extends Subnet {
  readonly vlanId: number | undefined;
  readonly vrfId: number | undefined;
}

export interface RackPlace {
  readonly id: number;
  readonly locationId: number;
  /** Free outlets of the A and the B side. */
  readonly outlets: readonly [number[], number[]];
  readonly feeds: readonly number[];
}

export interface Installed {
  readonly id: number;
  readonly name: string;
  /** By key of their group. */
  readonly interfaces: Readonly<Record<string, readonly number[]>>;
  readonly powerPorts: readonly number[];
  readonly consolePort: number | undefined;
  readonly consoleServerPorts: readonly number[];
  readonly fronts: readonly number[];
  readonly rears: readonly number[];
  readonly deviceBays: readonly number[];
}

export interface Installation {
  readonly name: string;
  readonly rack?: RackPlace;
  readonly position?: number;
  readonly device?: SeedRow<'Device'>;
  /** What an interface has beyond its type. */
  readonly port?: (group: string, index: number) => SeedRow<'Interface'>;
  /** Which member of a stack it is: the `@` in names of ports. */
  readonly member?: number;
}

type CableEnd = Omit<SeedRow<'CableTermination'>, 'cableId' | 'cableEnd' | 'id'>;

const codes: Readonly<Record<SiteKind, string>> = { dataCentre: 'dc', campus: 'cp', pop: 'pop', branch: 'br' };

export class SiteBuilder {
  readonly estate: Estate;
  readonly id: number;
  readonly code: string;
  readonly city: City;
  readonly tenantId: number | undefined;
  readonly vlanGroup: number | undefined;
  readonly #block: { start: number; next: number; end: number };
  readonly #ipv6: string;
  #subnets = 0;
  readonly loopbacks: Network;
  readonly links: Network;
  readonly management: Network;

  constructor(estate: Estate, kind: SiteKind, blockLength: number) {
    const { ledger, random, foundations } = estate;
    estate.wait();
    this.estate = estate;
    const nth = estate.serial(`site ${kind}`) - 1;
    this.city = cities[(kind === 'pop' || kind === 'dataCentre' ? nth : Math.floor(random.next() * cities.length)) % cities.length]!;
    this.code = `${this.city.code}-${codes[kind]}${String(estate.serial(`${this.city.code} ${kind}`)).padStart(2, '0')}`;
    this.tenantId = kind === 'dataCentre' || kind === 'pop' ? foundations.tenants[0] : estate.owner();
    const jitter = (): number => (random.next() - 0.5) / 5;
    this.id = ledger.add('Site', {
      name: this.code.toUpperCase(),
      slug: this.code,
      status: estate.status('ACTIVE', 'PLANNED', 'STAGING'),
      regionId: foundations.regionOfCity.get(this.city.code)!,
      groupId: foundations.siteGroups[kind],
      tenantId: this.tenantId,
      facility: `${this.city.city} ${random.between(1, 9)}`,
      timeZone: this.city.timeZone,
      latitude: (this.city.latitude + jitter()).toFixed(5),
      longitude: (this.city.longitude + jitter()).toFixed(5),
    });
    if (random.chance(0.5)) ledger.link('_SiteToTag', this.id, random.pick(foundations.tags));
    for (const roleId of foundations.contactRoles.slice(0, 2))
      ledger.add('ContactAssignment', { contactId: random.pick(foundations.contacts), roleId, priority: 'PRIMARY', siteId: this.id });

    const start = estate.sites.cut(blockLength);
    this.#block = { start, next: start, end: start + 2 ** (32 - blockLength) };
    this.#ipv6 = `2001:db8:${estate.serial('ipv6 site').toString(16)}`;
    const container = {
      siteId: this.id,
      tenantId: this.tenantId,
      status: 'CONTAINER',
      description: `${this.code.toUpperCase()} supernet`,
    } as const;
    ledger.add('Prefix', { ...container, prefix: `${ipv4(start)}/${blockLength}` });
    ledger.add('Prefix', { ...container, prefix: `${this.#ipv6}::/48` });
    if (kind !== 'branch')
      this.vlanGroup = ledger.add('VlanGroup', {
        name: this.code.toUpperCase(),
        slug: this.code,
        minVid: 1,
        maxVid: 4094,
        siteId: this.id,
      });
    const small = kind === 'branch' ? 28 : kind === 'pop' ? 26 : kind === 'campus' ? 24 : 22;
    this.loopbacks = this.subnet(kind === 'branch' ? 30 : small, 'loopback');
    this.links = this.subnet(small, 'link');
    this.management = this.subnet(small, 'management', { vid: 10, name: 'Management' });
  }

  /** Cuts the next subnet of both families from the site's block, with a VLAN where one is named. */
  subnet(
    length: number,
    role: IpamRoleKey,
    options: { vid?: number; name?: string; vrfId?: number | undefined; tenantId?: number | undefined } = {},
  ): Network {
    const { ledger, foundations } = this.estate;
    const size = 2 ** (32 - length);
    const start = Math.ceil(this.#block.next / size) * size;
    if (start + size > this.#block.end) throw new RangeError(`${this.code} of the demo estate has run out of addresses.`);
    this.#block.next = start + size;
    const roleId = foundations.ipamRoles[role];
    const tenantId = options.tenantId ?? this.tenantId;
    const vlanId =
      options.vid === undefined
        ? undefined
        : ledger.add('Vlan', {
            vid: options.vid,
            name: options.name,
            groupId: this.vlanGroup,
            siteId: this.id,
            tenantId,
            status: 'ACTIVE',
            roleId,
          });
    const subnet = new Subnet(start, length, `${this.#ipv6}:${(++this.#subnets).toString(16)}`);
    for (const prefix of [subnet.ipv4Prefix, subnet.ipv6Prefix])
      ledger.add('Prefix', { prefix, vrfId: options.vrfId, siteId: this.id, tenantId, vlanId, status: 'ACTIVE', roleId });
    return Object.assign(subnet, { vlanId, vrfId: options.vrfId });
  }

  location(name: string, parentId?: number): number {
    const { ledger } = this.estate;
    const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    return ledger.add('Location', { siteId: this.id, parentId, name, slug, status: 'ACTIVE' });
  }

  powerPanels(locationId: number, name: string): readonly [number, number] {
    const { ledger } = this.estate;
    return [
      ledger.add('PowerPanel', { siteId: this.id, locationId, name: `${name} A`, description: 'Fed by the utility through UPS A.' }),
      ledger.add('PowerPanel', { siteId: this.id, locationId, name: `${name} B`, description: 'Fed by the generator through UPS B.' }),
    ];
  }

  /** A rack with a feed and a PDU on each side. */
  rack(
    name: string,
    locationId: number,
    role: 'compute' | 'network' | 'comms',
    panels: readonly [number, number],
    pdu: 'pdu' | 'smallPdu' = 'pdu',
  ): RackPlace {
    const { ledger, foundations } = this.estate;
    const serial = this.estate.serial('rack');
    const tenantId = this.estate.owner();
    const id = ledger.add('Rack', {
      siteId: this.id,
      locationId,
      tenantId,
      roleId: foundations.rackRoles[role],
      name,
      status: 'ACTIVE',
      serial: `RK${100_000 + serial}`,
      assetTag: `WL-R${100_000 + serial}`,
      type: 'TYPE_4_POST_CABINET',
      uHeight: 42,
    });
    const feeds: number[] = [];
    const outlets: [number[], number[]] = [[], []];
    for (const side of [0, 1] as const) {
      const letter = 'AB'[side]!;
      const feed = ledger.add('PowerFeed', {
        powerPanelId: panels[side],
        rackId: id,
        tenantId,
        name: `${name} ${letter}`,
        status: 'ACTIVE',
        type: side === 0 ? 'PRIMARY' : 'REDUNDANT',
        phase: pdu === 'pdu' ? 'THREE_PHASE' : 'SINGLE_PHASE',
        voltage: 230,
        amperage: pdu === 'pdu' ? 32 : 16,
      });
      feeds.push(feed);
      const unit = this.install(pdu, {
        name: `${this.code}-${name.toLowerCase()}-pdu-${letter.toLowerCase()}`,
        device: { rackId: id, locationId },
      });
      this.cable({ powerPortId: unit.powerPorts[0]! }, { powerFeedId: feed }, { type: 'POWER', color: side === 0 ? 'f44336' : '2196f3' });
      const inlet = unit.powerPorts[0]!;
      for (let index = 1; index <= (hardware[pdu] as Hardware).outlets!; index++)
        outlets[side].push(
          ledger.add('PowerOutlet', {
            deviceId: unit.id,
            name: `Outlet ${index}`,
            type: 'IEC_60320_C13',
            powerPortId: inlet,
            feedLeg: 'ABC'[index % 3]!,
          }),
        );
      // Given out from the first.
      outlets[side].reverse();
    }
    return { id, locationId, outlets, feeds };
  }

  /** A device with all the ports of its type. */
  install(key: HardwareKey, { name, rack, position, device = {}, port, member = 1 }: Installation): Installed {
    const { ledger, random, foundations } = this.estate;
    const type: Hardware = hardware[key];
    const serial = this.estate.serial('device');
    const id = device.id ?? ledger.reserve('Device');
    ledger.add('Device', {
      name,
      deviceTypeId: foundations.types[key],
      roleId: foundations.roles[type.role],
      tenantId: this.estate.owner(),
      platformId: type.platform && foundations.platforms[type.platform],
      serial: `${type.maker.slice(0, 2).toUpperCase()}${(serial * 7919 + 1_000_000).toString(36).toUpperCase()}`,
      assetTag: `WL-${1_000_000 + serial}`,
      siteId: this.id,
      locationId: rack?.locationId,
      rackId: rack?.id,
      position,
      face: position === undefined ? undefined : 'FRONT',
      status: this.estate.status('ACTIVE', 'PLANNED', 'STAGED', 'FAILED', 'OFFLINE'),
      airflow: type.airflow,
      ...device,
      id,
    });
    if (random.chance(0.15)) ledger.link('_DeviceToTag', id, random.pick(foundations.tags));
    const interfaces: Record<string, number[]> = {};
    for (const group of type.interfaces ?? []) {
      const ids: number[] = [];
      for (let index = 0; index < group.count; index++)
        ids.push(
          this.interface(id, {
            name: group.name.replace('@', String(member)).replace('#', String(group.first + index)),
            type: group.type,
            speed: group.speed,
            mgmtOnly: group.mgmtOnly ?? false,
            ...port?.(group.key, index),
          }),
        );
      interfaces[group.key] = ids;
    }
    const powerPorts: number[] = [];
    for (let index = 1; index <= (type.powerPorts ?? 0); index++) {
      const draw = type.maximumDraw!;
      powerPorts.push(
        ledger.add('PowerPort', {
          deviceId: id,
          name: `PSU${index}`,
          type: type.powerPortType ?? 'IEC_60320_C14',
          maximumDraw: draw,
          allocatedDraw: Math.round(draw * 0.6),
        }),
      );
    }
    const consolePort = type.console ? ledger.add('ConsolePort', { deviceId: id, name: 'Console', type: 'RJ_45', speed: 9600 }) : undefined;
    const consoleServerPorts: number[] = [];
    for (let index = 1; index <= (type.consoleServerPorts ?? 0); index++)
      consoleServerPorts.push(ledger.add('ConsoleServerPort', { deviceId: id, name: `Port ${index}`, type: 'RJ_45', speed: 9600 }));
    const deviceBays: number[] = [];
    for (let index = 1; index <= (type.deviceBays ?? 0); index++) deviceBays.push(ledger.reserve('DeviceBay'));
    const { fronts, rears } = this.#panelPorts(id, type);
    if (rack) this.#power(powerPorts, rack);
    return { id, name, interfaces, powerPorts, consolePort, consoleServerPorts, fronts, rears, deviceBays };
  }

  #panelPorts(deviceId: number, { panel }: Hardware): { fronts: number[]; rears: number[] } {
    const fronts: number[] = [];
    const rears: number[] = [];
    if (!panel) return { fronts, rears };
    const { ledger } = this.estate;
    for (let front = 0; front < panel.fronts; front += panel.positions) {
      const rear = ledger.add('RearPort', {
        deviceId,
        name: `Rear ${front / panel.positions + 1}`,
        type: panel.rearType,
        positions: panel.positions,
      });
      rears.push(rear);
      for (let position = 1; position <= panel.positions; position++) {
        const port = ledger.add('FrontPort', { deviceId, name: `Port ${front + position}`, type: panel.frontType });
        ledger.add('PortMapping', { frontPortId: port, frontPortPosition: 1, rearPortId: rear, rearPortPosition: position });
        fronts.push(port);
      }
    }
    return { fronts, rears };
  }

  /** Each power supply to the other side of the rack, while there are outlets. */
  #power(powerPorts: readonly number[], rack: RackPlace): void {
    for (const [index, powerPortId] of powerPorts.entries()) {
      const outlet = rack.outlets[(index % 2) as 0 | 1].pop();
      if (outlet) this.cable({ powerPortId }, { powerOutletId: outlet }, { type: 'POWER' });
    }
  }

  interface(deviceId: number, row: SeedRow<'Interface'>): number {
    const { ledger } = this.estate;
    const isVirtual = row.type === 'VIRTUAL' || row.type === 'LAG';
    return ledger.add('Interface', {
      deviceId,
      enabled: true,
      mgmtOnly: false,
      mtu: isVirtual ? undefined : 9214,
      macAddress: row.type === 'VIRTUAL' ? undefined : macAddress(this.estate.serial('mac')),
      ...row,
    });
  }

  cable(a: CableEnd, b: CableEnd, row: SeedRow<'Cable'> = {}): number {
    const { ledger, random } = this.estate;
    const cableId = ledger.add('Cable', { type: 'SMF', status: 'CONNECTED', length: random.between(1, 30), lengthUnit: 'M', ...row });
    ledger.add('CableTermination', { ...a, cableId, cableEnd: 'A' });
    ledger.add('CableTermination', { ...b, cableId, cableEnd: 'B' });
    return cableId;
  }

  /** An address of each family on an interface. */
  addresses(network: Network, on: SeedRow<'IpAddress'>, reserved: { ipv4?: number; ipv6?: number } = {}): void {
    const { ledger } = this.estate;
    const host = network.host();
    const common = { vrfId: network.vrfId, tenantId: this.tenantId, status: 'ACTIVE', ...on } as const;
    ledger.add('IpAddress', { ...common, ...(reserved.ipv4 ? { id: reserved.ipv4 } : {}), address: host.ipv4 });
    ledger.add('IpAddress', { ...common, ...(reserved.ipv6 ? { id: reserved.ipv6 } : {}), address: host.ipv6 });
  }

  /** A device whose loopback is its primary address. */
  installRouted(key: HardwareKey, installation: Installation): Installed {
    const { ledger } = this.estate;
    const reserved = { ipv4: ledger.reserve('IpAddress'), ipv6: ledger.reserve('IpAddress') };
    const installed = this.install(key, {
      ...installation,
      device: { ...installation.device, primaryIp4Id: reserved.ipv4, primaryIp6Id: reserved.ipv6 },
    });
    const host = this.loopbacks.host();
    const common = {
      tenantId: this.tenantId,
      status: 'ACTIVE',
      role: 'LOOPBACK',
      interfaceId: installed.interfaces['loopback']![0]!,
      dnsName: `${installation.name}.example.net`,
    };
    ledger.add('IpAddress', { ...common, id: reserved.ipv4, address: host.ipv4.replace(/\/.*/, '/32') });
    ledger.add('IpAddress', { ...common, id: reserved.ipv6, address: host.ipv6.replace(/\/.*/, '/128') });
    return installed;
  }

  /** Both ends of a routed link. */
  routedLink(a: number, z: number, network: Network = this.links): void {
    const { ledger } = this.estate;
    const link = network.link();
    for (const [interfaceId, end] of [
      [a, link.a],
      [z, link.z],
    ] as const) {
      ledger.add('IpAddress', { address: end.ipv4, tenantId: this.tenantId, status: 'ACTIVE', interfaceId });
      ledger.add('IpAddress', { address: end.ipv6, tenantId: this.tenantId, status: 'ACTIVE', interfaceId });
    }
  }

  /** A circuit from a port of this site to a free port of a point of presence elsewhere; nothing where none is left. */
  circuitToBackbone(port: number, type: CircuitTypeKey, kilobits: number): number | undefined {
    const { ledger, random, uplinks } = this.estate;
    for (let attempt = 0; attempt < 8; attempt++) {
      const uplink = uplinks.length === 0 ? undefined : random.pick(uplinks);
      if (!uplink || uplink.site === this.id || uplink.ports.length === 0) continue;
      return this.circuit(port, { site: uplink.site, code: uplink.code, port: uplink.ports.pop()! }, type, kilobits);
    }
    void ledger;
    return undefined;
  }

  circuit(port: number, far: { site: number; code: string; port: number }, type: CircuitTypeKey, kilobits: number): number {
    const { ledger, random, foundations } = this.estate;
    const provider = random.pick(foundations.providers);
    const id = ledger.add('Circuit', {
      cid: `${this.code.slice(0, 3).toUpperCase()}-${far.code.slice(0, 3).toUpperCase()}-${String(this.estate.serial('circuit')).padStart(6, '0')}`,
      providerId: provider,
      providerAccount: `ACC-${1000 + provider}`,
      typeId: foundations.circuitTypes[type],
      status: this.estate.status('ACTIVE', 'PROVISIONING', 'PLANNED', 'OFFLINE'),
      tenantId: this.estate.owner(),
      installDate: `20${random.between(18, 25)}-${String(random.between(1, 12)).padStart(2, '0')}-${String(random.between(1, 28)).padStart(2, '0')}`,
      commitRate: kilobits,
      description: `${this.code.toUpperCase()} to ${far.code.toUpperCase()}`,
    });
    if (random.chance(0.2)) ledger.link('_CircuitToTag', id, random.pick(foundations.tags));
    for (const [termSide, siteId, interfaceId] of [
      ['A', this.id, port],
      ['Z', far.site, far.port],
    ] as const) {
      const termination = ledger.add('CircuitTermination', {
        circuitId: id,
        termSide,
        siteId,
        portSpeed: kilobits,
        xconnectId: `XC-${100_000 + this.estate.serial('cross connect')}`,
      });
      this.cable({ interfaceId }, { circuitTerminationId: termination }, { type: 'SMF_OS2' });
    }
    this.routedLink(port, far.port);
    return id;
  }
}
