/** `wayleave serve`: the server, until it is told to stop. */
import { Command } from 'commander';
import { type Config, readConfig } from '../config/config.ts';
import { seedEstate } from '../exchange/seed/seed-estate.ts';
import { guardProcess } from '../monitoring/guard-process.ts';
import { createLogger } from '../monitoring/logger.ts';
import { startServer } from '../server.ts';
import type { OpenDatabase } from '../stores/open-database.ts';
import { createPool } from '../stores/pool.ts';
import { progressBar } from './progress.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .addHelpText('after', '\nExamples:\n  wayleave serve\n  PORT=8080 DATABASE_URL=postgres://… wayleave serve')
    .action(serve);
}

async function serve(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const stopping = listenForStop();
  const server = await startServer({ config, logger, prepare: (database) => fillWhenEmpty(config, database) });
  console.log(`Wayleave answers at ${server.url}/graphql`);
  if (server.signInUrl) console.log(`Open the console: ${server.signInUrl}`);
  stopping.isStarted = true;
  guardProcess(logger, () => process.kill(process.pid, 'SIGTERM'));
  await stopping.told;
  console.error('Stopping: requests in flight are finished first.');
  await server.stop();
}

/** A newcomer's first start finds a network to look at; an external database is never written to unasked. */
async function fillWhenEmpty(config: Config, { pool, url }: OpenDatabase): Promise<void> {
  if (config.database.kind === 'external' || config.demoResources === 0) return;
  const { rows } = await pool.query('SELECT FROM "Site" LIMIT 1');
  if (rows.length > 0) return;
  // Loading takes longer than any request may, so it does not run on the pool of requests.
  const loading = createPool({ url, size: 2, statementTimeoutMilliseconds: 0 });
  const progress = progressBar('Filling the empty database with a demo estate');
  try {
    await seedEstate(loading, { resources: config.demoResources, seed: 1, onProgress: progress.update });
  } finally {
    progress.stop();
    await loading.end();
  }
}

/**
 * Ctrl-C and SIGTERM stop in good order; a second one does not wait. While the server is still starting there is nothing to finish: ending the process
 * takes the embedded database along, and what was being loaded is rolled back.
 */
function listenForStop(): { readonly told: Promise<void>; isStarted: boolean } {
  let tell: () => void = () => undefined;
  const state = { told: new Promise<void>((resolve) => (tell = resolve)), isStarted: false };
  let isStopping = false;
  const stop = (): void => {
    if (!state.isStarted || isStopping) process.exit(1);
    isStopping = true;
    tell();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return state;
}
