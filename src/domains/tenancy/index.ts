/** The resources of this domain. */
import { Contact } from './contact.ts';
import { ContactAssignment } from './contact-assignment.ts';
import { ContactGroup } from './contact-group.ts';
import { ContactRole } from './contact-role.ts';
import { Tenant } from './tenant.ts';
import { TenantGroup } from './tenant-group.ts';

export const tenancy = [TenantGroup, Tenant, ContactGroup, ContactRole, Contact, ContactAssignment];
