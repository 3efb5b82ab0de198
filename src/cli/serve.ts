/** `wayleave serve`: the server, until it is told to stop. */
import { Command } from 'commander';
import { readConfig } from '../config/config.ts';
import { createLogger } from '../monitoring/logger.ts';
import { startServer } from '../server.ts';

export function serveCommand(): Command {
  return new Command('serve')
    .description('Starts the server, with a PostgreSQL of its own unless DATABASE_URL is set.')
    .addHelpText('after', '\nExamples:\n  wayleave serve\n  PORT=8080 DATABASE_URL=postgres://… wayleave serve')
    .action(serve);
}

async function serve(): Promise<void> {
  const config = readConfig();
  const logger = createLogger(config.logLevel);
  const server = await startServer(config, logger);
  const stopped = untilToldToStop();
  console.log(`Wayleave answers at ${server.url}/graphql`);
  if (server.signInUrl) console.log(`Open the console: ${server.signInUrl}`);
  await stopped;
  console.error('Stopping: requests in flight are finished first.');
  await server.stop();
}

/** Ctrl-C and SIGTERM stop in good order; a second one does not wait. */
function untilToldToStop(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    const stop = (): void => {
      if (isStopping) process.exit(1);
      isStopping = true;
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}
