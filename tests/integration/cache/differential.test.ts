/** What is given again is what would be worked out: after any write, for any viewer, from any process; and every rule of what is read is needed for it. */
import { writeSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { Redis } from '../../../src/stores/redis.ts';
import { estateQuestions, runDifferential, viewers } from '../../support/cache-differential.ts';
import { cacheRun, writtenTables as tables } from '../../support/cache-run.ts';
import { cachedEstate, type EstateQuestion, estateQuestion, type Sabotage, truth } from '../../support/cached-estate.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { withoutRule } from '../../support/read-rules.ts';
import { type TestRedis, testRedis } from '../../support/redis.ts';

const { rounds, seed, isLong } = cacheRun;
const MINUTES = 60_000;

let database: TestDatabase;
let server: TestRedis;
let redis: Redis;
let questions: readonly EstateQuestion[];
beforeAll(async () => {
  database = await testDatabase();
  await seedEstate(database.pool, { resources: 5_000, seed: 1 });
  server = await testRedis();
  redis = new Redis({ url: server.url });
  await redis.connect();
  questions = await estateQuestions(database, { random: 20, seed });
});
afterAll(async () => {
  redis?.close();
  await server?.close();
  await database?.close();
});

describe('answers that are given again', () => {
  it(
    'are those that would be worked out, after random writes, for several viewers, from two caches over one Redis',
    async () => {
      const goesOn = (round: number, { length }: readonly unknown[]): boolean => {
        if (isLong && round % 500 === 0) writeSync(2, `${round} rounds, ${length} differences\n`);
        return round < rounds;
      };
      const outcome = await runDifferential({ database, door: redis, seed, questions, tables, goesOn });
      expect(outcome.differences).toEqual([]);
      expect(outcome.written).toBeGreaterThan(outcome.rounds / 2);
      expect(outcome.hits).toBeGreaterThan(outcome.rounds);
      expect(outcome.foreign).toBeGreaterThan(0);
      if (isLong) writeSync(2, `${JSON.stringify(outcome)}\n`);
    },
    (isLong ? 60 : 4) * MINUTES,
  );
});

interface Rule {
  readonly sabotage: Sabotage;
  /** Questions whose answers need it, and tables whose changes show that. */
  readonly questions: readonly string[];
  readonly tables: readonly string[];
}

/** What an answer would no longer be told of. */
const rules: Readonly<Record<string, Rule>> = {
  'rows that are read by id': {
    sabotage: { reads: withoutRule('rows by their ids') },
    questions: ['rows by id', 'one of several'],
    tables: ['Device', 'Site'],
  },
  'rows that hold a value': {
    sabotage: { reads: withoutRule('rows that hold a value') },
    questions: ['a page by choice', 'a page by the id', 'lists below parents', 'lists of many to many', 'the other end'],
    tables: ['Device', 'Rack'],
  },
  'whole tables': {
    sabotage: { reads: withoutRule('whole tables') },
    questions: ['a page of a table', 'a page with a total', 'within networks', 'trees', 'counts'],
    tables: ['Site', 'Prefix', 'Region', 'Device'],
  },
  'tables that conditions reach': {
    sabotage: { reads: withoutRule('tables that conditions reach') },
    questions: ['a page by relation', 'a page by some', 'a page by none', 'a page by the id'],
    tables: ['Site', 'Rack', 'Tag'],
  },
  'changes of rows': { sabotage: { told: (tag) => !/:\d+$/.test(tag) }, questions: ['rows by id'], tables: ['Device', 'Site'] },
  'changes by the values that rows hold': {
    sabotage: { told: (tag) => !tag.includes('=') },
    questions: ['a page by choice', 'a page by the id', 'lists below parents'],
    tables: ['Device', 'Rack'],
  },
  'changes of a table': {
    sabotage: { told: (tag) => !/^\w+$/.test(tag) },
    questions: ['a page of a table', 'trees', 'counts'],
    tables: ['Site', 'Region'],
  },
};

describe('no rule of what is read can be left out', () => {
  it.each(Object.entries(rules))(
    'such as %s',
    async (_, rule) => {
      const { differences } = await runDifferential({
        database,
        sabotage: rule.sabotage,
        seed: seed + 1,
        questions: questions.filter(
          ({ name, viewer }) => viewer.fingerprint === 'administrator' && rule.questions.some((start) => name.startsWith(start)),
        ),
        tables: rule.tables,
        goesOn: (round, found) => found.length === 0 && round < 1_000,
        questionsPerRound: 8,
      });
      expect(differences.length).toBeGreaterThan(0);
    },
    5 * MINUTES,
  );

  it('such as changes that name no rows', async () => {
    const sabotage: Sabotage = { told: (tag) => !tag.endsWith(':*') };
    const id = Buffer.from('Interface:1').toString('base64url');
    const question = estateQuestion('one of many', `{ interface(id: "${id}") { description } }`, viewers[0]!);
    const answers = async (falsified: Sabotage | undefined): Promise<boolean> => {
      const cache = await cachedEstate(database, undefined, falsified);
      try {
        await cache.ask(question);
        await cache.ask(question);
        await database.run(`UPDATE "Interface" SET description = 'changed ' || random()`);
        await cache.feed.catchUp();
        const { text } = await cache.ask(question);
        return text === (await truth(database, question));
      } finally {
        await cache.close();
      }
    };
    expect([await answers(undefined), await answers(sabotage)]).toEqual([true, false]);
  });
});
