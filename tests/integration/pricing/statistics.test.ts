/** What the database knows of its lists is near what they are, and costs one look at its catalog. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenStatistics, openStatistics } from '../../../src/assembly/open-statistics.ts';
import { createLogger } from '../../../src/monitoring/logger.ts';
import { catalog } from '../../../src/schema.ts';
import { type Estate, testEstate } from '../../support/estate.ts';

let estate: Estate;
let statistics: OpenStatistics;
beforeAll(async () => {
  estate = await testEstate(5000);
  statistics = openStatistics({ catalog, pool: estate.database.pool, logger: createLogger('silent', process.stderr) });
  await estate.database.pool.query('ANALYZE');
  // The one that began with it may have come before.
  await statistics.refresh();
  await statistics.refresh();
});
afterAll(async () => {
  statistics.stop();
  await estate.close();
});

/** Rows of a list over the rows of its parents, counted. */
async function counted(children: string, column: string, parents: string): Promise<{ average: number; largest: number }> {
  const { rows } = await estate.database.pool.query<{ average: string; largest: string }>(`
    SELECT
      (SELECT count("${column}") FROM "${children}") / (SELECT count(*) FROM "${parents}")::float AS average,
      (SELECT max(n) FROM (SELECT count(*) AS n FROM "${children}" WHERE "${column}" IS NOT NULL GROUP BY "${column}") AS counts) AS largest`);
  return { average: Number(rows[0]!.average), largest: Number(rows[0]!.largest) };
}

describe('how long lists are', () => {
  it.each([
    ['Device.interfaces', 'Interface', 'deviceId', 'Device'],
    ['Site.devices', 'Device', 'siteId', 'Site'],
    ['Interface.ipAddresses', 'IpAddress', 'interfaceId', 'Interface'],
    ['Rack.devices', 'Device', 'rackId', 'Rack'],
  ] as const)('%s is known without counting', async (list, children, column, parents) => {
    const { average, largest } = await counted(children, column, parents);
    const fanOut = statistics.fanOuts(list)!;
    expect(fanOut.average).toBeGreaterThan(average / 1.5);
    expect(fanOut.average).toBeLessThan(average * 1.5);
    expect(fanOut.p99).toBeGreaterThanOrEqual(fanOut.average);
    expect(fanOut.p99).toBeLessThanOrEqual(largest * 1.5);
  });

  it('at the root is how many rows there are', async () => {
    const { rows } = await estate.database.pool.query<{ count: string }>('SELECT count(*) FROM "Device"');
    expect(statistics.fanOuts('Query.devices')!.average).toBeCloseTo(Number(rows[0]!.count), -2);
  });

  it('is known for nearly all lists of the schema; for the rest the page counts', () => {
    const lists = catalog.resources.flatMap(({ name, lists }) =>
      [...lists.values()].map((list) => ({ name: `${name}.${list.name}`, join: list.join.kind })),
    );
    const unknown = lists.filter(({ name }) => !statistics.fanOuts(name)).map(({ join }) => join);
    const inTables = unknown.filter((join) => join !== 'withinNetwork' && join !== 'descendants');
    // A small estate leaves some tables empty, of which nothing can be known.
    expect(inTables.length).toBeLessThan(lists.length / 2);
  });

  it('stays known when the database cannot be asked', async () => {
    const before = statistics.fanOuts('Device.interfaces');
    const { pool } = estate.database;
    const { connect } = pool;
    pool.connect = (() => Promise.reject(new Error('away'))) as never;
    await statistics.refresh();
    pool.connect = connect;
    expect(statistics.fanOuts('Device.interfaces')).toEqual(before);
  });
});
