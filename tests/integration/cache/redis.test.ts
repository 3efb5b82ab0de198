/** Redis as a place for bytes: whatever it does, answers are right or worked out, and nobody waits for it for long. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CacheManager } from '../../../src/cache/cache-manager.ts';
import { ChangeMemory } from '../../../src/cache/change-memory.ts';
import type { Answer } from '../../../src/cache/entry.ts';
import { MemoryLayer } from '../../../src/cache/memory-layer.ts';
import { sealer } from '../../../src/cache/seal.ts';
import { SharedLayer } from '../../../src/cache/shared-layer.ts';
import { Task } from '../../../src/cache/task.ts';
import { tagsOfChange } from '../../../src/data/reads.ts';
import { Redis } from '../../../src/stores/redis.ts';
import { change, FakeFeed } from '../../support/fake-feed.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';

const secret = Buffer.alloc(32, 5);
const { signal } = new AbortController();
let server: TestRedis;
let doors: Redis[] = [];
let feed: FakeFeed;
beforeAll(async () => {
  server = await testRedis();
});
afterAll(() => server.close());
beforeEach(() => {
  feed = new FakeFeed();
});
afterEach(() => {
  for (const door of doors) door.close();
  doors = [];
});

/** A process: it has heard of the same changes, and shares nothing with the others but Redis. */
async function process({ bytes = 1_000_000, random = Math.random } = {}) {
  const door = new Redis({ url: server.url });
  await door.connect();
  doors.push(door);
  const shared = new SharedLayer(door, sealer(secret));
  const memory = new ChangeMemory({ feed, incarnation: () => 'one', tagsOf: tagsOfChange, mostMillisecondsBehind: 500 });
  const layer = new MemoryLayer(bytes);
  const cache = new CacheManager({ memory, layer, shared, random });
  return { door, shared, cache };
}

type Process = Awaited<ReturnType<typeof process>>;

const answer = (body: string): Answer => ({
  body: Buffer.from(body),
  price: {},
  tags: new Set(['Site', 'Site:*']),
  isEmpty: false,
  milliseconds: 1,
});

/** What the process says, or `undefined` when it has to be worked out. */
async function find({ cache }: Process, key: string): Promise<string | undefined> {
  const found = cache.hit(key, 'viewer') ?? (await cache.obtain(key, 'viewer', signal));
  if (!(found instanceof Task)) return found.body.toString();
  found.end();
  return undefined;
}

let keys = 0;
/** Has a process keep an answer, and waits until Redis has it. */
async function kept(by: Process, body: string): Promise<string> {
  keys += 1;
  const key = `key-${keys}`;
  await find(by, key);
  const stored = by.shared.figures.stored;
  const task = await by.cache.obtain(key, 'viewer', signal);
  if (!(task instanceof Task) || !task.complete(() => answer(body))) throw new Error('It was not kept.');
  while (by.shared.figures.stored === stored) await new Promise((wake) => setTimeout(wake, 5));
  return key;
}

const place = (key: string): string => `wayleave:cache::${key}`;

