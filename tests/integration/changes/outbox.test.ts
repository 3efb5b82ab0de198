import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
let seen = '0';
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

interface OutboxRow {
  readonly table: string;
  readonly action: string;
  readonly ids: readonly string[] | null;
  readonly values: Readonly<Record<string, readonly unknown[]>> | null;
  readonly actor: string;
  readonly request: string | null;
}

/** What was written since this was last called. */
async function news(): Promise<readonly OutboxRow[]> {
  const { rows } = await database.pool.query<OutboxRow & { id: string }>('SELECT * FROM wayleave."Outbox" WHERE id > $1 ORDER BY id', [
    seen,
  ]);
  seen = rows.at(-1)?.id ?? seen;
  return rows;
}

async function insert(table: string, columns: Readonly<Record<string, unknown>>): Promise<number> {
  const names = Object.keys(columns);
  const { rows } = await database.pool.query<{ id: string }>(
    `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join()}) VALUES (${names.map((_, index) => `$${index + 1}`).join()}) RETURNING id`,
    Object.values(columns),
  );
  return Number(rows[0]!.id);
}

describe('a statement', () => {
  it('that inserts a row names it and the values that it is found by', async () => {
    const group = await insert('SiteGroup', { name: 'Group', slug: 'group' });
    await news();
    const site = await insert('Site', { name: 'Site', slug: 'site', groupId: group });
    expect(await news()).toMatchObject([
      { table: 'Site', action: 'INSERT', ids: [String(site)], values: { groupId: [group], regionId: [null], status: ['ACTIVE'] } },
    ]);
  });

  it('that changes a row names the values before and after', async () => {
    await database.run(`UPDATE "Site" SET status = 'PLANNED' WHERE slug = 'site'`);
    const [row] = await news();
    expect(row).toMatchObject({ table: 'Site', action: 'UPDATE' });
    expect(row!.values!['status']).toEqual(['ACTIVE', 'PLANNED']);
    expect(row!.values!['regionId']).toEqual([null]);
  });

  it('that deletes rows names what they held, rows that went along included', async () => {
    await database.run(`DELETE FROM "Site" WHERE slug = 'site'`);
    expect(await news()).toMatchObject([{ table: 'Site', action: 'DELETE', values: { status: ['PLANNED'] } }]);
  });

  it('that touches nothing says nothing', async () => {
    await database.run(`UPDATE "Site" SET name = name WHERE false`);
    await database.run(`DELETE FROM "Site" WHERE false`);
    expect(await news()).toEqual([]);
  });

  it('that touches up to 256 rows names each, distinct values once', async () => {
    await database.run(
      `INSERT INTO "Site" (name, slug, status) SELECT 'S' || n, 's-' || n, CASE WHEN n % 2 = 0 THEN 'ACTIVE' ELSE 'PLANNED' END::"SiteStatus" FROM generate_series(1, 256) AS n`,
    );
    const [row] = await news();
    expect(row!.ids).toHaveLength(256);
    expect([...row!.values!['status']!].sort()).toEqual(['ACTIVE', 'PLANNED']);
    await database.run(`UPDATE "Site" SET status = 'RETIRED' WHERE status = 'PLANNED'`);
    const [change] = await news();
    expect(change!.ids).toHaveLength(128);
    expect([...change!.values!['status']!].sort()).toEqual(['PLANNED', 'RETIRED']);
  });

  it('that touches more, or empties the table, names the table alone', async () => {
    await database.run(`INSERT INTO "Site" (name, slug) SELECT 'T' || n, 't-' || n FROM generate_series(1, 257) AS n`);
    expect(await news()).toMatchObject([{ table: 'Site', action: 'INSERT', ids: null, values: null }]);
    await database.run('TRUNCATE "Tag" CASCADE');
    const emptied = await news();
    expect(emptied).toContainEqual(expect.objectContaining({ table: 'Tag', action: 'TRUNCATE', ids: null, values: null }));
    expect(emptied).toContainEqual(expect.objectContaining({ table: '_SiteToTag', action: 'TRUNCATE' }));
  });

  it('on pairs of a many-to-many names their ends', async () => {
    const tag = await insert('Tag', { name: 'Tag', slug: 'tag', color: '000000' });
    const site = await insert('Site', { name: 'Tagged', slug: 'tagged' });
    await news();
    await database.run(`INSERT INTO "_SiteToTag" ("A", "B") VALUES (${site}, ${tag})`);
    expect(await news()).toMatchObject([{ table: '_SiteToTag', action: 'INSERT', ids: null, values: { A: [site], B: [tag] } }]);
  });

  it('is told whoever sends it: COPY, and one that inserts or changes', async () => {
    const client = await database.pool.connect();
    await pipeline(['Copied\tcopied\n'], client.query(from('COPY "Site" (name, slug) FROM STDIN')));
    client.release();
    await database.run(
      `INSERT INTO "Site" (name, slug) VALUES ('Copied', 'copied'), ('New', 'new') ON CONFLICT (slug) DO UPDATE SET status = 'PLANNED'`,
    );
    expect((await news()).map(({ action, ids }) => [action, ids?.length])).toEqual([
      ['INSERT', 1],
      ['UPDATE', 1],
      ['INSERT', 1],
    ]);
  });

  it('bears the name of its sender, and of the request when it is one of the API', async () => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query(`SELECT set_config('wayleave.actor', 'token:7', true), set_config('wayleave.request', 'r-1', true)`);
    await client.query(`UPDATE "Site" SET name = 'Renamed' WHERE slug = 'copied'`);
    await client.query('COMMIT');
    await client.query(`UPDATE "Site" SET name = 'Again' WHERE slug = 'copied'`);
    client.release();
    expect((await news()).map(({ actor, request }) => [actor, request])).toEqual([
      ['token:7', 'r-1'],
      ['database:postgres', null],
    ]);
  });

  it('that is rolled back has not been said', async () => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await client.query(`UPDATE "Site" SET name = 'Never' WHERE slug = 'copied'`);
    await client.query('ROLLBACK');
    client.release();
    expect(await news()).toEqual([]);
  });

  it('is told for a writer who has no right to the outbox, who cannot read or change it', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('CREATE ROLE outsider');
      await client.query('GRANT USAGE ON SCHEMA public TO outsider');
      await client.query('GRANT SELECT, UPDATE ON "Site" TO outsider');
      await client.query('SET ROLE outsider');
      await client.query(`UPDATE "Site" SET name = 'By an outsider' WHERE slug = 'copied'`);
      await expect(client.query('SELECT FROM wayleave."Outbox"')).rejects.toThrow('permission denied');
    } finally {
      await client.query('RESET ROLE');
      await client.query('DROP OWNED BY outsider');
      await client.query('DROP ROLE outsider');
      client.release();
    }
    expect(await news()).toMatchObject([{ table: 'Site', action: 'UPDATE' }]);
  });
});

