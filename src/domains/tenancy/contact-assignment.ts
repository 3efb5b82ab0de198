/**
 * Who to call about one object.
 *
 * NetBox points at the object with a pair of type and id. Here each type has a column of its own, exactly one of which is set, so that the
 * database itself keeps the reference whole, and deleting the object deletes the assignment.
 */
import { Choice, type ChoiceOf, defineChoice, OneOf, Resource, ToOne } from '../../resource/vocabulary.ts';
import { Contact } from './contact.ts';
import { ContactRole } from './contact-role.ts';
import { Tenant } from './tenant.ts';

export const ContactPriority = defineChoice('ContactPriority', 'In which order contacts of an object are called.', {
  PRIMARY: 'Called first.',
  SECONDARY: 'Called when the primary contact does not answer.',
  TERTIARY: 'Called when nobody else answers.',
  INACTIVE: 'Not called at present.',
});
export type ContactPriority = ChoiceOf<typeof ContactPriority>;

/** What a contact may be for: exactly one of them is set. */
const subjects = [
  'region',
  'siteGroup',
  'site',
  'location',
  'rack',
  'tenant',
  'manufacturer',
  'device',
  'powerPanel',
  'provider',
  'circuit',
  'clusterGroup',
  'cluster',
  'virtualMachine',
  'service',
];

const inverse = { name: 'contactAssignments', page: 20, max: 100, description: 'Whom to call about this object, and in which role.' };

@Resource({
  domain: 'tenancy',
  plural: 'contactAssignments',
  description: 'A contact in a role for one object: whom to call about this site, circuit or device.',
  recognisedBy: ['contact', 'role', ...subjects],
  tags: true,
  customFields: true,
})
export class ContactAssignment {
  @ToOne(() => Contact, {
    via: 'contactId',
    description: 'Who is called about the object.',
    inverse: { name: 'assignments', page: 50, max: 500, description: 'Objects that this contact is called about.' },
  })
  contact!: Contact | null;

  @ToOne(() => ContactRole, {
    via: 'roleId',
    description: 'What the contact is called about.',
    inverse: { name: 'assignments', page: 50, max: 500, description: 'Assignments in this role.' },
  })
  role!: ContactRole | null;

  @Choice(ContactPriority, {
    nullable: true,
    filter: true,
    order: true,
    description: 'In which order the contacts of the object are called.',
  })
  priority!: ContactPriority | null;

  @OneOf({
    union: 'ContactSubject',
    of: subjects,
    description: 'The object that the contact is called about.',
  })
  subject!: object | null;

  @ToOne('Region', { via: 'regionId', optional: true, description: 'The region, where the contact is for a region.', inverse })
  region!: object | null;

  @ToOne('SiteGroup', { via: 'siteGroupId', optional: true, description: 'The site group, where the contact is for one.', inverse })
  siteGroup!: object | null;

  @ToOne('Site', { via: 'siteId', optional: true, description: 'The site, where the contact is for a site.', inverse })
  site!: object | null;

  @ToOne('Location', { via: 'locationId', optional: true, description: 'The location, where the contact is for a room or floor.', inverse })
  location!: object | null;

  @ToOne('Rack', { via: 'rackId', optional: true, description: 'The rack, where the contact is for a rack.', inverse })
  rack!: object | null;

  @ToOne(() => Tenant, { via: 'tenantId', optional: true, description: 'The tenant, where the contact is for a tenant.', inverse })
  tenant!: Tenant | null;

  @ToOne('Manufacturer', {
    via: 'manufacturerId',
    optional: true,
    description: 'The manufacturer, where the contact is its support.',
    inverse,
  })
  manufacturer!: object | null;

  @ToOne('Device', { via: 'deviceId', optional: true, description: 'The device, where the contact is for a device.', inverse })
  device!: object | null;

  @ToOne('PowerPanel', { via: 'powerPanelId', optional: true, description: 'The power panel, where the contact is for one.', inverse })
  powerPanel!: object | null;

  @ToOne('Provider', { via: 'providerId', optional: true, description: 'The provider, where the contact is at a carrier.', inverse })
  provider!: object | null;

  @ToOne('Circuit', { via: 'circuitId', optional: true, description: 'The circuit, where the contact is for a circuit.', inverse })
  circuit!: object | null;

  @ToOne('ClusterGroup', {
    via: 'clusterGroupId',
    optional: true,
    description: 'The cluster group, where the contact is for one.',
    inverse,
  })
  clusterGroup!: object | null;

  @ToOne('Cluster', { via: 'clusterId', optional: true, description: 'The cluster, where the contact is for a cluster.', inverse })
  cluster!: object | null;

  @ToOne('VirtualMachine', {
    via: 'virtualMachineId',
    optional: true,
    description: 'The virtual machine, where the contact is for one.',
    inverse,
  })
  virtualMachine!: object | null;

  @ToOne('Service', { via: 'serviceId', optional: true, description: 'The service, where the contact is for a service.', inverse })
  service!: object | null;
}
