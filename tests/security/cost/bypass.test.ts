/**
 * Attacks C1 to C9: ways to get more than one pays for. Each is priced at what it can take, or refused with a code; the work of pricing is bounded in
 * steps, so that no document is dearer to price than to read.
 */
import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { pricing } from '../../unit/cost/price-of.ts';

const { ibm, refusal } = pricing(`
  input Filter { and: [Filter!] not: Filter name: String @cost(weight: "2") in: [Int!] }
  input Page { size: Int offset: Int }
  interface Node { id: ID }
  type Device implements Node {
    id: ID
    name: String
    peers(first: Int = 10): [Device] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    self: Device
    dear: String @cost(weight: "100")
    unbounded: [Device]
    words: [String]
  }
  type Site implements Node { id: ID device: Device }
  union Thing = Device | Site
  type Query {
    devices(first: Int = 10, filter: Filter): [Device] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    exactly(first: Int, last: Int): [Device] @listSize(slicingArguments: ["first", "last"])
    defaulted(first: Int = 1000): [Device] @listSize(slicingArguments: ["first"], assumedSize: 1, requireOneSlicingArgument: false)
    assumed(first: Int): [Device] @listSize(slicingArguments: ["first"], assumedSize: 50, requireOneSlicingArgument: false)
    paged(page: Page): [Device] @listSize(slicingArguments: ["page.size"])
    measured(first: Float): [Device] @listSize(slicingArguments: ["first"])
    things: [Thing] @listSize(assumedSize: 10)
    nodes(ids: [ID!]!): [Node] @listSize(slicingArguments: ["ids"])
    device: Device
  }
  type Mutation { touch: Device }`);

const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');
const within = (workBudget: number) => ({ options: { workBudget } });

describe('C4: one list under many names', () => {
  it('is paid for under each name', () => {
    expect(ibm(`{ ${repeat(30, (index) => `a${index}: devices(first: 100) { id }`)} }`)).toEqual([1 + 30 * 100, 30]);
  });

  it('is paid for once under one name, however often it is written', () => {
    expect(ibm(`{ ${repeat(30, () => 'devices(first: 100) { id }')} }`)).toEqual([101, 1]);
  });

  it('multiplies where names lie in one another', () => {
    const nested = `{ ${repeat(3, (one) => `a${one}: devices(first: 100) { ${repeat(3, (two) => `b${two}: peers(first: 100) { id }`)} }`)} }`;
    expect(ibm(nested)).toEqual([1 + 3 * (100 + 3 * 100 * 100), 3 + 3 * 100 * 3]);
  });
});

