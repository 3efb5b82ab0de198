/** The starting queries in the order in which they are offered, each with its title and a sentence on what it shows. */
import cabling from './cabling.graphql?raw';
import deviceConfiguration from './device-configuration.graphql?raw';
import deviceConfigurationVariables from './device-configuration.variables.json?raw';
import dynamicInventory from './dynamic-inventory.graphql?raw';
import dynamicInventoryVariables from './dynamic-inventory.variables.json?raw';
import prefixTree from './prefix-tree.graphql?raw';
import search from './search.graphql?raw';
import searchVariables from './search.variables.json?raw';
import siteDevices from './site-devices.graphql?raw';
import siteDevicesVariables from './site-devices.variables.json?raw';

export interface Starter {
  /** Names the query in addresses: `/graphiql?query=cabling`. */
  readonly id: string;
  readonly title: string;
  /** The root field that it asks. */
  readonly asks: string;
  readonly shows: string;
  readonly query: string;
  readonly variables?: string;
}

export const STARTERS: readonly Starter[] = [
  {
    id: 'dynamic-inventory',
    title: 'Dynamic inventory',
    asks: 'devices',
    shows:
      'Active devices with role, platform, site and management address, as an automation tool wants them.',
    query: dynamicInventory,
    variables:
      dynamicInventoryVariables.trimEnd(),
  },
  {
    id: 'device-configuration',
    title: 'One device’s configuration',
    asks: 'devices',
    shows:
      'Interfaces, VLANs, aggregates and addresses of one device: all that a template needs.',
    query: deviceConfiguration,
    variables:
      deviceConfigurationVariables.trimEnd(),
  },
  {
    id: 'site-devices',
    title: 'Devices at a site with a role',
    asks: 'devices',
    shows:
      'What stands at one site and does one job, with rack and position.',
    query: siteDevices,
    variables: siteDevicesVariables.trimEnd(),
  },
  {
    id: 'cabling',
    title: 'Cabling',
    asks: 'cables',
    shows:
      'Cables with both ends, whatever kind of port they end in.',
    query: cabling,
  },
  {
    id: 'prefix-tree',
    title: 'Prefixes',
    asks: 'prefixes',
    shows:
      'Networks with their utilization, and the networks cut out of them.',
    query: prefixTree,
  },
  {
    id: 'search',
    title: 'Search',
    asks: 'search',
    shows:
      'One text over names, serials, asset tags, addresses and descriptions.',
    query: search,
    variables: searchVariables.trimEnd(),
  },
];
