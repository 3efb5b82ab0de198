/**
 * `npm run bench -- seed [resources]`: how fast the demo estate is seeded, beside raw COPY of the very same rows into the same tables.
 *
 * Both load with every constraint, trigger and index on. The rows are taken from the generator before the clock of raw COPY starts, so that the
 * difference is what generating, taking statistics and checking cost. Writes bench/results/seed.json. Starts a PostgreSQL of its own.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEstate } from '../src/exchange/seed/generate-estate.ts';
import type { BatchPart } from '../src/exchange/seed/ledger.ts';
import { seedEstate } from '../src/exchange/seed/seed-estate.ts';
import { seededLinks, seededTables } from '../src/exchange/seed/tables.ts';
import { startEmbeddedPostgres } from '../src/stores/embedded-postgres.ts';
import { migrate } from '../src/stores/migrations.ts';
import { createPool } from '../src/stores/pool.ts';
import { rawCopy } from './support/raw-copy.ts';

const resources = Number(process.argv[2] ?? 100_000);
const rounds = resources > 300_000 ? 1 : 3;
const folder = mkdtempSync(join(tmpdir(), 'wayleave-bench-seed-'));
// The server may run as another user, who has to get through the folder.
chmodSync(folder, 0o755);
const server = await startEmbeddedPostgres(folder);
const pool = createPool({ url: server.url, size: 1, statementTimeoutMilliseconds: 0 });
try {
  await migrate(server.url, { folder: 'prisma' });
  const seconds = { seed: [] as number[], rawCopy: [] as number[], generate: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    await empty();
    seconds.seed.push((await seedEstate(pool, { resources, seed: 1 })).milliseconds / 1000);
    const started = performance.now();
    const parts: BatchPart[] = [];
    for (const batch of generateEstate(resources, 1).batches) parts.push(...batch.parts);
    seconds.generate.push((performance.now() - started) / 1000);
    await empty();
    seconds.rawCopy.push(await rawCopy(pool, parts));
  }
  const best = { seed: Math.min(...seconds.seed), rawCopy: Math.min(...seconds.rawCopy), generate: Math.min(...seconds.generate) };
  const result = { resources, rounds, seconds, best, shareOfRawCopy: best.rawCopy / best.seed };
  console.log(`${resources} resources, best of ${rounds}`);
  for (const [what, value] of Object.entries(best))
    console.log(
      `${what.padEnd(10)}${value.toFixed(1).padStart(8)} s${Math.round(resources / value)
        .toLocaleString('en')
        .padStart(12)} resources/s`,
    );
  console.log(`seeding reaches ${(100 * result.shareOfRawCopy).toFixed(0)} % of the speed of raw COPY (bar: 33 %)`);
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/seed.json', `${JSON.stringify(result, undefined, 2)}\n`);
} finally {
  await pool.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function empty(): Promise<void> {
  await pool.query(`TRUNCATE ${[...Object.keys(seededTables), ...seededLinks].map((table) => `"${table}"`).join(', ')} CASCADE`);
}
