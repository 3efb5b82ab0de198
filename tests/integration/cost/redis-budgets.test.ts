import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LocalBudgets } from '../../../src/cost/budget/local-budgets.ts';
import { RedisBudgets } from '../../../src/cost/budget/redis-budgets.ts';
import { Redis } from '../../../src/stores/redis.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';

let server: TestRedis;
const connections: Redis[] = [];

/** The budgets of one process, with a connection of its own. */
async function processBudgets(): Promise<RedisBudgets> {
  const redis = new Redis({ url: server.url });
  connections.push(redis);
  await redis.connect();
  return new RedisBudgets({
    evaluate: (script, keys, parameters) => redis.call((client) => client.eval(script, { keys, arguments: parameters })),
    fallback: new LocalBudgets({ now: () => performance.now(), share: 0.1 }),
  });
}

beforeAll(async () => {
  server = await testRedis();
});
afterAll(async () => {
  for (const connection of connections) connection.close();
  await server.close();
});

describe('budgets in Redis', () => {
  it('are one budget for all processes: parallel requests never spend more than it holds', async () => {
    const processes = await Promise.all([processBudgets(), processBudgets(), processBudgets()]);
    // A refill too slow to matter within the test.
    const bucket = { key: 'shared', capacity: 1000, refillPerSecond: 0.001 };
    const answers = await Promise.all(Array.from({ length: 300 }, (_, index) => processes[index % 3]!.reserve([bucket], 10)));
    expect(answers.filter(({ kind }) => kind === 'granted')).toHaveLength(100);
  });

  it('take back what was not used, and take from all buckets or from none', async () => {
    const budgets = await processBudgets();
    const viewer = { key: 'viewer', capacity: 100, refillPerSecond: 0.001 };
    const tenant = { key: 'tenant', capacity: 50, refillPerSecond: 0.001 };
    const reservation = await budgets.reserve([viewer, tenant], 40);
    expect(reservation).toMatchObject({ kind: 'granted', available: 60 });
    expect(await budgets.reserve([viewer, tenant], 20)).toMatchObject({ kind: 'refused', available: 60 });
    if (reservation.kind === 'granted') await reservation.refund(30);
    expect(await budgets.reserve([viewer, tenant], 20)).toMatchObject({ kind: 'granted', available: 70 });
  });

  it('say how long to wait, and forever for what they can never hold', async () => {
    const budgets = await processBudgets();
    const bucket = { key: 'waiting', capacity: 100, refillPerSecond: 0.5 };
    await budgets.reserve([bucket], 100);
    expect(await budgets.reserve([bucket], 50)).toMatchObject({ kind: 'refused', retryAfterSeconds: 100 });
    expect(await budgets.reserve([bucket], 101)).toMatchObject({ retryAfterSeconds: Number.POSITIVE_INFINITY });
  });

  it('keep the gate at a tenth while Redis is frozen or dead, and are shared again afterwards', async () => {
    const budgets = await processBudgets();
    const bucket = { key: 'outage', capacity: 1000, refillPerSecond: 0.001 };
    server.freeze();
    expect(await budgets.reserve([bucket], 101)).toMatchObject({ kind: 'refused' });
    expect(await budgets.reserve([bucket], 100)).toMatchObject({ kind: 'granted' });
    expect(await budgets.reserve([bucket], 1)).toMatchObject({ kind: 'refused' });
    server.thaw();
    await server.kill();
    expect(await budgets.reserve([bucket], 1)).toMatchObject({ kind: 'refused' });
    await server.revive();
    await expect.poll(async () => (await budgets.reserve([bucket], 500)).kind, { timeout: 10_000, interval: 100 }).toBe('granted');
  });
});
