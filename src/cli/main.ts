/**
 * The command line. Data goes to stdout and everything else to stderr; 0 is done, 1 refused or failed, 2 wrong usage.
 */
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config/config.ts';
import { migrateCommand } from './migrate.ts';
import { serveCommand } from './serve.ts';

const program = new Command('wayleave')
  .description('A network CMDB whose GraphQL API knows what every query costs before it runs it.')
  .version('0.1.0')
  .exitOverride()
  .addCommand(serveCommand())
  .addCommand(migrateCommand());

for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    // A person reads this: what went wrong, and not where in our code. `--debug` shows that too.
    const isShown = process.argv.includes('--debug');
    console.error(isShown || !(error instanceof Error) ? error : error.message);
    process.exitCode = error instanceof ConfigError ? 2 : 1;
  }
}
