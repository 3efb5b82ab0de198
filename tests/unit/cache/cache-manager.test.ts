import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { CacheManager, type CacheManagerOptions } from '../../../src/cache/cache-manager.ts';
import { ChangeMemory } from '../../../src/cache/change-memory.ts';
import type { Answer, Entry } from '../../../src/cache/entry.ts';
import { MemoryLayer } from '../../../src/cache/memory-layer.ts';
import { Task } from '../../../src/cache/task.ts';
import { KEPT_ANSWERS } from '../../../src/changes/change.ts';
import { tagsOfChange } from '../../../src/data/reads.ts';
import { change, FakeFeed } from '../../support/fake-feed.ts';

function caching(options: Partial<CacheManagerOptions> = {}) {
  const feed = new FakeFeed();
  const memory = new ChangeMemory({ feed, incarnation: () => 'one', tagsOf: tagsOfChange, mostMillisecondsBehind: 500 });
  const cache = new CacheManager({ memory, layer: new MemoryLayer(1_000_000), random: () => 0.5, ...options });
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  const task = async (key = 'key', viewer = 'viewer'): Promise<Task> => {
    const obtained = await cache.obtain(key, viewer, signal);
    if (!(obtained instanceof Task)) throw new Error('There is an answer already.');
    return obtained;
  };
  return { feed, cache, task, signal };
}

const answer = (body: string, ...tags: string[]): Answer => ({
  body: Buffer.from(body),
  price: { cost: 10 },
  tags: new Set(tags),
  isEmpty: false,
  milliseconds: 1,
});
const textOf = (entry: Entry | Task | undefined): string | undefined =>
  entry instanceof Task ? 'a task' : entry === undefined ? undefined : entry.body.toString();

