/** Two processes behind a load balancer give what would be worked out, whoever writes and however; and the test notices when they do not. */
import { writeSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { estateQuestions } from '../../support/cache-differential.ts';
import { type CacheProcesses, startCacheProcesses } from '../../support/cache-processes.ts';
import { cacheRun, writtenTables as tables } from '../../support/cache-run.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';

const { roundsOfProcesses: rounds, seed, isLong } = cacheRun;
const MINUTES = 60_000;
const MOST_ROUNDS_OF_A_RULE = 200;

let database: TestDatabase;
let redis: TestRedis;
let processes: CacheProcesses;
beforeAll(
  async () => {
    database = await testDatabase();
    await seedEstate(database.pool, { resources: 5_000, seed: 1 });
    redis = await testRedis();
    processes = await startCacheProcesses(database, redis.url, await estateQuestions(database, { random: 10, seed }), tables);
  },
  (isLong ? 20 : 5) * MINUTES,
);
afterAll(async () => {
  await processes?.close();
  await redis?.close();
  await database?.close();
});

it(
  'two processes over one PostgreSQL and one Redis answer what would be worked out, after random mutations and random SQL',
  async () => {
    const outcome = await processes.run({
      seed,
      goesOn(counts, differences) {
        if (isLong && counts.rounds % 250 === 0) writeSync(2, `seed ${seed}: ${JSON.stringify({ ...counts, differences })}\n`);
        return counts.rounds < rounds;
      },
    });
    if (isLong) writeSync(2, `seed ${seed}: ${JSON.stringify(outcome)}\n`);
    expect(outcome.differences).toEqual([]);
    expect(outcome.unexplained).toBe(0);
    expect(outcome.logged).toEqual([]);
    // It would find nothing if nothing were written, or nothing kept.
    expect(outcome.mutations).toBeGreaterThan(rounds / 6);
    expect(outcome.statements).toBeGreaterThan(rounds / 6);
    expect(outcome.ownWrites).toBeGreaterThan(rounds / 6);
    expect(outcome.hits).toBeGreaterThan(rounds);
    expect(outcome.counted.shared).toBeGreaterThan(0);
  },
  (isLong ? 120 : 10) * MINUTES,
);

/** Which rules are needed is shown one by one in differential.test.ts; this is to see that the comparison above can fail at all. */
it.skipIf(isLong)(
  'they would not, were whole tables left out of what is read',
  async () => {
    await processes.leaveOut('whole tables');
    const { differences } = await processes.run({
      seed: seed + 1,
      goesOn: (counts, found) => found.length === 0 && counts.rounds < MOST_ROUNDS_OF_A_RULE,
    });
    expect(differences.length).toBeGreaterThan(0);
  },
  3 * MINUTES,
);
