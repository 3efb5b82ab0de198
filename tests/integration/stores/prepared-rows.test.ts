import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, query } from '../../../src/stores/pool.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await testDatabase();
  pool = createPool({ url: database.url, size: 1 });
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

const ask = (name: string, text: string, ...values: unknown[]) => query(pool, { name, text, values });

describe('a named statement', () => {
  it('answers the same values each time that it runs on a connection', async () => {
    const text = `SELECT $1::bigint, NULL::bigint, DATE '2026-01-31', true, ARRAY[1, 2]::bigint[] FROM generate_series(1, 2)`;
    const row = (value: number) => [value, null, '2026-01-31', true, [1, 2]];
    for (const value of [7, 8, 9]) expect(await ask('same', text, value)).toEqual([row(value), row(value)]);
  });

  it('answers no rows', async () => {
    for (let time = 0; time < 2; time += 1) expect(await ask('none', 'SELECT 1 WHERE $1::boolean', false)).toEqual([]);
  });

  it('that the server refuses leaves its connection in order, refused while it is parsed or while it runs', async () => {
    const [[before]] = (await ask('pid', 'SELECT pg_backend_pid()')) as [[number]];
    for (let time = 0; time < 2; time += 1) {
      await expect(ask('unknown', 'SELECT nothing FROM nowhere')).rejects.toBeInstanceOf(pg.DatabaseError);
      await expect(ask('division', 'SELECT 1 / $1::integer', 0)).rejects.toBeInstanceOf(pg.DatabaseError);
    }
    expect(await ask('division', 'SELECT 1 / $1::integer', 1)).toEqual([[1]]);
    expect(await ask('pid', 'SELECT pg_backend_pid()')).toEqual([[before]]);
  });

  it('refuses a whole number that JavaScript would round, after the whole answer was read', async () => {
    await expect(ask('large', 'SELECT $1::bigint', '9007199254740993')).rejects.toThrow('is beyond 2^53');
    expect(await query(pool, { name: 'next', text: 'SELECT 1' })).toEqual([[1]]);
  });

  it('does not run under the name of another', async () => {
    await ask('taken', 'SELECT 1');
    await expect(ask('taken', 'SELECT 2')).rejects.toThrow('stands for another statement');
    expect(await ask('taken', 'SELECT 1')).toEqual([[1]]);
  });
});
