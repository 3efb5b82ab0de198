/**
 * A migrated database, embedded or external, and the pool that reads it.
 *
 * The server owns the embedded database and nobody else may; the other commands join a server that runs already, and start one for their own time
 * where none does.
 */
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Config } from '../config/config.ts';
import { findRunningPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { FolderLockedError, lockFolder } from './folder-lock.ts';
import { migrate } from './migrations.ts';
import { createPool } from './pool.ts';

export interface OpenDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Ends the pool, then the embedded server, then gives the folder back. */
  close(): Promise<void>;
}

type DatabaseSettings = Pick<Config, 'database' | 'home' | 'databaseConnections' | 'requestDeadlineMilliseconds'>;

/** `prisma/`, from src/stores and dist/stores alike. */
export const MIGRATIONS = fileURLToPath(new URL('../../prisma', import.meta.url));

/** For the server. Throws FolderLockedError when another process holds the embedded database. */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  return open(settings, settings.database.kind === 'external' ? external(settings.database.url) : await startOwn(settings));
}

/** For everybody else: uses the database of a server that is running, and opens it where none is. */
export async function joinDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  if (settings.database.kind === 'external') return open(settings, external(settings.database.url));
  try {
    return await open(settings, await startOwn(settings));
  } catch (error) {
    const url = error instanceof FolderLockedError ? findRunningPostgres(settings.home) : undefined;
    if (url === undefined) throw error;
    return open(settings, external(url));
  }
}

interface Source {
  readonly url: string;
  stop(): Promise<void>;
}

const external = (url: string): Source => ({ url, stop: async () => undefined });

/** Other commands and `psql` need connections beside those of the server. */
const CONNECTIONS_FOR_OTHERS = 50;

async function startOwn({ home, databaseConnections }: DatabaseSettings): Promise<Source> {
  const lock = lockFolder(home);
  try {
    const server = await startEmbeddedPostgres(home, { max_connections: String(databaseConnections + CONNECTIONS_FOR_OTHERS) });
    return { url: server.url, stop: () => server.stop().finally(() => lock.release()) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function open({ databaseConnections, requestDeadlineMilliseconds }: DatabaseSettings, source: Source): Promise<OpenDatabase> {
  try {
    await migrate(source.url, { folder: MIGRATIONS });
  } catch (error) {
    await source.stop();
    throw error;
  }
  // The server's own limit is the second line, a little behind ours, so that ours gives the better answer.
  const pool = createPool({
    url: source.url,
    size: databaseConnections,
    statementTimeoutMilliseconds: requestDeadlineMilliseconds + 1000,
  });
  return {
    url: source.url,
    pool,
    close: () => pool.end().finally(() => source.stop()),
  };
}
