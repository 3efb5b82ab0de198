/** A WAN topology becomes sites, routers and circuits whose ends are cabled, and the second import changes nothing. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importTopohub } from '../../../src/exchange/topohub/import-topohub.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const small = resolve('tests/support/fixtures/small-topology.json');
const folder = join(process.env['WAYLEAVE_REAL_DATA'] ?? '../shared/data', 'topohub/topozoo');
const whenReal = existsSync(folder) ? it : it.skip;
const unlessReal = existsSync(folder) ? '' : ' (skipped: the topologies are not here; WAYLEAVE_REAL_DATA says where)';

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

describe('a small topology', () => {
  it('is stored with its circuits between its sites', async () => {
    await importTopohub(database.pool, { files: [small] });
    const { rows } = await database.pool.query(
      `SELECT circuit.cid, circuit.description, type.slug AS type, array_agg(site.name ORDER BY termination."termSide") AS sites, count(port."interfaceId") AS ports
       FROM "Circuit" circuit
       JOIN "CircuitType" type ON type.id = circuit."typeId"
       JOIN "CircuitTermination" termination ON termination."circuitId" = circuit.id
       JOIN "Site" site ON site.id = termination."siteId"
       JOIN "CableTermination" plug ON plug."circuitTerminationId" = termination.id
       JOIN "CableTermination" port ON port."cableId" = plug."cableId" AND port."interfaceId" IS NOT NULL
       JOIN "Interface" interface ON interface.id = port."interfaceId"
       JOIN "Device" device ON device.id = interface."deviceId" AND device."siteId" = site.id
       GROUP BY circuit.id, type.slug ORDER BY circuit.id`,
    );
    expect(rows).toEqual([
      { cid: 'ring:0-1', description: '1.5 km', type: 'wan-link', sites: ['ring Bern (0)', 'ring Bern (1)'], ports: '2' },
      { cid: 'ring:1-2', description: '1700.25 km', type: 'sea-cable', sites: ['ring Bern (1)', 'ring Seacable Waypoint 2'], ports: '2' },
      { cid: 'ring:2-0', description: null, type: 'wan-link', sites: ['ring Seacable Waypoint 2', 'ring Bern (0)'], ports: '2' },
    ]);
  });

  it('changes nothing the second time', async () => {
    const first = await importTopohub(database.pool, { files: [small] });
    const second = await importTopohub(database.pool, { files: [small] });
    expect(second.topologies[0]).toMatchObject({ inserted: 0, changed: 0, unchanged: first.topologies[0]!.inserted, refused: [] });
  });

  it('is not stored when another file of the same import is broken', async () => {
    await expect(importTopohub(database.pool, { files: [small, 'tests/support/fixtures/small-netbox.json'] })).rejects.toThrow(
      'a topology is an object',
    );
    expect((await database.pool.query('SELECT 1 FROM "Site"')).rowCount).toBe(0);
  });
});

describe(`real topologies${unlessReal}`, () => {
  whenReal('load, those with several nodes of one name included', { timeout: 120_000 }, async () => {
    const files = readdirSync(folder)
      .filter((_, index) => index % 8 === 0)
      .map((name) => join(folder, name));
    const { topologies } = await importTopohub(database.pool, { files });
    expect(topologies.flatMap(({ refused }) => refused)).toEqual([]);
    const { rows } = await database.pool.query<{ sites: string; circuits: string }>(
      'SELECT (SELECT count(*) FROM "Site") AS sites, (SELECT count(*) FROM "Circuit") AS circuits',
    );
    expect(Number(rows[0]!.sites)).toBe(topologies.reduce((sum, { nodes }) => sum + nodes, 0));
    expect(Number(rows[0]!.circuits)).toBe(topologies.reduce((sum, { links }) => sum + links, 0));
  });
});
