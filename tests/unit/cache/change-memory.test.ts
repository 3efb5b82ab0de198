import { describe, expect, it } from 'vitest';
import { ChangeMemory, type ChangeMemoryOptions, includes } from '../../../src/cache/change-memory.ts';
import { tagsOfChange } from '../../../src/data/reads.ts';
import { change, FakeFeed, snapshot } from '../../support/fake-feed.ts';

function remembering(options: Partial<ChangeMemoryOptions> = {}) {
  const feed = new FakeFeed();
  const memory = new ChangeMemory({ feed, incarnation: () => 'one', tagsOf: tagsOfChange, mostMillisecondsBehind: 500, ...options });
  return { feed, memory };
}

const answer = (memory: ChangeMemory, ...tags: string[]) => ({ tags: new Set(tags), batch: memory.now().batch });

describe('an answer of this process', () => {
  it('holds as long as nothing that it was read from is touched', () => {
    const { feed, memory } = remembering();
    const kept = answer(memory, 'Device:12', 'Device:*');
    feed.poll(110n, [change(105n, 'Device', [13]), change(106n, 'Site')]);
    expect(memory.judge(kept)).toEqual({ kind: 'holds' });
    feed.poll(120n, [change(115n, 'Device', [12])]);
    expect(memory.judge(kept)).toEqual({ kind: 'changed', tag: 'Device:12' });
  });

  it('falls with a change that names no rows, whatever was read of its table', () => {
    const { feed, memory } = remembering();
    const row = answer(memory, 'Device:12', 'Device:*');
    const edge = answer(memory, 'Device.siteId=3', 'Device:*');
    feed.poll(110n, [change(105n, 'Device')]);
    expect([memory.judge(row).kind, memory.judge(edge).kind]).toEqual(['changed', 'changed']);
  });

  it('falls with a row that came to hold a value, and with one that held it', () => {
    const { feed, memory } = remembering();
    const three = answer(memory, 'Device.siteId=3');
    const four = answer(memory, 'Device.siteId=4');
    const five = answer(memory, 'Device.siteId=5');
    feed.poll(110n, [change(105n, 'Device', [1], { siteId: [3, 4] })]);
    expect([three, four, five].map((kept) => memory.judge(kept).kind)).toEqual(['changed', 'changed', 'holds']);
  });

  it('does not hold when the change was told while it was being read', () => {
    const { feed, memory } = remembering();
    const begun = memory.now();
    feed.poll(110n, [change(105n, 'Device', [12])]);
    expect(memory.judge({ tags: new Set(['Device:12']), batch: begun.batch })).toEqual({ kind: 'changed', tag: 'Device:12' });
  });

  it('does not hold while the feed is silent, and holds again once it speaks', () => {
    const { feed, memory } = remembering();
    const kept = answer(memory, 'Device');
    feed.silentFor = 501;
    expect(memory.judge(kept)).toEqual({ kind: 'silent' });
    feed.silentFor = 500;
    expect(memory.judge(kept)).toEqual({ kind: 'holds' });
  });

  it('is forgotten when what touched it may have been', () => {
    const { feed, memory } = remembering({ mostTags: 4 });
    const old = answer(memory, 'Rack:9');
    feed.poll(110n, [change(101n, 'Rack', [9])]);
    const young = answer(memory, 'Rack:9');
    feed.poll(120n, [change(111n, 'Device', [1, 2, 3])]);
    expect(memory.judge(old)).toEqual({ kind: 'forgotten' });
    // What was touched since is remembered.
    expect(memory.judge(young)).toEqual({ kind: 'holds' });
    expect(memory.judge({ tags: new Set(['Device:3']), batch: young.batch - 1 }).kind).not.toBe('holds');
  });

  it('is judged alike by the few tags that were touched and by the many of its own', () => {
    const { feed, memory } = remembering();
    const many = { tags: new Set(Array.from({ length: 500 }, (_, id) => `Device:${id}`)), batch: memory.now().batch };
    const few = answer(memory, 'Device:499');
    feed.poll(110n, [
      change(
        101n,
        'Device',
        Array.from({ length: 250 }, (_, index) => 250 + index),
      ),
    ]);
    expect([memory.judge(many).kind, memory.judge(few).kind]).toEqual(['changed', 'changed']);
  });

  it('falls when one transaction changed more rows of its table than are named', () => {
    const { feed, memory } = remembering();
    const kept = answer(memory, 'Device:1000000', 'Device:*');
    const changes = Array.from({ length: 40 }, (_, index) =>
      change(
        101n,
        'Device',
        Array.from({ length: 256 }, (_, row) => index * 256 + row),
      ),
    );
    feed.poll(110n, changes);
    expect(memory.judge(kept)).toEqual({ kind: 'changed', tag: 'Device:*' });
    expect(memory.figures.tags).toBeLessThan(5_000);
  });
});

