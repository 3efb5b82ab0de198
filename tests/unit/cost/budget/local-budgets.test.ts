import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LocalBudgets } from '../../../../src/cost/budget/local-budgets.ts';

const bucket = { key: 'viewer', capacity: 100, refillPerSecond: 10 };

function setUp(options: { share?: number; mostBuckets?: number } = {}) {
  const clock = { now: 0 };
  return { clock, budgets: new LocalBudgets({ now: () => clock.now, ...options }) };
}

describe('a budget in this process', () => {
  it('starts full, and says what is left', async () => {
    const { budgets } = setUp();
    expect(await budgets.reserve([bucket], 30)).toMatchObject({ kind: 'granted', available: 70 });
  });

  it('refuses what it does not hold, says when it will, and takes nothing', async () => {
    const { budgets, clock } = setUp();
    await budgets.reserve([bucket], 90);
    expect(await budgets.reserve([bucket], 40)).toEqual({ kind: 'refused', available: 10, retryAfterSeconds: 3 });
    clock.now += 3000;
    expect(await budgets.reserve([bucket], 40)).toMatchObject({ kind: 'granted', available: 0 });
  });

  it('says that it will never hold more than its capacity', async () => {
    const { budgets } = setUp();
    expect(await budgets.reserve([bucket], 101)).toMatchObject({ kind: 'refused', retryAfterSeconds: Number.POSITIVE_INFINITY });
  });

  it('takes back what was not used, and no more than it can hold', async () => {
    const { budgets } = setUp();
    const reservation = await budgets.reserve([bucket], 50);
    if (reservation.kind === 'granted') await reservation.refund(20);
    expect(await budgets.reserve([bucket], 0)).toMatchObject({ available: 70 });
    if (reservation.kind === 'granted') await reservation.refund(1000);
    expect(await budgets.reserve([bucket], 0)).toMatchObject({ available: 100 });
  });

  it('takes from all buckets or from none', async () => {
    const { budgets } = setUp();
    const tenant = { key: 'tenant', capacity: 10, refillPerSecond: 1 };
    expect(await budgets.reserve([bucket, tenant], 20)).toMatchObject({ kind: 'refused' });
    expect(await budgets.reserve([bucket], 0)).toMatchObject({ available: 100 });
  });

  it('spends only its share of a bucket', async () => {
    const { budgets } = setUp({ share: 0.1 });
    expect(await budgets.reserve([bucket], 11)).toMatchObject({ kind: 'refused', available: 10 });
  });

  it('remembers a bounded number of buckets', async () => {
    const { budgets, clock } = setUp({ mostBuckets: 10 });
    for (let index = 0; index < 1000; index += 1) {
      clock.now += 1;
      await budgets.reserve([{ ...bucket, key: `viewer ${index}` }], 1);
    }
    expect((budgets as unknown as { levels: Map<string, unknown> }).levels.size).toBeLessThanOrEqual(11);
  });

  it('never grants more than capacity and refill together, in whatever order it is asked', async () => {
    const steps = fc.array(fc.record({ wait: fc.nat(2000), points: fc.nat(120), used: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      maxLength: 50,
    });
    await fc.assert(
      fc.asyncProperty(steps, async (asked) => {
        const { budgets, clock } = setUp();
        let spent = 0;
        for (const { wait, points, used } of asked) {
          clock.now += wait;
          const reservation = await budgets.reserve([bucket], points);
          if (reservation.kind === 'refused') continue;
          const actual = Math.floor(points * used);
          await reservation.refund(points - actual);
          spent += actual;
          expect(spent).toBeLessThanOrEqual(bucket.capacity + (clock.now * bucket.refillPerSecond) / 1000 + 1e-6);
        }
      }),
    );
  });
});
