/** Tags and custom fields; tenants and contacts. */
import { choice, commented, custom, described, json, type Mapping, modelOf, named, reference, sluggish, text, value } from '../mapping.ts';

/** The names of our types by NetBox model, for custom fields that say where they apply. */
export function extras(typeOf: (model: string) => string | undefined): readonly Mapping[] {
  return [
    { model: 'extras.tag', type: 'Tag', key: ['slug'], columns: { ...sluggish, ...described, color: value('color', '9e9e9e') } },
    {
      model: 'extras.customfield',
      type: 'CustomField',
      key: ['name'],
      columns: {
        ...named,
        ...described,
        label: text('label'),
        groupName: text('group_name'),
        type: choice('type', 'TEXT'),
        appliesTo: json('content_types', (types) => (types as unknown[]).map((type) => typeOf(modelOf(type) ?? '') ?? modelOf(type))),
        objectType: json('object_type', (type) => typeOf(modelOf(type) ?? '') ?? null),
        required: value('required', false),
        searchWeight: value('search_weight', 1000),
        filterLogic: choice('filter_logic', 'LOOSE'),
        defaultValue: json('default'),
        weight: value('weight', 100),
        validationMinimum: value('validation_minimum'),
        validationMaximum: value('validation_maximum'),
        validationRegex: text('validation_regex'),
        visibility: choice('ui_visibility', 'READ_WRITE'),
      },
    },
  ];
}

export const tenancy: readonly Mapping[] = [
  {
    model: 'tenancy.tenantgroup',
    type: 'TenantGroup',
    key: ['parentId', 'slug'],
    tree: 'parent',
    columns: { ...sluggish, ...described, ...custom, parentId: reference('parent', 'tenancy.tenantgroup') },
  },
  {
    model: 'tenancy.tenant',
    type: 'Tenant',
    key: ['slug'],
    columns: { ...sluggish, ...commented, ...custom, groupId: reference('group', 'tenancy.tenantgroup') },
  },
  {
    model: 'tenancy.contactgroup',
    type: 'ContactGroup',
    key: ['parentId', 'slug'],
    tree: 'parent',
    columns: { ...sluggish, ...described, ...custom, parentId: reference('parent', 'tenancy.contactgroup') },
  },
  { model: 'tenancy.contactrole', type: 'ContactRole', key: ['slug'], columns: { ...sluggish, ...described, ...custom } },
  {
    model: 'tenancy.contact',
    type: 'Contact',
    key: ['groupId', 'name'],
    columns: {
      ...named,
      ...commented,
      ...custom,
      groupId: reference('group', 'tenancy.contactgroup'),
      title: text('title'),
      phone: text('phone'),
      email: text('email'),
      address: text('address'),
      link: text('link'),
    },
  },
];

/** Last, because contacts are assigned to objects of any kind. */
export const contactAssignments: readonly Mapping[] = [
  {
    model: 'tenancy.contactassignment',
    type: 'ContactAssignment',
    columns: {
      contactId: reference('contact', 'tenancy.contact'),
      roleId: reference('role', 'tenancy.contactrole'),
      priority: choice('priority'),
    },
    generic: {
      type: 'content_type',
      id: 'object_id',
      columns: {
        'dcim.region': 'regionId',
        'dcim.sitegroup': 'siteGroupId',
        'dcim.site': 'siteId',
        'dcim.location': 'locationId',
        'dcim.rack': 'rackId',
        'tenancy.tenant': 'tenantId',
        'dcim.manufacturer': 'manufacturerId',
        'dcim.device': 'deviceId',
        'dcim.powerpanel': 'powerPanelId',
        'circuits.provider': 'providerId',
        'circuits.circuit': 'circuitId',
        'virtualization.clustergroup': 'clusterGroupId',
        'virtualization.cluster': 'clusterId',
        'virtualization.virtualmachine': 'virtualMachineId',
      },
    },
  },
];
