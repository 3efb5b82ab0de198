/** Every table that the API knows is watched: the cache, subscriptions and history trust that no change goes by in silence. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/schema.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

const watchedEvents = ['DELETE', 'INSERT', 'TRUNCATE', 'UPDATE'];
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** The events after which a statement-level trigger of the outbox fires, by table. */
async function watched(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await database.pool.query<{ table: string; events: string[] }>(`
    SELECT class.relname AS "table", array_agg(event ORDER BY event) AS events
    FROM pg_trigger AS trigger
    JOIN pg_class AS class ON class.oid = trigger.tgrelid
    JOIN pg_proc AS function ON function.oid = trigger.tgfoid
    CROSS JOIN LATERAL (VALUES ('INSERT', 4), ('DELETE', 8), ('UPDATE', 16), ('TRUNCATE', 32)) AS bit (event, value)
    WHERE trigger.tgenabled = 'O' AND trigger.tgtype & 1 = 0 AND trigger.tgtype & 2 = 0 AND trigger.tgtype & value <> 0
      AND function.pronamespace = 'wayleave'::regnamespace AND function.proname = 'tell_' || class.relname
    GROUP BY class.relname`);
  return new Map(rows.map(({ table, events }) => [table, events]));
}

describe('the triggers of the outbox', () => {
  const tables = [
    ...catalog.resources.map(({ name }) => name),
    ...new Set(
      catalog.resources.flatMap(({ lists }) => [...lists.values()].flatMap(({ join }) => (join.kind === 'manyToMany' ? [join.table] : []))),
    ),
  ];

  it('fire after every statement on every resource and every pair of a many-to-many', async () => {
    const events = await watched();
    expect(tables.length).toBeGreaterThan(catalog.resources.length);
    for (const table of tables) expect(events.get(table), table).toEqual(watchedEvents);
  });

  it('leave no table of the schema out but what keeps no changes of its own', async () => {
    const events = await watched();
    const { rows } = await database.pool.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')",
    );
    expect(
      rows
        .map(({ name }) => name)
        .filter((name) => !events.has(name))
        .sort(),
    ).toEqual(['ExternalReference', '_prisma_migrations']);
  });

  it('would be missed by this test on a table that was made without them', async () => {
    await database.run('CREATE TABLE "Forgotten" (id bigint PRIMARY KEY, "lastUpdated" timestamptz, version integer)');
    expect((await watched()).get('Forgotten')).toBeUndefined();
    await database.run('SELECT wayleave.watch_tables()');
    expect((await watched()).get('Forgotten')).toEqual(watchedEvents);
  });

  it('name the foreign keys and choices of a table as they are now', async () => {
    const { rows } = await database.pool.query<{ name: string; keys: string[] }>('SELECT name, keys FROM wayleave."WatchedTable"');
    const keys = new Map(rows.map((row) => [row.name, row.keys ?? []]));
    for (const { name, columns, toOnes } of catalog.resources) {
      for (const { facts } of toOnes.values()) expect(keys.get(name), name).toContain(facts.via);
      for (const column of columns.values()) if (column.type === 'choice') expect(keys.get(name), name).toContain(column.name);
    }
  });
});
