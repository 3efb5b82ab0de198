/** A NetBox import accounts for every row, repeats without a change, and is all or nothing. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ImportReport, importNetbox, type ModelReport } from '../../../src/exchange/netbox/import-netbox.ts';
import { mappings } from '../../../src/exchange/netbox/mappings/all.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const small = oneRowALine(resolve('tests/support/fixtures/small-netbox.json'));
const real = join(process.env['WAYLEAVE_REAL_DATA'] ?? '../shared/data', 'netbox-demo/netbox-demo-v3.6.json');
const whenReal = existsSync(real) ? it : it.skip;
const unlessReal = existsSync(real) ? '' : ' (skipped: the NetBox demo estate is not here; WAYLEAVE_REAL_DATA says where)';

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

/** The fixture with its first row on line 2, however a formatter has laid it out. */
function oneRowALine(file: string): string {
  const rows = JSON.parse(readFileSync(file, 'utf8')) as unknown[];
  const copy = join(mkdtempSync(join(tmpdir(), 'wayleave-import-')), 'small.json');
  writeFileSync(copy, `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`);
  return copy;
}

const sum = (report: ImportReport, count: (model: ModelReport) => number): number =>
  report.models.reduce((total, model) => total + count(model), 0);
const accounted = (report: ImportReport): number => sum(report, (model) => model.stored + model.usedAsLookup + model.refused.length);

/** Every row of every table, its version and its time of change included, in one number. */
async function fingerprint(): Promise<string> {
  const tables = [
    ...new Set(
      mappings.flatMap(({ type, brings, links = [] }) => [type, ...(brings ? [brings.type] : []), ...links.map(({ table }) => table)]),
    ),
    '_SiteToTag',
  ];
  const hashes = tables.map((table) => `(SELECT coalesce(sum(hashtextextended(stored::text, 0)::numeric), 0) FROM "${table}" AS stored)`);
  const { rows } = await database.pool.query<{ total: string }>(`SELECT concat_ws(',', ${hashes.join(', ')}) AS total`);
  return rows[0]!.total;
}

describe('a small fixture', () => {
  it('is stored with its references, whatever their order in the file', async () => {
    await importNetbox(database.pool, { file: small });
    const { rows } = await database.pool.query(
      `SELECT device.name, site.slug, region.slug AS region, parent.slug AS parent, host(address.address) AS address, member.type, lag.name AS lag, tag.slug AS tag
       FROM "Device" device
       JOIN "Site" site ON site.id = device."siteId"
       JOIN "Region" region ON region.id = site."regionId"
       JOIN "Region" parent ON parent.id = region."parentId"
       JOIN "IpAddress" address ON address.id = device."primaryIp4Id"
       JOIN "Interface" lag ON lag.id = address."interfaceId"
       JOIN "Interface" member ON member."lagId" = lag.id
       JOIN "_SiteToTag" tagged ON tagged."A" = site.id
       JOIN "Tag" tag ON tag.id = tagged."B"`,
    );
    expect(rows).toEqual([
      {
        name: 'leaf1',
        slug: 'fra1',
        region: 'hesse',
        parent: 'germany',
        address: '10.0.0.1',
        type: 'TYPE_1000BASE_X_SFP',
        lag: 'Port-Channel1',
        tag: 'alpha',
      },
    ]);
  });

  it('says of each row that it refuses where it stands and why, and stores the others', async () => {
    const report = await importNetbox(database.pool, { file: small });
    expect(accounted(report)).toBe(16);
    const refused = report.models.flatMap(({ model, refused }) => refused.map((row) => ({ model, ...row })));
    expect(refused).toEqual([
      { model: 'dcim.interface', key: '10', line: 15, reason: 'device names dcim.device 404, which is not stored.' },
      expect.objectContaining({
        model: 'ipam.ipaddress',
        key: '4',
        line: 16,
        reason: expect.stringContaining('The VRF has this address already'),
      }),
      { model: 'wireless.wirelesslan', key: '1', line: 17, reason: 'Wayleave has no type for wireless.wirelesslan.' },
    ]);
  });

  it('changes nothing the second time, and only what differs the third', async () => {
    const first = await importNetbox(database.pool, { file: small });
    const before = await fingerprint();
    const second = await importNetbox(database.pool, { file: small });
    expect(await fingerprint()).toBe(before);
    expect(sum(second, ({ inserted, changed }) => inserted + changed)).toBe(0);
    expect(sum(second, ({ unchanged }) => unchanged)).toBe(sum(first, ({ inserted }) => inserted));

    const file = join(mkdtempSync(join(tmpdir(), 'wayleave-import-')), 'changed.json');
    writeFileSync(file, readFileSync(small, 'utf8').replace('"FRA1"', '"FRA2"'));
    const third = await importNetbox(database.pool, { file });
    expect(sum(third, ({ changed }) => changed)).toBe(1);
    expect((await database.pool.query('SELECT name FROM "Site"')).rows).toEqual([{ name: 'FRA2' }]);
  });

  it('recognises a row that was there before by its natural key', async () => {
    await database.run(`INSERT INTO "Manufacturer" (name, slug) VALUES ('Arista Networks', 'arista')`);
    await importNetbox(database.pool, { file: small });
    expect((await database.pool.query('SELECT name FROM "Manufacturer"')).rows).toEqual([{ name: 'Arista' }]);
  });

  it('is read and taken back in a dry run', async () => {
    const before = await fingerprint();
    const report = await importNetbox(database.pool, { file: small, dryRun: true });
    expect(sum(report, ({ inserted }) => inserted)).toBeGreaterThan(0);
    expect(await fingerprint()).toBe(before);
    expect((await database.pool.query('SELECT 1 FROM "ExternalReference"')).rowCount).toBe(0);
  });

  it('with a broken line stores nothing and names the line', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'wayleave-import-')), 'broken.json');
    writeFileSync(file, readFileSync(small, 'utf8').replace('"slug":"arista"', '"slug" "arista"'));
    await expect(importNetbox(database.pool, { file })).rejects.toThrow(/line 8, column \d+ \(element 7\): a colon is expected here/);
    expect((await database.pool.query('SELECT 1 FROM "Tag"')).rowCount).toBe(0);
  });

  it('with a row of another form stores nothing and names the line', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'wayleave-import-')), 'other.json');
    writeFileSync(file, '[\n{"model": "dcim.site", "pk": 1}\n]');
    await expect(importNetbox(database.pool, { file })).rejects.toThrow('line 2 (row 1): a row of a Django fixture is');
  });
});

