/**
 * `wayleave operations`: which operations clients may run by their id.
 *
 * `check` looks at a manifest with no server and no database, so that a build fails before a release does; `publish` registers it, whole or not at all; `diff` says
 * what that would change; `list` and `retire` are about what is registered. Each says what every operation can cost at the most, and how that has changed.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { assessorFor, operationAdministration } from '../assembly/open-operations.ts';
import { type Config, readConfig } from '../config/config.ts';
import { loadSchema } from '../cost/load-schema.ts';
import { type Before, type Comparison, compareManifest } from '../operations/compare.ts';
import { type Manifest, type ManifestFile, readManifest } from '../operations/manifest.ts';
import { type Assessor, type Bounds, isAudience } from '../operations/operation.ts';
import type { OperationAdministration, OperationAuthor, ToCompare } from '../operations/operation-administration.ts';
import { readOperationId } from '../operations/operation-id.ts';
import { readBoundsByName } from '../operations/read-bounds.ts';
import { joinDatabase } from '../stores/open-database.ts';

interface ManifestFlags {
  readonly audience: string;
  readonly bounds?: string;
  readonly max?: number;
  readonly json?: true;
}

const GRAPHQL_FILE = /\.(?:graphql|gql)$/;
const SHORT_ID = 12;

export function operationsCommand(): Command {
  return new Command('operations')
    .addCommand(checkCommand())
    .addCommand(publishCommand())
    .addCommand(diffCommand())
    .addCommand(listCommand())
    .addCommand(retireCommand())
    .addHelpText(
      'after',
      `
A manifest is what clients' compilers write: Apollo's, the { id: text } of Relay and GraphQL Code Generator, or .graphql files, one or a folder.

Examples:
  wayleave operations check src/queries --audience role:integrator --baseline prices.json
  wayleave operations publish persisted-documents.json --audience token:7
  wayleave operations retire --missing-from persisted-documents.json --audience token:7`,
    );
}

function checkCommand(): Command {
  return forManifest('check', 'Says whether a manifest fits the schema and what each operation can cost; needs no server.')
    .option('--schema <file>', 'SDL to check against, in place of this program’s own schema')
    .option('--baseline <file>', 'prices of the last time, to compare with')
    .option('--update', 'write the prices of this time to --baseline')
    .action((path: string, flags: ManifestFlags & { schema?: string; baseline?: string; update?: true }, command: Command) => {
      if (flags.update && !flags.baseline) command.error('error: --update needs --baseline', { exitCode: 2 });
      const config = readConfig();
      const assessor = assessorFor(config.limits, flags.schema === undefined ? undefined : loadSchema(readText(flags.schema)));
      const before = flags.baseline ? baselineIn(flags.baseline) : [];
      const comparison = compare(path, flags, assessor, before, flags.max ?? ceilingOf(config, classOf(flags.audience)));
      if (flags.update && comparison.refused.length === 0) writeBaseline(flags.baseline!, comparison);
      print(comparison, flags.json);
    });
}

function publishCommand(): Command {
  return forManifest('publish', 'Registers the operations of a manifest, all of them or, when one is refused, none.')
    .option('--owner <name>', 'who answers for them', userInfo().username)
    .option('--draft', 'check and keep them, and do not serve them yet')
    .action((path: string, flags: ManifestFlags & { owner: string; draft?: true }) =>
      administered(async (administration) => {
        const { owner, draft } = flags;
        const wanted = { ...comparedBy(flags), owner, isDraft: draft };
        const { comparison } = await administration.publish(manifestAt(path), wanted, author());
        print(comparison, flags.json);
        if (comparison.refused.length > 0) console.error('Nothing was published.');
      }),
    );
}

function diffCommand(): Command {
  return forManifest('diff', 'Says what publishing a manifest would change.').action((path: string, flags: ManifestFlags) =>
    administered(async (administration) => print(await administration.compare(manifestAt(path), comparedBy(flags)), flags.json)),
  );
}

function listCommand(): Command {
  return new Command('list')
    .description('Lists what is registered.')
    .option('--audience <audience>', 'only of this audience', audience)
    .addOption(
      new Option('--state <state...>', 'only in these states').choices(['draft', 'active', 'retired']).default(['draft', 'active']),
    )
    .option('--json', 'print JSON')
    .action((flags: { audience?: string; state: readonly string[]; json?: true }) =>
      administered(async (administration) => {
        const rows = await administration.list({ audience: flags.audience, states: flags.state });
        if (flags.json) console.log(JSON.stringify(rows));
        else
          table(
            ['name', 'version', 'price', 'state', 'audience', 'id'],
            rows.map(({ name, version, price, state, audience: of, id }) => [
              name || '(none)',
              version,
              price,
              state,
              of,
              id.slice(0, SHORT_ID),
            ]),
          );
      }),
    );
}

function retireCommand(): Command {
  return new Command('retire')
    .description('Ends operations for their audience, everywhere within a second.')
    .argument('[ids...]', 'ids, whole')
    .requiredOption('--audience <audience>', 'role:NAME or token:ID', audience)
    .option('--missing-from <manifest>', 'all that this manifest does not have')
    .option('--json', 'print JSON')
    .action((given: readonly string[], flags: { audience: string; missingFrom?: string; json?: true }, command: Command) => {
      const ids = given.map(
        (id) => readOperationId(id) ?? command.error(`error: ${JSON.stringify(id)} is no id of an operation`, { exitCode: 2 }),
      );
      if (ids.length > 0 === (flags.missingFrom !== undefined)) command.error('error: give ids, or --missing-from', { exitCode: 2 });
      const manifest = flags.missingFrom === undefined ? undefined : manifestAt(flags.missingFrom);
      if (manifest && manifest.problems.length > 0) throw new Error(`${manifest.problems[0]!.source}: ${manifest.problems[0]!.reason}`);
      return administered(async (administration) => {
        const retired = manifest
          ? await administration.retireMissing(flags.audience, manifest, author())
          : await administration.retire(flags.audience, ids, author());
        if (flags.json) console.log(JSON.stringify(retired));
        else for (const { name, version, id } of retired) console.log(`retired ${name || '(none)'} ${version} ${id}`);
        const unknown = ids.filter((id) => !retired.some((row) => row.id === id));
        for (const id of unknown) console.error(`${id} is not registered for ${flags.audience}, or was retired before.`);
        if (unknown.length > 0) process.exitCode = 1;
      });
    });
}

function forManifest(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<manifest>', 'a file of JSON or GraphQL, or a folder of GraphQL files')
    .option('--audience <audience>', 'who is to run them: role:NAME or token:ID', audience, 'role:integrator')
    .option('--bounds <file>', 'how far variables may go: { "Devices": { "first": { "max": 50 } } }')
    .option('--max <n>', 'the most that one may cost, where that is less than the audience’s ceiling', wholeNumber)
    .option('--json', 'print JSON');
}

/** Whoever runs a command has the database already; the trail says who it was. */
const author = (): OperationAuthor => ({ actor: `cli:${userInfo().username}` });

