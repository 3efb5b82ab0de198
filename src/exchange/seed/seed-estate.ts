/**
 * Fills an empty database with a demo estate: realistic, deterministic, skewed on purpose, in one transaction.
 *
 * All rows pass all constraints, which stay on while they are loaded. Only an empty database is filled: the generator gives out the keys itself,
 * and mixing a demo into somebody's network is a mistake that no flag should make easy.
 */
import type pg from 'pg';
import { copyRows } from '../copy.ts';
import { fewestResources, generateEstate, mostResources } from './generate-estate.ts';
import { type SeededTable, seededLinks, seededTables } from './tables.ts';

export interface SeedOptions {
  /** How many rows of resources, all types together. */
  readonly resources: number;
  readonly seed: number;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface SeedReport {
  readonly resources: number;
  /** Rows by table, links between resources included. */
  readonly rows: Readonly<Record<string, number>>;
  readonly milliseconds: number;
}

/** A seed that cannot begin; its message says why and what to do. Nothing has been written. */
export class SeedRefusedError extends Error {
  override readonly name = 'SeedRefusedError';
}

export async function seedEstate(pool: pg.Pool, { resources, seed, onProgress, signal }: SeedOptions): Promise<SeedReport> {
  if (!Number.isSafeInteger(resources) || resources < fewestResources || resources > mostResources)
    throw new SeedRefusedError(`A demo estate has ${fewestResources} to ${mostResources} resources, not ${resources}.`);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new SeedRefusedError(`A seed is a whole number from 0 up, not ${seed}.`);
  signal?.throwIfAborted();
  const started = performance.now();
  const client = await pool.connect();
  let isDone = false;
  try {
    await begin(client);
    const rows: Record<string, number> = {};
    const estate = generateEstate(resources, seed);
    let done = 0;
    let analyzed = 0;
    onProgress?.(0, resources);
    for (const { parts, resources: inBatch } of estate.batches) {
      let written = 0;
      const all = parts.reduce((sum, part) => sum + part.rows, 0);
      for (const { table, columns, text, rows: count } of parts) {
        await copyRows(client, table, columns, text, signal);
        rows[table] = (rows[table] ?? 0) + count;
        written += count;
        onProgress?.(done + Math.round((inBatch * written) / all), resources);
      }
      done += inBatch;
      if (done >= analyzed * 6 && done < resources) {
        await client.query(analyzeAll);
        analyzed = done;
      }
    }
    await setSequences(client, estate.lastId);
    // What was put off until all rows are there is checked now, so that a failure is ours to report and not COMMIT's.
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    signal?.throwIfAborted();
    await client.query(analyzeAll);
    await client.query('COMMIT');
    isDone = true;
    return { resources: done, rows, milliseconds: performance.now() - started };
  } finally {
    // A connection that fails halfway is closed, and the server forgets the transaction; that also covers a COPY that was broken off.
    client.release(!isDone);
  }
}

/**
 * Planned for empty tables, the checks of the triggers join the wrong way round, and a load of a million rows takes hours. Statistics are taken in
 * the same transaction, after the first batch and whenever the estate has grown sixfold; that also keeps autovacuum from replacing them by those of
 * tables in which it sees no row yet.
 */
const analyzeAll = `ANALYZE ${[...Object.keys(seededTables), ...seededLinks].map((table) => `"${table}"`).join(', ')}`;

async function begin(client: pg.PoolClient): Promise<void> {
  await client.query('BEGIN');
  await client.query('SET LOCAL statement_timeout = 0');
  await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  // Keys and triggers look rows up while the tables grow from nothing; a plan made for an empty table would scan a full one for every row.
  await client.query('SET LOCAL enable_seqscan = off');
  await client.query('SET CONSTRAINTS ALL DEFERRED');
  // A demo has no past: the history notes how many rows each statement loaded, and not each of them (for a superuser; anybody else's loading is remembered).
  await client.query("SET LOCAL wayleave.history = 'off'");
  // Two seeds at once would both find the database empty.
  await client.query('LOCK TABLE "Site" IN SHARE ROW EXCLUSIVE MODE');
  const tables = Object.keys(seededTables) as SeededTable[];
  const { rows } = await client.query<{ table: string }>(
    tables.map((table) => `(SELECT '${table}' AS "table" FROM "${table}" LIMIT 1)`).join(' UNION ALL '),
  );
  if (rows.length > 0)
    throw new SeedRefusedError(
      `The database holds rows already (${rows
        .map(({ table }) => table)
        .slice(0, 5)
        .join(', ')}${rows.length > 5 ? ' …' : ''}); a demo estate goes into an empty one. Point DATABASE_URL or WAYLEAVE_HOME elsewhere.`,
    );
}

async function setSequences(client: pg.PoolClient, lastId: (table: SeededTable) => number): Promise<void> {
  const calls = (Object.keys(seededTables) as SeededTable[])
    .filter((table) => lastId(table) > 0)
    .map((table) => `setval(pg_get_serial_sequence('"${table}"', 'id'), ${lastId(table)})`);
  await client.query(`SELECT ${calls.join(', ')}`);
}
