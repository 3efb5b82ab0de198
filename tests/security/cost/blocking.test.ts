/**
 * Nothing that a client sends keeps the process from everybody else for more than 50 ms at a time.
 *
 * Looking at a document and pricing it happen in one go, so what they take is what the event loop is blocked for. Counted is the processor's time of this
 * process, the best of some tries: other processes and the garbage of other tests take time too, and never the same. Documents are as large as the
 * gate lets through, against the server's own schema.
 */
import { getIntrospectionQuery, parse } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileCost, evaluateCost } from '../../../src/cost/compile.ts';
import { CostRefusal } from '../../../src/cost/refusal.ts';
import { checkShape } from '../../../src/cost/shape/check-shape.ts';
import { schema } from '../../../src/schema.ts';

const MOST_MILLISECONDS = 50;
const TRIES = 7;
const MOST_TOKENS = 4000;

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

/** Milliseconds of the processor, and what became of the document. */
function pricing(text: string, variables: Record<string, unknown>): { milliseconds: number; outcome: string } {
  // Parsed anew each time: nothing may be known of the document. Parsing itself is bounded by tokens and tested with the gate.
  const document = parse(text, { maxTokens: MOST_TOKENS, noLocation: true });
  const before = process.cpuUsage();
  let outcome = 'priced';
  const problem = checkShape(document);
  if (problem) outcome = 'refused by its shape';
  else
    try {
      const compiled = compileCost(schema, document, null, { largestPage: 1000, introspectionWeight: 0.1, mostInputObjects: 5000 });
      evaluateCost(compiled, compiled.coerce(variables));
    } catch (error) {
      if (!(error instanceof CostRefusal)) throw error;
      outcome = error.code;
    }
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: (user + system) / 1000, outcome };
}

function best(text: string, variables: Record<string, unknown> = {}): { milliseconds: number; outcome: string } {
  const tries = Array.from({ length: TRIES }, () => pricing(text, variables));
  return { milliseconds: Math.min(...tries.map(({ milliseconds }) => milliseconds)), outcome: tries[0]!.outcome };
}

const doubling = (levels: number): string =>
  `{ devices(first: 1) { nodes { ...F0 } } } ${times(levels, (level) => `fragment F${level} on Device { a: parentDevice { ...F${level + 1} } b: parentDevice { ...F${level + 1} } }`)}
   fragment F${levels} on Device { name }`;
/** Each level merges one more fragment, so that no two selections are the same. */
function merging(levels: number): string {
  const name = (fragment: number, level: number): string => `N${fragment}L${level}`;
  const definitions: string[] = [];
  for (let level = 0; level <= levels; level += 1)
    for (let fragment = 0; fragment <= level; fragment += 1)
      definitions.push(
        level === levels
          ? `fragment ${name(fragment, level)} on Site { name }`
          : `fragment ${name(fragment, level)} on Site { x: region { sites { nodes { ...${name(fragment, level + 1)} ...${name(level + 1, level + 1)} } } } }`,
      );
  return `{ sites { nodes { ...${name(0, 0)} } } } ${definitions.join(' ')}`;
}
const circle = (rounds: number): string => `{ __schema { types ${'{ fields { type '.repeat(rounds)} { name } ${'} }'.repeat(rounds)} } }`;
const nestedFilter = (levels: number): unknown => (levels === 0 ? { name: { eq: 'a' } } : { not: nestedFilter(levels - 1) });

const attacks: readonly (readonly [name: string, text: string, variables?: Record<string, unknown>])[] = [
  [
    'sixty aliases of a dear list',
    `{ ${times(20, (index) => `a${index}: devices(first: 1000) { nodes { b${index}: interfaces(first: 500) { nodes { c${index}: name } } } }`)} }`,
  ],
  ['fragments that double', doubling(12)],
  ['fragments that merge to ever new sets', merging(9)],
  ['one field three thousand times', `{ devices(first: 1) { nodes { ${times(1300, () => 'name serial')} } } }`],
  ['selections nested as deep as may be', `{ devices(first: 1) { nodes ${'{ parentDevice '.repeat(12)} { name } ${'}'.repeat(12)} } }`],
  [
    'everything on all types of an interface',
    `{ nodes(ids: [${times(200, (index) => `"${index}"`)}]) { ${times(30, (index) => `... on Node { a${index}: id }`)} } }`,
  ],
  [
    'directives on everything',
    `query ($x: Boolean! = true) { devices(first: 1) { nodes { ${times(38, (index) => `... @include(if: $x) { a${index}: name }`)} } } }`,
  ],
  [
    'a filter of thousands of literals',
    `{ devices(first: 1, filter: { name: { in: [${times(1800, (index) => `"n${index}"`)}] } }) { nodes { name } } }`,
  ],
  [
    'a filter of a hundred thousand values in a variable',
    'query ($f: DeviceFilter) { devices(first: 1, filter: $f) { nodes { name } } }',
    { f: { name: { in: Array.from({ length: 100_000 }, (_, index) => `n${index}`) } } },
  ],
  [
    'a filter of twenty thousand objects in a variable',
    'query ($f: DeviceFilter) { devices(first: 1, filter: $f) { nodes { name } } }',
    { f: { and: Array.from({ length: 20_000 }, () => ({ name: { eq: 'a' } })) } },
  ],
  [
    'a filter of as many objects as may be',
    'query ($f: DeviceFilter) { devices(first: 1, filter: $f) { nodes { name } } }',
    { f: { and: Array.from({ length: 2490 }, () => ({ name: { eq: 'a' } })) } },
  ],
  [
    'a filter nested in a variable',
    'query ($f: DeviceFilter) { devices(first: 1, filter: $f) { nodes { name } } }',
    { f: nestedFilter(150) },
  ],
  [
    'a page beyond all numbers',
    `query ($n: Int = 2147483647) { devices(first: $n) { nodes { ${times(10, (index) => `a${index}: interfaces(first: $n) { nodes { name } }`)} } } }`,
  ],
  ['a page below zero', '{ devices(first: -1) { nodes { interfaces(first: -2147483648) { nodes { name } } } } }'],
  ['introspection that goes round', circle(7)],
  [
    'introspection under many names',
    `{ __schema { ${times(30, (index) => `a${index}: types { fields(includeDeprecated: ${index % 2 === 0}) { type { name } } }`)} } }`,
  ],
  ['the introspection of a tool', getIntrospectionQuery()],
];

describe('pricing', () => {
  beforeAll(() => {
    // What a server does when it starts, and what any process has done after its first requests.
    for (let round = 0; round < 3; round += 1) pricing(getIntrospectionQuery(), {});
    for (let round = 0; round < 20; round += 1) pricing('{ devices(first: 10) { nodes { name site { name } } } }', {});
  });

  it.each(attacks.map(([name, text, variables]) => ({ name, text, variables })))('$name blocks nobody', ({ text, variables }) => {
    const { milliseconds, outcome } = best(text, variables);
    expect(milliseconds, outcome).toBeLessThan(MOST_MILLISECONDS);
  });
});
