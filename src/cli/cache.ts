/** `wayleave cache …`: what a running server says of the answers that it gives again, and how to have all servers give them up. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { clearAnswers } from '../changes/clear-answers.ts';
import { readConfig } from '../config/config.ts';
import { withDatabase } from './with-database.ts';

interface Options {
  readonly url?: string;
  readonly tokenFile?: string;
  readonly json?: true;
}

/** What is an object of the answers, as far as this file reads it. */
type Fields = Readonly<Record<string, unknown>>;

export function cacheCommand(): Command {
  const command = new Command('cache');
  const asking = (part: Command): Command =>
    part
      .option('--url <url>', 'the server; by default the one of this machine’s settings')
      .option('--token-file <file>', 'a file with an administrator’s token; by default the one that development keeps')
      .option('--json', 'print it as JSON');
  asking(command.command('stats'))
    .description('Prints the counts of one server: hits, misses and why, invalidations by cause, audits, the latest keys.')
    .addHelpText('after', '\nExamples:\n  wayleave cache stats\n  wayleave cache stats --json | jq .misses')
    .action(async (options: Options) => print(await ask(options, '{ cacheStatistics }', {}, 'cacheStatistics'), options));
  asking(command.command('explain'))
    .description('Prints one entry: whether it holds, what it was read from, and its age.')
    .argument('<key>', 'as `cache stats` lists it')
    .addHelpText('after', '\nExamples:\n  wayleave cache explain "$(wayleave cache stats --json | jq -r .latest[0].key)"')
    .action(async (key: string, options: Options) => {
      const entry = await ask(options, 'query Entry($key: String!) { cacheEntry(key: $key) }', { key }, 'cacheEntry');
      if (entry === null) throw new Error('The server keeps no answer under this key.');
      print(entry, options);
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

function print(value: unknown, { json }: Options): void {
  if (value === null) throw new Error('This server keeps no answers: its `WAYLEAVE_CACHE_BYTES` is 0.');
  console.log(json ? JSON.stringify(value, undefined, 2) : forPeople(value as Fields));
}

/** A line for each figure, those of one kind on one line; and a line for each thing of a list. */
function forPeople(fields: Fields): string {
  const width = Math.max(...Object.keys(fields).map(({ length }) => length));
  return Object.entries(fields)
    .map(([name, value]) => `${name.padEnd(width)}  ${listed(value).join(`\n${' '.repeat(width + 2)}`)}`.trimEnd())
    .join('\n');
}

function listed(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(inOneLine);
  return [inOneLine(value)];
}

function inOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name} ${String(part)}`)
    .join(', ');
}

async function ask({ url, tokenFile }: Options, query: string, variables: object, field: string): Promise<unknown> {
  const { host, port, home } = readConfig();
  const address = url ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const file = tokenFile ?? join(home, 'dev-token');
  if (!existsSync(file)) throw new Error(`There is no token in ${file}; name a file with one by \`--token-file\`.`);
  const token = readFileSync(file, 'utf8').trim();
  const response = await fetch(new URL('/graphql', address), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  }).catch(() => {
    throw new Error(`No server answers at ${address}.`);
  });
  const { data, errors } = (await response.json()) as { data?: Fields; errors?: { message: string; extensions?: { code?: string } }[] };
  // Whoever may not administer does not know these fields.
  if (errors?.some(({ extensions }) => extensions?.code === 'GRAPHQL_VALIDATION_FAILED'))
    throw new Error('What is kept for others is for those who administer; this token may not see it.');
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data?.[field] ?? null;
}
