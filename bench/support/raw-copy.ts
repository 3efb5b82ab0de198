/** The floor of loading: rows that are text already, through COPY and nothing else. */
import type pg from 'pg';
import { copyRows } from '../../src/exchange/copy.ts';
import type { BatchPart } from '../../src/exchange/seed/ledger.ts';

/** How many seconds it takes, batch by batch in one transaction, after `settings`. Plans are kept from going astray as the seed keeps them, or COPY alone would take hours. */
export async function rawCopy(pool: pg.Pool, parts: readonly BatchPart[], settings: readonly string[] = []): Promise<number> {
  const client = await pool.connect();
  try {
    const started = performance.now();
    await client.query('BEGIN');
    for (const setting of settings) await client.query(setting);
    await client.query('SET LOCAL enable_seqscan = off');
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    for (const { table, columns, text } of parts) await copyRows(client, table, columns, text);
    await client.query('COMMIT');
    return (performance.now() - started) / 1000;
  } finally {
    client.release();
  }
}
