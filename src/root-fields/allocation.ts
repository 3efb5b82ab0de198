/** `allocateIpAddress` and `allocatePrefix`: the next free one, taken at once. */
import { ID, Int } from 'type-graphql';
import type { Needs } from '../access/visible-schema.ts';
import type { RowInput, WriteContext } from '../data/write/write.ts';
import type { BatchResolver, ExecutionContext } from '../execution/batch.ts';
import { idempotencyKey, MUTATION_WEIGHT, writeTypesOf } from '../resource/derive/mutations.ts';
import { type ArgumentOptions, declareMutation, declareRoot } from '../resource/derive/type-graphql.ts';
import type { DeclaredCost } from '../resource/meaning.ts';
import { type AppContext, serviceOf } from './context.ts';

export const AllocationRoot = declareRoot('AllocationRoot');

/** Finding what is free reads some hundred rows, which a write does not. */
const ALLOCATION_WEIGHT = MUTATION_WEIGHT + 10;

const batch = (
  resource: string,
  answer: (args: Readonly<Record<string, unknown>>, context: AppContext & WriteContext) => Promise<unknown>,
): { batch: BatchResolver; cost: DeclaredCost; needs: Needs } => ({
  needs: [{ resource, action: 'create' }],
  cost: { weight: ALLOCATION_WEIGHT },
  batch: async (_parents, args, _selection, executing: ExecutionContext) => {
    const context = executing as AppContext & WriteContext;
    // Rows that were loaded before are no longer what they were.
    context.loaders.forget();
    return [await answer(args, context)];
  },
});

const inputOf = (args: Readonly<Record<string, unknown>>): RowInput => (args['input'] ?? {}) as RowInput;
const input = (resource: string): ArgumentOptions => ({
  name: 'input',
  type: () => writeTypesOf(resource).input,
  description: 'What else it is like; its network and VRF follow from where it is allocated.',
});

declareMutation(AllocationRoot, 'allocateIpAddress', () => writeTypesOf('IpAddress').payload, {
  description:
    'Enters the first address that is free in a prefix or range. Ranges in a prefix are left out, and so are the first and last address of an IPv4 network that is no pool, and the first of an IPv6 network.',
  args: [
    { name: 'in', type: () => ID, nullable: false, description: 'The global id of a prefix or of a range.' },
    input('IpAddress'),
    idempotencyKey,
  ],
  extensions: batch('IpAddress', (args, context) => serviceOf(context, 'allocator').address(String(args['in']), inputOf(args), context)),
});

declareMutation(AllocationRoot, 'allocatePrefix', () => writeTypesOf('Prefix').payload, {
  description: 'Enters the first network of a length that is free in a prefix: it overlaps no other prefix of the VRF but those around it.',
  args: [
    { name: 'in', type: () => ID, nullable: false, description: 'The global id of the prefix that it is taken from.' },
    { name: 'length', type: () => Int, nullable: false, description: 'Length of the mask in bits, e.g. 24.' },
    input('Prefix'),
    idempotencyKey,
  ],
  extensions: batch('Prefix', (args, context) =>
    serviceOf(context, 'allocator').prefix(String(args['in']), args['length'] as number, inputOf(args), context),
  ),
});
