/** Writes what sites lean on: tenants, regions, hardware types with their templates, roles, VRFs, carriers. */
import { slugOf } from '../slug.ts';
import { cities } from './cities.ts';
import type { CircuitTypeKey, Estate, Foundations, IpamRoleKey } from './estate.ts';
import { type Hardware, type HardwareKey, hardware, makers, type PlatformKey, platforms, type RoleKey, roles } from './hardware.ts';

export function layFoundations(estate: Estate): Foundations {
  return {
    ...peopleAndTenants(estate),
    ...places(estate),
    ...hardwareTypes(estate),
    ...addressing(estate),
    ...carriers(estate),
    ...clusters(estate),
  };
}

const largestTenant = 'Meridian Logistics';
const tenantWords = {
  first: [
    'North',
    'Blue',
    'Silver',
    'Harbour',
    'Summit',
    'Cedar',
    'Atlas',
    'Vector',
    'Orchid',
    'Granite',
    'Lumen',
    'Cobalt',
    'Delta',
    'Aurora',
    'Falcon',
  ],
  last: [
    'Bank',
    'Retail',
    'Media',
    'Energy',
    'Health',
    'Insurance',
    'Freight',
    'Studios',
    'Foods',
    'Robotics',
    'Airlines',
    'Press',
    'Telecom',
    'Motors',
  ],
};
const people = {
  first: ['Ada', 'Noor', 'Elena', 'Tomás', 'Wei', 'Amara', 'Jonas', 'Priya', 'Luca', 'Mina', 'Oskar', 'Zoe', 'Femi', 'Ingrid', 'Hiro'],
  last: [
    'Okafor',
    'Lindqvist',
    'Tanaka',
    'Moreau',
    'Silva',
    'Novak',
    'Haddad',
    'Keller',
    'Rossi',
    'Iyer',
    'Byrne',
    'Dvorak',
    'Mensah',
    'Larsen',
  ],
};

function peopleAndTenants({ ledger, random, resources }: Estate) {
  const tags = [
    ['Critical', 'f44336'],
    ['Monitored', '4caf50'],
    ['PCI', 'ff9800'],
    ['Legacy', '795548'],
    ['Lab', '9c27b0'],
    ['Automated', '2196f3'],
    ['Refresh 2026', 'ffc107'],
    ['Leased', '607d8b'],
    ['Customer facing', 'e91e63'],
    ['Out of band', '00bcd4'],
    ['Encrypted', '3f51b5'],
    ['Green power', '8bc34a'],
  ].map(([name, color]) => ledger.add('Tag', { name: name!, slug: slugOf(name!), color: color! }));

  ledger.add('CustomField', {
    name: 'cost_centre',
    label: 'Cost centre',
    type: 'TEXT',
    appliesTo: '["Tenant"]',
    description: 'Where the bill goes.',
  });
  ledger.add('CustomField', {
    name: 'support_level',
    label: 'Support level',
    type: 'SELECT',
    appliesTo: '["Tenant"]',
    choices: '["bronze", "silver", "gold"]',
  });

  const root = ledger.add('TenantGroup', { name: 'Customers', slug: 'customers' });
  const groups = ['Enterprise', 'Public Sector', 'Carriers'].map((name) =>
    ledger.add('TenantGroup', { parentId: root, name, slug: slugOf(name) }),
  );
  const tenants: number[] = [];
  const count = 12 + Math.round(resources / 5000);
  for (let index = 0; index < count; index++) {
    const round = Math.floor(index / 210);
    const name =
      index === 0
        ? largestTenant
        : `${tenantWords.first[index % 15]} ${tenantWords.last[Math.floor(index / 15) % 14]}${round > 0 ? ` ${round + 1}` : ''}`;
    tenants.push(
      ledger.add('Tenant', {
        groupId: groups[index % groups.length]!,
        name,
        slug: slugOf(name),
        customFields: `{"cost_centre": "CC-${1000 + index}", "support_level": "${random.pick(['bronze', 'silver', 'gold'])}"}`,
      }),
    );
  }
  for (const tenant of tenants) ledger.link('_TagToTenant', random.pick(tags), tenant);

  const operations = ledger.add('ContactGroup', { name: 'Operations', slug: 'operations' });
  const contactGroups = ['Network', 'Facilities', 'Carriers'].map((name) =>
    ledger.add('ContactGroup', { parentId: operations, name, slug: slugOf(name) }),
  );
  const contactRoles = ['On call', 'Site manager', 'Account manager', 'Security'].map((name) =>
    ledger.add('ContactRole', { name, slug: slugOf(name) }),
  );
  const contacts: number[] = [];
  for (let index = 0; index < 24 + Math.round(resources / 20_000); index++) {
    const first = people.first[index % 15]!;
    const last = people.last[Math.floor(index / 15) % 14]!;
    const number = Math.floor(index / 210);
    contacts.push(
      ledger.add('Contact', {
        groupId: contactGroups[index % contactGroups.length]!,
        name: `${first} ${last}${number > 0 ? ` ${number + 1}` : ''}`,
        title: random.pick(['Network Engineer', 'Facility Manager', 'Duty Manager', 'Service Manager']),
        phone: `+49 69 555 ${String(1000 + index)}`,
        email: `${slugOf(first)}.${slugOf(last)}${number > 0 ? number + 1 : ''}@example.net`,
      }),
    );
  }
  for (const tenant of tenants)
    ledger.add('ContactAssignment', { contactId: random.pick(contacts), roleId: contactRoles[2]!, priority: 'PRIMARY', tenantId: tenant });
  return { tags, tenants, contacts, contactRoles };
}

