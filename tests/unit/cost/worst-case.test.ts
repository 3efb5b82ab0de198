import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileCost, evaluateCost } from '../../../src/cost/compile.ts';
import { loadSchema } from '../../../src/cost/load-schema.ts';
import { CostRefusal } from '../../../src/cost/refusal.ts';
import { type VariableBounds, worstCase } from '../../../src/cost/worst-case.ts';
import { checkBounds } from '../../../src/operations/check-bounds.ts';

const schema = loadSchema(`
  type Query {
    devices(first: Int, last: Int, filter: Filter): Devices @listSize(assumedSize: 50, slicingArguments: ["first", "last"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
    defaulted(first: Int = 9): [Rack] @listSize(assumedSize: 4, slicingArguments: ["first"])
    racks(first: Int): [Rack] @listSize(assumedSize: 5, slicingArguments: ["first"])
    endless(first: Int): [Rack] @listSize(slicingArguments: ["first"])
    byIds(ids: [ID!]!): [Device] @listSize(slicingArguments: ["ids"])
  }
  type Mutation {
    create(items: [Item!]!): Int
    createSome(items: [Item]): [Device] @listSize(slicingArguments: ["items"], requireOneSlicingArgument: false, assumedSize: 1)
  }
  input Item { name: String part: Part }
  input Part { name: String }
  input Filter { name: String and: [Filter!] not: Filter }
  type Devices @cost(weight: "0") { nodes: [Device] @cost(weight: "0") }
  type Device { name: String ports(first: Int): [Port] @listSize(assumedSize: 10, slicingArguments: ["first"], requireOneSlicingArgument: false) }
  type Port { name: String }
  type Rack { name: String }`);

const most: Readonly<Record<string, number>> = { devices: 200, ports: 100, racks: 20, byIds: 40 };
const options = { cost: {}, mostRowsOf: ({ name }: { name: string }) => most[name], mostItems: 30, mostObjects: 8 };

function worst(text: string, bounds: Readonly<Record<string, VariableBounds>> = {}) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return worstCase(schema, document, null, bounds, options);
}

function priceOf(text: string, variables: Record<string, unknown>): number {
  const compiled = compileCost(schema, parse(text), null);
  return evaluateCost(compiled, compiled.coerce(variables)).cost;
}

