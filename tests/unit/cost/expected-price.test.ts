import fc from 'fast-check';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileCost, evaluateCost } from '../../../src/cost/compile.ts';
import { expectPrice, type FanOut } from '../../../src/cost/expected-price.ts';
import { fanOutOf, throughFanOut } from '../../../src/cost/fan-out.ts';
import { loadSchema } from '../../../src/cost/load-schema.ts';
import { CostRefusal } from '../../../src/cost/refusal.ts';
import { randomDocuments } from '../../support/random-documents.ts';

const schema = loadSchema(`
  type Query { sites(first: Int = 50): Sites
    @listSize(slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false) either: [Either] @listSize(assumedSize: 4) }
  type Sites @cost(weight: "0") { nodes: [Site] @cost(weight: "0") }
  type Site { name: String devices(first: Int = 50): [Device] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) }
  type Device { name: String site: Site dear: String @cost(weight: "7") }
  union Either = Site | Device`);
const lengths: Record<string, FanOut> = { 'Query.sites': { average: 30, p99: 30 }, 'Site.devices': { average: 2, p99: 20 } };

function expected(source: string, variables = {}, known = lengths) {
  const compiled = compileCost(schema, parse(source));
  return expectPrice(compiled, compiled.coerce(variables), (list) => known[list]);
}

describe('the expected price', () => {
  it('takes each list to be as long as such lists are', () => {
    // The root, 30 sites and their call, 30 calls for 30 × 2 devices.
    expect(expected('{ sites { nodes { devices { name } } } }').average).toBe(1 + 1 + 30 + 30 + 60);
    expect(expected('{ sites { nodes { devices { name } } } }').p99).toBe(1 + 1 + 30 + 30 + 600);
  });

  it('takes none to be longer than its page, whichever way the page was given', () => {
    expect(expected('{ sites(first: 3) { nodes { devices(first: 1) { name } } } }').average).toBe(1 + 1 + 3 + 3 + 3);
    expect(expected('query ($n: Int) { sites(first: $n) { nodes { name } } }', { n: 0 }).average).toBe(2);
  });

  it('is the price where nothing is known', () => {
    const source = '{ sites(first: 5) { nodes { devices { dear } } } either { ... on Site { devices { name } } ... on Device { dear } } }';
    const compiled = compileCost(schema, parse(source));
    const known = expectPrice(compiled, {}, () => undefined);
    expect(known.average).toBe(known.p99);
    expect(known.average).toBeLessThanOrEqual(evaluateCost(compiled, {}).cost);
    expect(expected('{ sites(first: 5) { nodes { name } } }', {}, {}).average).toBe(7);
  });

  it('is never above the price, and with long lists never below the usual one', () => {
    fc.assert(
      fc.property(
        randomDocuments(schema, {
          maxFields: 20,
          maxDepth: 6,
          failingNulls: false,
          argumentValues: (_, argument) => (argument.name === 'first' ? fc.integer({ min: 0, max: 9 }) : undefined),
        }),
        fc.float({ min: 0, max: 20, noNaN: true }),
        fc.float({ min: 0, max: 20, noNaN: true }),
        ({ document, variables }, average, more) => {
          const compiled = compileCost(schema, document);
          let coerced: Record<string, unknown>;
          let cost: number;
          try {
            coerced = compiled.coerce(variables);
            ({ cost } = evaluateCost(compiled, coerced));
          } catch (error) {
            expect(error).toBeInstanceOf(CostRefusal);
            return;
          }
          const probably = expectPrice(compiled, coerced, () => ({ average, p99: average + more }));
          expect(probably.average).toBeLessThanOrEqual(probably.p99 + 1e-9);
          expect(probably.p99).toBeLessThanOrEqual(cost + 1e-9);
        },
      ),
    );
  });
});

describe('how many rows hang on one parent', () => {
  it('is on average what there is over what it hangs on', () => {
    expect(fanOutOf({ rows: 1000, nullShare: 0.2, distinct: 100, topShares: [] }, 100)).toEqual({ average: 8, p99: 8 });
  });

  it('is on the last hundredth what the frequent values have', () => {
    // 200 parents: the second of them is ahead of 99 in 100.
    expect(fanOutOf({ rows: 1000, nullShare: 0, distinct: 200, topShares: [0.5, 0.1, 0.05] }, 200)).toEqual({ average: 5, p99: 100 });
  });

  it('is usual where the last hundredth lies beyond the frequent values', () => {
    const { p99 } = fanOutOf({ rows: 100_000, nullShare: 0, distinct: -0.05, topShares: [0.1, 0.1] }, 10_000);
    expect(p99).toBeCloseTo(80_000 / (5_000 - 2));
  });

  it('is nothing where there is nothing', () => {
    expect(fanOutOf({ rows: 0, nullShare: 0, distinct: 0, topShares: [] }, 10)).toEqual({ average: 0, p99: 0 });
    expect(fanOutOf({ rows: 10, nullShare: 1, distinct: 0, topShares: [] }, 10)).toEqual({ average: 0, p99: 0 });
  });

  it('multiplies over two steps', () => {
    expect(throughFanOut({ average: 10, p99: 100 }, { average: 2, p99: 3 })).toEqual({ average: 20, p99: 200 });
  });
});