function places({ ledger }: Estate) {
  const regions = new Map<string, number>();
  const region = (name: string, parentId?: number): number => {
    const known = regions.get(name);
    if (known) return known;
    const id = ledger.add('Region', { parentId, name, slug: slugOf(name) });
    regions.set(name, id);
    return id;
  };
  const regionOfCity = new Map<string, number>();
  for (const { code, city, country, continent } of cities) {
    const state = region(country, region(continent));
    // A city state is its own region.
    regionOfCity.set(code, city === country ? state : region(city, state));
  }
  const all = ledger.add('SiteGroup', { name: 'All sites', slug: 'all-sites' });
  const group = (name: string): number => ledger.add('SiteGroup', { parentId: all, name, slug: slugOf(name) });
  const siteGroups = {
    dataCentre: group('Data centres'),
    campus: group('Campuses'),
    pop: group('Points of presence'),
    branch: group('Branches'),
  };
  const rackRole = (name: string, color: string): number => ledger.add('RackRole', { name, slug: slugOf(name), color });
  const rackRoles = {
    compute: rackRole('Compute', '9c27b0'),
    network: rackRole('Network', '2196f3'),
    comms: rackRole('Comms room', '795548'),
  };
  return { regionOfCity, siteGroups, rackRoles };
}

function hardwareTypes({ ledger }: Estate) {
  const makerIds = new Map<string, number>(makers.map((name) => [name, ledger.add('Manufacturer', { name, slug: slugOf(name) })]));
  const platformIds = {} as Record<PlatformKey, number>;
  for (const [key, { name, maker }] of Object.entries(platforms))
    platformIds[key as PlatformKey] = ledger.add('Platform', { name, slug: slugOf(name), manufacturerId: maker && makerIds.get(maker) });
  const roleIds = {} as Record<RoleKey, number>;
  for (const [key, { name, color, vmRole }] of Object.entries(roles))
    roleIds[key as RoleKey] = ledger.add('DeviceRole', { name, slug: slugOf(name), color, vmRole });
  const lineCard = ledger.add('ModuleType', {
    manufacturerId: makerIds.get('Juniper'),
    model: 'MX304-LMIC16',
    partNumber: 'MX304-LMIC16-BASE',
  });
  const types = {} as Record<HardwareKey, number>;
  for (const [key, type] of Object.entries(hardware) as [HardwareKey, Hardware][]) {
    const id = ledger.add('DeviceType', {
      manufacturerId: makerIds.get(type.maker)!,
      model: type.model,
      slug: slugOf(type.model),
      defaultPlatformId: type.platform && platformIds[type.platform],
      partNumber: type.model,
      uHeight: type.uHeight,
      isFullDepth: type.isFullDepth ?? true,
      subdeviceRole: type.subdeviceRole,
      airflow: type.airflow,
    });
    types[key] = id;
    templates(ledger, id, type);
  }
  return { platforms: platformIds, roles: roleIds, types, lineCard };
}

function templates(ledger: Estate['ledger'], deviceTypeId: number, type: Hardware): void {
  if (type.console) ledger.add('ConsolePortTemplate', { deviceTypeId, name: 'Console', type: 'RJ_45' });
  for (let index = 1; index <= (type.consoleServerPorts ?? 0); index++)
    ledger.add('ConsoleServerPortTemplate', { deviceTypeId, name: `Port ${index}`, type: 'RJ_45' });
  let inlet: number | undefined;
  for (let index = 1; index <= (type.powerPorts ?? 0); index++)
    inlet = ledger.add('PowerPortTemplate', {
      deviceTypeId,
      name: `PSU${index}`,
      type: type.powerPortType ?? 'IEC_60320_C14',
      maximumDraw: type.maximumDraw,
    });
  for (let index = 1; index <= (type.outlets ?? 0); index++)
    ledger.add('PowerOutletTemplate', {
      deviceTypeId,
      name: `Outlet ${index}`,
      type: 'IEC_60320_C13',
      powerPortId: inlet,
      feedLeg: 'ABC'[index % 3]!,
    });
  for (const group of type.interfaces ?? [])
    for (let index = 0; index < group.count; index++)
      ledger.add('InterfaceTemplate', {
        deviceTypeId,
        name: group.name.replace('@', '1').replace('#', String(group.first + index)),
        type: group.type,
        mgmtOnly: group.mgmtOnly ?? false,
      });
  for (let index = 1; index <= (type.moduleBays ?? 0); index++)
    ledger.add('ModuleBayTemplate', { deviceTypeId, name: `FPC ${index - 1}`, position: index - 1 });
  for (let index = 1; index <= (type.deviceBays ?? 0); index++) ledger.add('DeviceBayTemplate', { deviceTypeId, name: `Bay ${index}` });
  if (!type.panel) return;
  const { fronts, frontType, rearType, positions } = type.panel;
  for (let front = 0; front < fronts; front += positions) {
    const rear = ledger.add('RearPortTemplate', { deviceTypeId, name: `Rear ${front / positions + 1}`, type: rearType, positions });
    for (let position = 1; position <= positions; position++) {
      const port = ledger.add('FrontPortTemplate', { deviceTypeId, name: `Port ${front + position}`, type: frontType });
      ledger.add('PortTemplateMapping', { frontPortId: port, frontPortPosition: 1, rearPortId: rear, rearPortPosition: position });
    }
  }
}

