import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { addCommands } from '../../../src/cli/commands.ts';

async function loaded(...words: readonly string[]): Promise<readonly Command[]> {
  const program = new Command('wayleave');
  await addCommands(program, words);
  return program.commands;
}

/** Those that have more than a name and a sentence. */
const named = (commands: readonly Command[]): readonly string[] =>
  commands.filter((command) => command.options.length + command.commands.length > 0).map((command) => command.name());

describe('The command line', () => {
  it('loads the one command that is asked for', async () => {
    expect(named(await loaded('price', '--schema', 'schema.graphql'))).toEqual(['price']);
    expect(named(await loaded('--debug', 'doctor', '--json'))).toEqual(['doctor']);
  });

  it('loads the command whose help is asked for', async () => {
    expect(named(await loaded('help', 'seed'))).toEqual(['seed']);
  });

  it('lists all commands with what they do, and loads none for that', async () => {
    const commands = await loaded('--help');
    expect(named(commands)).toEqual([]);
    for (const command of commands) expect(command.description(), command.name()).toMatch(/\.$/);
  });

  it('loads each command under the name by which it is listed', async () => {
    const names = (await loaded()).map((command) => command.name());
    for (const name of names) expect((await loaded(name)).map((command) => command.name())).toEqual(names);
  }, 60_000);

  it('is started by a file that imports no command', () => {
    const imports = [...readFileSync('src/cli/main.ts', 'utf8').matchAll(/^import .* from '(\..*)';$/gm)].map(([, from]) => from);
    expect(imports).toEqual(['../config/config-error.ts', './commands.ts']);
  });
});
