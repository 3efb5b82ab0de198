/** What must hold for every document, tried on random ones. */
import fc from 'fast-check';
import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print, type SelectionNode, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type CompiledCost, compileCost, evaluateCost } from '../../../src/cost/compile.ts';
import { loadSchema } from '../../../src/cost/load-schema.ts';
import { CostRefusal } from '../../../src/cost/refusal.ts';
import { randomDocuments } from '../../support/random-documents.ts';

const schema = loadSchema(`
  interface Thing { id: ID! owner: Person parts(first: Int = 3): [Thing] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false, assumedSize: 7) }
  type Rack implements Thing @cost(weight: "2") {
    id: ID! owner: Person height: Int @cost(weight: "0.5") devices(first: Int, last: Int): Page
      @listSize(assumedSize: 5, slicingArguments: ["first", "last"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    parts(first: Int = 3): [Thing] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false, assumedSize: 7)
  }
  type Device implements Thing {
    id: ID! owner: Person name(upper: Boolean @cost(weight: "-1"), exact: Boolean @cost(weight: "2")): String @cost(weight: "1")
    parts(first: Int = 3): [Thing] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false, assumedSize: 7)
  }
  type Page @cost(weight: "0") { nodes: [Device] @cost(weight: "0") total: Int @cost(weight: "5") }
  type Person { name: String things(filter: Filter, first: Int): [Either]
    @listSize(slicingArguments: ["first"], assumedSize: 4, requireOneSlicingArgument: false) }
  union Either = Rack | Device
  input Filter { name: String @cost(weight: "3") and: [Filter!] }
  type Query { rack: Rack thing: Thing either: Either people(first: Int = 2): [Person]
    @listSize(slicingArguments: ["first"], assumedSize: 2, requireOneSlicingArgument: false) }`);

const documents = randomDocuments(schema, {
  maxFields: 20,
  maxDepth: 6,
  failingNulls: false,
  argumentValues: (_, argument) => (argument.name === 'first' || argument.name === 'last' ? fc.integer({ min: 0, max: 9 }) : undefined),
});

function priceOf(document: DocumentNode, variables: Record<string, unknown>): [number, number] {
  const compiled = compileCost(schema, document);
  const { typeCost, fieldCost } = evaluateCost(compiled, coercedOrDiscarded(compiled, variables));
  return [typeCost, fieldCost];
}

/** Some random variables do not fit their types; those documents have no price to compare. */
function coercedOrDiscarded(compiled: CompiledCost, variables: Record<string, unknown>): Record<string, unknown> {
  try {
    return compiled.coerce(variables);
  } catch (error) {
    if (error instanceof CostRefusal && error.code === 'VARIABLES_INVALID') fc.pre(false);
    throw error;
  }
}

/** Puts random runs of selections of the operation into inline fragments and named fragments without changing what is selected. */
function splitIntoFragments(document: DocumentNode, choose: () => number): DocumentNode {
  const operation = document.definitions.find(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  )!;
  const named: string[] = [];
  const splitSet = (selections: readonly SelectionNode[], typeName: string): string =>
    selections
      .map((selection) => {
        const text = print(selection);
        const choice = choose() % 4;
        if (choice === 0) return `... { ${text} }`;
        if (choice === 1) return `... on ${typeName} { ${text} ${text} }`;
        if (choice === 2) {
          named.push(`fragment Split${named.length} on ${typeName} { ${text} }`);
          return `...Split${named.length - 1} ...Split${named.length - 1}`;
        }
        return text;
      })
      .join(' ');
  const inside = splitSet(operation.selectionSet.selections, 'Query');
  const others = document.definitions.filter((definition) => definition !== operation).map((definition) => print(definition));
  const head = print({ ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections: [] } }).replace(/\{\s*\}\s*$/, '');
  const text = `${head.trim() === '' ? 'query' : head} { ${inside} } ${others.join('\n')} ${named.join('\n')}`;
  return parse(text);
}

describe('a price', () => {
  it('is the same however the selection is split into fragments', () => {
    fc.assert(
      fc.property(documents, fc.array(fc.nat(3), { minLength: 16, maxLength: 16 }), ({ document, variables }, choices) => {
        let next = 0;
        const split = splitIntoFragments(document, () => choices[next++ % choices.length]!);
        fc.pre(validate(schema, split).length === 0);
        expect(priceOf(split, variables)).toEqual(priceOf(document, variables));
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('never falls when a page grows', () => {
    const query = (first: number) =>
      parse(
        `{ people(first: ${first}) { things(first: ${first}) { ... on Rack { devices(first: ${first}) { nodes { parts { owner { name } } } } } } } }`,
      );
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (left, right) => {
        const [small, large] = left < right ? [left, right] : [right, left];
        const [smallType, smallField] = priceOf(query(small), {});
        const [largeType, largeField] = priceOf(query(large), {});
        return smallType <= largeType && smallField <= largeField;
      }),
    );
  });

  it('never falls when something is selected as well', () => {
    fc.assert(
      fc.property(documents, ({ document, variables }) => {
        const [type, field] = priceOf(document, variables);
        const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!;
        const more = parse(
          print(document).replace(
            print(operation.selectionSet),
            `{ extra: rack { owner { name } } ${print(operation.selectionSet).slice(1)}`,
          ),
        );
        const [moreType, moreField] = priceOf(more, variables);
        expect(moreType).toBeGreaterThanOrEqual(type);
        expect(moreField).toBeGreaterThanOrEqual(field);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('is the same by variable as by literal', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.boolean(), (first, second, exact) => {
        const literal = parse(
          `{ people(first: ${first}) { things(first: ${second}, filter: { name: "a", and: [{ name: "b" }] }) { ... on Device { name(exact: ${exact}) } } } }`,
        );
        const variable = parse(
          'query ($a: Int, $b: Int, $c: Boolean, $f: Filter) { people(first: $a) { things(first: $b, filter: $f) { ... on Device { name(exact: $c) } } } }',
        );
        const filter = { name: 'a', and: [{ name: 'b' }] };
        expect(priceOf(variable, { a: first, b: second, c: exact, f: filter })).toEqual(priceOf(literal, {}));
      }),
    );
  });

  it('is never NaN and never negative, whatever is sent', () => {
    fc.assert(
      fc.property(documents, ({ document, variables }) => {
        for (const part of priceOf(document, variables)) expect(part).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});
