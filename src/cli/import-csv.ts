/** `wayleave import csv`: rows of a table into one type, with every row that is refused named by its line, column and reason. */
import { statSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { administrator } from '../access/viewer.ts';
import { createWriter } from '../data/write/write.ts';
import { BadHeaderError, type CsvReport, importCsv, type RefusedCell } from '../exchange/csv/import-csv.ts';
import { findResource } from '../exchange/reference-columns.ts';
import { catalog } from '../schema.ts';
import { askAs } from './ask.ts';
import { withDatabase } from './with-database.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly delimiter: string;
  readonly encoding: string;
  readonly json?: true;
}

/** More are counted and not told. */
const MOST_TOLD = 1000;

export function importCsvCommand(): Command {
  return new Command('csv')
    .description(
      'Creates or changes rows of one type by their natural keys. A run that was interrupted goes on where it was when it is started again.',
    )
    .argument('<type>', 'a type or its list, e.g. Device or devices')
    .argument('<file>', 'CSV with a line of headers: name, site.slug, customFields.cust_id, tags …')
    .option('--dry-run', 'report what would happen and store nothing')
    .option('--delimiter <character>', 'what separates cells: `,`, `;` or `tab`', ',')
    .option('--encoding <name>', 'what the file is written in, where it does not say so itself', 'utf-8')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  wayleave import csv sites sites.csv --dry-run\n  wayleave import csv Device devices.csv --delimiter ";" --encoding windows-1252 --json',
    )
    .action(run);
}

async function run(type: string, file: string, { dryRun = false, delimiter, encoding, json }: Options): Promise<void> {
  const resource = findResource(catalog, type);
  if (!resource) throw usage(`There is no type ${type}.`);
  if (delimiter !== 'tab' && delimiter.length !== 1) throw usage('--delimiter takes one character, or `tab`.');
  if (!isEncoding(encoding)) throw usage(`There is no encoding ${encoding}; see https://encoding.spec.whatwg.org/#names-and-labels`);
  const size = statSync(file).size;
  const viewer = administrator('command line');
  const refused: RefusedCell[] = [];
  let untold = 0;
  try {
    const report = await withDatabase('Importing', 'Interrupted; started again, it goes on where it was.', ({ pool, signal, onProgress }) =>
      importCsv({
        file,
        resource,
        writer: createWriter(catalog),
        context: askAs(viewer, pool, signal).context(),
        settings: { 'wayleave.actor': viewer.id },
        delimiter: delimiter === 'tab' ? '\t' : delimiter,
        encoding,
        dryRun,
        onBytes: (read) => onProgress(read, size),
        onRefused: (cell) => {
          if (refused.length < MOST_TOLD) refused.push(cell);
          else untold += 1;
        },
      }),
    );
    if (json) console.log(JSON.stringify({ ...report, errors: refused, untold }));
    else print(report, refused, untold);
    if (report.refused > 0) process.exitCode = 1;
  } catch (error) {
    if (!(error instanceof BadHeaderError)) throw error;
    if (json) console.log(JSON.stringify({ type: resource.name, errors: error.problems.map((problem) => ({ line: 1, ...problem })) }));
    throw error;
  }
}

function print(
  { rows, created, updated, unchanged, refused, skipped, dryRun }: CsvReport,
  cells: readonly RefusedCell[],
  untold: number,
): void {
  for (const { line, column, header, reason } of cells)
    console.log(`line ${line}${column > 0 ? `, column ${column} (${header})` : header ? ` (${header})` : ''}: ${reason}`);
  if (untold > 0) console.log(`and ${untold} more`);
  if (skipped > 0) console.log(`The first ${skipped} rows were done before the import was interrupted.`);
  console.log(`${rows} rows: ${created} created, ${updated} updated, ${unchanged} unchanged, ${refused} refused.`);
  console.log(dryRun ? 'Nothing was stored: this was a dry run.' : 'Stored.');
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name) !== undefined;
  } catch {
    return false;
  }
}

function usage(message: string): CommanderError {
  console.error(message);
  return new CommanderError(2, 'usage', message);
}
