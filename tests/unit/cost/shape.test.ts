/** The first look at a document: what it counts, and that it looks at each part once. */
import { type DocumentNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { checkShape, defaultShapeLimits, type ShapeLimits } from '../../../src/cost/shape/check-shape.ts';

const shapeOf = (text: string, limits: Partial<ShapeLimits> = {}) => checkShape(parse(text), { ...defaultShapeLimits, ...limits });
const repeat = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

/** How often anybody asked a node of the document for its selections: the work of a walk, without a clock. */
function countVisits(document: DocumentNode): () => number {
  let visits = 0;
  const watch = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const inner of Object.values(value)) watch(inner);
    if (!('selections' in value)) return;
    const { selections } = value;
    Object.defineProperty(value, 'selections', {
      get() {
        visits += 1;
        return selections;
      },
    });
  };
  watch(document);
  return () => visits;
}

describe('the shape of a document', () => {
  it('is all right for an ordinary query', () => {
    expect(shapeOf('{ devices(first: 5) { nodes { name site { slug } } } }')).toBeUndefined();
  });

  it('has as many levels as fields lie in one another, through fragments as well', () => {
    expect(shapeOf('{ a { b { c } } }', { depth: 3 })).toBeUndefined();
    expect(shapeOf('{ a { b { c } } }', { depth: 2 })).toMatchObject({ what: 'DEPTH', found: 3, limit: 2 });
    expect(shapeOf('{ a { ...F } } fragment F on A { b { ...G } } fragment G on B { c }', { depth: 2 })).toMatchObject({
      what: 'DEPTH',
      found: 3,
    });
    expect(shapeOf('{ ... { ... { a } } }', { depth: 1 })).toBeUndefined();
  });

  it('counts aliases each time that their fragment is spread', () => {
    expect(shapeOf('{ a { ...F } b { ...F } } fragment F on A { x: c y: d }', { aliases: 3 })).toMatchObject({ what: 'ALIAS', found: 4 });
  });

  it('counts the fields of the root, fragments of the root included', () => {
    expect(shapeOf('{ a ...F ... { b } } fragment F on Query { c d }', { rootFields: 3 })).toMatchObject({ what: 'ROOT_FIELD', found: 4 });
    expect(shapeOf('{ a { ...F } } fragment F on A { c d }', { rootFields: 1 })).toBeUndefined();
  });

  it('counts directives, literals, their nesting and operations', () => {
    expect(shapeOf('{ a @skip(if: true) @include(if: true) }', { directives: 1 })).toMatchObject({ what: 'DIRECTIVE', found: 2 });
    expect(shapeOf('{ a(in: [1, 2, 3]) }', { inputValues: 3 })).toMatchObject({ what: 'INPUT', found: 4 });
    expect(shapeOf('{ a(in: [[[1]]]) }', { inputDepth: 3 })).toMatchObject({ what: 'INPUT', found: 4 });
    expect(shapeOf('query ($v: [Int] = [[1]]) { a(v: $v) }', { inputDepth: 2 })).toMatchObject({ what: 'INPUT', found: 3 });
    expect(shapeOf('query A { a } query B { a }', { operations: 1 })).toMatchObject({ what: 'OPERATION', found: 2 });
  });

  it('holds each operation of the document to the limits', () => {
    expect(shapeOf('query A { a } query B { a { b { c } } }', { depth: 2 })).toMatchObject({ what: 'DEPTH', found: 3 });
  });
});

describe('fragments', () => {
  it('that nobody defined are named', () => {
    expect(shapeOf('{ a { ...F } } fragment F on A { ...Missing }')).toEqual({ kind: 'invalid', message: 'Unknown fragment "Missing".' });
  });

  it('that spread themselves are named, directly or round a corner', () => {
    expect(shapeOf('{ ...F } fragment F on Query { a { ...F } }')).toEqual({
      kind: 'invalid',
      message: 'Cannot spread fragment "F" within itself.',
    });
    const round = shapeOf('{ ...F } fragment F on Query { ...G } fragment G on Query { ...H } fragment H on Query { ...F }');
    expect(round).toMatchObject({ kind: 'invalid' });
  });

  it('are refused although no operation spreads them', () => {
    expect(shapeOf('{ a } fragment F on A { ...F }')).toMatchObject({ kind: 'invalid' });
  });

  it('that double each other are refused by the fields that they stand for', () => {
    const bomb = `{ ...F0 } ${repeat(40, (index) => `fragment F${index} on Query { a { ...F${index + 1} } b { ...F${index + 1} } }`)} fragment F40 on Query { c }`;
    expect(shapeOf(bomb)).toMatchObject({ what: 'FRAGMENT', limit: defaultShapeLimits.expandedFields });
  });

  it('are each looked at a few times, however often they are spread', () => {
    const visitsOf = (levels: number): number => {
      const document = parse(
        `{ ...F0 } ${repeat(levels, (index) => `fragment F${index} on Query { a { ...F${index + 1} } b { ...F${index + 1} } }`)}
        fragment F${levels} on Query { c }`,
        // Locations link every token with the next, which is no part of the walk.
        { noLocation: true },
      );
      const visits = countVisits(document);
      checkShape(document, { ...defaultShapeLimits, depth: Number.POSITIVE_INFINITY, expandedFields: Number.POSITIVE_INFINITY });
      return visits();
    };
    const [ten, twenty, forty] = [visitsOf(10), visitsOf(20), visitsOf(40)];
    expect(twenty - ten).toBe((forty - twenty) / 2);
    expect(forty).toBeLessThan(41 * 3 * 4);
  });

  it('in a long chain do not exhaust the stack', () => {
    const chain = `{ ...F0 } ${repeat(20_000, (index) => `fragment F${index} on Query { ...F${index + 1} }`)} fragment F20000 on Query { c }`;
    expect(shapeOf(chain)).toMatchObject({ what: 'FRAGMENT' });
  });
});
