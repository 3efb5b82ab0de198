/** What is remembered of questions is bounded, whatever they are made of. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { administrator } from '../../../src/access/viewer.ts';
import { createKeptAnswers } from '../../../src/assembly/kept-answers.ts';
import { PriceCache } from '../../../src/assembly/price-cache.ts';
import { spendingOf } from '../../../src/assembly/spending.ts';
import { keyMaker } from '../../../src/cache/cache-key.ts';
import { CacheManager } from '../../../src/cache/cache-manager.ts';
import { ChangeMemory } from '../../../src/cache/change-memory.ts';
import { MemoryLayer } from '../../../src/cache/memory-layer.ts';
import { LocalBudgets } from '../../../src/cost/budget/local-budgets.ts';
import { tagsOfChange } from '../../../src/data/reads.ts';
import { schema } from '../../../src/schema.ts';
import { FakeFeed } from '../../support/fake-feed.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const MEGABYTE = 1024 * 1024;

const allowance = { ceiling: 1e9, capacity: 1e9, refillPerSecond: 1e9 };

function keeping() {
  const memory = new ChangeMemory({ feed: new FakeFeed(), incarnation: () => 'one', tagsOf: tagsOfChange, mostMillisecondsBehind: 500 });
  return createKeptAnswers({
    schema,
    schemaHash: 'schema',
    incarnation: () => 'one',
    cache: new CacheManager({ memory, layer: new MemoryLayer(1_000_000) }),
    keyOf: keyMaker(Buffer.alloc(32)),
    prices: new PriceCache(schema, 1000),
    budgets: new LocalBudgets({ now: () => 0 }),
    spending: spendingOf({
      allowances: { interactive: allowance, integrator: allowance, administrator: allowance },
      tenantAllowance: allowance,
    }),
  });
}

/** Megabytes that are still held after something was done many times. */
function heldAfter(work: () => void): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  work();
  collect();
  return (process.memoryUsage().heapUsed - before) / MEGABYTE;
}

describe('what is remembered of questions', () => {
  const document = parse('query Named($name: String!) { sites(filter: { name: { eq: $name } }) { nodes { name } } }');
  const viewer = administrator('viewer');

  it.each([
    ['the names of operations that a document does not have', (text: string) => ({ operationName: text, variables: { name: 'a' } })],
    ['variables as long as a request may be', (text: string) => ({ operationName: null, variables: { name: text } })],
  ])('is not %s', (_, question) => {
    const kept = keeping();
    const held = heldAfter(() => {
      for (let index = 0; index < 100; index += 1) {
        const text = `${index}`.padEnd(MEGABYTE / 2, 'long');
        expect(kept.recall({ document, ...question(text) }, viewer, { mostStaleMilliseconds: 0 })).toBeUndefined();
      }
    });
    expect(held).toBeLessThan(20);
    // And the question is still one.
    expect(kept.obtain({ document, operationName: 'Named', variables: { name: 'a' } }, viewer, new AbortController().signal)).toBeDefined();
  });
});
