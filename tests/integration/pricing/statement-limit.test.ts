/** The time that a price allows is PostgreSQL's own limit too: it holds when this process has hung. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPool } from '../../../src/stores/pool.ts';
import { databaseOver } from '../../../src/stores/transaction.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
let pool: ReturnType<typeof createPool>;
beforeAll(async () => {
  database = await testDatabase();
  // One connection, so that each statement meets what the one before it left behind.
  pool = createPool({ url: database.url, size: 1, statementTimeoutMilliseconds: 11_000 });
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

const limit = { name: undefined, text: "SELECT current_setting('statement_timeout')", values: [] };

it('is set for the statements of an operation, in steps of a second, and is gone for whoever asks without one', async () => {
  expect(await databaseOver(pool, 5000).query(limit)).toEqual([['6s']]);
  expect(await databaseOver(pool, 5900).query(limit)).toEqual([['6s']]);
  expect(await databaseOver(pool, 8200).query(limit)).toEqual([['9s']]);
  expect(await databaseOver(pool).query(limit)).toEqual([['11s']]);
});

it('is never longer than that of the pool', async () => {
  expect(await databaseOver(pool, 600_000).query(limit)).toEqual([['11s']]);
});

it('holds within a transaction, and ends with it', async () => {
  const within = await databaseOver(pool, 7000).transaction((inner) => inner.query(limit));
  expect(within).toEqual([['7s']]);
  expect(await databaseOver(pool).query(limit)).toEqual([['11s']]);
});
