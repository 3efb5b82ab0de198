import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, query } from '../../../src/stores/pool.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('a statement', () => {
  it('answers rows as arrays of parsed values', async () => {
    const text = `SELECT 7::bigint, 1.50::numeric, '2026-01-31 12:00:00.5+02'::timestamptz, DATE '2026-01-31', '{"a": [1]}'::jsonb,
      '10.0.0.0/8'::cidr, '10.0.0.1/24'::inet, '{1,2}'::bigint[], true, NULL::bigint, 'aa:bb:cc:dd:ee:ff'::macaddr`;
    expect(await database.query({ text })).toEqual([
      [7, 1.5, '2026-01-31T10:00:00.500Z', '2026-01-31', { a: [1] }, '10.0.0.0/8', '10.0.0.1/24', [1, 2], true, null, 'aa:bb:cc:dd:ee:ff'],
    ]);
  });

  it('refuses a whole number that JavaScript would round', async () => {
    await expect(database.query({ text: 'SELECT 9007199254740993::bigint' })).rejects.toThrow('9007199254740993 is beyond 2^53.');
  });

  it('is prepared once under its name', async () => {
    const pool = createPool({ url: database.url, size: 1 });
    for (const value of [1, 2]) await query(pool, { name: 'double', text: 'SELECT $1::integer * 2', values: [value] });
    const { rows } = await pool.query("SELECT generic_plans + custom_plans AS runs FROM pg_prepared_statements WHERE name = 'double'");
    expect(rows).toEqual([{ runs: '2' }]);
    await pool.end();
  });
});
