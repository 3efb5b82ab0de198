/**
 * `npm run bench -- changes [resources]`: what the outbox and the history cost whoever writes, in one run on one database.
 *
 * The same rows are loaded by COPY, and inserted one at a time by four clients, with neither, with the outbox alone, with both, and with both while
 * `wayleave.history` is off. Ways alternate, so that a machine that slows down slows them all. Writes bench/results/changes.json.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEstate } from '../src/exchange/seed/generate-estate.ts';
import { seededLinks, seededTables } from '../src/exchange/seed/tables.ts';
import { startEmbeddedPostgres } from '../src/stores/embedded-postgres.ts';
import { migrate } from '../src/stores/migrations.ts';
import { createPool } from '../src/stores/pool.ts';
import { rawCopy } from './support/raw-copy.ts';

const ways = {
  neither: { tell: false, remember: false, history: 'on' },
  outbox: { tell: true, remember: false, history: 'on' },
  both: { tell: true, remember: true, history: 'on' },
  'both, history off': { tell: true, remember: true, history: 'off' },
} as const;
type Way = keyof typeof ways;

const resources = Number(process.argv[2] ?? 30_000);
const rounds = 3;
const clients = 4;
const insertSeconds = 1.5;
const tables = [...Object.keys(seededTables), ...seededLinks];
const folder = mkdtempSync(join(tmpdir(), 'wayleave-bench-changes-'));
// The server may run as another user, who has to get through the folder.
chmodSync(folder, 0o755);
const server = await startEmbeddedPostgres(folder);
const pool = createPool({ url: server.url, size: clients, statementTimeoutMilliseconds: 0 });
try {
  await migrate(server.url, { folder: 'prisma' });
  const parts = [...generateEstate(resources, 1).batches].flatMap((batch) => batch.parts);
  const copySeconds = collect();
  const insertsASecond = collect();
  for (let round = 0; round < rounds; round++)
    for (const way of Object.keys(ways) as Way[]) {
      await arrange(way);
      copySeconds[way].push(await rawCopy(pool, parts, [`SET LOCAL wayleave.history = '${ways[way].history}'`]));
      insertsASecond[way].push(await inserts(way));
      console.error(`${way}: ${copySeconds[way].at(-1)!.toFixed(2)} s, ${Math.round(insertsASecond[way].at(-1)!)} inserts/s`);
    }
  const best = (Object.keys(ways) as Way[]).map((way) => ({
    way,
    copySeconds: Math.min(...copySeconds[way]),
    insertsASecond: Math.max(...insertsASecond[way]),
  }));
  console.log(`${resources} resources by COPY; rows inserted one at a time by ${clients} clients; best of ${rounds}`);
  for (const { way, copySeconds: seconds, insertsASecond: rate } of best)
    console.log(
      `${way.padEnd(20)}${seconds.toFixed(2).padStart(8)} s ${ratio(seconds / best[0]!.copySeconds)}${Math.round(rate).toLocaleString('en').padStart(10)} inserts/s ${ratio(rate / best[0]!.insertsASecond)}`,
    );
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/changes.json', `${JSON.stringify({ resources, rounds, clients, best }, undefined, 2)}\n`);
} finally {
  await pool.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

function ratio(of: number): string {
  return `(${of.toFixed(2)} ×)`.padStart(9);
}

function collect(): Record<Way, number[]> {
  return Object.fromEntries(Object.keys(ways).map((way) => [way, []])) as unknown as Record<Way, number[]>;
}

async function arrange(way: Way): Promise<void> {
  const { tell, remember } = ways[way];
  const client = await pool.connect();
  await client.query('SET session_replication_role = replica');
  await client.query(`TRUNCATE ${[...tables, 'ExternalReference'].map((table) => `"${table}"`).join(', ')} CASCADE`);
  await client.query('TRUNCATE wayleave."Outbox", wayleave."History"');
  await client.query('SET session_replication_role = origin');
  client.release();
  const alterations = tables.map(
    (table) =>
      `ALTER TABLE "${table}" ${['insert', 'update', 'delete', 'truncate']
        .map(
          (event) => `${tell ? 'ENABLE' : 'DISABLE'} TRIGGER tell_${event}, ${remember ? 'ENABLE' : 'DISABLE'} TRIGGER remember_${event}`,
        )
        .join(', ')}`,
  );
  await pool.query(alterations.join(';'));
  await pool.query('CHECKPOINT');
}

/** Devices one at a time, each a transaction, as the API's createDevice does it. */
async function inserts(way: Way): Promise<number> {
  const { rows } = await pool.query('SELECT "siteId", "deviceTypeId", "roleId" FROM "Device" ORDER BY id LIMIT 1');
  const { siteId, deviceTypeId, roleId } = rows[0];
  await pool.query(`SELECT setval(pg_get_serial_sequence('"Device"', 'id'), (SELECT max(id) FROM "Device"))`);
  const until = performance.now() + insertSeconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, number) => {
      const client = await pool.connect();
      try {
        await client.query(`SET wayleave.history = '${ways[way].history}'`);
        while (performance.now() < until) {
          await client.query({
            name: 'insert device',
            text: 'INSERT INTO "Device" (name, "siteId", "deviceTypeId", "roleId") VALUES ($1, $2, $3, $4)',
            values: [`bench-${number}-${done}-${performance.now()}`, siteId, deviceTypeId, roleId],
          });
          done += 1;
        }
        await client.query('RESET wayleave.history');
      } finally {
        client.release();
      }
    }),
  );
  return done / insertSeconds;
}