describe('the price at its worst', () => {
  const NESTED = 'query ($first: Int!, $ports: Int) { devices(first: $first) { nodes { name ports(first: $ports) { name } } } }';

  it('is that of the largest pages that the schema allows', () => {
    const { price, bounds } = worst(NESTED);
    expect(bounds).toEqual({ first: { max: 200 }, ports: { max: 100 } });
    expect(price.cost).toBe(priceOf(NESTED, { first: 200, ports: 100 }));
  });

  it('is that of narrower ones where they are declared', () => {
    expect(worst(NESTED, { first: { max: 7 } }).price.cost).toBe(priceOf(NESTED, { first: 7, ports: 100 }));
  });

  it('counts what a variable costs that is left out, where that is more than its bound', () => {
    expect(worst(NESTED, { first: { max: 1 }, ports: { max: 3 } }).price.cost).toBe(priceOf(NESTED, { first: 1 }));
  });

  it('counts the default of the schema for a variable that is left out', () => {
    const text = 'query ($first: Int) { defaulted(first: $first) { name } }';
    expect(worst(text, { first: { max: 2 } }).price.cost).toBe(priceOf(text, {}));
    expect(priceOf(text, {})).toBeGreaterThan(priceOf(text, { first: null }));
  });

  it('counts a variable of several lists by the one that gives least, since the others cannot be reached', () => {
    const text = 'query ($n: Int!) { devices(first: $n) { nodes { name } } racks(first: $n) { name } }';
    expect(worst(text).bounds).toEqual({ n: { max: 20 } });
    expect(worst(text).price.cost).toBe(priceOf(text, { n: 20 }));
  });

  it('tries conditions both ways, and takes everything where there are too many', () => {
    const text = 'query ($a: Boolean!) { devices(first: 1) @include(if: $a) { nodes { name } } racks(first: 20) @skip(if: $a) { name } }';
    expect(worst(text).price.cost).toBe(priceOf(text, { a: false }));
    const names = Array.from({ length: 8 }, (_, index) => `c${index}`);
    const many = `query (${names.map((name) => `$${name}: Boolean!`).join()}) { ${names.map((name) => `${name}: racks(first: 2) @include(if: $${name}) { name }`).join(' ')} }`;
    expect(worst(many).price.cost).toBe(priceOf(many, Object.fromEntries(names.map((name) => [name, true]))));
  });

  it('counts lists by their length and inputs by their objects', () => {
    const text =
      'query ($ids: [ID!]!, $filter: Filter) { byIds(ids: $ids) { name } devices(first: 1, filter: $filter) { nodes { name } } }';
    const { price, bounds } = worst(text);
    expect(bounds).toEqual({ ids: { length: 30 }, filter: { objects: 8 } });
    const ids = Array.from({ length: 30 }, String);
    expect(price.cost).toBe(priceOf(text, { ids, filter: { and: [{}, {}, {}, {}, {}, {}, {}] } }));
    const mutation = 'mutation ($items: [Item!]!) { create(items: $items) }';
    expect(worst(mutation, { items: { length: 2, objects: 4 } }).price.cost).toBe(
      priceOf(mutation, { items: [{ part: {} }, { part: {} }] }),
    );
  });

  it('counts items that are null, which are no objects', () => {
    const text = 'mutation ($items: [Item]) { createSome(items: $items) { name } }';
    expect(worst(text).bounds).toEqual({ items: { length: 30, objects: 8 } });
    const items = [...Array.from({ length: 8 }, () => ({})), ...new Array(22).fill(null)];
    expect(worst(text).price.cost).toBe(priceOf(text, { items }));
  });

  it('is refused where it has no bound', () => {
    expect(() => worst('query ($n: Int) { endless(first: $n) { name } }')).toThrow(CostRefusal);
    expect(worst('query ($n: Int!) { endless(first: $n) { name } }', { n: { max: 9 } }).price.cost).toBeGreaterThan(9);
    expect(() => worst('query ($n: String!) { __type(name: $n) { name } }')).toThrow('has to name its type in the document');
  });

  it('is refused for a bound of nothing, and for a default above its bound', () => {
    expect(() => worst('{ racks(first: 1) { name } }', { first: { max: 1 } })).toThrow('There is no variable `$first` to bound.');
    expect(() => worst('query ($n: Int = 9) { racks(first: $n) { name } }', { n: { max: 5 } })).toThrow('The default of `$n` is 9');
  });

  it('is never passed by a request that keeps the bounds', () => {
    const text = `query ($first: Int, $last: Int, $ports: Int = 4, $filter: Filter, $ids: [ID!]!, $a: Boolean!, $b: Boolean = false) {
      devices(first: $first, last: $last, filter: $filter) { nodes { name ports(first: $ports) @include(if: $a) { name } } }
      byIds(ids: $ids) { name ports(first: $ports) @skip(if: $b) { name } }
      racks(first: $ports) @skip(if: $a) { name }
    }`;
    const filter = fc.letrec((tie) => ({
      filter: fc.oneof(
        { maxDepth: 4 },
        fc.record({ name: fc.string({ maxLength: 3 }) }),
        fc.record({ not: tie('filter') }),
        fc.record({ and: fc.array(tie('filter'), { maxLength: 4 }) }),
      ),
    })).filter;
    const optional = (largest: number) => fc.option(fc.nat({ max: largest }), { nil: undefined });
    const variables = fc.record(
      {
        first: optional(250),
        last: optional(250),
        ports: fc.option(fc.nat({ max: 120 }), { nil: null }),
        filter: fc.option(filter, { nil: null }),
        ids: fc.array(fc.string({ maxLength: 2 }), { maxLength: 45 }),
        a: fc.boolean(),
        b: fc.boolean(),
      },
      { requiredKeys: ['ids', 'a'] },
    );
    const bound = fc.record(
      { first: fc.record({ max: fc.nat({ max: 200 }) }), ports: fc.record({ max: fc.integer({ min: 4, max: 100 }) }) },
      { requiredKeys: [] },
    );
    let kept = 0;
    fc.assert(
      fc.property(variables, bound, (given, declared) => {
        const { price, bounds } = worst(text, declared);
        try {
          checkBounds(given, bounds);
        } catch {
          return;
        }
        kept += 1;
        const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
        expect(priceOf(text, asked)).toBeLessThanOrEqual(price.cost);
      }),
      { numRuns: 400 },
    );
    expect(kept).toBeGreaterThan(40);
  });
});
