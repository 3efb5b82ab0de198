import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, query } from '../../../src/stores/pool.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** What other connections to this database are doing at the moment. */
async function runningElsewhere(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ query: string }>(
    "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' ORDER BY query",
  );
  return rows.map((row) => row.query);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((wake) => setTimeout(wake, 10));
}

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

  it('leaves the parsers of others alone', async () => {
    await database.query({ text: 'SELECT 7::bigint' });
    expect((await database.pool.query('SELECT 7::bigint AS seven')).rows).toEqual([{ seven: '7' }]);
  });

  it('is prepared once under its name', async () => {
    const pool = createPool({ url: database.url, size: 1 });
    for (const value of [1, 2]) await query(pool, { name: 'double', text: 'SELECT $1::integer * 2', values: [value] });
    const { rows } = await pool.query("SELECT generic_plans + custom_plans AS runs FROM pg_prepared_statements WHERE name = 'double'");
    expect(rows).toEqual([{ runs: '2' }]);
    await pool.end();
  });

  it('keeps its connection when the server refuses it', async () => {
    const pool = createPool({ url: database.url, size: 1 });
    const [[before]] = (await query(pool, { text: 'SELECT pg_backend_pid()' })) as [[number]];
    await expect(query(pool, { text: 'SELECT 1 / 0' })).rejects.toBeInstanceOf(pg.DatabaseError);
    expect(await query(pool, { text: 'SELECT pg_backend_pid()' })).toEqual([[before]]);
    await pool.end();
  });
});

describe('a statement that nobody waits for any more', () => {
  it('ends in the server when its client leaves', async () => {
    const leaving = new AbortController();
    const left = new Error('The client left.');
    const answer = query(database.pool, { text: 'SELECT pg_sleep(60) -- left' }, { signal: leaving.signal });
    const refused = expect(answer).rejects.toBe(left);
    await until(async () => (await runningElsewhere()).includes('SELECT pg_sleep(60) -- left'));
    leaving.abort(left);
    await refused;
    await until(async () => (await runningElsewhere()).length === 0);
  });

  it('ends in the server at its deadline, and its connection goes with it', async () => {
    const pool = createPool({ url: database.url, size: 1 });
    const [[before]] = (await query(pool, { text: 'SELECT pg_backend_pid()' })) as [[number]];
    await expect(query(pool, { text: 'SELECT pg_sleep(60)' }, { timeoutMilliseconds: 50 })).rejects.toMatchObject({ row: 'TIMEOUT' });
    const [[after]] = (await query(pool, { text: 'SELECT pg_backend_pid()' })) as [[number]];
    expect(after).not.toBe(before);
    await until(async () => (await runningElsewhere()).length === 0);
    await pool.end();
  });

  it('is a TIMEOUT too when the server is the first to lose patience', async () => {
    const pool = createPool({ url: database.url, size: 1, statementTimeoutMilliseconds: 50 });
    await expect(query(pool, { text: 'SELECT pg_sleep(60)' })).rejects.toMatchObject({ row: 'TIMEOUT' });
    await pool.end();
  });

  it('does not start when its client has left already', async () => {
    await expect(query(database.pool, { text: 'SELECT 1' }, { signal: AbortSignal.abort('gone') })).rejects.toBe('gone');
  });

  it('waits no longer than its deadline for a free connection, and takes none from those who come later', async () => {
    const pool = createPool({ url: database.url, size: 1 });
    const held = await pool.connect();
    await expect(query(pool, { text: 'SELECT 1' }, { timeoutMilliseconds: 20 })).rejects.toMatchObject({ row: 'TIMEOUT' });
    held.release();
    expect(await query(pool, { text: 'SELECT 2' })).toEqual([[2]]);
    expect([pool.totalCount, pool.waitingCount]).toEqual([1, 0]);
    await pool.end();
  });
});

describe('a server that cannot be reached', () => {
  it('is SERVICE_UNAVAILABLE', async () => {
    const pool = createPool({ url: 'postgresql://nobody@127.0.0.1:1/none' });
    await expect(query(pool, { text: 'SELECT 1' })).rejects.toMatchObject({ row: 'SERVICE_UNAVAILABLE' });
    await pool.end();
  });

  it('is SERVICE_UNAVAILABLE when every connection is taken for too long', async () => {
    const pool = createPool({ url: database.url, size: 1, connectionTimeoutMilliseconds: 3_000 });
    const held = await pool.connect();
    await expect(query(pool, { text: 'SELECT 1' })).rejects.toMatchObject({ row: 'SERVICE_UNAVAILABLE' });
    held.release();
    await pool.end();
  });

  it('is SERVICE_UNAVAILABLE when it ends the connection under a statement, and the next statement gets another', async () => {
    const pool = createPool({ url: database.url, size: 1 });
    const [[pid]] = (await query(pool, { text: 'SELECT pg_backend_pid()' })) as [[number]];
    const answer = query(pool, { text: 'SELECT pg_sleep(60)' });
    const refused = expect(answer).rejects.toMatchObject({ row: 'SERVICE_UNAVAILABLE' });
    await until(async () => (await runningElsewhere()).includes('SELECT pg_sleep(60)'));
    await database.pool.query('SELECT pg_terminate_backend($1)', [pid]);
    await refused;
    expect(await query(pool, { text: 'SELECT 3' })).toEqual([[3]]);
    await pool.end();
  });
});

/** The program of Prisma and of anybody else who takes a client by hand: begin, work, commit or roll back, hand back. */
describe('a transaction whose backend freezes', () => {
  it('is never seen or committed by the next user of the pool', async () => {
    await database.run('CREATE TABLE "Half" (note text)');
    const pool = createPool({ url: database.url, size: 1, statementTimeoutMilliseconds: 200 });
    const one = await pool.connect();
    await one.query('BEGIN');
    await one.query('INSERT INTO "Half" VALUES (\'half-done\')');
    const { rows } = await one.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const { pid } = rows[0]!;
    // The server's own timeout cannot help here: the backend that would keep it is the one that stands still.
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(one.query('SELECT 1')).rejects.toThrow('Query read timeout');
      await one.query('ROLLBACK').catch(() => undefined);
      one.release();
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    const next = await pool.connect();
    const { rows: seen } = await next.query('SELECT pg_backend_pid() AS pid, (SELECT count(*) FROM "Half") AS rows');
    expect(seen[0].pid).not.toBe(pid);
    expect(seen[0].rows).toBe('0');
    await next.query('COMMIT');
    next.release();
    expect((await database.pool.query('SELECT * FROM "Half"')).rows).toEqual([]);
    await pool.end();
  });
});
