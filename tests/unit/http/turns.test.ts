import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Turns } from '../../../src/http/turns.ts';

afterEach(() => vi.restoreAllMocks());

/** Each request takes so long, on a clock that nothing else moves. */
function requestsOf(milliseconds: number) {
  const turns = new Turns();
  const begun: number[] = [];
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  const come = (count: number): void => {
    for (let number = 0; number < count; number += 1) {
      const name = come.all++;
      turns.take(() => {
        clock += milliseconds;
        begun.push(name);
      });
    }
  };
  come.all = 0;
  const countsOver = async (count: number): Promise<number[]> => {
    const counts = [begun.length];
    for (let turn = 0; turn < count; turn += 1) {
      await nextTurn();
      counts.push(begun.length);
    }
    return counts;
  };
  return { begun, come, countsOver };
}

describe('Requests that come at once', () => {
  it('begin sixteen together, and in each later turn for some milliseconds', async () => {
    const { come, begun, countsOver } = requestsOf(1);
    come(100);
    // Of a turn's twenty milliseconds sixteen are over after the first sixteen, so that sixteen more begin.
    expect(await countsOver(4)).toEqual([16, 48, 80, 100, 100]);
    expect(begun).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });

  it('begin at least sixteen in a turn, however long they take', async () => {
    const { come, countsOver } = requestsOf(1_000);
    come(50);
    expect(await countsOver(3)).toEqual([16, 32, 48, 50]);
  });

  it('all begin in the next turn if they take no time', async () => {
    const { come, countsOver } = requestsOf(0);
    come(1_000);
    expect(await countsOver(1)).toEqual([16, 1_000]);
  });

  it('begin behind those that wait, and at once when nobody does', async () => {
    const { come, begun, countsOver } = requestsOf(1_000);
    come(40);
    await countsOver(1);
    come(1);
    expect(begun).toHaveLength(32);
    await countsOver(1);
    expect(begun.at(-1)).toBe(40);
    await countsOver(1);
    come(1);
    expect(begun.at(-1)).toBe(41);
  });
});
