/** Contacts: people and desks that answer the phone. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { ContactGroup } from './contact-group.ts';

@Resource({
  domain: 'tenancy',
  plural: 'contacts',
  description: 'A person or a desk to call, e.g. the NOC of a carrier.',
  keys: [['group', 'name']],
  tags: true,
  customFields: true,
})
export class Contact {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the person or desk, unique within its group.',
  })
  name!: string;

  @ToOne(() => ContactGroup, {
    via: 'groupId',
    optional: true,
    description: 'The company or team that the contact belongs to.',
    inverse: { name: 'contacts', page: 50, max: 500, description: 'Contacts directly in this group.' },
  })
  group!: ContactGroup | null;

  @Text({ nullable: true, maxLength: 100, description: 'Position in the organisation, e.g. `Shift lead`.' })
  title!: string | null;

  @Text({ nullable: true, maxLength: 50, description: 'Telephone number, as one dials it from abroad: `+49 69 555 0100`.' })
  phone!: string | null;

  @Text({ nullable: true, filter: true, search: true, maxLength: 254, description: 'Mail address, e.g. `noc@carrier.example`.' })
  email!: string | null;

  @Text({ nullable: true, maxLength: 200, description: 'Postal address.' })
  address!: string | null;

  @Text({ nullable: true, maxLength: 200, description: 'Web address of the ticket system or the directory entry.' })
  link!: string | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'When to call this contact rather than another.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
