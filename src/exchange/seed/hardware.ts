/** The hardware of the demo estate: makers, types with their ports, roles and platforms. Device types and devices grow the same ports from one list. */

export interface PortGroup {
  readonly key: string;
  /** `#` stands for the number. */
  readonly name: string;
  readonly first: number;
  readonly count: number;
  readonly type: string;
  /** Kilobits a second. */
  readonly speed?: number;
  readonly mgmtOnly?: boolean;
}

export interface Hardware {
  readonly maker: string;
  readonly model: string;
  readonly platform?: PlatformKey;
  readonly role: RoleKey;
  readonly uHeight: number;
  readonly isFullDepth?: boolean;
  readonly subdeviceRole?: 'PARENT' | 'CHILD';
  readonly airflow?: string;
  readonly interfaces?: readonly PortGroup[];
  readonly powerPorts?: number;
  readonly powerPortType?: string;
  /** Watts. */
  readonly maximumDraw?: number;
  readonly console?: boolean;
  readonly consoleServerPorts?: number;
  readonly outlets?: number;
  /** Patch panels: so many front ports, spread over rear ports of so many positions. */
  readonly panel?: { readonly fronts: number; readonly frontType: string; readonly rearType: string; readonly positions: number };
  readonly moduleBays?: number;
  readonly deviceBays?: number;
  /** Templates of the type name only the first ports of a group beyond this; a chassis of 16,384 ports is bought as line cards. */
  readonly templateLimit?: number;
}

const gigabit = 1_000_000;

export const platforms = {
  eos: { name: 'Arista EOS', maker: 'Arista' },
  junos: { name: 'Juniper Junos', maker: 'Juniper' },
  iosxe: { name: 'Cisco IOS XE', maker: 'Cisco' },
  nxos: { name: 'Cisco NX-OS', maker: 'Cisco' },
  opengear: { name: 'Opengear Lighthouse', maker: 'Opengear' },
  isam: { name: 'Nokia ISAM', maker: 'Nokia' },
  ubuntu: { name: 'Ubuntu 24.04 LTS', maker: undefined },
  rhel: { name: 'Red Hat Enterprise Linux 9', maker: undefined },
  windows: { name: 'Windows Server 2022', maker: undefined },
  esxi: { name: 'VMware ESXi 8', maker: undefined },
} as const;
export type PlatformKey = keyof typeof platforms;

export const roles = {
  spine: { name: 'Spine', color: '2196f3', vmRole: false },
  leaf: { name: 'Leaf', color: '03a9f4', vmRole: false },
  router: { name: 'WAN Router', color: '4caf50', vmRole: false },
  distribution: { name: 'Distribution Switch', color: '00bcd4', vmRole: false },
  access: { name: 'Access Switch', color: '009688', vmRole: false },
  management: { name: 'Management Switch', color: '607d8b', vmRole: false },
  consoleServer: { name: 'Console Server', color: '795548', vmRole: false },
  server: { name: 'Server', color: '9c27b0', vmRole: true },
  blade: { name: 'Blade', color: '673ab7', vmRole: false },
  panel: { name: 'Patch Panel', color: '9e9e9e', vmRole: false },
  pdu: { name: 'PDU', color: 'f44336', vmRole: false },
  accessNode: { name: 'Optical Access Node', color: 'ff9800', vmRole: false },
  web: { name: 'Web Server', color: 'cddc39', vmRole: true },
  application: { name: 'Application Server', color: 'ffeb3b', vmRole: true },
  database: { name: 'Database Server', color: 'ffc107', vmRole: true },
} as const;
export type RoleKey = keyof typeof roles;

const ports = (key: string, name: string, first: number, count: number, type: string, speed: number): PortGroup => ({
  key,
  name,
  first,
  count,
  type,
  speed: speed * gigabit,
});
const management = (name: string): PortGroup => ({
  key: 'management',
  name,
  first: 0,
  count: 1,
  type: 'TYPE_1000BASE_T',
  speed: gigabit,
  mgmtOnly: true,
});
const loopback = (name: string): PortGroup => ({ key: 'loopback', name, first: 0, count: 1, type: 'VIRTUAL' });

