/** `wayleave cache …`: what a running server says of the answers that it gives again, and how to have all servers give them up. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { clearAnswers } from '../changes/clear-answers.ts';
import { readConfig } from '../config/config.ts';
import { withDatabase } from './with-database.ts';

interface Connecting {
  readonly url?: string;
  readonly tokenFile?: string;
}

export function cacheCommand(): Command {
  const command = new Command('cache').description('Shows what a server keeps of its answers, and has all servers give it up.');
  const asking = (part: Command): Command =>
    part
      .option('--url <url>', 'the server; by default the one of this machine’s settings')
      .option('--token-file <file>', 'a file with an administrator’s token; by default the one that development keeps');
  asking(command.command('stats'))
    .description('Prints the counts of one server as JSON: hits, misses and why, invalidations by cause, audits, the latest keys.')
    .addHelpText('after', '\nExamples:\n  wayleave cache stats\n  wayleave cache stats | jq .misses')
    .action(async (options: Connecting) => print(await ask(options, '{ cacheStatistics }', {}, 'cacheStatistics')));
  asking(command.command('explain'))
    .description('Prints one entry as JSON: whether it holds, what it was read from, and its age.')
    .argument('<key>', 'as `cache stats` lists it')
    .addHelpText('after', '\nExamples:\n  wayleave cache explain "$(wayleave cache stats | jq -r .latest[0].key)"')
    .action(async (key: string, options: Connecting) => {
      const entry = await ask(options, 'query Entry($key: String!) { cacheEntry(key: $key) }', { key }, 'cacheEntry');
      if (entry === null) throw new Error('The server keeps no answer under this key.');
      print(entry);
    });
  command
    .command('clear')
    .description('Has every server of this database give up the answers that it keeps, within half a second.')
    .addHelpText('after', '\nExamples:\n  wayleave cache clear')
    .action(async () => {
      await withDatabase('clear', 'Interrupted; nothing was given up.', ({ pool }) => clearAnswers(pool));
      console.log('All answers that were kept until now are given up.');
    });
  return command;
}

const print = (value: unknown): void => console.log(JSON.stringify(value, undefined, 2));

async function ask({ url, tokenFile }: Connecting, query: string, variables: object, field: string): Promise<unknown> {
  const { host, port, home } = readConfig();
  const address = url ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const token = readFileSync(tokenFile ?? join(home, 'dev-token'), 'utf8').trim();
  const response = await fetch(new URL('/graphql', address), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, unknown>; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data?.[field] ?? null;
}
