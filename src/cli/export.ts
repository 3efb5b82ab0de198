/** `wayleave export`: rows of a type, or of a query, as CSV or NDJSON on stdout. */
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Command, CommanderError, Option } from 'commander';
import { type DocumentNode, parse, validate } from 'graphql';
import { administrator } from '../access/viewer.ts';
import { NotPagedError, pagedDocument } from '../exchange/export/paged-document.ts';
import { type Node, pages } from '../exchange/export/pages.ts';
import { documentOfType, type ExportColumn, flattenLists } from '../exchange/export/type-document.ts';
import { csv, ndjson } from '../exchange/export/write.ts';
import { findResource } from '../exchange/reference-columns.ts';
import { catalog, schema } from '../schema.ts';
import { askAs } from './ask.ts';
import { withDatabase } from './with-database.ts';

interface Options {
  readonly query?: string;
  readonly variables?: string;
  readonly format: 'csv' | 'ndjson';
  readonly pageSize: string;
}

interface Export {
  readonly document: DocumentNode;
  readonly root: string;
  readonly rows: 'nodes' | 'edges';
  readonly columns: readonly ExportColumn[];
  readonly variables: Readonly<Record<string, unknown>>;
  /** How many rows there are to expect. */
  readonly count: DocumentNode | undefined;
  readonly shape: (node: Node) => Node;
}

export function exportCommand(): Command {
  return new Command('export')
    .argument('[type]', 'a type or its list, e.g. Device or devices')
    .option('--query <file>', 'a query with one list at its root that takes its page by `after: $after`')
    .option('--variables <file>', 'JSON with the other variables of the query')
    .addOption(new Option('--format <format>', 'what to write').choices(['csv', 'ndjson']).default('csv'))
    .option('--page-size <rows>', 'rows asked for at a time', '500')
    .addHelpText(
      'after',
      '\nExamples:\n  wayleave export devices > devices.csv\n  wayleave export interfaces --format ndjson | gzip > interfaces.ndjson.gz\n  wayleave export --query ports.graphql --variables site.json --format csv',
    )
    .action(run);
}

async function run(type: string | undefined, options: Options): Promise<void> {
  const wanted = await what(type, options);
  await withDatabase('Exporting', 'Interrupted; what was written so far is whole lines.', async ({ pool, signal, onProgress }) => {
    const asker = askAs(administrator('command line'), pool, signal);
    const total = wanted.count ? totalOf((await asker.ask(wanted.count)).data) : 0;
    let done = 0;
    async function* rows(): AsyncGenerator<readonly Node[]> {
      for await (const page of pages((variables) => asker.ask(wanted.document, variables), wanted)) {
        yield page.map(wanted.shape);
        done += page.length;
        onProgress(done, Math.max(total, done));
      }
    }
    await pipeline(options.format === 'csv' ? csv(rows(), wanted.columns) : ndjson(rows()), process.stdout, { end: false, signal });
  });
}

const usage = (message: string): CommanderError => {
  console.error(message);
  return new CommanderError(2, 'usage', message);
};

async function what(type: string | undefined, { query, variables, pageSize }: Options): Promise<Export> {
  if ((type === undefined) === (query === undefined)) throw usage('Name a type, or a query with --query, and not both.');
  if (type !== undefined) {
    const resource = findResource(catalog, type);
    if (!resource) throw usage(`There is no type ${type}.`);
    if (!/^[1-9]\d{0,3}$/.test(pageSize)) throw usage('--page-size takes a number from 1 to 9999.');
    const { text, columns } = documentOfType(resource, Number(pageSize));
    return {
      document: parse(text),
      root: resource.plural,
      rows: 'nodes',
      columns,
      variables: {},
      count: parse(`{ ${resource.plural} { totalCount } }`),
      shape: flattenLists(columns),
    };
  }
  const text = await readFile(query!, 'utf8');
  try {
    const document = parse(text);
    const [problem] = validate(schema, document);
    if (problem) throw usage(`${query}: ${problem.message}`);
    const given = variables === undefined ? {} : (JSON.parse(await readFile(variables, 'utf8')) as Record<string, unknown>);
    return { ...pagedDocument(schema, text), variables: given, count: undefined, shape: (node) => node };
  } catch (error) {
    if (error instanceof NotPagedError || error instanceof SyntaxError) throw usage(`${query}: ${error.message}`);
    throw error;
  }
}

function totalOf(data: Readonly<Record<string, unknown>> | null | undefined): number {
  const [list] = Object.values(data ?? {}) as { totalCount: number }[];
  return list?.totalCount ?? 0;
}
