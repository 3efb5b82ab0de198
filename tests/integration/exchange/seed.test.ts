/** The demo estate in a real PostgreSQL, with every rule on. */
import { afterEach, describe, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { seededTables } from '../../../src/exchange/seed/tables.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const size = 8_000;
let database: TestDatabase | undefined;

afterEach(async () => {
  await database?.close();
  database = undefined;
});

async function countAll({ pool }: TestDatabase): Promise<number> {
  const counts = Object.keys(seededTables).map((table) => `(SELECT count(*) FROM "${table}")`);
  const { rows } = await pool.query<{ total: string }>(`SELECT ${counts.join(' + ')} AS total`);
  return Number(rows[0]!.total);
}

describe('seeding', () => {
  it('stores as many resources as were asked for, sets the sequences and reports progress', async () => {
    database = await testDatabase();
    const seen: number[] = [];
    const report = await seedEstate(database.pool, { resources: size, seed: 1, onProgress: (done) => seen.push(done) });
    expect(report.resources).toBe(size);
    expect(await countAll(database)).toBe(size);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
    expect(seen.at(-1)).toBe(size);
    const { rows } = await database.pool.query(
      `INSERT INTO "Region" (name, slug) VALUES ('New', 'new') RETURNING id > (SELECT max(id) FROM "Region") AS "isNew"`,
    );
    expect(rows).toEqual([{ isNew: true }]);
  });

  it('refuses a database that holds something, and says so', async () => {
    database = await testDatabase();
    await database.run(`INSERT INTO "Tag" (name, slug) VALUES ('Mine', 'mine')`);
    await expect(seedEstate(database.pool, { resources: size, seed: 1 })).rejects.toThrow(/holds rows already \(Tag\)/);
    expect(await countAll(database)).toBe(1);
  });

  it('leaves nothing when it is interrupted', async () => {
    database = await testDatabase();
    const interruption = new AbortController();
    const seeding = seedEstate(database.pool, {
      resources: 20_000,
      seed: 1,
      signal: interruption.signal,
      onProgress: (done) => {
        if (done > 3_000) interruption.abort(new Error('enough'));
      },
    });
    await expect(seeding).rejects.toThrow();
    expect(await countAll(database)).toBe(0);
    await seedEstate(database.pool, { resources: size, seed: 1 });
    expect(await countAll(database)).toBe(size);
  });

  it('refuses sizes that hold too little or more than there are addresses for', async () => {
    database = await testDatabase();
    for (const resources of [0, 4_999, 5_000.5, 1e9, Number.NaN])
      await expect(seedEstate(database.pool, { resources, seed: 1 })).rejects.toThrow('A demo estate has');
    await expect(seedEstate(database.pool, { resources: size, seed: -1 })).rejects.toThrow('A seed is');
  });
});
