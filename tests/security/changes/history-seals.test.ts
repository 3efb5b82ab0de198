/** Attacks on the history by somebody who owns the database: each is found, and its place named. */
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkHistory, type HistoryReport } from '../../../src/changes/history-check.ts';
import { hashOf, SealKey } from '../../../src/changes/history-seal.ts';
import { HistorySealer } from '../../../src/changes/history-sealer.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const key = new SealKey(Buffer.alloc(32, 1));
let database: TestDatabase;
let sealer: HistorySealer;
let serial = 0;

const sealerOf = (options: Partial<ConstructorParameters<typeof HistorySealer>[0]> = {}): HistorySealer =>
  new HistorySealer({
    pool: database.pool,
    key,
    keepMonths: 12,
    onProblem: (error) => {
      throw error;
    },
    ...options,
  });

beforeEach(async () => {
  database = await testDatabase();
  sealer = sealerOf();
});
afterEach(() => database.close());

const check = (): Promise<HistoryReport> => checkHistory(database.pool, key);

async function writeTags(count: number): Promise<void> {
  serial += 1;
  await database.run(
    `INSERT INTO "Tag" (name, slug, color) SELECT 't-${serial}-' || n, 't-${serial}-' || n, '000000' FROM generate_series(1, ${count}) AS n`,
  );
}

/** As a superuser does it, past all triggers. */
async function tamper(statement: string): Promise<void> {
  const client = await database.pool.connect();
  await client.query('SET session_replication_role = replica');
  await client.query(statement);
  await client.query('SET session_replication_role = origin');
  client.release();
}

async function idOfRow(offset: number): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM wayleave."History" ORDER BY id OFFSET $1 LIMIT 1', [offset]);
  return rows[0]!.id;
}

