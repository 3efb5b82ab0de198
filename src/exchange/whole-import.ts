/** The frame of an import that is stored as a whole or not at all, whether it fails, is interrupted or killed. */
import type pg from 'pg';

export interface WholeImportOptions {
  /** Does everything, and takes it back. */
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

/** Every constraint has been checked by the end, in a dry run as well. */
export async function importWhole<T>(
  pool: pg.Pool,
  { dryRun = false, signal }: WholeImportOptions,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const client = await pool.connect();
  let isDone = false;
  try {
    await client.query('BEGIN');
    await prepare(client);
    const result = await work(client);
    await client.query('SET CONSTRAINTS ALL IMMEDIATE');
    signal?.throwIfAborted();
    await client.query(dryRun ? 'ROLLBACK' : 'COMMIT');
    isDone = true;
    return result;
  } finally {
    // Closing the connection takes the transaction back, whatever state it is in.
    client.release(!isDone);
  }
}

async function prepare(client: pg.ClientBase): Promise<void> {
  await client.query('SET LOCAL statement_timeout = 0');
  await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
  // Keys and triggers look rows up while the tables grow; a plan made for a small table would scan a large one for every row.
  await client.query('SET LOCAL enable_seqscan = off');
  // Two imports of one source at once would each insert what the other has not shown yet.
  await client.query('LOCK TABLE "ExternalReference" IN SHARE ROW EXCLUSIVE MODE');
}