describe('the cache', () => {
  it('keeps what is asked twice, and not what is asked once', async () => {
    const { cache, task } = caching();
    expect((await task()).complete(() => answer('first', 'Site'))).toBe(false);
    expect((await task()).complete(() => answer('second', 'Site'))).toBe(true);
    expect(textOf(cache.hit('key', 'viewer'))).toBe('second');
    expect(cache.statistics()).toMatchObject({ kept: 1, refused: { stranger: 1 }, hits: { memory: 1 }, misses: { absent: 2 } });
  });

  it('loses no change between reading and keeping: whichever comes first, the answer does not hold', async () => {
    for (const changesAt of ['while reading', 'after keeping'] as const) {
      const { feed, cache, task } = caching();
      (await task()).end();
      const filling = await task();
      if (changesAt === 'while reading') feed.poll(110n, [change(105n, 'Site', [1])]);
      const wasKept = filling.complete(() => answer('old', 'Site'));
      if (changesAt === 'after keeping') feed.poll(110n, [change(105n, 'Site', [1])]);
      expect([changesAt, wasKept, cache.hit('key', 'viewer')]).toEqual([changesAt, changesAt === 'after keeping', undefined]);
    }
  });

  it('works an answer out once more for a crowd that came while it was read and the feed fell silent, and not once for each', async () => {
    const { feed, cache, task, signal } = caching();
    (await task()).end();
    const leader = await task();
    const crowd = Array.from({ length: 5 }, (_, viewer) => cache.obtain('key', `viewer ${viewer}`, signal));
    feed.silentFor = 600;
    leader.complete(() => answer('begun before they came', 'Site'));
    const next = await Promise.race(crowd);
    if (!(next instanceof Task)) throw new Error('One that was read before the question must not be given.');
    next.complete(() => answer('begun after they came', 'Site'));
    const answers = (await Promise.all(crowd)).map(textOf);
    expect(answers.toSorted()).toEqual(['a task', ...Array(4).fill('begun after they came')]);
    expect(cache.hit('key', 'viewer')).toBeUndefined();
  });

  it('does not keep what cannot be judged', async () => {
    const { cache, task } = caching();
    (await task()).end();
    expect((await task()).complete(() => undefined)).toBe(false);
    expect(cache.statistics().refused.unkeepable).toBe(1);
  });

  it('sends one to work out what many ask at once', async () => {
    const { cache, task, signal } = caching();
    const leader = await task();
    const others = Array.from({ length: 200 }, () => cache.obtain('key', 'viewer', signal));
    await new Promise((wake) => setImmediate(wake));
    // Kept although nobody asked before: there are others who wait for it.
    expect(leader.complete(() => answer('shared', 'Site'))).toBe(true);
    expect(new Set((await Promise.all(others)).map(textOf))).toEqual(new Set(['shared']));
    expect(cache.statistics().hits.waited).toBe(200);
  });

  it('lets all go on when the one who was sent has failed', async () => {
    const { cache, task, signal } = caching();
    const leader = await task();
    const others = Array.from({ length: 5 }, () => cache.obtain('key', 'viewer', signal));
    await new Promise((wake) => setImmediate(wake));
    leader.end();
    expect((await Promise.all(others)).map(textOf)).toEqual(Array(5).fill('a task'));
  });

  it('gives nothing to a client that has left meanwhile, and no task either', async () => {
    const { cache, task } = caching();
    const working = await task();
    const client = new AbortController();
    const waiting = cache.obtain('key', 'viewer', client.signal);
    client.abort(new Error('The client left.'));
    working.complete(() => answer('one', 'Site'));
    await expect(waiting).rejects.toThrow('The client left.');
    await expect(cache.obtain('key', 'viewer', client.signal)).resolves.toBeDefined();
  });

  it('shows a writer its own writing at once, and others what is kept until the feed has told it', async () => {
    const { feed, cache, task } = caching();
    (await task()).end();
    (await task()).complete(() => answer('before', 'Site'));
    feed.silentFor = 50;
    cache.wrote('writer');
    expect(cache.hit('key', 'writer')).toBeUndefined();
    expect(textOf(cache.hit('key', 'reader'))).toBe('before');
    // A poll that began after the writing told everything of it.
    await new Promise((wake) => setTimeout(wake, 5));
    feed.silentFor = 0;
    expect(textOf(cache.hit('key', 'writer'))).toBe('before');
  });

  it('shows a writer its own writing however many others have written since', async () => {
    const { feed, cache, task } = caching();
    (await task()).end();
    (await task()).complete(() => answer('before', 'Site'));
    feed.silentFor = 400;
    for (let index = 0; index < 10_000; index += 1) cache.wrote(`writer ${index}`);
    // Who writes again has written last.
    cache.wrote('writer 0');
    cache.wrote('one more');
    for (const writer of ['writer 0', 'writer 1', 'writer 2', 'one more'])
      expect([writer, cache.hit('key', writer)]).toEqual([writer, undefined]);
    await new Promise((wake) => setTimeout(wake, 5));
    feed.silentFor = 0;
    expect(textOf(cache.hit('key', 'writer 1'))).toBe('before');
  });

  it('keeps bytes in memory of their own, and not the block from which Node cut them', async () => {
    const { cache, task } = caching();
    const body = Buffer.from('a short answer');
    expect(body.buffer.byteLength).toBeGreaterThan(body.length);
    (await task()).end();
    (await task()).complete(() => ({ ...answer('', 'Site'), body }));
    const kept = cache.hit('key', 'viewer')!;
    expect([textOf(kept), kept.body.buffer.byteLength]).toEqual(['a short answer', body.length]);
  });

  it('does not give what everybody was told to give up, even to those who take what is old', async () => {
    const { feed, cache, task } = caching();
    (await task()).end();
    (await task()).complete(() => answer('wrong', 'Site'));
    feed.poll(110n, [{ ...change(105n, KEPT_ANSWERS), ids: undefined, values: undefined, action: 'TRUNCATE' }]);
    expect([cache.hit('key', 'viewer'), cache.stale('key', 60_000)]).toEqual([undefined, undefined]);
  });

  it('K9: does not let go at once of what was kept at once', async () => {
    let drawn = 0;
    const { cache, task } = caching({ now: () => 0, random: () => (drawn = (drawn + 0.37) % 1) });
    const keys = Array.from({ length: 100 }, (_, index) => `key ${index}`);
    for (const key of keys) {
      (await task(key)).end();
      (await task(key)).complete(() => answer('kept', 'Site'));
    }
    const ends = keys.map((key) => cache.explain(key)!.entry.expires);
    expect(new Set(ends).size).toBeGreaterThan(50);
    expect(Math.max(...ends) - Math.min(...ends)).toBeGreaterThan(50_000);
  });

  it('keeps what found nothing for a short time, and the rest for longer', async () => {
    let now = 0;
    const { cache, task } = caching({ now: () => now, lifetimeMilliseconds: 1_000, emptyLifetimeMilliseconds: 100 });
    for (const key of ['full', 'empty']) {
      (await task(key)).end();
      (await task(key)).complete(() => ({ ...answer(key, 'Site'), isEmpty: key === 'empty' }));
    }
    now = 200;
    expect([textOf(cache.hit('full', 'viewer')), cache.hit('empty', 'viewer')]).toEqual(['full', undefined]);
    now = 1_001;
    expect(cache.hit('full', 'viewer')).toBeUndefined();
  });

  it('gives what may no longer hold to those alone who take it, and not when it is too old', async () => {
    let now = 0;
    const { feed, cache, task } = caching({ now: () => now });
    (await task()).end();
    (await task()).complete(() => answer('old', 'Site'));
    feed.poll(110n, [change(105n, 'Site', [1])]);
    now = 3_000;
    expect(cache.hit('key', 'viewer')).toBeUndefined();
    expect(textOf(cache.stale('key', 5_000))).toBe('old');
    expect(cache.stale('key', 2_000)).toBeUndefined();
  });

  it('counts what answers were given up for', async () => {
    const { feed, cache, task, signal } = caching();
    (await task()).end();
    (await task()).complete(() => answer('old', 'Device.siteId=3', 'Device:*'));
    feed.poll(110n, [change(105n, 'Device', [1], { siteId: [3] })]);
    await cache.obtain('key', 'viewer', signal);
    expect(cache.statistics().invalidations).toEqual({ 'Device siteId': 1 });
    expect(cache.statistics().misses.changed).toBe(1);
  });
});
