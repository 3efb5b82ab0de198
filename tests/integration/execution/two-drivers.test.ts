/** Over the real schema and a real estate, the plan and graphql-js over DataLoader give the same bytes for any document. */
import fc from 'fast-check';
import { execute, type GraphQLArgument, type GraphQLField, type GraphQLScalarType, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from '../../../src/access/viewer.ts';
import { cursorCodec } from '../../../src/data/cursor.ts';
import { RowLoaders } from '../../../src/data/loaders.ts';
import { compilePlan } from '../../../src/execution/compile.ts';
import { attachResolvers } from '../../../src/execution/dataloader-driver.ts';
import { executePlan } from '../../../src/execution/execute.ts';
import { sortErrors } from '../../../src/execution/sort-errors.ts';
import { schema } from '../../../src/schema.ts';
import { countedDatabase } from '../../support/database.ts';
import { type Estate, testEstate } from '../../support/estate.ts';
import { type RandomDocument, randomDocuments } from '../../support/random-documents.ts';

let estate: Estate;
beforeAll(async () => {
  attachResolvers(schema);
  estate = await testEstate(5_000);
});
afterAll(() => estate.close());

const globalIds = ['Device', 'Site', 'Interface', 'Prefix', 'IpAddress', 'Rack', 'Tenant'].flatMap((type) =>
  [1, 2, 3].map((key) => Buffer.from(`${type}:${key}`).toString('base64url')),
);

/** Pages small enough for a test, keys that exist, and cursors that nobody signed now and then. */
function argumentValues(_field: GraphQLField<unknown, unknown>, { name }: GraphQLArgument): fc.Arbitrary<unknown> | undefined {
  switch (name) {
    case 'first':
      return fc.constantFrom(1, 2, 3, 3, 0, 100_000);
    case 'last':
    case 'after':
    case 'before':
      return fc.constantFrom(undefined, undefined, undefined, undefined, undefined, name === 'last' ? 2 : 'unsigned');
    case 'filter':
      return fc.constantFrom(undefined, undefined, {}, { id: { in: globalIds } }, { not: {} });
    case 'id':
      return fc.constantFrom(...globalIds, 'no-such-id');
    case 'ids':
      return fc.array(fc.constantFrom(...globalIds), { maxLength: 4 });
    default:
      return undefined;
  }
}

const samples: Readonly<Record<string, readonly unknown[]>> = {
  Color: ['2196f3'],
  Timestamp: ['2024-05-01T00:00:00.000Z'],
  Day: ['2024-05-01'],
  InterfaceAddress: ['10.0.0.1/24', '2001:db8::1/64'],
  Cidr: ['10.0.0.0/8', '2001:db8::/32'],
  VlanId: [1, 100],
  Mac: ['02:00:00:00:00:01'],
  AsNumber: [64_512],
  BigInteger: [1, 5_000],
};

function scalarValues({ name }: GraphQLScalarType): fc.Arbitrary<unknown> | undefined {
  const values = samples[name];
  return values && fc.constantFrom(...values);
}

function newContext() {
  const database = countedDatabase(estate.database.pool);
  return {
    signal: new AbortController().signal,
    viewer: administrator('test'),
    cursors: cursorCodec(Buffer.alloc(32, 7)),
    loaders: new RowLoaders(),
    database,
  };
}

describe('any document about the estate', () => {
  it('has the same answer from both drivers, and the plan asks the database no more often', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        randomDocuments(schema, { maxFields: 16, maxDepth: 5, argumentValues, scalarValues }),
        async (random: RandomDocument) => {
          expect(validate(schema, random.document)).toEqual([]);
          const { document, variables } = random;
          const context = newContext();
          const ours = await executePlan(compilePlan(schema, document, null, { specialiseAfter: 0 }), { variables, context });
          const contextValue = newContext();
          const theirs = sortErrors(await execute({ schema, document, variableValues: variables, contextValue }));
          expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
          if (!ours.data || ours.errors) return;
          answered++;
          // Where something failed, graphql-js may leave out what is below a sibling.
          expect(context.database.statements.length).toBeLessThanOrEqual(contextValue.database.statements.length);
        },
      ),
      // Each shrinking step asks the database; a failure is replayed by its seed instead.
      { numRuns: 300, endOnFailure: true },
    );
    expect(answered).toBeGreaterThan(30);
  }, 180_000);
});
