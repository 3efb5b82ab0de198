/**
 * The command line. Data goes to stdout and everything else to stderr; 0 is done, 1 refused or failed, 2 wrong usage.
 */
import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config/config-error.ts';
import { addCommands } from './commands.ts';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

const program = new Command('wayleave')
  .description('A network CMDB whose GraphQL API knows what every query costs before it runs it.')
  .version(version)
  .option('--debug', 'show where an error came from');
await addCommands(program, process.argv.slice(2));

/** Commander would end the process by itself, and with 1 where we promise 2. */
function letUsExit(command: Command): void {
  command.exitOverride();
  for (const part of command.commands) letUsExit(part);
}
letUsExit(program);

/** How long a failed command may take to close what it opened. */
const CLOSING_MILLISECONDS = 1000;

// `wayleave … | head` ends when the reader has read enough; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    // A person reads this: what went wrong, and not where in our code.
    console.error(program.opts()['debug'] || !(error instanceof Error) ? error : error.message);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
    setTimeout(() => process.exit(), CLOSING_MILLISECONDS).unref();
  }
}
