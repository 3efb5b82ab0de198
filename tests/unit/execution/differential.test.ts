/**
 * The plan and graphql-js over DataLoader answer every document with the same bytes.
 *
 * One freedom is left. When several failures would each have made the same null, graphql-js names the one that its promises happened to deliver
 * first; ours is named by rule. They agree almost always; where they do not, graphql-js must have named one of the causes that ours knows of.
 */
import fc from 'fast-check';
import { type ExecutionResult, execute, type GraphQLError, type GraphQLSchema, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compilePlan } from '../../../src/execution/compile.ts';
import { attachResolvers } from '../../../src/execution/dataloader-driver.ts';
import { type ExecuteOptions, executePlan } from '../../../src/execution/execute.ts';
import { nulledLength, sortErrors } from '../../../src/execution/sort-errors.ts';
import { type RandomDocument, randomDocuments } from '../../support/random-documents.ts';
import { requestContext, rootRow, syntheticSchema } from './synthetic-schema.ts';

const schema = syntheticSchema();
attachResolvers(schema);

interface Tally {
  documents: number;
  withErrors: number;
  withoutData: number;
  otherCause: number;
}

async function compare(random: RandomDocument, rootValue: object, specialiseAfter: number, tally: Tally): Promise<void> {
  // Lets the event loop turn, which promises alone never do: without it no time limit and no report of a lost rejection would get through.
  await new Promise(setImmediate);
  expect(validate(schema, random.document)).toEqual([]);
  const plan = compilePlan(schema, random.document, null, { specialiseAfter });
  const run = (options: Partial<ExecuteOptions>) =>
    executePlan(plan, { variables: random.variables, rootValue, context: requestContext(), ...options });
  const ours = await run({});
  const theirs = sortErrors(await executeWithGraphql(schema, random, rootValue));
  expect(JSON.stringify(await run({})), 'the same document twice').toBe(JSON.stringify(ours));
  expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data));
  tally.documents++;
  if (theirs.errors) tally.withErrors++;
  if (!theirs.data) tally.withoutData++;
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return;
  tally.otherCause++;
  const causes = (await run({ everyCause: true })).errors!.map((error) => JSON.stringify(error));
  expect(nullsOf(ours)).toEqual(nullsOf(theirs));
  for (const error of theirs.errors ?? []) expect(causes).toContain(JSON.stringify(error));
}

async function executeWithGraphql(schemaOfRun: GraphQLSchema, { document, variables }: RandomDocument, rootValue: object) {
  const contextValue = requestContext();
  return (await execute({ schema: schemaOfRun, document, variableValues: variables, rootValue, contextValue })) as ExecutionResult;
}

function nullsOf(result: ExecutionResult): readonly string[] {
  const nullOf = ({ path }: GraphQLError) => JSON.stringify(path?.slice(0, nulledLength(result.data, path)));
  return (result.errors ?? []).map(nullOf).sort();
}

function newTally(): Tally {
  return { documents: 0, withErrors: 0, withoutData: 0, otherCause: 0 };
}

describe('any document', () => {
  // graphql-js drops the promises of a list whose later item fails at once; when they reject, Node reports rejections that nobody caused here.
  const ignore = () => {};
  beforeAll(() => void process.on('unhandledRejection', ignore));
  afterAll(() => void process.off('unhandledRejection', ignore));

  const seeds = fc.nat({ max: 100_000 });
  const specialise = fc.constantFrom(0, 1, Number.POSITIVE_INFINITY);

  it('has the same answer when nothing goes wrong', async () => {
    const tally = newTally();
    await fc.assert(
      fc.asyncProperty(randomDocuments(schema), seeds, specialise, (random, seed, after) =>
        compare(random, rootRow(schema, 'Query', seed, 0), after, tally),
      ),
      { numRuns: 700 },
    );
    expect(tally.documents).toBeGreaterThanOrEqual(700);
  }, 180_000);

  it('has the same nulls and the same errors when much goes wrong', async () => {
    const tally = newTally();
    await fc.assert(
      fc.asyncProperty(
        randomDocuments(schema, { failingNulls: true }),
        seeds,
        fc.constantFrom(2, 8, 30),
        specialise,
        (random, seed, trouble, after) => compare(random, rootRow(schema, 'Query', seed, trouble), after, tally),
      ),
      { numRuns: 1_300 },
    );
    expect(tally.withErrors).toBeGreaterThan(tally.documents / 4);
    expect(tally.withoutData).toBeLessThan(tally.documents / 2);
    expect(tally.otherCause).toBeLessThan(tally.documents / 50);
  }, 180_000);

  it('changes things in the same order', async () => {
    const tally = newTally();
    await fc.assert(
      fc.asyncProperty(
        randomDocuments(schema, { operation: 'mutation', failingNulls: true, maxFields: 20 }),
        seeds,
        fc.constantFrom(0, 30),
        specialise,
        (random, seed, trouble, after) => compare(random, rootRow(schema, 'Mutation', seed, trouble), after, tally),
      ),
      { numRuns: 200 },
    );
    expect(tally.documents).toBeGreaterThanOrEqual(200);
  }, 180_000);
});
