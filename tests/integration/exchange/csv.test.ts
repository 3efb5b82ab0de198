/** Import of tables: what is stored, what is refused and how it is told, and that a killed import goes on where it was. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator } from '../../../src/access/viewer.ts';
import { type Asker, askAs } from '../../../src/cli/ask.ts';
import { createWriter } from '../../../src/data/write/write.ts';
import { BadHeaderError, importCsv, type RefusedCell } from '../../../src/exchange/csv/import-csv.ts';
import { type Node, pages } from '../../../src/exchange/export/pages.ts';
import { documentOfType, flattenLists } from '../../../src/exchange/export/type-document.ts';
import { csv } from '../../../src/exchange/export/write.ts';
import { catalog } from '../../../src/schema.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
let asker: Asker;
const folder = mkdtempSync(join(tmpdir(), 'wayleave-import-'));
beforeAll(async () => {
  database = await testDatabase();
  asker = askAs(administrator('test'), database.pool, new AbortController().signal);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});
beforeEach(() =>
  database.run('TRUNCATE "Site", "Tag", "Tenant", "Manufacturer", "CustomField", wayleave."ImportProgress" RESTART IDENTITY CASCADE'),
);

const column = async (text: string): Promise<readonly unknown[]> => (await database.query({ text })).map(([value]) => value);

async function bring(type: string, table: string, options: { dryRun?: boolean; batchSize?: number } = {}) {
  const file = join(folder, 'table.csv');
  writeFileSync(file, table);
  const refused: RefusedCell[] = [];
  const report = await importCsv({
    file,
    resource: catalog.get(type),
    writer: createWriter(catalog),
    context: asker.context(),
    delimiter: ',',
    encoding: 'utf-8',
    dryRun: false,
    onRefused: (cell) => refused.push(cell),
    ...options,
  });
  return { ...report, cells: refused.map(({ line, column: place, header, reason }) => `${line}:${place} ${header}: ${reason}`) };
}

describe('a table', () => {
  it('creates rows, then changes what differs, and leaves the rest', async () => {
    await database.run(`INSERT INTO "Tenant" (name, slug, "lastUpdated") VALUES ('Acme', 'acme', now()); INSERT INTO "Tag" (name, slug, color, "lastUpdated") VALUES ('Core', 'core', 'ff0000', now()), ('Edge', 'edge', '00ff00', now());
      INSERT INTO "CustomField" (name, type, "appliesTo", "lastUpdated") VALUES ('cust_id', 'TEXT', '["Site"]', now())`);
    const table = (name: string) =>
      `name,slug,status,tenant,tags,customFields.cust_id\n${name},ams01,active,acme,core;edge,007\nBerlin,ber01,,,,\n`;
    expect(await bring('Site', table('Amsterdam'))).toMatchObject({ rows: 2, created: 2, updated: 0, unchanged: 0, refused: 0 });
    expect(await bring('Site', table('Amsterdam'))).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
    expect(await bring('Site', table('Amsterdam West'))).toMatchObject({ updated: 1, unchanged: 1 });
    const { data } = await asker.ask(
      parse('{ sites(orderBy: [{ slug: ASC }]) { nodes { name status tenant { name } tags { nodes { slug } } customFields } } }'),
    );
    expect(data).toEqual({
      sites: {
        nodes: [
          {
            name: 'Amsterdam West',
            status: 'ACTIVE',
            tenant: { name: 'Acme' },
            tags: { nodes: [{ slug: 'core' }, { slug: 'edge' }] },
            customFields: { cust_id: '007' },
          },
          expect.objectContaining({ name: 'Berlin', tenant: null, tags: { nodes: [] } }),
        ],
      },
    });
  });

  it('is stored without the rows that are refused, which are told by line, column and reason', async () => {
    const { cells, ...report } = await bring(
      'Site',
      'name,slug,status,tenant.slug\nA,a,active,\nB,b,nope,\n"C\nC",c,active,nobody\n,d,active,\nE,e,active\nF,f,active,\n',
    );
    expect(report).toMatchObject({ rows: 6, created: 2, refused: 4 });
    expect(cells).toEqual([
      expect.stringMatching(/^3:3 status: “nope” is none of /),
      expect.stringMatching(/^4:4 tenant.slug: /),
      expect.stringMatching(/^6:1 name: /),
      '7:0 : The row has 3 cells, the header 4.',
    ]);
    expect(await column('SELECT name FROM "Site" ORDER BY name')).toEqual(['A', 'F']);
  });

  it('is not stored by a dry run, in which later rows still find earlier ones', async () => {
    const table = 'name,slug,parent.slug\nEurope,europe,\nFrance,france,europe\nAsia,asia,nowhere\n';
    const report = await bring('Region', table, { dryRun: true, batchSize: 1 });
    expect(report).toMatchObject({ rows: 3, created: 2, refused: 1, dryRun: true });
    expect(await column('SELECT count(*) FROM "Region"')).toEqual([0]);
  });

  it('with a header that does not fit is refused before any row', async () => {
    await expect(bring('Site', 'name,sulg\nA,a\n')).rejects.toThrow(BadHeaderError);
    await expect(bring('Site', '')).rejects.toThrow(/Line 1: The file is empty/);
  });

  it('that was exported is the same when it is brought in again, formulas and all', async () => {
    await database.run(
      `INSERT INTO "Manufacturer" (name, slug, description, "lastUpdated") VALUES ('=1+1', 'a', '-2', now()), ('''quoted', 'b', E'\\t=cmd', now()), ('Ünï', 'c', NULL, now())`,
    );
    const exportAll = async (): Promise<string> => {
      const { text, columns } = documentOfType(catalog.get('Manufacturer'), 2);
      const document = parse(text);
      const shape = flattenLists(columns);
      async function* shaped(): AsyncGenerator<readonly Node[]> {
        for await (const page of pages((variables) => asker.ask(document, variables), { root: 'manufacturers', rows: 'nodes' }))
          yield page.map(shape);
      }
      let all = '';
      for await (const chunk of csv(shaped(), columns)) all += chunk;
      return all;
    };
    const table = await exportAll();
    expect(table).toContain(`"'=1+1"`);
    expect(await bring('Manufacturer', table)).toMatchObject({ unchanged: 3 });
    await database.run('TRUNCATE "Manufacturer" CASCADE');
    expect(await bring('Manufacturer', table)).toMatchObject({ created: 3 });
    expect(await column('SELECT name FROM "Manufacturer" ORDER BY slug')).toEqual(['=1+1', "'quoted", 'Ünï']);
    expect(await column('SELECT description FROM "Manufacturer" ORDER BY slug')).toEqual(['-2', '\t=cmd', null]);
  });
});

describe('an import that is killed', () => {
  it('has stored whole batches with their history, goes on after the last one, and ends with every row once', async () => {
    const rows = 3000;
    const file = join(folder, 'many.csv');
    writeFileSync(file, `name,slug\n${Array.from({ length: rows }, (_, n) => `Manufacturer ${n},m${n}`).join('\n')}\n`);
    const run = (...command: readonly string[]) =>
      spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...command], {
        env: { ...process.env, DATABASE_URL: database.url, NODE_ENV: 'test' },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    const start = () => run('import', 'csv', 'manufacturers', file, '--json');
    const count = async (): Promise<number> => (await column('SELECT count(*) FROM "Manufacturer"'))[0] as number;
    const killed = start();
    const ended = new Promise((resolve) => killed.on('exit', resolve));
    while ((await count()) === 0 && killed.exitCode === null) await sleep(5);
    killed.kill('SIGKILL');
    await ended;
    const stored = await count();
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(rows);
    expect(await column('SELECT "rowsDone" FROM wayleave."ImportProgress"')).toEqual([stored]);
    const second = start();
    let output = '';
    second.stdout!.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    expect(await new Promise((resolve) => second.on('exit', resolve))).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ rows, created: rows - stored, skipped: stored, unchanged: 0, refused: 0 });
    expect(await count()).toBe(rows);
    expect(await column('SELECT count(*) FROM wayleave."ImportProgress"')).toEqual([0]);
    const mine = `FROM wayleave."History" h WHERE h."table" = 'Manufacturer' AND h.action = 'INSERT' AND h.after ->> 'slug' ~ '^m[0-9]+$'`;
    expect(await column(`SELECT count(*) ${mine}`)).toEqual([rows]);
    // Who follows the changes is told of each of the transactions.
    const told = `EXISTS (SELECT FROM wayleave."Outbox" o WHERE o.transaction = h.transaction AND o."table" = 'Manufacturer')`;
    expect(await column(`SELECT count(*) ${mine} AND NOT ${told}`)).toEqual([0]);
    const exporting = run('export', 'manufacturers', '--format', 'csv');
    let table = '';
    exporting.stdout!.on('data', (chunk: Buffer) => {
      table += chunk.toString();
    });
    expect(await new Promise((resolve) => exporting.on('close', resolve))).toBe(0);
    expect(table.trimEnd().split('\r\n')).toHaveLength(rows + 1);
  }, 180_000);
});
