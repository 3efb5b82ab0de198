import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/stores/migrations.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const FUNCTION = `CREATE FUNCTION answer() RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  -- a semicolon; and another;
  RETURN 42;
END $$;
CREATE TABLE "Thing" (id integer DEFAULT answer());`;

let database: TestDatabase;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wayleave-migrations-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  database = await testDatabase('template0');
  rmSync(join(folder, 'migrations'), { recursive: true, force: true });
  cpSync('prisma/schema.prisma', join(folder, 'schema.prisma'));
  return () => database.close();
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, 'migrations', name), { recursive: true });
  writeFileSync(join(folder, 'migrations', name, 'migration.sql'), sql);
}

const columnOf = async (text: string): Promise<readonly unknown[]> => (await database.query({ text })).map((row) => row[0]);

describe('migrations', () => {
  it('are applied in order, and once', async () => {
    write('20260101000001_table', 'CREATE TABLE "Thing" (id integer);');
    write('20260101000000_first', 'CREATE TABLE "First" (id integer);');
    expect(await migrate(database.url, { folder })).toEqual(['20260101000000_first', '20260101000001_table']);
    expect(await migrate(database.url, { folder })).toEqual([]);
    write('20260101000002_more', 'ALTER TABLE "Thing" ADD COLUMN more integer;');
    expect(await migrate(database.url, { folder })).toEqual(['20260101000002_more']);
  });

  it('are applied whole, functions and all', async () => {
    write('20260101000000_function', FUNCTION);
    await migrate(database.url, { folder });
    expect(await columnOf('INSERT INTO "Thing" DEFAULT VALUES RETURNING id')).toEqual([42]);
  });

  it('say which file failed, where and why, and leave nothing of it behind', async () => {
    write('20260101000000_good', 'CREATE TABLE "Good" (id integer);');
    write('20260101000001_bad', 'CREATE TABLE "Half" (id integer);\n\nINSERT INTO "Nowhere" VALUES (1);');
    await expect(migrate(database.url, { folder })).rejects.toThrow(
      'The database could not be migrated: 20260101000001_bad: relation "Nowhere" does not exist (line 3 of migration.sql)',
    );
    expect(await columnOf(`SELECT to_regclass('"Good"') IS NOT NULL`)).toEqual([true]);
    expect(await columnOf(`SELECT to_regclass('"Half"') IS NULL`)).toEqual([true]);
  });

  it('are applied again after a failure, once it is mended', async () => {
    write('20260101000000_bad', 'CREATE TABLE "Thing" (id integre);');
    await expect(migrate(database.url, { folder })).rejects.toThrow('type "integre" does not exist');
    write('20260101000000_bad', 'CREATE TABLE "Thing" (id integer);');
    expect(await migrate(database.url, { folder })).toEqual(['20260101000000_bad']);
  });

  it('are applied again after a start that was killed between beginning and end', async () => {
    write('20260101000000_first', 'CREATE TABLE "First" (id integer);');
    await migrate(database.url, { folder });
    await database.run(`INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, applied_steps_count)
      VALUES ('killed', '', '20260101000001_second', now(), 0)`);
    write('20260101000001_second', 'CREATE TABLE "Second" (id integer);');
    expect(await migrate(database.url, { folder })).toEqual(['20260101000001_second']);
  });

  it('take turns when several processes start at once', async () => {
    write('20260101000000_function', FUNCTION);
    const applied = await Promise.all([1, 2, 3].map(() => migrate(database.url, { folder })));
    expect(applied.flat()).toEqual(['20260101000000_function']);
  });

  it('of this program leave nothing to do', async () => {
    const migrated = await testDatabase();
    expect(await migrate(migrated.url, { folder: 'prisma' })).toEqual([]);
    await migrated.close();
  });
});

it('a database that cannot be reached is said to be so', async () => {
  await expect(migrate('postgresql://nobody@127.0.0.1:1/none', { folder })).rejects.toThrow(
    /^The database could not be migrated: connect ECONNREFUSED/,
  );
});