function addressing({ ledger, random, resources, popularVlan, scale }: Estate) {
  const rir = (name: string, isPrivate = false): number => ledger.add('Rir', { name, slug: slugOf(name), isPrivate });
  const privateRir = rir('RFC 1918', true);
  const documentation = rir('RFC 3849', true);
  const shared = rir('RFC 6598', true);
  rir('RIPE NCC');
  rir('ARIN');
  rir('APNIC');
  const aggregate = (prefix: string, rirId: number): number => ledger.add('Aggregate', { prefix, rirId, dateAdded: '2021-01-04' });
  for (const prefix of ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16']) aggregate(prefix, privateRir);
  aggregate('100.64.0.0/10', shared);
  aggregate('2001:db8::/32', documentation);

  const ipamRoles = {} as Record<IpamRoleKey, number>;
  const names: Readonly<Record<IpamRoleKey, string>> = {
    loopback: 'Loopbacks',
    link: 'Point-to-point',
    server: 'Servers',
    storage: 'Storage',
    management: 'Management',
    data: 'Access - Data',
    voice: 'Access - Voice',
    guest: 'Access - Guest',
    wan: 'WAN',
    customer: 'Customer',
  };
  for (const [key, name] of Object.entries(names))
    ipamRoles[key as IpamRoleKey] = ledger.add('IpamRole', { name, slug: slugOf(name), weight: 1000 });

  const vrfs: number[] = [];
  for (let index = 0; index < 6 + Math.round(resources / 20_000); index++) {
    const id = ledger.add('Vrf', {
      name: `customer-${index + 1}`,
      rd: `64496:${100 + index}`,
      tenantId: 1 + (index % 10),
      enforceUnique: random.chance(0.5),
    });
    for (const [kind, link] of [
      ['export', '_VrfExportTargets'],
      ['import', '_VrfImportTargets'],
    ] as const) {
      const target = ledger.add('RouteTarget', {
        name: `64496:${(kind === 'export' ? 10_000 : 20_000) + index}`,
        description: `customer-${index + 1} ${kind}`,
      });
      ledger.link(link, target, id);
    }
    vrfs.push(id);
  }
  popularVlan.id = ledger.add('Vlan', {
    vid: 4000,
    name: 'Backup and telemetry',
    status: 'ACTIVE',
    roleId: ipamRoles.management,
    description: 'Stretched to every rack.',
  });
  popularVlan.left = Math.round(20_000 * scale);
  return { ipamRoles, vrfs, privateRir };
}

function carriers({ ledger, random }: Estate) {
  const providers: number[] = [];
  const providerNetworks: number[] = [];
  for (const name of [
    'Lumen',
    'Zayo',
    'Colt',
    'Arelion',
    'NTT',
    'Telstra',
    'Orange',
    'Deutsche Telekom',
    'Telxius',
    'Seaborn',
    'Liquid',
    'PCCW',
  ]) {
    const provider = ledger.add('Provider', { name, slug: slugOf(name) });
    const asn = ledger.add('Asn', { asn: 4_200_000_000 + provider, rirId: 1, description: `Peering with ${name}` });
    ledger.link('_AsnToProvider', asn, provider);
    providers.push(provider);
    providerNetworks.push(
      ledger.add('ProviderNetwork', {
        providerId: provider,
        name: `${name} IP transit`,
        serviceId: `IPT-${random.between(10_000, 99_999)}`,
      }),
    );
  }
  const type = (name: string, color: string): number => ledger.add('CircuitType', { name, slug: slugOf(name), color });
  const circuitTypes: Record<CircuitTypeKey, number> = {
    internet: type('Internet access', '4caf50'),
    wave: type('Wavelength', '9c27b0'),
    mpls: type('MPLS VPN', '2196f3'),
    darkFibre: type('Dark fibre', '607d8b'),
    ethernet: type('Ethernet private line', 'ff9800'),
  };
  return { providers, providerNetworks, circuitTypes };
}

function clusters({ ledger }: Estate) {
  const clusterType = ledger.add('ClusterType', { name: 'VMware vSphere', slug: 'vmware-vsphere' });
  const clusterGroups = new Map<string, number>();
  for (const { continent } of cities)
    if (!clusterGroups.has(continent))
      clusterGroups.set(continent, ledger.add('ClusterGroup', { name: continent, slug: slugOf(continent) }));
  return { clusterType, clusterGroups };
}
