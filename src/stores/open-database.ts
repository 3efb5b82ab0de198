/** A migrated database, embedded or external, and the pool that reads it. */
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Config } from '../config/config.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { migrate } from './migrations.ts';
import { createPool } from './pool.ts';

export interface OpenDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Ends the pool, then the embedded server, then gives the folder back. */
  close(): Promise<void>;
}

type DatabaseSettings = Pick<Config, 'database' | 'home' | 'databaseConnections' | 'requestDeadlineMilliseconds'>;

/** Throws FolderLockedError when another process holds the embedded database. */
export async function openDatabase({
  database,
  home,
  databaseConnections,
  requestDeadlineMilliseconds,
}: DatabaseSettings): Promise<OpenDatabase> {
  const lock: FolderLock | undefined = database.kind === 'embedded' ? lockFolder(home) : undefined;
  let server: EmbeddedPostgres | undefined;
  try {
    server = database.kind === 'embedded' ? await startEmbeddedPostgres(home) : undefined;
    const url = database.kind === 'external' ? database.url : server!.url;
    await migrate(url, { folder: fileURLToPath(new URL('../../prisma', import.meta.url)) });
    // The server's own limit is the second line, a little behind ours, so that ours gives the better answer.
    const pool = createPool({ url, size: databaseConnections, statementTimeoutMilliseconds: requestDeadlineMilliseconds + 1000 });
    return {
      url,
      pool,
      async close() {
        await pool.end();
        await server?.stop();
        lock?.release();
      },
    };
  } catch (error) {
    await server?.stop();
    lock?.release();
    throw error;
  }
}
