import { describe, expect, it } from 'vitest';
import { Auditor } from '../../../src/cache/auditor.ts';
import { CacheManager } from '../../../src/cache/cache-manager.ts';
import { ChangeMemory } from '../../../src/cache/change-memory.ts';
import type { Entry } from '../../../src/cache/entry.ts';
import { MemoryLayer } from '../../../src/cache/memory-layer.ts';
import { tagsOfChange } from '../../../src/data/reads.ts';
import { change, FakeFeed } from '../../support/fake-feed.ts';

function auditing() {
  const feed = new FakeFeed();
  const memory = new ChangeMemory({ feed, incarnation: () => 'one', tagsOf: tagsOfChange, mostMillisecondsBehind: 500 });
  const layer = new MemoryLayer(1_000_000);
  const cache = new CacheManager({ memory, layer });
  const told: string[] = [];
  const auditor = new Auditor({ memory, cache, random: () => 0, everyMilliseconds: 0, onDifference: ({ key }) => told.push(key) });
  const entry: Entry = {
    body: Buffer.from('kept'),
    price: {},
    tags: new Set(['Site']),
    isEmpty: false,
    milliseconds: 1,
    created: Date.now(),
    expires: Date.now() + 60_000,
    batch: memory.now().batch,
    snapshot: '100:100:',
  };
  layer.set('key', entry, 'owner');
  return { feed, layer, auditor, entry, told };
}

describe('an audit', () => {
  it('finds the same answer', async () => {
    const { auditor, entry, told } = auditing();
    await auditor.audit('key', entry, async () => 'kept');
    expect([auditor.audits, told]).toEqual([{ same: 1, explained: 0, unexplained: 0, undecided: 0 }, []]);
  });

  it('takes a difference that a later write explains for none', async () => {
    const { feed, auditor, entry, told } = auditing();
    await auditor.audit('key', entry, async () => {
      setTimeout(() => feed.poll(110n, [change(105n, 'Site', [1])]), 10);
      feed.silentFor = 400;
      setTimeout(() => {
        feed.silentFor = 0;
      }, 20);
      return 'written meanwhile';
    });
    expect([auditor.audits.explained, told]).toEqual([1, []]);
  });

  it('tells of a difference that nothing explains, and takes the answer away', async () => {
    const { layer, auditor, entry, told } = auditing();
    await auditor.audit('key', entry, async () => 'another');
    expect([auditor.audits.unexplained, told, layer.peek('key')]).toEqual([1, ['key'], undefined]);
  });

  it('says nothing of what could not be worked out', async () => {
    const { auditor, entry } = auditing();
    await auditor.audit('key', entry, async () => undefined);
    await auditor.audit('key', entry, async () => Promise.reject(new Error('The database is away.')));
    expect(auditor.audits.undecided).toBe(2);
  });

  it('is one at a time', async () => {
    const { auditor, entry } = auditing();
    let end = (_: string): void => undefined;
    const first = auditor.audit('key', entry, () => new Promise((resolve) => (end = resolve)));
    expect(auditor.isDue()).toBe(false);
    end('kept');
    await first;
    expect(auditor.isDue()).toBe(true);
  });
});