describe(`the NetBox demo estate${unlessReal}`, () => {
  whenReal('is accounted for, all 6,254 rows, and changes nothing the second time', { timeout: 120_000 }, async () => {
    const first = await importNetbox(database.pool, { file: real });
    expect(first.read).toBe(6254);
    expect(accounted(first)).toBe(6254);
    expect(sum(first, ({ usedAsLookup }) => usedAsLookup)).toBe(119);
    expect(first.models.flatMap(({ refused, incomplete }) => [...refused, ...incomplete])).toEqual([]);
    const before = await fingerprint();
    const second = await importNetbox(database.pool, { file: real });
    expect(await fingerprint()).toBe(before);
    expect(sum(second, ({ unchanged }) => unchanged)).toBe(6135);
  });

  whenReal('leaves nothing when it is interrupted halfway', { timeout: 120_000 }, async () => {
    const interruption = new AbortController();
    const onProgress = (done: number): void => {
      if (done > 3000) interruption.abort(new Error('enough'));
    };
    await expect(importNetbox(database.pool, { file: real, signal: interruption.signal, onProgress })).rejects.toThrow('enough');
    expect((await database.pool.query('SELECT 1 FROM "Site"')).rowCount).toBe(0);
  });

  whenReal('leaves nothing when the process is killed halfway', { timeout: 120_000 }, async () => {
    const script = `
      import { importNetbox } from './src/exchange/netbox/import-netbox.ts';
      import { createPool } from './src/stores/pool.ts';
      const pool = createPool({ url: process.env.TEST_URL, statementTimeoutMilliseconds: 0 });
      await importNetbox(pool, { file: process.env.TEST_FILE, onProgress: (done) => { if (done > 3000) process.kill(process.pid, 'SIGKILL'); } });`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      env: { ...process.env, TEST_URL: database.url, TEST_FILE: real },
      stdio: 'ignore',
    });
    const signal = await new Promise((resolveExit) => child.once('exit', (_, killed) => resolveExit(killed)));
    expect(signal).toBe('SIGKILL');
    expect((await database.pool.query('SELECT 1 FROM "Site"')).rowCount).toBe(0);
    const again = await importNetbox(database.pool, { file: real });
    expect(accounted(again)).toBe(6254);
  });
});
