import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { diffModels, readModels } from '../../../src/stores/migrations.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const page = readFileSync('docs/declaring-a-resource.md', 'utf8');
const block = (language: string): string => page.match(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``))![1]!;

/** Asks the new type, in a process of its own: the schema of a process is built once. */
const asking = `
import 'reflect-metadata';
import pg from 'pg';
import { parse, validate } from 'graphql';
import { administrator } from './src/access/viewer.ts';
import { cursorCodec } from './src/data/cursor.ts';
import { createIndexStatement, EXISTING_INDEXES, missingIndexes, requiredIndexes } from './src/data/indexes.ts';
import { RowLoaders } from './src/data/loaders.ts';
import { compilePlan } from './src/execution/compile.ts';
import { executePlan } from './src/execution/execute.ts';
import { catalog, schema } from './src/schema.ts';
import { createPool } from './src/stores/pool.ts';
import { databaseOver } from './src/stores/transaction.ts';

const pool = createPool({ url: process.argv[2]! });
const missing = missingIndexes(requiredIndexes(catalog), (await pool.query(EXISTING_INDEXES)).rows);
for (const index of missing) await pool.query(createIndexStatement(index));
await pool.query(\`INSERT INTO "Site" (name, slug) VALUES ('Akron', 'akron'); INSERT INTO "CableTray" (name, "siteId", capacity) SELECT 'Row ' || i, id, i * 10 FROM "Site", generate_series(1, 3) i\`);
const document = parse(process.argv[3]!);
const database = databaseOver(pool);
const context = { signal: new AbortController().signal, viewer: administrator('reader'), cursors: cursorCodec(Buffer.alloc(32)), loaders: new RowLoaders(), database };
const { data, errors } = await executePlan(compilePlan(schema, document), { context });
console.log(JSON.stringify({ problems: validate(schema, document).map(String), indexes: missing.map(({ table, column }) => table + '.' + column), data, errors }));
await pool.end();
`;

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), 'wayleave-declaring-'));
  for (const part of ['src', 'prisma', 'package.json', 'tsconfig.json'])
    cpSync(part, join(folder, part), { recursive: true, filter: (path) => !/src\/(?:generated|web)(?:\/|$)/.test(path) });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});

it('adds a type in the three edits of docs/declaring-a-resource.md', async () => {
  // 1. The Prisma model, with the back reference that Prisma wants.
  appendFileSync(join(folder, 'prisma/models/dcim.prisma'), `\n${block('prisma')}`);
  edit('prisma/models/organization.prisma', 'model Site {\n', 'model Site {\n  cableTrays CableTray[]\n');
  // 2. The class.
  writeFileSync(join(folder, 'src/domains/dcim/cable-tray.ts'), block('ts'));
  // 3. One line in the domain's list.
  edit('src/domains/dcim/index.ts', '\nexport const dcim', "import { CableTray } from './cable-tray.ts';\n\nexport const dcim");
  edit('src/domains/dcim/index.ts', 'export const dcim = [', 'export const dcim = [CableTray, ');

  await database.run(await diffModels(database.url, readModels('prisma'), readModels(join(folder, 'prisma'))));
  writeFileSync(join(folder, 'ask.ts'), asking);
  const output = execFileSync(process.execPath, ['--import', 'tsx', 'ask.ts', database.url, block('graphql')], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(JSON.parse(output)).toEqual({
    problems: [],
    indexes: ['CableTray.name', 'CableTray.name', 'CableTray.capacity', 'CableTray.lastUpdated'],
    data: {
      sites: {
        nodes: [
          {
            name: 'Akron',
            cableTrays: {
              totalCount: 3,
              nodes: [
                { name: 'Row 1', capacity: 10 },
                { name: 'Row 2', capacity: 20 },
                { name: 'Row 3', capacity: 30 },
              ],
            },
          },
        ],
      },
    },
  });
});

function edit(file: string, before: string, after: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(before);
  writeFileSync(path, text.replace(before, after));
}
