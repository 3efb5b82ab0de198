import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/schema.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
let seen = '0';
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

interface HistoryRow {
  readonly table: string;
  readonly rowId: string | null;
  readonly otherId: string | null;
  readonly action: string;
  readonly actor: string;
  readonly request: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

async function news(): Promise<readonly HistoryRow[]> {
  const { rows } = await database.pool.query<HistoryRow & { id: string }>('SELECT * FROM wayleave."History" WHERE id > $1 ORDER BY id', [
    seen,
  ]);
  seen = rows.at(-1)?.id ?? seen;
  return rows;
}

async function one(text: string): Promise<string> {
  const { rows } = await database.pool.query<{ id: string }>(text);
  return rows[0]!.id;
}

describe('the history', () => {
  it('keeps of a new row all fields that are not empty', async () => {
    const id = await one(
      `INSERT INTO "Site" (name, slug, "customFields") VALUES ('One', 'one', '{"inside": {"empty": null}}') RETURNING id`,
    );
    const [row, ...more] = await news();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ table: 'Site', rowId: id, action: 'INSERT', actor: 'database:postgres', before: null });
    expect(row!.after).toMatchObject({ name: 'One', slug: 'one', status: 'ACTIVE', version: 1, customFields: { inside: { empty: null } } });
    expect(row!.after).not.toHaveProperty('description');
    expect(row!.after).not.toHaveProperty('lastUpdated');
  });

  it('keeps of a changed row the fields that changed, as they were and became', async () => {
    await database.run(`UPDATE "Site" SET status = 'PLANNED', name = 'One', description = 'Now described' WHERE slug = 'one'`);
    expect(await news()).toMatchObject([
      {
        action: 'UPDATE',
        before: { status: 'ACTIVE', description: null, version: 1 },
        after: { status: 'PLANNED', description: 'Now described', version: 2 },
      },
    ]);
  });

  it('has nothing to say of a statement that changed nothing', async () => {
    await database.run(`UPDATE "Site" SET name = name WHERE slug = 'one'`);
    await database.run(`UPDATE "Site" SET name = 'x' WHERE false`);
    expect(await news()).toEqual([]);
  });

  it('keeps of a row that went all fields that it had, and of those that went with it', async () => {
    await database.run(`INSERT INTO "Tag" (name, slug, color) VALUES ('T', 't', '000000')`);
    await database.run(`INSERT INTO "_SiteToTag" ("A", "B") SELECT "Site".id, "Tag".id FROM "Site", "Tag"`);
    await news();
    await database.run(`DELETE FROM "Site" WHERE slug = 'one'`);
    const rows = await news();
    expect(rows).toContainEqual(
      expect.objectContaining({ table: 'Site', action: 'DELETE', after: null, before: expect.objectContaining({ status: 'PLANNED' }) }),
    );
    expect(rows).toContainEqual(expect.objectContaining({ table: '_SiteToTag', action: 'DELETE' }));
  });

  it('keeps a row for each of many, in one statement', async () => {
    await database.run(`INSERT INTO "Site" (name, slug) SELECT 'S' || n, 's-' || n FROM generate_series(1, 1000) AS n`);
    expect(await news()).toHaveLength(1000);
    await database.run(`UPDATE "Site" SET description = 'Changed' || id`);
    const changes = await news();
    expect(changes).toHaveLength(1000);
    for (const { rowId, after } of changes) expect(after!['description']).toBe(`Changed${rowId}`);
  });

  it('has no change of a tree for what followed from its parent', async () => {
    const parent = await one(`INSERT INTO "Region" (name, slug) VALUES ('P', 'p') RETURNING id`);
    const other = await one(`INSERT INTO "Region" (name, slug) VALUES ('O', 'o') RETURNING id`);
    await one(`INSERT INTO "Region" (name, slug, "parentId") VALUES ('C', 'c', ${parent}) RETURNING id`);
    await news();
    await database.run(`UPDATE "Region" SET "parentId" = ${other} WHERE id = ${parent}`);
    expect(await news()).toMatchObject([
      { table: 'Region', rowId: parent, before: { parentId: null }, after: { parentId: Number(other) } },
    ]);
  });

  it('notes as a whole that a table was emptied, and what was loaded with the history off', async () => {
    await database.run('TRUNCATE "Tag" CASCADE');
    expect(await news()).toContainEqual(expect.objectContaining({ table: 'Tag', rowId: null, action: 'TRUNCATE' }));
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query("SET LOCAL wayleave.history = 'off'");
    await client.query(`INSERT INTO "Tag" (name, slug, color) SELECT 'T' || n, 't-' || n, '000000' FROM generate_series(1, 10) AS n`);
    await client.query('COMMIT');
    expect(await news()).toMatchObject([{ table: 'Tag', rowId: null, action: 'INSERT', after: { rowsNotRemembered: 10 } }]);
    // Only a superuser may: anybody else is remembered all the same.
    try {
      await client.query('CREATE ROLE shy');
      await client.query('GRANT USAGE ON SCHEMA public TO shy');
      await client.query('GRANT SELECT, UPDATE ON "Tag" TO shy');
      await client.query('SET ROLE shy');
      await client.query('BEGIN');
      await client.query("SET LOCAL wayleave.history = 'off'");
      await client.query(`UPDATE "Tag" SET name = 'Quietly' WHERE slug = 't-1'`);
      await client.query('COMMIT');
    } finally {
      await client.query('RESET ROLE');
      await client.query('DROP OWNED BY shy');
      await client.query('DROP ROLE shy');
      client.release();
    }
    expect(await news()).toMatchObject([{ table: 'Tag', action: 'UPDATE', after: { name: 'Quietly' } }]);
  });

  it('can be appended to and nothing else, by its months as well', async () => {
    for (const table of ['History', 'HistoryElsewhere', `History_${new Date().toISOString().slice(0, 7).replace('-', '_')}`]) {
      await expect(database.run(`TRUNCATE wayleave."${table}"`)).rejects.toThrow('only appended to');
      if (table === 'HistoryElsewhere') continue;
      await expect(database.run(`UPDATE wayleave."${table}" SET actor = 'nobody'`)).rejects.toThrow('only appended to');
      await expect(database.run(`DELETE FROM wayleave."${table}"`)).rejects.toThrow('only appended to');
    }
  });

  it('is written for every resource and every pair', async () => {
    const { rows } = await database.pool.query<{ table: string; events: string[] }>(`
      SELECT class.relname AS "table", array_agg(trigger.tgname::text ORDER BY trigger.tgname) AS events
      FROM pg_trigger AS trigger JOIN pg_class AS class ON class.oid = trigger.tgrelid
      WHERE trigger.tgname LIKE 'remember\\_%' GROUP BY class.relname`);
    const events = new Map(rows.map((row) => [row.table, row.events]));
    for (const { name, lists } of catalog.resources) {
      const all = ['remember_delete', 'remember_insert', 'remember_truncate', 'remember_update'];
      expect(events.get(name), name).toEqual(all);
      for (const { join } of lists.values()) if (join.kind === 'manyToMany') expect(events.get(join.table), join.table).toEqual(all);
    }
  });
});
