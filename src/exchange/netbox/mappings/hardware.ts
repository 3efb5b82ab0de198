/** Makers, types and their templates. */
import { choice, commented, custom, described, type Mapping, named, reference, sluggish, text, value } from '../mapping.ts';

const ofType = {
  ...named,
  ...described,
  label: text('label'),
  deviceTypeId: reference('device_type', 'dcim.devicetype'),
  moduleTypeId: reference('module_type', 'dcim.moduletype'),
};
const nameInType = ['deviceTypeId', 'moduleTypeId', 'name'];
const weighed = { airflow: choice('airflow'), weight: value('weight'), weightUnit: choice('weight_unit'), partNumber: text('part_number') };

export const hardware: readonly Mapping[] = [
  { model: 'dcim.manufacturer', type: 'Manufacturer', key: ['slug'], columns: { ...sluggish, ...described, ...custom } },
  {
    model: 'dcim.platform',
    type: 'Platform',
    key: ['slug'],
    columns: { ...sluggish, ...described, ...custom, manufacturerId: reference('manufacturer', 'dcim.manufacturer') },
  },
  {
    model: 'dcim.devicerole',
    type: 'DeviceRole',
    key: ['slug'],
    columns: { ...sluggish, ...described, ...custom, color: value('color', '9e9e9e'), vmRole: value('vm_role', true) },
  },
  {
    model: 'dcim.devicetype',
    type: 'DeviceType',
    key: ['manufacturerId', 'slug'],
    columns: {
      ...commented,
      ...custom,
      ...weighed,
      model: value('model'),
      slug: value('slug'),
      manufacturerId: reference('manufacturer', 'dcim.manufacturer'),
      defaultPlatformId: reference('default_platform', 'dcim.platform'),
      uHeight: value('u_height', 1),
      isFullDepth: value('is_full_depth', true),
      subdeviceRole: choice('subdevice_role'),
      frontImage: text('front_image'),
      rearImage: text('rear_image'),
    },
  },
  {
    model: 'dcim.moduletype',
    type: 'ModuleType',
    key: ['manufacturerId', 'model'],
    columns: { ...commented, ...custom, ...weighed, model: value('model'), manufacturerId: reference('manufacturer', 'dcim.manufacturer') },
  },
  { model: 'dcim.consoleporttemplate', type: 'ConsolePortTemplate', key: nameInType, columns: { ...ofType, type: choice('type') } },
  {
    model: 'dcim.consoleserverporttemplate',
    type: 'ConsoleServerPortTemplate',
    key: nameInType,
    columns: { ...ofType, type: choice('type') },
  },
  {
    model: 'dcim.powerporttemplate',
    type: 'PowerPortTemplate',
    key: nameInType,
    columns: { ...ofType, type: choice('type'), maximumDraw: value('maximum_draw'), allocatedDraw: value('allocated_draw') },
  },
  {
    model: 'dcim.poweroutlettemplate',
    type: 'PowerOutletTemplate',
    key: nameInType,
    columns: {
      ...ofType,
      type: choice('type'),
      feedLeg: choice('feed_leg'),
      powerPortId: reference('power_port', 'dcim.powerporttemplate'),
    },
  },
  {
    model: 'dcim.interfacetemplate',
    type: 'InterfaceTemplate',
    key: nameInType,
    columns: {
      ...ofType,
      type: choice('type'),
      enabled: value('enabled', true),
      mgmtOnly: value('mgmt_only', false),
      poeMode: choice('poe_mode'),
      poeType: choice('poe_type'),
      rfRole: choice('rf_role'),
    },
    later: { bridgeId: reference('bridge', 'dcim.interfacetemplate') },
  },
  {
    model: 'dcim.rearporttemplate',
    type: 'RearPortTemplate',
    key: nameInType,
    columns: { ...ofType, type: choice('type'), color: text('color'), positions: value('positions', 1) },
  },
  {
    model: 'dcim.frontporttemplate',
    type: 'FrontPortTemplate',
    key: nameInType,
    columns: { ...ofType, type: choice('type'), color: text('color') },
    brings: {
      model: 'dcim.frontporttemplate',
      type: 'PortTemplateMapping',
      key: ['frontPortId', 'frontPortPosition'],
      columns: {
        frontPortId: reference('pk', 'dcim.frontporttemplate'),
        frontPortPosition: value('front_port_position', 1),
        rearPortId: reference('rear_port', 'dcim.rearporttemplate'),
        rearPortPosition: value('rear_port_position', 1),
      },
    },
  },
  {
    model: 'dcim.modulebaytemplate',
    type: 'ModuleBayTemplate',
    key: ['deviceTypeId', 'name'],
    columns: {
      ...named,
      ...described,
      label: text('label'),
      position: text('position'),
      deviceTypeId: reference('device_type', 'dcim.devicetype'),
    },
  },
  {
    model: 'dcim.devicebaytemplate',
    type: 'DeviceBayTemplate',
    key: ['deviceTypeId', 'name'],
    columns: { ...named, ...described, label: text('label'), deviceTypeId: reference('device_type', 'dcim.devicetype') },
  },
];
