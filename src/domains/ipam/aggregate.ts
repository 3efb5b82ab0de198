/** Aggregates: the tops of the address plan, as a registry handed them out. They never overlap. */
import { Cidr, Computed, Day, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { familyOf, sizeOfNetwork } from './arithmetic.ts';
import { Rir } from './rir.ts';

@Resource({
  domain: 'ipam',
  plural: 'aggregates',
  description: 'A block of address space as a registry handed it out, the top of the address plan. Aggregates never overlap.',
  recognisedBy: ['prefix'],
  tags: true,
  customFields: true,
})
export class Aggregate {
  @Cidr({ filter: true, order: true, search: true, description: 'The block in CIDR notation, e.g. `10.0.0.0/8`.' })
  prefix!: string;

  @Computed('Int', {
    from: ['prefix'],
    value: ({ prefix }) => familyOf(String(prefix)),
    description: 'Version of the Internet protocol: 4 or 6.',
  })
  family!: number | null;

  @Computed('Float', {
    from: ['prefix'],
    value: ({ prefix }) => sizeOfNetwork(String(prefix)),
    description: 'How many addresses the block holds; above 2^53 the nearest number.',
  })
  size!: number | null;

  @ToOne(() => Rir, {
    via: 'rirId',
    description: 'Who handed the block out.',
    inverse: { name: 'aggregates', page: 50, max: 500, description: 'Blocks that were handed out from here.' },
  })
  rir!: Rir | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the block belongs to.',
    inverse: { name: 'aggregates', page: 50, max: 500, description: 'Blocks of this tenant.' },
  })
  tenant!: Tenant | null;

  @Day({ nullable: true, filter: true, order: true, description: 'Day on which the block was handed out.' })
  dateAdded!: string | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the block is used for, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown: contract, conditions.' })
  comments!: string | null;
}
