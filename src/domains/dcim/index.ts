/** The resources of this domain. */
import { Cable } from './cable.ts';
import { CableTermination } from './cable-termination.ts';
import { ConsolePort } from './console-port.ts';
import { ConsolePortTemplate } from './console-port-template.ts';
import { ConsoleServerPort } from './console-server-port.ts';
import { ConsoleServerPortTemplate } from './console-server-port-template.ts';
import { Device } from './device.ts';
import { DeviceBay } from './device-bay.ts';
import { DeviceBayTemplate } from './device-bay-template.ts';
import { DeviceRole } from './device-role.ts';
import { DeviceType } from './device-type.ts';
import { FrontPort } from './front-port.ts';
import { FrontPortTemplate } from './front-port-template.ts';
import { Interface } from './interface.ts';
import { InterfaceTemplate } from './interface-template.ts';
import { Manufacturer } from './manufacturer.ts';
import { Module } from './module.ts';
import { ModuleBay } from './module-bay.ts';
import { ModuleBayTemplate } from './module-bay-template.ts';
import { ModuleType } from './module-type.ts';
import { Platform } from './platform.ts';
import { PortMapping } from './port-mapping.ts';
import { PortTemplateMapping } from './port-template-mapping.ts';
import { PowerFeed } from './power-feed.ts';
import { PowerOutlet } from './power-outlet.ts';
import { PowerOutletTemplate } from './power-outlet-template.ts';
import { PowerPanel } from './power-panel.ts';
import { PowerPort } from './power-port.ts';
import { PowerPortTemplate } from './power-port-template.ts';
import { RearPort } from './rear-port.ts';
import { RearPortTemplate } from './rear-port-template.ts';
import { VirtualChassis } from './virtual-chassis.ts';

export const dcim = [
  Manufacturer,
  Platform,
  DeviceRole,
  DeviceType,
  ModuleType,
  ConsolePortTemplate,
  ConsoleServerPortTemplate,
  PowerPortTemplate,
  PowerOutletTemplate,
  InterfaceTemplate,
  RearPortTemplate,
  FrontPortTemplate,
  PortTemplateMapping,
  ModuleBayTemplate,
  DeviceBayTemplate,
  VirtualChassis,
  Device,
  ModuleBay,
  Module,
  DeviceBay,
  Interface,
  RearPort,
  FrontPort,
  PortMapping,
  ConsolePort,
  ConsoleServerPort,
  PowerPort,
  PowerOutlet,
  PowerPanel,
  PowerFeed,
  Cable,
  CableTermination,
];