describe('a sealed history', () => {
  it('that nobody touched is intact, and says what is not sealed yet', async () => {
    await writeTags(3);
    expect(await sealer.seal()).toBe(3);
    expect(await sealer.seal()).toBe(0);
    await writeTags(2);
    expect(await check()).toMatchObject({ seals: 1, rows: 3, unsealed: 2, faults: [], signedOtherwise: 0 });
    await sealer.seal();
    expect(await check()).toMatchObject({ seals: 2, rows: 5, unsealed: 0, faults: [], head: { number: 2 } });
  });

  it('closes many rows by many seals', async () => {
    await writeTags(2500);
    expect(await sealer.seal()).toBe(2500);
    expect(await check()).toMatchObject({ seals: 3, rows: 2500, faults: [] });
  });

  it('closes a transaction that ended late, after those that began after it', async () => {
    const slow = new pg.Client({ connectionString: database.url });
    await slow.connect();
    await slow.query('BEGIN');
    await slow.query(`INSERT INTO "Tag" (name, slug, color) VALUES ('slow', 'slow', '000000')`);
    await writeTags(1);
    expect(await sealer.seal()).toBe(1);
    await slow.query('COMMIT');
    await slow.end();
    expect(await check()).toMatchObject({ unsealed: 1, faults: [] });
    expect(await sealer.seal()).toBe(1);
    expect(await check()).toMatchObject({ rows: 2, unsealed: 0, faults: [] });
  });

  it('does not make writers wait', async () => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query('LOCK TABLE wayleave."HistorySeal" IN SHARE ROW EXCLUSIVE MODE');
    await writeTags(1);
    await expect(sealer.seal()).rejects.toMatchObject({ code: '55P03' });
    await client.query('ROLLBACK');
    client.release();
    expect(await sealer.seal()).toBe(1);
  });

  it('names a row that was removed', async () => {
    await writeTags(5);
    await sealer.seal();
    const id = await idOfRow(2);
    await tamper(`DELETE FROM wayleave."History" WHERE id = ${id}`);
    expect((await check()).faults).toEqual([expect.stringContaining(`Row ${id} of the history is missing. It was sealed by seal 1 of `)]);
  });

  it('names a row that was altered, whichever field', async () => {
    await writeTags(5);
    await sealer.seal();
    const id = await idOfRow(2);
    for (const change of [
      `actor = 'somebody else'`,
      `after = after || '{"name": "other"}'`,
      `at = at + interval '1 microsecond'`,
      `request = 'another'`,
      `"rowId" = "rowId" + 1`,
    ]) {
      await database.run('CREATE TABLE kept AS SELECT * FROM wayleave."History"');
      await tamper(`UPDATE wayleave."History" SET ${change} WHERE id = ${id}`);
      expect((await check()).faults, change).toEqual([
        expect.stringMatching(new RegExp(`Row ${id} of the history \\(Tag \\d+ INSERT\\) was altered`)),
      ]);
      await tamper('DELETE FROM wayleave."History"');
      await tamper('INSERT INTO wayleave."History" SELECT * FROM kept');
      await database.run('DROP TABLE kept');
    }
    expect((await check()).faults).toEqual([]);
  });

  it('names a row that was slipped in', async () => {
    await writeTags(2);
    await sealer.seal();
    await tamper(
      `INSERT INTO wayleave."History" (transaction, "table", "rowId", action, actor) SELECT transaction, 'Tag', 99, 'DELETE', 'token:1' FROM wayleave."History" LIMIT 1`,
    );
    expect((await check()).faults).toEqual([expect.stringContaining('(Tag 99 DELETE) was put in after its time was sealed')]);
  });

  it('names a seal that was removed or made anew', async () => {
    for (let count = 0; count < 4; count++) {
      await writeTags(1);
      await sealer.seal();
    }
    await tamper('UPDATE wayleave."HistorySeal" SET at = at - interval \'1 day\' WHERE number = 2');
    expect((await check()).faults).toEqual([expect.stringContaining('Seal 2 of ')]);
    await tamper('UPDATE wayleave."HistorySeal" SET at = at + interval \'1 day\' WHERE number = 2');
    // Seals of somebody without the secret fit each other, and are found by their signatures.
    await tamper('DELETE FROM wayleave."HistorySeal" WHERE number > 2');
    await sealerOf({ key: { id: key.id, sign: () => Buffer.alloc(32), hasSigned: () => true } as unknown as SealKey }).seal();
    expect((await check()).faults).toEqual([expect.stringContaining('Seal 3 of ')]);
    await tamper('DELETE FROM wayleave."HistorySeal" WHERE number = 2');
    expect((await check()).faults).toContain('Seal 2 is missing.');
  });

  it('says that it cannot check what was signed with another secret', async () => {
    await writeTags(1);
    await sealerOf({ key: new SealKey(Buffer.alloc(32, 2)) }).seal();
    expect(await check()).toMatchObject({ signedOtherwise: 1, faults: [] });
  });

  it('goes on by number where its rows came with a copy of another cluster, whose transactions mean nothing', async () => {
    await writeTags(2);
    await tamper(`UPDATE wayleave."History" SET transaction = '999999999'`);
    await sealer.seal();
    const { rows } = await database.pool.query('SELECT * FROM wayleave."HistorySeal"');
    const { number, above, ids, at, ...rest } = rows[0];
    const hash = hashOf(
      { ...rest, number: Number(number), above: Number(above), ids: ids.map(Number), at: at.toISOString(), cluster: 'other' },
      undefined,
    );
    await database.pool.query(`UPDATE wayleave."HistorySeal" SET cluster = 'other', hash = $1, signature = $2`, [hash, key.sign(hash)]);
    await writeTags(2);
    expect(await sealer.seal()).toBe(2);
    await writeTags(1);
    expect(await sealer.seal()).toBe(1);
    expect(await sealer.seal()).toBe(0);
    expect(await check()).toMatchObject({ rows: 5, unsealed: 0, faults: [] });
  });

  it('gives up months past their time, and the chain says so', async () => {
    await writeTags(2);
    await sealer.seal();
    const inTwoYears = sealerOf({ now: () => new Date(Date.now() + 2 * 366 * 24 * 60 * 60 * 1000) });
    expect((await inTwoYears.keepMonths()).length).toBeGreaterThan(0);
    expect((await database.pool.query('SELECT FROM wayleave."History"')).rows).toEqual([]);
    expect(await check()).toMatchObject({ seals: 2, rows: 0, faults: [] });
    await database.run(`SELECT wayleave.prepare_history(0)`);
    await tamper(`DELETE FROM wayleave."HistorySeal" WHERE kind = 'dropped'`);
    expect((await check()).faultCount).toBe(2);
  });
});
