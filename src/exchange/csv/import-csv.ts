/**
 * Imports a table into one type: rows are created or changed by their natural keys, as an upsert over the API would, with the same rules and history.
 *
 * Each batch is a transaction that also notes how far the file is done; an import that was killed goes on after the last batch when it is started again, and
 * what a batch was about to store is not there. A row that is refused is reported with its line, column and reason, and the others of its batch are stored.
 * A dry run does everything in one transaction and undoes it, so that later rows find earlier ones as they would.
 */
import type { RequestContext } from '../../data/context.ts';
import { READS_ELSEWHERE } from '../../data/reads.ts';
import type { WriteOutcome } from '../../data/write/outcome.ts';
import type { RowInput, WriteContext, Writer } from '../../data/write/write.ts';
import type { ResourceEntry } from '../../resource/catalog.ts';
import { type Headers, type Problem, readHeaders } from './headers.ts';
import { fingerprintOf, forgetProgress, noteRowsDone, rowsDone } from './progress.ts';
import { type CsvRow, type ReadOptions, readCsv, UnreadableFileError } from './read-csv.ts';
import { readRow } from './row-input.ts';

export interface CsvImport {
  readonly file: string;
  readonly resource: ResourceEntry;
  readonly writer: Writer;
  readonly context: WriteContext;
  readonly delimiter: string;
  readonly encoding: string;
  readonly dryRun: boolean;
  readonly batchSize?: number;
  /** Settings of each transaction, that say who writes. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly onBytes?: (read: number) => void;
  /** Told of each row that is not stored, in their order. */
  readonly onRefused: (refused: RefusedCell) => void;
}

export interface RefusedCell extends Problem {
  readonly line: number;
}

export interface CsvReport {
  readonly type: string;
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  /** Rows that an earlier run of the same import was done with. */
  readonly skipped: number;
  readonly dryRun: boolean;
}

/** The header line cannot be used; nothing was read after it. */
export class BadHeaderError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ column, header, reason }) => (column > 0 ? `Column ${column}, “${header}”: ${reason}` : reason)).join('\n'));
    this.problems = problems;
  }
}

const BATCH_ROWS = 500;

class DryRunOver extends Error {}

export async function importCsv(options: CsvImport): Promise<CsvReport> {
  const { context, dryRun, settings } = options;
  const { database, signal } = context;
  const transaction = { signal, ...(settings ? { settings } : {}) };
  const customFields = await customFieldsOf(options.resource, context);
  if (!dryRun) {
    const fingerprint = await fingerprintOf(options.file, options.resource.name, options.delimiter, options.encoding);
    const skipped = await rowsDone(fingerprint, context);
    const run = new Run(options, customFields, skipped);
    await run.read((rows) =>
      database.transaction(async (inner) => {
        const outcomes = await run.write(rows, inner);
        await noteRowsDone(fingerprint, run.rows + rows.length, { database: inner, signal });
        return outcomes;
      }, transaction),
    );
    await forgetProgress(fingerprint, context);
    return run.report();
  }
  let run = new Run(options, customFields, 0);
  try {
    await database.transaction(async (inner) => {
      // A transaction that stood in another's way is done again from the start.
      run = new Run(options, customFields, 0);
      await run.read((rows) => run.write(rows, inner));
      throw new DryRunOver();
    }, transaction);
  } catch (error) {
    if (!(error instanceof DryRunOver)) throw error;
  }
  return run.report();
}

interface Prepared {
  readonly row: CsvRow;
  readonly input: RowInput;
  readonly problems: readonly Problem[];
}

class Run {
  rows = 0;
  private readonly counts = { CREATED: 0, UPDATED: 0, UNCHANGED: 0, DELETED: 0, FAILED: 0 };
  private readonly options: CsvImport;
  private readonly customFields: ReadonlyMap<string, string>;
  private readonly skipped: number;
  private headers: Headers | undefined;

  constructor(options: CsvImport, customFields: ReadonlyMap<string, string>, skipped: number) {
    this.options = options;
    this.customFields = customFields;
    this.skipped = skipped;
  }

  /** Hands on batch after batch. */
  async read(store: (batch: readonly Prepared[]) => Promise<readonly (WriteOutcome | undefined)[]>): Promise<void> {
    const { file, delimiter, encoding, context, onBytes, batchSize = BATCH_ROWS } = this.options;
    const reading: ReadOptions = { delimiter, encoding, signal: context.signal, ...(onBytes ? { onBytes } : {}) };
    let batch: Prepared[] = [];
    const flush = async (): Promise<void> => {
      if (batch.length === 0) return;
      this.count(batch, await store(batch));
      batch = [];
    };
    for await (const row of readCsv(file, reading)) {
      if (!this.headers) {
        this.headers = readHeaders(this.options.resource, row.cells, this.customFields);
        if (this.headers.problems.length > 0) throw new BadHeaderError(this.headers.problems);
        continue;
      }
      if (this.rows + batch.length < this.skipped) {
        this.rows += 1;
        continue;
      }
      batch.push({ row, ...readRow(this.headers, row.cells) });
      if (batch.length === batchSize) await flush();
    }
    await flush();
    if (!this.headers) throw new UnreadableFileError(1, 'The file is empty; it begins with a line of headers.');
  }

  /** One outcome a row; undefined for those that are not asked to be stored. */
  async write(batch: readonly Prepared[], database: RequestContext['database']): Promise<readonly (WriteOutcome | undefined)[]> {
    const { writer, resource, context } = this.options;
    const good = batch.filter(({ problems }) => problems.length === 0);
    const outcomes =
      good.length === 0
        ? []
        : await writer.upsert(
            resource,
            good.map(({ input }) => input),
            {},
            { ...context, database },
          );
    const byRow = new Map(good.map((prepared, index) => [prepared, outcomes[index]]));
    return batch.map((prepared) => byRow.get(prepared));
  }

  private count(batch: readonly Prepared[], outcomes: readonly (WriteOutcome | undefined)[]): void {
    batch.forEach(({ row, problems }, index) => {
      const outcome = outcomes[index];
      this.counts[outcome?.status ?? 'FAILED'] += 1;
      for (const problem of problems) this.options.onRefused({ line: row.line, ...problem });
      for (const error of outcome?.errors ?? [])
        this.options.onRefused({ line: row.line, ...this.place(error.field), reason: error.message });
    });
    this.rows += batch.length;
  }

  /** The column that a field of the input came from: its own, or the first of those that make a reference. */
  private place(field: string | null): Pick<Problem, 'column' | 'header'> {
    const { names } = this.headers!;
    const index = field === null ? -1 : names.findIndex((name) => name === field || name.startsWith(`${field}.`));
    return index < 0 ? { column: 0, header: field ?? '' } : { column: index + 1, header: names[index]! };
  }

  report(): CsvReport {
    const { CREATED: created, UPDATED: updated, UNCHANGED: unchanged, FAILED: refused } = this.counts;
    return {
      type: this.options.resource.name,
      rows: this.rows,
      created,
      updated,
      unchanged,
      refused,
      skipped: Math.min(this.skipped, this.rows),
      dryRun: this.options.dryRun,
    };
  }
}

/** The types of the custom fields that objects of this type carry, by name. */
async function customFieldsOf(resource: ResourceEntry, { database, signal }: WriteContext): Promise<ReadonlyMap<string, string>> {
  const text = `SELECT name, type::text FROM "CustomField" WHERE "appliesTo" @> to_jsonb($1::text)`;
  const rows = await database.query({ name: undefined, text, values: [resource.name], reads: READS_ELSEWHERE }, { signal });
  return new Map(rows as readonly (readonly [string, string])[]);
}