describe('an answer of another process', () => {
  const device = new Set(['Device:12']);
  it('holds when its snapshot shows every change of what it was read from', () => {
    const { feed, memory } = remembering();
    feed.poll(110n, [change(105n, 'Device', [12])]);
    expect(memory.judgeForeign(device, snapshot(110n)).judgement).toEqual({ kind: 'holds' });
    expect(memory.judgeForeign(device, snapshot(112n)).judgement).toEqual({ kind: 'holds' });
    feed.poll(120n, [change(115n, 'Device', [12])]);
    expect(memory.judgeForeign(device, snapshot(112n)).judgement).toEqual({ kind: 'changed', tag: 'Device:12' });
  });

  it('is told apart by transactions where its snapshot lies between two of our polls', () => {
    const { feed, memory } = remembering();
    feed.poll(120n, [change(105n, 'Device', [12]), change(115n, 'Site', [3])]);
    // It shows the first of the two, and not the second.
    expect(memory.judgeForeign(device, snapshot(110n)).judgement).toEqual({ kind: 'holds' });
    expect(memory.judgeForeign(new Set(['Site:3']), snapshot(110n)).judgement.kind).toBe('changed');
    expect(memory.judgeForeign(device, snapshot(110n, [105n])).judgement.kind).toBe('changed');
  });

  it('is forgotten when it is older than this process', () => {
    const { memory } = remembering();
    expect(memory.judgeForeign(device, snapshot(99n)).judgement).toEqual({ kind: 'forgotten' });
  });

  it('is forgotten when it was read in another life of the database', () => {
    let incarnation = 'one';
    const { feed, memory } = remembering({ incarnation: () => incarnation });
    feed.poll(200n, [change(150n, 'Site', [1])]);
    incarnation = 'restored';
    feed.poll(120n, [change(119n, 'Site', [1])]);
    expect(memory.judgeForeign(device, snapshot(110n)).judgement).toEqual({ kind: 'forgotten' });
    expect(memory.judgeForeign(device, snapshot(125n)).judgement).toEqual({ kind: 'holds' });
  });

  it('is judged by this process from then on', () => {
    const { feed, memory } = remembering();
    const { batch } = memory.judgeForeign(device, snapshot(100n));
    feed.poll(120n, [change(105n, 'Device', [12])]);
    expect(memory.judge({ tags: device, batch })).toEqual({ kind: 'changed', tag: 'Device:12' });
  });
});

describe('one snapshot includes another', () => {
  it.each([
    ['itself', snapshot(10n, [5n]), snapshot(10n, [5n]), true],
    ['an earlier one', snapshot(12n), snapshot(10n, [5n]), true],
    ['not a later one', snapshot(10n), snapshot(12n), false],
    ['not one that shows what it has under way', snapshot(12n, [5n]), snapshot(10n), false],
    ['one that has under way what it has too', snapshot(12n, [5n]), snapshot(10n, [5n, 7n]), true],
  ])('%s', (_, later, earlier, expected) => {
    expect(includes(later, earlier)).toBe(expected);
  });
});
