/** What every command has that works on the database: it joins the server's or opens its own, can be interrupted, and shows how far it is. */
import { readConfig } from '../config/config.ts';
import { joinDatabase, type OpenDatabase } from '../stores/open-database.ts';
import { createPool } from '../stores/pool.ts';
import { type Progress, progressBar } from './progress.ts';

export interface Work {
  /** Without a limit on how long a statement may take. */
  readonly pool: OpenDatabase['pool'];
  readonly signal: AbortSignal;
  readonly onProgress: Progress['update'];
}

/** `interrupted` is what the person reads who ended it early. */
export async function withDatabase<T>(what: string, interrupted: string, work: (given: Work) => Promise<T>): Promise<T> {
  const ending = new AbortController();
  const interrupt = (): void => ending.abort(new Error(interrupted));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const database = await joinDatabase(readConfig());
  const pool = createPool({ url: database.url, size: 2, statementTimeoutMilliseconds: 0 });
  const progress = progressBar(what);
  try {
    return await work({ pool, signal: ending.signal, onProgress: progress.update });
  } finally {
    progress.stop();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await pool.end();
    await database.close();
  }
}
