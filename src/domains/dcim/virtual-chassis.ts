/**
 * Stacks of switches and the like: several devices that are configured as one.
 *
 * The members know their chassis and their position in it; `members(orderBy: [{ vcPosition: ASC }])` lists them as they are stacked.
 */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'dcim',
  plural: 'virtualChassisList',
  description: 'Several devices that are managed as one, e.g. a stack of switches.',
  keys: [['master']],
  recognisedBy: ['name'],
  tags: true,
  customFields: true,
})
export class VirtualChassis {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 64,
    description: 'Name of the stack, which need not be unique: `noc-stack-1`.',
  })
  name!: string;

  @Text({
    nullable: true,
    filter: true,
    maxLength: 30,
    description: 'Identifier by which members find each other, where the maker asks for one.',
  })
  domain!: string | null;

  @ToOne('Device', {
    via: 'masterId',
    optional: true,
    description: 'The member that is logged in to and that holds the configuration.',
    opposite: { name: 'masterOf', description: 'The virtual chassis that this device leads.' },
  })
  master!: object | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Where the stack stands or what it serves, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes on the stack in Markdown: cabling of the ring, upgrades.' })
  comments!: string | null;
}
