/** What was done never costs more than what was asked for: random documents over a network that answers with random lists. */
import fc from 'fast-check';
import { type GraphQLObjectType, isListType, isNonNullType, isObjectType, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ActualCost } from '../../../src/cost/actual-cost.ts';
import { compileCost, evaluateCost } from '../../../src/cost/compile.ts';
import { loadSchema } from '../../../src/cost/load-schema.ts';
import { CostRefusal } from '../../../src/cost/refusal.ts';
import type { BatchResolver } from '../../../src/execution/batch.ts';
import { compilePlan } from '../../../src/execution/compile.ts';
import { executePlan } from '../../../src/execution/execute.ts';
import { randomDocuments } from '../../support/random-documents.ts';

const schema = loadSchema(`
  directive @cost(weight: String!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  interface Node { id: ID! }
  type Site implements Node @cost(weight: "2") {
    id: ID!
    name(upper: Boolean @cost(weight: "-1")): String @cost(weight: "0.5")
    devices(first: Int = 3): DeviceConnection @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"], requireOneSlicingArgument: false)
    anything(first: Int): [Node] @listSize(assumedSize: 4, slicingArguments: ["first"], requireOneSlicingArgument: false)
  }
  type Device implements Node @cost(weight: "0.25") {
    id: ID!
    name: String @cost(weight: "7")
    site: Site @cost(weight: "3")
    ends: [End] @listSize(assumedSize: 2)
  }
  type DeviceEdge @cost(weight: "0") { node: Device cursor: String }
  type DeviceConnection @cost(weight: "0") { nodes: [Device] edges: [DeviceEdge] totalCount: Int @cost(weight: "5") }
  union End = Site | Device
  type Query { sites(first: Int = 2): [Site] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) node: Node site: Site end: End }`);

const objects = ['Site', 'Device', 'DeviceEdge', 'DeviceConnection', 'Query'].map((name) => schema.getType(name) as GraphQLObjectType);

/** The sizes that an executor would keep to. */
function mostOf(field: string, args: Readonly<Record<string, unknown>>, page: number): number {
  if (field === 'ends') return 2;
  if (field === 'anything') return typeof args['first'] === 'number' ? args['first'] : 4;
  return field === 'sites' && typeof args['first'] === 'number' ? args['first'] : page;
}

/** Every field that returns objects answers with as many as the dice say, up to what was asked for, and now and then with null. */
function answerWith(dice: () => number): void {
  for (const type of objects)
    for (const field of Object.values(type.getFields())) {
      const nullable = isNonNullType(field.type) ? field.type.ofType : field.type;
      const named = isListType(nullable) ? nullable.ofType : nullable;
      const possible = named === schema.getType('Node') || named === schema.getType('End') ? ['Site', 'Device'] : [String(named)];
      const make = (page: number) => ({
        __typename: possible[dice() % possible.length],
        page,
        id: 'id',
        name: 'name',
        cursor: 'cursor',
        totalCount: 1,
      });
      if (!isObjectType(schema.getType(possible[0]!))) continue;
      const answer: BatchResolver = (parents, args) =>
        parents.map((parent) => {
          if (dice() % 7 === 0) return null;
          const above = (parent as { page?: number }).page ?? 0;
          if (!isListType(nullable)) return make(field.name === 'devices' && typeof args['first'] === 'number' ? args['first'] : 0);
          const most = mostOf(field.name, args, above);
          return Array.from({ length: dice() % (most + 1) }, () => make(0));
        });
      field.extensions = { batch: answer };
    }
}

const documents = randomDocuments(schema, {
  maxDepth: 6,
  argumentValues: (_field, { name }) => (name === 'first' ? fc.integer({ min: 0, max: 4 }) : undefined),
});

async function priceAndRun(text: string, variables: Record<string, unknown>) {
  const document = parse(text);
  const compiled = compileCost(schema, document);
  const coerced = compiled.coerce(variables);
  const { cost } = evaluateCost(compiled, coerced);
  const actual = new ActualCost(compiled, coerced);
  const plan = compilePlan(schema, document);
  await executePlan(plan, { variables, rootValue: {}, context: { signal: new AbortController().signal }, observe: actual.note });
  return { requested: cost, actual };
}

function refusalOf(error: unknown): string {
  if (error instanceof CostRefusal) return error.code;
  throw error;
}

describe('the actual cost', () => {
  it('is never above the price, whatever was asked and whatever came back', async () => {
    let priced = 0;
    await fc.assert(
      fc.asyncProperty(documents, fc.array(fc.nat({ max: 1000 }), { minLength: 5, maxLength: 40 }), async ({ text, variables }, throws) => {
        let next = 0;
        answerWith(() => throws[next++ % throws.length]!);
        const outcome = await priceAndRun(text, variables).catch(refusalOf);
        if (typeof outcome === 'string') return;
        priced += 1;
        expect(outcome.actual.total).toBeLessThanOrEqual(outcome.requested);
      }),
      { numRuns: 300, seed: 42 },
    );
    // A property that everything was too wrong for would hold as well.
    expect(priced).toBeGreaterThan(150);
  });

  it('is the price when every list is full', async () => {
    answerWith(() => 999_999);
    for (const field of Object.values(schema.getQueryType()!.getFields()))
      field.extensions = { batch: (parents: readonly object[]) => parents.map(() => Array.from({ length: 3 }, () => ({ name: 'x' }))) };
    const { requested, actual } = await priceAndRun('{ sites(first: 3) { name } }', {});
    expect(actual.total).toBe(requested);
    expect([...actual.fields.values()]).toEqual([
      { path: 'sites', actual: 7, count: 3 },
      { path: 'sites.name', actual: 1.5, count: 3 },
    ]);
  });

  it('counts nothing for a field that the price does not know', () => {
    const compiled = compileCost(schema, parse('{ site { id } }'));
    const actual = new ActualCost(compiled, {});
    actual.note({ path: 'site.elsewhere', parentType: { name: 'Site' } }, 5, 5);
    expect(actual.total).toBe(1);
  });

  it('charges an object of an abstract type as the lightest that may stand there', () => {
    const compiled = compileCost(schema, parse('{ end { ... on Site { id } } }'));
    const actual = new ActualCost(compiled, {});
    actual.note({ path: 'end', parentType: { name: 'Query' } }, 1, 1);
    expect(actual.total).toBe(1 + 1 + 0.25);
  });
});
