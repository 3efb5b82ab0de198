/**
 * `wayleave price`: what a document costs, against any schema that carries @cost and @listSize, with no server.
 *
 * Alone, it prices one document and tells where the cost comes from; with `--max` it exits 1 when the price is above, for a check in CI. With `--batch`
 * it answers each line of JSON on stdin with one line, in order, and keeps the schemas that it has seen.
 */
import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { GraphQLSchema } from 'graphql';
import { explainPrice } from '../cost/explain.ts';
import { loadSchema } from '../cost/load-schema.ts';
import type { CostOptions, Dialect } from '../cost/options.ts';
import { DocumentRefusal, type PricedText, priceText, refusalOf } from '../cost/price-document.ts';
import { linesOf } from './lines.ts';

const MOST_SCHEMAS = 32;
const MOST_FIELDS_SHOWN = 15;

interface PriceFlags {
  readonly schema?: string;
  readonly query?: string;
  readonly variables?: string;
  readonly operation?: string;
  readonly dialect: Dialect;
  readonly listSize?: number;
  readonly max?: number;
  readonly batch?: true;
  readonly json?: true;
}

export function priceCommand(): Command {
  return new Command('price')
    .option('--schema <file>', 'SDL of the schema')
    .option('--query <file>', 'the document, or - for stdin')
    .option('--variables <file>', 'its variables, as JSON')
    .option('--operation <name>', 'which operation, when there are several')
    .addOption(new Option('--dialect <name>', 'how prices are made').choices(['ibm', 'apollo']).default('ibm'))
    .option('--list-size <n>', 'assumed length of a list that nothing bounds (ibm: unbounded, apollo: 10)', wholeNumber)
    .option('--max <n>', 'exit 1 when the price is above this', number)
    .option(
      '--batch',
      'read one JSON object a line: id, schema | schemaFile, query, variables, operationName, dialect, listSize, inputObjectWeight',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  wayleave price --schema schema.graphql --query devices.graphql --variables variables.json
  wayleave price --schema schema.graphql --query devices.graphql --max 25000 --json
  wayleave price --batch < cases.ndjson > prices.ndjson

Exit codes: 0 priced, 1 refused or above --max, 2 wrong usage.`,
    )
    .action(async (flags: PriceFlags, command: Command) => {
      if (flags.batch) {
        const ofOne = (['schema', 'query', 'variables', 'operation', 'max'] as const).filter((name) => flags[name] !== undefined);
        if (ofOne.length > 0) command.error(`error: --batch reads its lines from stdin, and takes no --${ofOne[0]}`, { exitCode: 2 });
        return priceBatch(flags);
      }
      if (!flags.schema || !flags.query) command.error('error: give --schema and --query, or --batch', { exitCode: 2 });
      priceOne(flags, flags.schema, flags.query);
    });
}

function priceOne(flags: PriceFlags, schemaFile: string, queryFile: string): void {
  try {
    const schema = loadSchema(readText(schemaFile));
    const variables = flags.variables ? readVariables(readText(flags.variables)) : {};
    const priced = priceText(schema, readText(queryFile === '-' ? 0 : queryFile), variables, flags.operation ?? null, {
      dialect: flags.dialect,
      ...(flags.listSize === undefined ? {} : { assumedListSize: flags.listSize }),
    });
    const isAllowed = flags.max === undefined || priced.price.cost <= flags.max;
    if (flags.json) console.log(JSON.stringify(report(priced, flags.max)));
    else printTable(priced, flags.max);
    if (!isAllowed) process.exitCode = 1;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    if (flags.json) console.log(JSON.stringify({ error: refusal }));
    else console.error(`${refusal.code}: ${refusal.message}`);
    process.exitCode = 1;
  }
}

function report(
  { price, compiled, variables, compileMicroseconds, evaluateMicroseconds }: PricedText,
  maximum: number | undefined,
): object {
  const times = { compileMicroseconds, evaluateMicroseconds };
  const limit = maximum === undefined ? {} : { maximumQueryCost: maximum, allowed: price.cost <= maximum };
  const { fields, hint } = explainPrice(compiled, variables, maximum);
  const numbers =
    compiled.dialect === 'apollo' ? { cost: price.cost } : { typeCost: price.typeCost, fieldCost: price.fieldCost, cost: price.cost };
  return { ...numbers, ...limit, fields, hint, ...times };
}

function printTable({ price, compiled, variables }: PricedText, maximum: number | undefined): void {
  const { fields, hint } = explainPrice(compiled, variables, maximum);
  const shown = fields.slice(0, MOST_FIELDS_SHOWN);
  const width = Math.max(...shown.map(({ path }) => path.length), 'field'.length);
  const line = (path: string, requested: string, count: string) =>
    console.log(`${path.padEnd(width)}  ${requested.padStart(12)}  ${count.padStart(12)}`);
  line('field', 'price', 'count');
  for (const { path, requested, count } of shown) line(path, String(requested), String(count));
  if (fields.length > shown.length) console.log(`… and ${fields.length - shown.length} more`);
  const parts = compiled.dialect === 'apollo' ? '' : ` (types ${price.typeCost}, fields ${price.fieldCost})`;
  console.log(`\nprice ${price.cost}${parts}${maximum === undefined ? '' : ` of ${maximum}`}`);
  if (hint) console.log(hint);
}

interface BatchLine {
  readonly id?: unknown;
  readonly schema?: unknown;
  readonly schemaFile?: unknown;
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
  readonly dialect?: unknown;
  readonly listSize?: unknown;
  readonly inputObjectWeight?: unknown;
}

/** A line that says neither has the dialect and the length of a list that the command line gave. */
async function priceBatch(defaults: PriceFlags): Promise<void> {
  const schemas = new SchemaShelf();
  for await (const text of linesOf(process.stdin)) {
    if (text.trim() === '') continue;
    const answer = JSON.stringify(answerLine(text, schemas, defaults));
    if (!process.stdout.write(`${answer}\n`)) await new Promise((drained) => process.stdout.once('drain', drained));
  }
}

function answerLine(text: string, schemas: SchemaShelf, defaults: PriceFlags): object {
  let id: unknown = null;
  const started = process.hrtime.bigint();
  try {
    const line = parsedLine(text);
    id = line.id ?? null;
    const schema = schemas.schemaFor(line);
    const priced = priceText(
      schema,
      textIn(line, 'query'),
      variablesOf(line.variables),
      operationOf(line.operationName),
      optionsOf(line, defaults),
    );
    const { price, compileMicroseconds, evaluateMicroseconds } = priced;
    const numbers = priced.compiled.dialect === 'apollo' ? { cost: price.cost } : { typeCost: price.typeCost, fieldCost: price.fieldCost };
    return { id, ...numbers, compileMicroseconds, evaluateMicroseconds };
  } catch (error) {
    // One line must not cost the others their answer, so even a defect of ours is reported as one.
    const refusal = refusalOf(error) ?? { code: 'INTERNAL_ERROR', message: error instanceof Error ? error.message : 'Unknown error.' };
    return { id, error: refusal, compileMicroseconds: Number(process.hrtime.bigint() - started) / 1000, evaluateMicroseconds: 0 };
  }
}

/** Schemas by their text or file; the one that was used least recently makes room. */
class SchemaShelf {
  private readonly schemas = new Map<string, GraphQLSchema>();

  schemaFor({ schema, schemaFile }: BatchLine): GraphQLSchema {
    if (typeof schema === 'string') return this.shelved(`text:${schema}`, () => schema);
    if (typeof schemaFile === 'string') return this.shelved(`file:${schemaFile}`, () => readText(schemaFile));
    throw new DocumentRefusal('BAD_REQUEST', '"schema" or "schemaFile" must be given.');
  }

  private shelved(key: string, read: () => string): GraphQLSchema {
    const schema = this.schemas.get(key) ?? loadSchema(read());
    this.schemas.delete(key);
    this.schemas.set(key, schema);
    if (this.schemas.size > MOST_SCHEMAS) this.schemas.delete(this.schemas.keys().next().value!);
    return schema;
  }
}

function parsedLine(text: string): BatchLine {
  try {
    const line: unknown = JSON.parse(text);
    if (typeof line === 'object' && line !== null && !Array.isArray(line)) return line as BatchLine;
  } catch {
    // The refusal below says it all.
  }
  throw new DocumentRefusal('BAD_REQUEST', 'Each line must be one JSON object.');
}

function optionsOf(line: BatchLine, defaults: PriceFlags): Partial<CostOptions> {
  const { inputObjectWeight } = line;
  const dialect = line.dialect ?? defaults.dialect;
  const listSize = line.listSize ?? defaults.listSize;
  if (dialect !== 'ibm' && dialect !== 'apollo') throw new DocumentRefusal('BAD_REQUEST', '"dialect" must be "ibm" or "apollo".');
  if (listSize != null && !(typeof listSize === 'number' && Number.isInteger(listSize) && listSize >= 0))
    throw new DocumentRefusal('BAD_REQUEST', '"listSize" must be a whole number.');
  if (inputObjectWeight != null && typeof inputObjectWeight !== 'number')
    throw new DocumentRefusal('BAD_REQUEST', '"inputObjectWeight" must be a number.');
  return {
    dialect,
    ...(listSize == null ? {} : { assumedListSize: listSize as number }),
    ...(inputObjectWeight == null ? {} : { inputObjectWeight }),
  };
}

function textIn(line: BatchLine, name: 'query'): string {
  const value = line[name];
  if (typeof value === 'string') return value;
  throw new DocumentRefusal('BAD_REQUEST', `"${name}" must be a string.`);
}

function operationOf(name: unknown): string | null {
  if (name == null || typeof name === 'string') return name ?? null;
  throw new DocumentRefusal('BAD_REQUEST', '"operationName" must be a string.');
}

function variablesOf(variables: unknown): Record<string, unknown> {
  if (variables == null) return {};
  if (typeof variables === 'object' && !Array.isArray(variables)) return variables as Record<string, unknown>;
  throw new DocumentRefusal('BAD_REQUEST', 'Variables must be a JSON object.');
}

function readVariables(text: string): Record<string, unknown> {
  try {
    return variablesOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new DocumentRefusal('BAD_REQUEST', 'The variables are not JSON.');
    throw error;
  }
}

function readText(file: string | 0): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new DocumentRefusal('FILE_NOT_READABLE', `Cannot read ${file === 0 ? 'stdin' : file}.`);
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A whole number is expected.');
  return Number(text);
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('A number is expected.');
  return value;
}
