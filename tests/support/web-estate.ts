/** A small made-up estate for tests of the pages: enough schema for the starting queries, and values that an attacker would store. */
import { buildSchema, type GraphQLSchema } from 'graphql';

export const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
const HOSTILE_LINK = '[click](javascript:alert(3)) <svg onload=alert(4)>';

export const estateSdl = /* GraphQL */ `
"The questions that can be asked."
type Query {
  "All devices that you may see, by pages. ${HOSTILE.replaceAll('"', "'")}"
  devices(first: Int, after: String, filter: DeviceFilter, orderBy: [DeviceOrder!]): DeviceConnection!
  "All cables that you may see, by pages."
  cables(first: Int, filter: CableFilter): CableConnection!
  "All prefixes that you may see, by pages."
  prefixes(first: Int, filter: PrefixFilter, orderBy: [PrefixOrder!]): PrefixConnection!
  "Finds objects by names, serials, asset tags, addresses and descriptions."
  search(text: String!, types: [String!], first: Int = 20): [SearchResult!]!
  "Who asks."
  viewer: Viewer!
}
type Subscription {
  "What changes, as it changes."
  changes: Change!
}
type Change { number: Int! }
type Mutation {
  "Deletes a device."
  deleteDevice(id: ID!): Boolean!
}
"Who asks: the bearer of the token."
type Viewer { name: String! role: String! }
"A piece of hardware. ${HOSTILE_LINK}"
type Device {
  "Opaque global id."
  id: ID!
  "Name as the device reports it. ${HOSTILE_LINK}"
  name: String
  description: String
  serial: String
  status: DeviceStatus!
  role: DeviceRole
  platform: Platform
  site: Site
  rack: Rack
  position: Float
  deviceType: DeviceType
  primaryIp4: IpAddress
  tags(first: Int): TagConnection!
  interfaces(first: Int, orderBy: [InterfaceOrder!]): InterfaceConnection!
}
enum DeviceStatus { ACTIVE PLANNED FAILED }
enum SortDirection { ASC DESC }
enum CableStatus { CONNECTED PLANNED }
enum PrefixStatus { CONTAINER ACTIVE }
input TextFilter { eq: String in: [String!] startsWith: String contains: String }
input DeviceStatusFilter { eq: DeviceStatus }
input SlugFilter { slug: TextFilter }
input DeviceFilter { name: TextFilter status: DeviceStatusFilter site: SlugFilter role: SlugFilter }
input DeviceOrder @oneOf { name: SortDirection }
input InterfaceOrder @oneOf { name: SortDirection }
input PrefixOrder @oneOf { prefix: SortDirection }
input CableStatusFilter { eq: CableStatus }
input CableFilter { status: CableStatusFilter }
input PrefixStatusFilter { eq: PrefixStatus }
input PrefixFilter { status: PrefixStatusFilter }
type DeviceRole { name: String! slug: String! }
type Platform { name: String! slug: String! }
type Region { name: String! slug: String! }
type Site { name: String! slug: String! region: Region }
type Rack { name: String! }
type Manufacturer { name: String! }
type DeviceType { model: String! manufacturer: Manufacturer }
type Vrf { name: String! }
type Vlan { vid: Int! name: String! }
type IpAddress { id: ID! address: String! dnsName: String vrf: Vrf }
type Tag { slug: String! }
type Interface {
  id: ID! name: String! type: String! enabled: Boolean! mtu: Int description: String mode: String
  device: Device lag: Interface untaggedVlan: Vlan taggedVlans(first: Int): VlanConnection! ipAddresses(first: Int): IpAddressConnection!
}
type FrontPort { name: String! device: Device }
type RearPort { name: String! device: Device }
type PowerPort { name: String! device: Device }
type PowerOutlet { name: String! device: Device }
union CableEnd = Interface | FrontPort | RearPort | PowerPort | PowerOutlet
type CableTermination { cableEnd: String! termination: CableEnd }
type Cable { label: String type: String length: Float lengthUnit: String terminations(first: Int): CableTerminationConnection! }
type IpamRole { name: String! }
type Prefix {
  id: ID! prefix: String! description: String status: PrefixStatus! utilization: Float role: IpamRole vlan: Vlan
  children(first: Int): PrefixConnection!
}
type Circuit { id: ID! cid: String! }
union SearchResult = Device | Interface | IpAddress | Prefix | Circuit
type PageInfo { hasNextPage: Boolean! endCursor: String }
type DeviceConnection { nodes: [Device!]! pageInfo: PageInfo! totalCount: Int! }
type InterfaceConnection { nodes: [Interface!]! totalCount: Int! }
type VlanConnection { nodes: [Vlan!]! }
type TagConnection { nodes: [Tag!]! }
type IpAddressConnection { nodes: [IpAddress!]! }
type CableConnection { nodes: [Cable!]! }
type CableTerminationConnection { nodes: [CableTermination!]! }
type PrefixConnection { nodes: [Prefix!]! }
`;

export function estateSchema(): GraphQLSchema {
  return buildSchema(estateSdl);
}

const SITES = ['ams1', 'fra1', 'lon2', 'par1'].map((slug) => ({ name: slug.toUpperCase(), slug, region: { name: 'EMEA', slug: 'emea' } }));
const ROLES = ['border', 'spine', 'leaf', 'firewall'].map((slug) => ({ name: slug, slug }));

const devices = Array.from({ length: 64 }, (_, index) => {
  const site = SITES[index % SITES.length]!;
  const role = ROLES[index % 3]!;
  return {
    __typename: 'Device',
    id: `RGV2aWNlOj${index}`,
    name: `${site.slug}-${role.slug}-${String(1 + Math.floor(index / 4)).padStart(2, '0')}`,
    description: index === 0 ? HOSTILE : null,
    serial: `FDO24${17_000 + index}`,
    status: 'ACTIVE',
    role,
    platform: { name: 'Junos', slug: 'junos' },
    site,
    primaryIp4: { address: `10.0.${index}.1/32`, dnsName: `${site.slug}-${role.slug}.example.net` },
    tags: { nodes: [{ slug: 'production' }] },
    interfaces: { nodes: [], totalCount: 0 },
  };
}).sort((one, other) => one.name.localeCompare(other.name));

/** The root value: every field is a function of its arguments, as graphql-js calls it. */
export const estateData = {
  devices: ({ first = 20 }: { first?: number }) => ({
    nodes: devices.slice(0, first),
    pageInfo: { hasNextPage: first < devices.length, endCursor: 'WzIwXQ' },
    totalCount: devices.length,
  }),
  cables: { nodes: [] },
  prefixes: { nodes: [] },
  search: [],
  viewer: { name: 'Ada Lindqvist', role: 'ANALYST' },
};
