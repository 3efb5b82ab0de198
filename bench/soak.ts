/**
 * `npm run bench -- soak [--hits 1000000] [--minutes 20] [--seed 1]`: answers that are given again, each checked, while rows change at random.
 *
 * Two caches over one Redis and one PostgreSQL of its own are asked without pause, and nobody waits for the writer: a row is changed, moved, copied or
 * removed several times a second. A hit is checked against an answer that was worked out from the database, at a time from which on nothing was written
 * until half a second before the hit: that is what the bound on staleness promises. Where the two differ, it is worked out once more for this hit alone, and
 * the auditor decides, as in a server, whether a write explains it. The bar is that none is left unexplained; `--leave-out "whole tables"` leaves out a rule of what is read, and misses it.
 * Writes bench/results/soak.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import 'reflect-metadata';
import { Auditor } from '../src/cache/auditor.ts';
import { seedEstate } from '../src/exchange/seed/seed-estate.ts';
import { createPool, query } from '../src/stores/pool.ts';
import { Redis } from '../src/stores/redis.ts';
import { estateQuestions } from '../tests/support/cache-differential.ts';
import { type CachedEstate, cachedEstate, type EstateQuestion, truth } from '../tests/support/cached-estate.ts';
import type { TestDatabase } from '../tests/support/database.ts';
import { randomWriter, seededRandom } from '../tests/support/random-writes.ts';
import { readRules, withoutRule } from '../tests/support/read-rules.ts';
import { testRedis } from '../tests/support/redis.ts';
import { startFromTemplate } from '../tests/support/template-cluster.ts';

const { values: options } = parseArgs({
  options: {
    hits: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    'leave-out': { type: 'string' },
  },
});
const mostHits = Number(options.hits);
const until = performance.now() + Number(options.minutes) * 60_000;
const random = seededRandom(Number(options.seed));
const leftOut = readRules.find((rule) => rule === options['leave-out']);
if (options['leave-out'] !== undefined && !leftOut) throw new Error(`The rules are: ${readRules.join(', ')}.`);
const sabotage = leftOut ? { reads: withoutRule(leftOut) } : {};

const BOUND_MILLISECONDS = 500;
const ASKING_AT_ONCE = 8;
const ASKED_BETWEEN_BREATHS = 20;
const REPORT_MILLISECONDS = 30_000;
const tables = [
  ...['Device', 'Interface', 'IpAddress', 'Prefix', 'Site', 'Rack', 'Cable', 'CableTermination', 'Tenant', 'Region', 'Location', 'Vlan'],
  ...['Vrf', 'DeviceRole', 'DeviceType', 'Tag', 'Circuit', 'VirtualMachine', 'FrontPort', 'RearPort', 'Provider'],
];

interface Truth {
  readonly text: string;
  /** When it was begun to be worked out. */
  readonly at: number;
}

const counts = {
  asked: 0,
  hits: 0,
  ofOthers: 0,
  same: 0,
  explained: 0,
  unexplained: 0,
  undecided: 0,
  workedOut: 0,
  written: 0,
  refused: 0,
};
/** When writes were known to be committed, in order. */
const written: number[] = [];
const truths = new Map<EstateQuestion, Truth>();
const unexplained: object[] = [];

const cluster = await startFromTemplate();
const pool = createPool({ url: cluster.url, size: 10 });
const database: TestDatabase = {
  url: cluster.url,
  pool,
  query: (statement, deadline) => query(pool, statement, deadline),
  run: async (text) => void (await pool.query(text)),
  close: () => pool.end(),
};
const redisServer = await testRedis();
const redis = new Redis({ url: redisServer.url });
await redis.connect();
await seedEstate(pool, { resources: 5_000, seed: 1 });
const questions = await estateQuestions(database, { random: 20, seed: Number(options.seed) });
const caches: readonly CachedEstate[] = [await cachedEstate(database, redis, sabotage), await cachedEstate(database, redis, sabotage)];
const auditors = caches.map(
  ({ cache, memory }) => new Auditor({ memory, cache, onDifference: (difference) => void unexplained.push(difference) }),
);
let isOver = false;
const goesOn = (): boolean => !isOver && counts.hits < mostHits && performance.now() < until;

async function workOut(question: EstateQuestion): Promise<string> {
  const at = performance.now();
  const text = await truth(database, question);
  counts.workedOut += 1;
  truths.set(question, { text, at });
  return text;
}

/** Whether nothing was committed after it was begun and before the hit's bound. */
function isGoodFor({ at }: Truth, hitAt: number): boolean {
  for (let index = written.length - 1; index >= 0 && written[index]! > at; index -= 1)
    if (written[index]! <= hitAt - BOUND_MILLISECONDS) return false;
  return true;
}

async function askWithoutEnd(): Promise<void> {
  while (goesOn()) {
    counts.asked += 1;
    if (counts.asked % ASKED_BETWEEN_BREATHS === 0) await breathe();
    // Some are asked much oftener than others, as in life.
    const question = questions[Math.floor(random() ** 2 * questions.length)]!;
    const which = random() < 0.5 ? 0 : 1;
    const hitAt = performance.now();
    const { text, from, kept } = await caches[which]!.ask(question);
    if (!kept) continue;
    counts.hits += 1;
    if (from === 'elsewhere') counts.ofOthers += 1;
    const known = truths.get(question);
    const now = known && isGoodFor(known, hitAt) ? known.text : await workOut(question);
    if (now === text) {
      counts.same += 1;
      continue;
    }
    await auditors[which]!.audit(kept.key, { ...kept.entry, body: Buffer.from(text) }, () => workOut(question));
  }
}

async function writeWithoutEnd(): Promise<void> {
  const writer = await randomWriter(pool, tables, seededRandom(Number(options.seed) + 1));
  while (goesOn()) {
    const { isRefused } = await writer.write();
    written.push(performance.now());
    if (written.length > 10_000) written.splice(0, 5_000);
    counts[isRefused ? 'refused' : 'written'] += 1;
    await sleep(50 + random() * 400);
  }
}

function summed(): typeof counts {
  const audits = auditors.map((auditor) => auditor.audits);
  const sum = (read: (of: (typeof audits)[number]) => number): number => audits.reduce((total, of) => total + read(of), 0);
  return {
    ...counts,
    same: counts.same + sum(({ same }) => same),
    explained: sum((of) => of.explained),
    unexplained: sum((of) => of.unexplained),
    undecided: sum((of) => of.undecided),
  };
}

const reporting = setInterval(() => console.error(JSON.stringify(summed())), REPORT_MILLISECONDS);
process.once('SIGTERM', () => (isOver = true));
process.once('SIGINT', () => (isOver = true));
const began = performance.now();
try {
  await Promise.all([writeWithoutEnd(), ...Array.from({ length: ASKING_AT_ONCE }, askWithoutEnd)]);
} finally {
  clearInterval(reporting);
  for (const cache of caches) await cache.close();
  redis.close();
  await redisServer.close();
  await pool.end();
  await cluster.stop();
}
const result = {
  seed: Number(options.seed),
  questions: questions.length,
  seconds: Math.round((performance.now() - began) / 1000),
  ...summed(),
};
console.log(result);
mkdirSync('bench/results', { recursive: true });
if (!leftOut) writeFileSync('bench/results/soak.json', `${JSON.stringify(result, undefined, 2)}\n`);
for (const difference of unexplained) console.error(difference);
console.log(
  `${result.unexplained} of ${result.hits} checked hits differ and no write explains it; the bar is 0: ${result.unexplained === 0 ? 'met' : 'MISSED'}`,
);
if (result.unexplained > 0) process.exitCode = 1;
