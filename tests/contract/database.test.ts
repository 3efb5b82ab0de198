import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXISTING_INDEXES, type ExistingIndex, missingIndexes, requiredIndexes } from '../../src/data/indexes.ts';
import { catalog } from '../../src/schema.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe('the live catalog of the database', () => {
  it('has a foreign key behind every relation', async () => {
    const { rows } = await database.pool.query<{ key: string }>(`
      SELECT format('%s.%s>%s', c.conrelid::regclass, a.attname, c.confrelid::regclass) AS key
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
      WHERE c.contype = 'f'`);
    const keys = new Set(rows.map(({ key }) => key.replaceAll('"', '')));
    for (const resource of catalog.resources) {
      for (const { facts, target } of resource.toOnes.values()) expect(keys).toContain(`${resource.name}.${facts.via}>${target.name}`);
      for (const { join, owner, target } of resource.lists.values())
        if (join.kind === 'manyToMany') {
          expect(keys).toContain(`${join.table}.${join.near}>${owner.name}`);
          expect(keys).toContain(`${join.table}.${join.far}>${target.name}`);
        }
    }
  });

  it('has an index behind every filter, order and list', async () => {
    const { rows } = await database.pool.query<ExistingIndex>(EXISTING_INDEXES);
    expect(missingIndexes(requiredIndexes(catalog), rows)).toEqual([]);
  });

  it('would be found out if one index were missing', async () => {
    const { rows } = await database.pool.query<ExistingIndex>(EXISTING_INDEXES);
    const without = rows.filter(({ table, columns }) => !(table === 'Device' && columns[0] === 'status'));
    expect(missingIndexes(requiredIndexes(catalog), without).map(({ table, column }) => `${table}.${column}`)).toEqual(['Device.status']);
  });
});
