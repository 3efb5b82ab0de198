/**
 * Writes the migration that creates every index which the declarations promise and the migrations so far do not make: `npx tsx
 * scripts/create-index-migration.ts NAME`. Starts a PostgreSQL of its own to look at what is there.
 */
import 'reflect-metadata';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createIndexStatement, EXISTING_INDEXES, type ExistingIndex, missingIndexes, requiredIndexes } from '../src/data/indexes.ts';
import { catalog } from '../src/schema.ts';
import { startEmbeddedPostgres } from '../src/stores/embedded-postgres.ts';
import { migrate } from '../src/stores/migrations.ts';

const [name] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('Usage: npx tsx scripts/create-index-migration.ts NAME (lower case, digits and underscores)');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'wayleave-indexes-'));
const server = await startEmbeddedPostgres(folder);
try {
  await migrate(server.url, { folder: 'prisma' });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<ExistingIndex>(EXISTING_INDEXES);
  await client.end();
  const missing = missingIndexes(requiredIndexes(catalog), rows);
  if (missing.length === 0) console.error('No index is missing.');
  else {
    const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
    const path = `prisma/migrations/${stamp}_${name}`;
    mkdirSync(path, { recursive: true });
    const lines = missing.map((index) => `-- ${index.purpose}\n${createIndexStatement(index)}`);
    writeFileSync(
      `${path}/migration.sql`,
      `-- Indexes behind the filters, orders and lists that src/domains declares.\n\n${lines.join('\n')}\n`,
    );
    console.error(`Wrote ${path}/migration.sql with ${missing.length} indexes.`);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