export const hardware = {
  spine: {
    maker: 'Arista',
    model: 'DCS-7050CX3-32S',
    platform: 'eos',
    role: 'spine',
    uHeight: 1,
    airflow: 'FRONT_TO_REAR',
    powerPorts: 2,
    maximumDraw: 500,
    console: true,
    interfaces: [ports('fabric', 'Ethernet#/1', 1, 32, 'TYPE_100GBASE_X_QSFP28', 100), loopback('Loopback0'), management('Management1')],
  },
  leaf: {
    maker: 'Arista',
    model: 'DCS-7050SX3-48YC8',
    platform: 'eos',
    role: 'leaf',
    uHeight: 1,
    airflow: 'FRONT_TO_REAR',
    powerPorts: 2,
    maximumDraw: 400,
    console: true,
    interfaces: [
      ports('server', 'Ethernet#', 1, 48, 'TYPE_25GBASE_X_SFP28', 25),
      ports('uplink', 'Ethernet#/1', 49, 8, 'TYPE_100GBASE_X_QSFP28', 100),
      loopback('Loopback0'),
      management('Management1'),
    ],
  },
  dcRouter: {
    maker: 'Juniper',
    model: 'MX10004',
    platform: 'junos',
    role: 'router',
    uHeight: 4,
    airflow: 'FRONT_TO_REAR',
    powerPorts: 2,
    maximumDraw: 3000,
    console: true,
    interfaces: [
      ports('fabric', 'et-0/0/#', 0, 24, 'TYPE_100GBASE_X_QSFP28', 100),
      ports('wan', 'et-1/0/#', 0, 12, 'TYPE_100GBASE_X_QSFP28', 100),
      loopback('lo0'),
      management('fxp0'),
    ],
  },
  popRouter: {
    maker: 'Juniper',
    model: 'MX304',
    platform: 'junos',
    role: 'router',
    uHeight: 2,
    airflow: 'FRONT_TO_REAR',
    powerPorts: 2,
    maximumDraw: 1800,
    console: true,
    moduleBays: 2,
    interfaces: [loopback('lo0'), management('fxp0')],
  },
  branchRouter: {
    maker: 'Cisco',
    model: 'C8300-1N1S-6T',
    platform: 'iosxe',
    role: 'router',
    uHeight: 1,
    powerPorts: 1,
    maximumDraw: 150,
    console: true,
    interfaces: [ports('wan', 'GigabitEthernet0/0/#', 0, 6, 'TYPE_1000BASE_T', 1), loopback('Loopback0')],
  },
  distribution: {
    maker: 'Cisco',
    model: 'C9500-48Y4C',
    platform: 'iosxe',
    role: 'distribution',
    uHeight: 1,
    airflow: 'FRONT_TO_REAR',
    powerPorts: 2,
    maximumDraw: 650,
    console: true,
    interfaces: [
      ports('down', 'TwentyFiveGigE1/0/#', 1, 48, 'TYPE_25GBASE_X_SFP28', 25),
      ports('up', 'HundredGigE1/0/#', 49, 4, 'TYPE_100GBASE_X_QSFP28', 100),
      loopback('Loopback0'),
    ],
  },
  access: {
    maker: 'Cisco',
    model: 'C9300-48P',
    platform: 'iosxe',
    role: 'access',
    uHeight: 1,
    powerPorts: 1,
    maximumDraw: 715,
    console: true,
    interfaces: [
      ports('access', 'GigabitEthernet@/0/#', 1, 48, 'TYPE_1000BASE_T', 1),
      ports('uplink', 'TenGigabitEthernet@/1/#', 1, 2, 'TYPE_10GBASE_X_SFPP', 10),
    ],
  },
  branchSwitch: {
    maker: 'Cisco',
    model: 'C9200L-24P-4G',
    platform: 'iosxe',
    role: 'access',
    uHeight: 1,
    powerPorts: 1,
    maximumDraw: 370,
    console: true,
    interfaces: [ports('access', 'GigabitEthernet1/0/#', 1, 24, 'TYPE_1000BASE_T', 1)],
  },
  managementSwitch: {
    maker: 'Arista',
    model: 'DCS-7010TX-48',
    platform: 'eos',
    role: 'management',
    uHeight: 1,
    powerPorts: 2,
    maximumDraw: 80,
    console: true,
    interfaces: [ports('access', 'Ethernet#', 1, 48, 'TYPE_1000BASE_T', 1), loopback('Loopback0')],
  },
  consoleServer: {
    maker: 'Opengear',
    model: 'OM2248-10G',
    platform: 'opengear',
    role: 'consoleServer',
    uHeight: 1,
    isFullDepth: false,
    powerPorts: 2,
    maximumDraw: 50,
    consoleServerPorts: 48,
    interfaces: [management('net1')],
  },
  server: {
    maker: 'Dell',
    model: 'PowerEdge R760',
    platform: 'esxi',
    role: 'server',
    uHeight: 2,
    airflow: 'FRONT_TO_REAR',
    powerPorts: 2,
    maximumDraw: 800,
    interfaces: [ports('data', 'eno#', 1, 2, 'TYPE_25GBASE_X_SFP28', 25), management('bmc')],
  },
  chassis: {
    maker: 'Dell',
    model: 'PowerEdge MX7000',
    role: 'server',
    uHeight: 7,
    subdeviceRole: 'PARENT',
    airflow: 'FRONT_TO_REAR',
    powerPorts: 2,
    maximumDraw: 3000,
    deviceBays: 8,
    interfaces: [management('mgmt')],
  },
  blade: {
    maker: 'Dell',
    model: 'PowerEdge MX760c',
    platform: 'ubuntu',
    role: 'blade',
    uHeight: 0,
    subdeviceRole: 'CHILD',
    interfaces: [ports('data', 'eno#', 1, 2, 'TYPE_25GBASE_X_SFP28', 25)],
  },
  fibrePanel: {
    maker: 'CommScope',
    model: 'FPX-12LC-MPO',
    role: 'panel',
    uHeight: 1,
    isFullDepth: false,
    panel: { fronts: 12, frontType: 'LC', rearType: 'MPO', positions: 12 },
  },
  copperPanel: {
    maker: 'Panduit',
    model: 'CP48WSBL',
    role: 'panel',
    uHeight: 2,
    isFullDepth: false,
    panel: { fronts: 48, frontType: 'TYPE_8P8C', rearType: 'TYPE_110_PUNCH', positions: 1 },
  },
  pdu: {
    maker: 'APC',
    model: 'AP8858EU3',
    role: 'pdu',
    uHeight: 0,
    powerPorts: 1,
    powerPortType: 'IEC_60309_P_N_E_6H',
    maximumDraw: 7400,
    outlets: 24,
  },
  smallPdu: {
    maker: 'APC',
    model: 'AP7900B',
    role: 'pdu',
    uHeight: 0,
    powerPorts: 1,
    powerPortType: 'IEC_60320_C20',
    maximumDraw: 3680,
    outlets: 8,
  },
  accessNode: {
    maker: 'Nokia',
    model: '7360 ISAM FX-16',
    platform: 'isam',
    role: 'accessNode',
    uHeight: 14,
    airflow: 'BOTTOM_TO_TOP',
    powerPorts: 2,
    maximumDraw: 4000,
    console: true,
    templateLimit: 0,
  },
} as const satisfies Readonly<Record<string, Hardware>>;
export type HardwareKey = keyof typeof hardware;

export const makers = [
  'Arista',
  'Juniper',
  'Cisco',
  'Nokia',
  'Dell',
  'Opengear',
  'CommScope',
  'Panduit',
  'APC',
  'Ciena',
  'Supermicro',
  'Fortinet',
] as const;