describe('what one process keeps', () => {
  it('is found by another, until a change that both hear of', async () => {
    const [one, other] = [await process(), await process()];
    const key = await kept(one, 'answer');
    expect(await find(other, key)).toBe('answer');
    expect(other.cache.statistics()).toMatchObject({ hits: { shared: 1 }, misses: { absent: 1 } });
    feed.poll(110n, [change(105n, 'Site', [1])]);
    const third = await process();
    expect([await find(one, key), await find(other, key)]).toEqual([undefined, undefined]);
    // One that began after the change knows nothing from before, and believes nothing from before.
    expect(await find(third, key)).toBeUndefined();
  });

  it('is kept in Redis although it is too large for the memory of a process, and those who wait for it share one reading', async () => {
    const [small, other] = [await process({ bytes: 1 }), await process({ bytes: 1 })];
    const key = await kept(small, 'too large');
    const answers = await Promise.all(Array.from({ length: 5 }, () => find(other, key)));
    expect(answers).toEqual(Array(5).fill('too large'));
    expect(other.cache.statistics().hits).toEqual({ memory: 0, shared: 1, waited: 4, stale: 0 });
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, -8)],
    ['emptied', () => ''],
    ['altered', (text: string) => `${text.slice(0, 60)}${text[60] === 'A' ? 'B' : 'A'}${text.slice(61)}`],
    ['something else', () => '{"value":{"body":"forged"},"expires":null}'],
  ])('is worked out anew when it was %s in Redis, and counted', async (_, change) => {
    const [one, other] = [await process(), await process()];
    const key = await kept(one, 'answer');
    const text = await one.door.client.get(place(key));
    await one.door.client.set(place(key), change(text!));
    expect(await find(other, key)).toBeUndefined();
    const { unopened, absent } = other.shared.figures;
    expect(unopened + absent).toBeGreaterThanOrEqual(1);
  });

  it('is worked out anew when it was laid under the question of another viewer', async () => {
    const [one, other] = [await process(), await process()];
    const [mine, theirs] = [await kept(one, 'for administrators'), await kept(one, 'for guests')];
    await one.door.client.copy(place(mine), place(theirs), { REPLACE: true });
    expect(await find(other, theirs)).toBeUndefined();
    expect(other.shared.figures.unopened).toBeGreaterThanOrEqual(1);
  });

  it('is worked out anew ahead of its end, and not taken from Redis, where there is only what is to be replaced', async () => {
    let isDue = false;
    // The closer to 1 what is drawn, the earlier: this one is sent ahead however far the end is.
    const one = await process({ random: () => (isDue ? 1 : 0.5) });
    const key = await kept(one, 'answer');
    expect(await find(one, key)).toBe('answer');
    isDue = true;
    expect(await find(one, key)).toBeUndefined();
    expect(one.cache.statistics()).toMatchObject({ misses: { early: 1 }, hits: { shared: 0 } });
  });

  it('is not looked for while the feed is silent, when it could not be given', async () => {
    const [one, other] = [await process(), await process()];
    const key = await kept(one, 'answer');
    const before = other.shared.figures;
    feed.silentFor = 600;
    for (let time = 0; time < 3; time += 1) expect(await find(other, key)).toBeUndefined();
    expect(other.shared.figures).toEqual(before);
    feed.silentFor = 0;
    expect(await find(other, key)).toBe('answer');
  });

  it('is waited for by nobody once it is known that it will not be kept', async () => {
    const [one, other] = [await process(), await process()];
    // Both have been asked before.
    await Promise.all([find(one, 'failing'), find(other, 'failing')]);
    for (const asked of [one, other, one, one, other]) {
      const task = await asked.cache.obtain('failing', 'viewer', signal);
      if (!(task instanceof Task)) throw new Error('It was kept.');
      task.end();
      // The lease is given back behind the back of the one who had it.
      await asked.door.client.ping();
    }
    expect(one.shared.figures.waitedInTurn + other.shared.figures.waitedInTurn).toBe(0);
  });

  it('is worked out by one of two processes that are asked at once, and the other waits for it', async () => {
    const [one, other] = [await process(), await process()];
    // Both have been asked before.
    await Promise.all([find(one, 'at once'), find(other, 'at once')]);
    const [first, second] = [one.cache.obtain('at once', 'viewer', signal), other.cache.obtain('at once', 'viewer', signal)];
    const leader = (await Promise.race([first, second])) as Task;
    expect(leader).toBeInstanceOf(Task);
    leader.complete(() => answer('by one'));
    const found = (await Promise.all([first, second])).filter((obtained) => !(obtained instanceof Task));
    expect(found.map((entry) => (entry as Answer).body.toString())).toEqual(['by one']);
  });
});

describe('a process', () => {
  it('goes on without a Redis that is frozen, killed or flushed, and with it again as soon as it is back', async () => {
    const [one, other] = [await process(), await process()];
    await kept(one, 'before');
    server.freeze();
    for (let asked = 0; asked < 5; asked += 1) expect(await find(other, `frozen-${asked}`)).toBeUndefined();
    expect(other.shared.figures.unanswered).toBeGreaterThanOrEqual(5);
    server.thaw();
    await until(() => one.door.isAvailable && other.door.isAvailable);
    await expectSharing(one, other);

    await server.kill();
    expect(await find(other, 'killed')).toBeUndefined();
    await server.revive();
    await until(() => one.door.isAvailable && other.door.isAvailable);
    await expectSharing(one, other);

    const key = await kept(one, 'flushed away');
    await one.door.client.flushAll();
    expect([await find(one, key), await find(other, key)]).toEqual(['flushed away', undefined]);
    await expectSharing(one, other);
  });
});

/** The breaker lets one call through after a while; until then nothing is stored. */
async function expectSharing(one: Process, other: Process): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    keys += 1;
    const key = `sharing-${keys}`;
    await find(one, key);
    const task = await one.cache.obtain(key, 'viewer', signal);
    if (task instanceof Task) task.complete(() => answer('shared'));
    await new Promise((wake) => setTimeout(wake, 50));
    const found = await find(other, key);
    if (found === 'shared') return;
    if (attempt === 100) throw new Error('They share nothing.');
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((wake) => setTimeout(wake, 20));
}