describe('C5: fragments', () => {
  it('are paid for at each use', () => {
    const document = `{ ${repeat(50, (index) => `a${index}: device { ...F }`)} } fragment F on Device { dear peers(first: 10) { dear } }`;
    expect(ibm(document)).toEqual([1 + 50 * 11, 50 * (1 + 100 + 1 + 10 * 100)]);
  });

  it('cannot hide the dear type behind the cheap one', () => {
    const cheapFirst = '{ things { ... on Site { id } ... on Device { dear peers(first: 5) { id } } } }';
    const dearFirst = '{ things { ... on Device { dear peers(first: 5) { id } } ... on Site { id } } }';
    expect(ibm(cheapFirst)).toEqual([1 + 10 * 6, 1 + 10 * 101]);
    expect(ibm(dearFirst)).toEqual(ibm(cheapFirst));
    expect(ibm('{ nodes(ids: ["a", "b"]) { ... on Node { ... on Device { ... { dear } } } } }')).toEqual([3, 1 + 200]);
  });

  it('that double each other cost what they stand for and take a few steps for each line', () => {
    const doubling = (levels: number) =>
      `{ device { ...F0 } } ${repeat(levels, (index) => `fragment F${index} on Device { a: self { ...F${index + 1} } b: self { ...F${index + 1} } }`)}
       fragment F${levels} on Device { id }`;
    const objects = (levels: number) => 2 ** (levels + 1) - 1;
    expect(ibm(doubling(10), within(300))).toEqual([1 + objects(10), objects(10)]);
    expect(ibm(doubling(50), within(1500))).toEqual([1 + objects(50), objects(50)]);
  });

  it('that double each other and a list have a price that saturates and is refused', () => {
    const bomb = `{ device { ...F0 } } ${repeat(110, (index) => `fragment F${index} on Device { peers(first: 2147483647) { ...F${index + 1} } }`)} fragment F110 on Device { id }`;
    expect(refusal(bomb, within(2000))).toBe('COST_INFINITE');
  });

  it('that merge to ever new sets are refused when the steps are spent', () => {
    const levels = 16;
    const name = (fragment: number, level: number): string => `N${fragment}L${level}`;
    const definitions: string[] = [];
    for (let level = 0; level <= levels; level += 1)
      for (let fragment = 0; fragment <= level; fragment += 1) {
        const next = name(fragment, level + 1);
        definitions.push(
          level === levels
            ? `fragment ${name(fragment, level)} on Device { id }`
            : `fragment ${name(fragment, level)} on Device { x: self { ...${next} } y: self { ...${next} ...${name(level + 1, level + 1)} } }`,
        );
      }
    const document = `{ device { ...${name(0, 0)} } } ${definitions.join(' ')}`;
    expect(document.length).toBeLessThan(20_000);
    expect(refusal(document)).toBe('COST_TOO_COMPLEX');
  });

  it('that spread themselves or are not there are refused', () => {
    expect(refusal('{ device { ...F } } fragment F on Device { self { ...F } }')).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(refusal('{ device { ...F } } fragment F on Device { self { ...G } } fragment G on Device { ...F }')).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect(refusal('{ device { ...Nobody } }')).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('slices', () => {
  const query = 'query ($n: Int) { devices(first: $n) { id } }';

  it('below zero are refused, written out or sent', () => {
    expect(refusal('{ devices(first: -1) { id } }')).toBe('PAGE_SIZE_NEGATIVE');
    expect(refusal(query, { variables: { n: -2147483648 } })).toBe('PAGE_SIZE_NEGATIVE');
    expect(refusal('query ($n: Int = -5) { devices(first: $n) { id } }')).toBe('PAGE_SIZE_NEGATIVE');
  });

  it('below zero are refused although another one is large, and although nothing above them is selected', () => {
    expect(refusal('{ exactly(first: 5, last: -5) { id } }')).toBe('PAGE_SIZE_NEGATIVE');
    expect(refusal('{ devices(first: 0) { peers(first: -1) { id } } }')).toBe('PAGE_SIZE_NEGATIVE');
  });

  it('beyond the largest page are refused, those beyond Int as wrong values', () => {
    expect(refusal('{ devices(first: 501) { id } }', { options: { largestPage: 500 } })).toBe('PAGE_SIZE_TOO_LARGE');
    expect(refusal(query, { variables: { n: 501 }, options: { largestPage: 500 } })).toBe('PAGE_SIZE_TOO_LARGE');
    expect(refusal('{ devices(first: 2147483648) { id } }')).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(refusal(query, { variables: { n: 2147483648 } })).toBe('VARIABLES_INVALID');
    expect(refusal(query, { variables: { n: '5' } })).toBe('VARIABLES_INVALID');
  });

  it('that are no whole number are refused', () => {
    expect(refusal('{ measured(first: 1.5) { id } }')).toBe('PAGE_SIZE_NOT_A_NUMBER');
    expect(refusal('query ($n: Float) { measured(first: $n) { id } }', { variables: { n: Number.NaN } })).toBe('VARIABLES_INVALID');
    expect(refusal('query ($n: Float) { measured(first: $n) { id } }', { variables: { n: Number.POSITIVE_INFINITY } })).toBe(
      'VARIABLES_INVALID',
    );
  });

  it('that are null give no size: what is assumed counts, and without it the list has no bound', () => {
    expect(ibm('{ assumed(first: null) { id } }')).toEqual([51, 1]);
    expect(refusal(query, { variables: { n: null } })).toBe('COST_INFINITE');
    expect(refusal('{ exactly(first: null) { id } }')).toBe('COST_INFINITE');
  });

  it('have the default of the operation before the one of the schema, and what was sent before both', () => {
    expect(ibm('query ($n: Int = 7) { devices(first: $n) { id } }')).toEqual([8, 1]);
    expect(ibm('query ($n: Int = 7) { devices(first: $n) { id } }', { variables: { n: 9 } })).toEqual([10, 1]);
    expect(ibm(query)).toEqual([11, 1]);
    // The default is what will be used, although a smaller size is assumed.
    expect(ibm('{ defaulted { id } }')).toEqual([1001, 1]);
  });

  it('count one by one: none or two of them where one is required is refused', () => {
    expect(refusal('{ exactly { id } }')).toBe('ONE_PAGE_SIZE_REQUIRED');
    expect(refusal('{ exactly(first: 1, last: 1) { id } }')).toBe('ONE_PAGE_SIZE_REQUIRED');
    expect(refusal('query ($f: Int, $l: Int) { exactly(first: $f, last: $l) { id } }', { variables: { f: 1, l: 1 } })).toBe(
      'ONE_PAGE_SIZE_REQUIRED',
    );
  });

  it('are found within input objects, written out or sent', () => {
    expect(ibm('{ paged(page: { size: 20 }) { id } }')[0]).toBe(21);
    expect(ibm('query ($p: Page) { paged(page: $p) { id } }', { variables: { p: { size: 20, offset: 0 } } })[0]).toBe(21);
    expect(ibm('query ($s: Int) { paged(page: { size: $s }) { id } }', { variables: { s: 20 } })[0]).toBe(21);
    expect(refusal('query ($s: Int) { paged(page: { size: $s }) { id } }', { variables: { s: -20 } })).toBe('PAGE_SIZE_NEGATIVE');
  });

  it('by a list count its items, a single one included', () => {
    expect(ibm('{ nodes(ids: ["a", "b", "c"]) { id } }')[0]).toBe(4);
    expect(ibm('{ nodes(ids: "a") { id } }')[0]).toBe(2);
    expect(ibm('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { variables: { ids: 'a' } })[0]).toBe(2);
  });

  it('that multiply beyond all numbers are refused', () => {
    const deep = `{ devices(first: 2147483647) ${'{ peers(first: 2147483647) '.repeat(40)} { id } ${'}'.repeat(41)}`;
    expect(refusal(deep)).toBe('COST_INFINITE');
  });
});

describe('lists without a size', () => {
  it('have no price when their items cost anything, and none to pay when they do not', () => {
    expect(refusal('{ device { unbounded { id } } }')).toBe('COST_INFINITE');
    expect(ibm('{ device { words } }')).toEqual([2, 1]);
    expect(ibm('{ devices(first: 0) { unbounded { id } } }')).toEqual([1, 1]);
  });
});

describe('C8: inputs', () => {
  it('are paid for at each level, single items in lists as well', () => {
    const calls = (filter: string, variables = {}) =>
      ibm(`query ($f: Filter) { devices(first: 1, filter: ${filter}) { id } }`.replace(filter === '$f' ? '' : '($f: Filter) ', ''), {
        variables,
      })[1];
    expect(calls('{ name: "a" }')).toBe(1 + 1 + 2);
    expect(calls('{ and: [{ name: "a" }, { name: "b" }] }')).toBe(1 + 1 + 2 * 3);
    expect(calls('{ and: { name: "a" } }')).toBe(1 + 1 + 3);
    expect(calls('$f', { f: { and: { name: 'a' } } })).toBe(calls('{ and: [{ name: "a" }] }'));
    expect(calls('$f', { f: { not: { not: { not: { name: 'a' } } } } })).toBe(1 + 4 + 2);
  });

  it('grow the price in step with their size', () => {
    const many = { and: Array.from({ length: 5000 }, () => ({ name: 'a' })) };
    expect(ibm('query ($f: Filter) { devices(first: 1, filter: $f) { id } }', { variables: { f: many } })[1]).toBe(1 + 1 + 5000 * 3);
  });

  it('nested beyond reason are refused, not crashed on', () => {
    let nested: Record<string, unknown> = { name: 'a' };
    for (let level = 0; level < 50_000; level += 1) nested = { not: nested };
    expect(refusal('query ($f: Filter) { devices(first: 1, filter: $f) { id } }', { variables: { f: nested } })).toBe('VARIABLES_INVALID');
    expect(refusal(`{ devices(filter: ${'{ not: '.repeat(3000)} {} ${'}'.repeat(3000)}) { id } }`)).toMatch(/LIMIT_EXCEEDED|PARSE_FAILED/);
  });
});

describe('conditions', () => {
  const query = 'query ($x: Boolean!) { device { id ...D @include(if: $x) } } fragment D on Device { dear }';

  it('are decided by the values that are sent', () => {
    expect(ibm(query, { variables: { x: false } })).toEqual([2, 1]);
    expect(ibm(query, { variables: { x: true } })).toEqual([2, 101]);
  });

  it('on one spread of a fragment do not excuse the other', () => {
    const twice = 'query ($x: Boolean!) { device { ...D @skip(if: $x) ...D } } fragment D on Device { dear }';
    expect(ibm(twice, { variables: { x: true } })).toEqual([2, 101]);
  });

  it('that exclude each other for one value do so for that value only', () => {
    const both = 'query ($x: Boolean!) { device { dear @skip(if: $x) other: dear @include(if: $x) } }';
    expect(ibm(both, { variables: { x: true } })).toEqual([2, 101]);
    expect(ibm(both, { variables: { x: false } })).toEqual([2, 101]);
  });

  it('are never remembered from another request, however many there are', () => {
    const names = Array.from({ length: 12 }, (_, index) => `c${index}`);
    const many = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { device { ${names.map((name) => `${name}: dear @include(if: $${name})`).join(' ')} } }`;
    for (let bits = 0; bits < 4096; bits += 97) {
      const variables = Object.fromEntries(names.map((name, index) => [name, ((bits >> index) & 1) === 1]));
      const included = Object.values(variables).filter(Boolean).length;
      expect(ibm(many, { variables })).toEqual([2, 1 + 100 * included]);
    }
  });
});

describe('documents with more than they show', () => {
  it('have the price of the operation that is named', () => {
    const two = 'query Cheap { device { id } } query Dear { devices(first: 1000) { dear } }';
    expect(ibm(two, { operationName: 'Dear' })).toEqual([1001, 1 + 1000 * 100]);
    expect(refusal(two)).toBe('OPERATION_NOT_FOUND');
    expect(refusal(two, { operationName: 'cheap' })).toBe('OPERATION_NOT_FOUND');
  });

  it('that say two things under one response name are refused', () => {
    expect(refusal('{ devices(first: 1) { id } devices(first: 1000) { id } }')).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('that nest beyond reason are refused', () => {
    expect(refusal(`{ device ${'{ self '.repeat(3000)} { id } ${'}'.repeat(3000)} }`)).toMatch(
      /DEPTH_LIMIT_EXCEEDED|PARSE_FAILED|TOO_COMPLEX/,
    );
  });
});

describe('introspection', () => {
  it('is priced', () => {
    const [types, calls] = ibm(getIntrospectionQuery());
    expect(types).toBeGreaterThan(100);
    expect(calls).toBeGreaterThan(100);
  });

  it('in a circle costs what it can answer, and is refused when it goes round too often', () => {
    const circle = (rounds: number): string =>
      `{ __schema { types ${'{ fields { type '.repeat(rounds)} { name } ${'} }'.repeat(rounds)} } }`;
    expect(ibm(circle(2))[0]).toBeGreaterThan(ibm(circle(1))[0]);
    expect(refusal(circle(3))).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('takes steps, and they end', () => {
    const wide = `{ __schema { types { ${repeat(50, (index) => `a${index}: fields { name }`)} } } }`;
    expect(refusal(wide, within(20))).toBe('COST_TOO_COMPLEX');
    // Fifty names for the same elements are looked at once.
    expect(refusal(wide, within(500))).toBeUndefined();
  });
});