describe('the ring of hours', () => {
  const horizon = async (): Promise<string> => {
    const { rows } = await database.pool.query<{ xmax: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xmax');
    return rows[0]!.xmax;
  };
  const empty = async (before: string): Promise<number> => {
    const { rows } = await database.pool.query<{ emptied: number }>('SELECT wayleave.empty_outbox_hours($1::xid8) AS emptied', [before]);
    return rows[0]!.emptied;
  };
  const write = (hoursAgo: number): Promise<void> =>
    database.run(
      `INSERT INTO wayleave."Outbox" (hour, "table", action) VALUES (wayleave.hour_of_ring(clock_timestamp() - interval '${hoursAgo} hours'), 'Site', 'TRUNCATE')`,
    );

  it('is emptied of hours that everybody has read, and of no others', async () => {
    await database.run('TRUNCATE wayleave."Outbox"');
    await write(3);
    const before = await horizon();
    await write(4);
    expect(await empty(before)).toBe(1);
    expect(await empty(before)).toBe(0);
    expect((await database.pool.query('SELECT FROM wayleave."Outbox"')).rows).toHaveLength(1);
    await write(0);
    await write(1);
    expect(await empty(await horizon())).toBe(1);
    expect((await database.pool.query('SELECT FROM wayleave."Outbox"')).rows).toHaveLength(2);
  });

  it('leaves an hour that a transaction still writes to, without waiting for it', async () => {
    await database.run('TRUNCATE wayleave."Outbox"');
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await write(3);
    await client.query(
      `INSERT INTO wayleave."Outbox" (hour, "table", action) VALUES (wayleave.hour_of_ring(clock_timestamp() - interval '3 hours'), 'Site', 'TRUNCATE')`,
    );
    expect(await empty(await horizon())).toBe(0);
    await client.query('ROLLBACK');
    client.release();
    expect(await empty(await horizon())).toBe(1);
  });
});
