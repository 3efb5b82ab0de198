/** What a contact is responsible for at an object. */
import { Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'tenancy',
  plural: 'contactRoles',
  description: 'What somebody is called about, e.g. `Operational`, `Billing` or `Remote hands`.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class ContactRole {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the responsibility, e.g. `Billing`.',
  })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `billing`.' })
  slug!: string;

  @Text({ nullable: true, maxLength: 500, description: 'What the responsibility covers, and in which hours.' })
  description!: string | null;
}