async function administered(work: (administration: OperationAdministration) => Promise<void>): Promise<void> {
  const config = readConfig();
  const database = await joinDatabase(config);
  try {
    await work(operationAdministration(database.pool, config));
  } finally {
    await database.close();
  }
}

function comparedBy({ audience: of, bounds, max }: ManifestFlags): ToCompare {
  return { audience: of, bounds: bounds === undefined ? {} : boundsIn(bounds), most: max };
}

function compare(path: string, flags: ManifestFlags, assessor: Assessor, before: readonly Before[], ceiling: number): Comparison {
  const bounds = flags.bounds === undefined ? {} : boundsIn(flags.bounds);
  return compareManifest(manifestAt(path), { assessor, ceiling, bounds, before });
}

function manifestAt(path: string): Manifest {
  if (!existsSync(path)) throw new Error(`There is no ${path}.`);
  if (!statSync(path).isDirectory()) return readManifest([{ path, text: readText(path) }]);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => GRAPHQL_FILE.test(file))
    .toSorted()
    .map((file): ManifestFile => ({ path: join(path, file), text: readText(join(path, file)) }));
  return readManifest(files);
}

function boundsIn(file: string): Readonly<Record<string, Bounds>> {
  const value = parsed(file);
  const read = readBoundsByName(value);
  if ('reason' in read) throw new Error(`${file}, ${read.reason}`);
  return read.byName;
}

/** Prices by name and id, in an order that makes a diff readable. */
function baselineIn(file: string): readonly Before[] {
  if (!existsSync(file)) return [];
  return Object.entries(parsed(file)).map(([name, known]) => ({ name, ...(known as { id: string; price: number }) }));
}

function writeBaseline(file: string, { operations }: Comparison): void {
  const rows = operations.map(({ id, source, assessed }) => [assessed.name || source, { id, price: assessed.price }] as const);
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(rows.toSorted(([one], [other]) => one.localeCompare(other))), null, 2)}\n`);
}

function parsed(file: string): Readonly<Record<string, unknown>> {
  const text = readText(file);
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  } catch {
    // The sentence below says it.
  }
  throw new Error(`${file} is not a JSON object.`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`Cannot read ${file}.`);
  }
}

function print({ format, operations, refused, gone }: Comparison, json: true | undefined): void {
  if (refused.length > 0) process.exitCode = 1;
  if (json) {
    const rows = operations.map(({ source, id, assessed, change, before }) => ({
      source,
      id,
      ...assessed,
      change,
      priceBefore: before?.price ?? null,
    }));
    console.log(JSON.stringify({ format, operations: rows, refused, gone }));
    return;
  }
  table(
    ['name', 'price', 'since last time', 'id'],
    operations.map(({ source, id, assessed, change, before }) => [
      assessed.name || source,
      assessed.price,
      sinceThen(change, assessed.price, before),
      id.slice(0, SHORT_ID),
    ]),
  );
  for (const { name, id } of gone)
    console.log(`${name || '(none)'} ${id.slice(0, SHORT_ID)} was there the last time and is not in the manifest any more.`);
  for (const { source, reason } of refused) console.error(`${source}: ${reason}`);
}

function sinceThen(change: string, price: number, before: Before | undefined): string {
  if (!before) return 'new';
  const difference = price - before.price;
  const words = change === 'changed' ? 'another text' : 'the same';
  if (difference === 0) return words;
  return `${words}, ${difference > 0 ? '+' : ''}${difference}`;
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => String(row[column]).length)));
  const isNumber = heads.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number'));
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, column) => (isNumber[column] ? String(cell).padStart(widths[column]!) : String(cell).padEnd(widths[column]!)))
      .join('  ')
      .trimEnd();
  console.log(line(heads));
  for (const row of rows) console.log(line(row));
}

type AllowanceClass = keyof Config['allowances'];

/** Without a database, a role of another name counts as people at a screen, who have the least. */
function classOf(of: string): AllowanceClass {
  const name = of.replace(/^role:/, '');
  return name === 'administrator' || name === 'integrator' ? name : 'interactive';
}

const ceilingOf = ({ allowances }: Config, allowance: AllowanceClass): number => allowances[allowance].ceiling;

function audience(text: string): string {
  if (!isAudience(text)) throw new InvalidArgumentError('It has to be role:NAME or token:ID.');
  return text;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(text);
}
