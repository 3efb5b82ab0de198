/**
 * The server as `npm start` runs it, in a process and a home of its own, over the demo estate.
 *
 * The first run makes the home: it takes about a minute. Its PostgreSQL counts statements (pg_stat_statements), which is the only thing that differs
 * from what everybody runs.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { findRunningPostgres } from '../../src/stores/embedded-postgres.ts';

const HOME = '.wayleave/bench';
/** Each request is priced and pays, from a budget that a bench does not empty. */
const BUDGET = '250000,1000000000,1000000000';

export interface RealServer {
  readonly url: string;
  readonly token: string;
  readonly databaseUrl: string;
  readonly processId: number;
  readonly postgresProcessId: number;
  stop(): Promise<void>;
}

/** Builds what has changed, starts, and answers once requests are served. `environment` is added to that of every bench. */
export async function startRealServer(environment: Readonly<Record<string, string>> = {}): Promise<RealServer> {
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('The server could not be built.');
  const server = await startOnce(environment);
  if (await countsStatements(server.databaseUrl)) return server;
  await server.stop();
  return startOnce(environment);
}

async function startOnce(environment: Readonly<Record<string, string>>): Promise<RealServer> {
  const child = spawn(process.execPath, ['dist/cli/main.js', 'serve'], {
    env: {
      ...process.env,
      WAYLEAVE_HOME: HOME,
      PORT: '0',
      NODE_ENV: 'development',
      WAYLEAVE_LOG_LEVEL: 'error',
      WAYLEAVE_BUDGET_ADMINISTRATOR: BUDGET,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child);
  const databaseUrl = findRunningPostgres(HOME);
  if (!databaseUrl) throw new Error('The server runs without its database.');
  return {
    url,
    token: readFileSync(join(HOME, 'dev-token'), 'utf8').trim(),
    databaseUrl,
    processId: child.pid!,
    postgresProcessId: Number(readFileSync(join(HOME, 'postgres/data/postmaster.pid'), 'utf8').split('\n', 1)[0]),
    stop: () => stop(child),
  };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} instead of answering.`)));
    createInterface({ input: child.stdout! }).on('line', (line) => {
      const address = /answers at (\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Whether the database counts statements already; tells it to do so from its next start on. */
async function countsStatements(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ libraries: string }>("SELECT current_setting('shared_preload_libraries') AS libraries");
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    if (rows[0]!.libraries.includes('pg_stat_statements')) return true;
    await client.query("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'");
    return false;
  } finally {
    await client.end();
  }
}
