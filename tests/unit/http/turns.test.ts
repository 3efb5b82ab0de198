import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Turns } from '../../../src/http/turns.ts';

describe('Requests that come at once', () => {
  it('begin sixteen in a turn of the event loop, in their order', async () => {
    const turns = new Turns();
    const begun: number[] = [];
    for (let index = 0; index < 50; index += 1) turns.take(() => begun.push(index));
    const counts = [begun.length];
    for (let turn = 0; turn < 4; turn += 1) {
      await nextTurn();
      counts.push(begun.length);
    }
    expect(counts).toEqual([16, 32, 48, 50, 50]);
    expect(begun).toEqual(Array.from({ length: 50 }, (_, index) => index));
  });

  it('begin behind those that wait, and at once when nobody does', async () => {
    const turns = new Turns();
    const begun: string[] = [];
    for (let index = 0; index < 20; index += 1) turns.take(() => begun.push('early'));
    await nextTurn();
    for (let index = 0; index < 20; index += 1) turns.take(() => begun.push('late'));
    expect(begun.filter((who) => who === 'early')).toHaveLength(20);
    expect(begun.filter((who) => who === 'late')).toHaveLength(12);
    for (let turn = 0; turn < 3; turn += 1) await nextTurn();
    expect(begun).toHaveLength(40);
    turns.take(() => begun.push('alone'));
    expect(begun.at(-1)).toBe('alone');
  });
});
