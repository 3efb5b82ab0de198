/**
 * What an answer was read from: what its statements found, and what they would have found had it been there.
 *
 * Whoever keeps an answer has to know which changes make it another one. So every statement says what it looked at, as a set that contains every row
 * which could be in its result, before a change or after it: rows by their keys, rows that hold a value in a column, or a whole table. A change touches a
 * table, its rows, and the values that they hold and held; an answer stands as long as no change touches what it was read from.
 *
 * Both sides of that agreement are in this file: `tagsOf` reads and `tagsOfChange`. See docs/cache.md for why each rule is sound.
 */

/**
 * - `ids`: rows by their keys, those that are not there included: a change of such a row, or its coming, names its key.
 * - `column` with `values`: the rows that hold one of the values in the column, which is a foreign key, a choice, or an end of a pair.
 * - neither: anything in the table.
 */
export type Read =
  | { readonly table: string; readonly ids: readonly number[] }
  | { readonly table: string; readonly column: string; readonly values: readonly (number | string | null)[] }
  | { readonly table: string };

/** What a statement says of itself. */
export interface StatementReads {
  /** Tables that its conditions look into, by relations in filters or by the viewer's predicates: `FilterCompiler.reached`. */
  readonly reached: ReadonlySet<string>;
  readonly own: readonly Read[];
}

/** For statements whose result no change of a resource's table explains: an answer with such a result is not kept. */
export const READS_ELSEWHERE: StatementReads = Object.freeze({ reached: new Set<string>(), own: Object.freeze([{ table: '?' }]) });
const ELSEWHERE = READS_ELSEWHERE.own[0]!;

/** One read of more rows than this is noted as of the whole table: what is gained by naming them is less than what naming them costs. */
const MOST_VALUES_OF_A_READ = 512;
/** The same for all reads of one answer. */
const MOST_TAGS = 2048;

/** What the statements of one request have said; cheap to note, worked out only for an answer that is to be kept. */
export class ReadLog {
  private readonly noted: StatementReads[] = [];

  note(reads: StatementReads): void {
    this.noted.push(reads);
  }

  /** The tags of everything that was read; undefined when a change might go unnoticed. */
  tags(): ReadonlySet<string> | undefined {
    const tags = new Set<string>();
    const wholes = new Set<string>();
    for (const { reached, own } of this.noted) {
      for (const table of reached) wholes.add(table);
      for (const read of own) {
        if (read === ELSEWHERE) return undefined;
        if (!isNarrow(read)) wholes.add(read.table);
      }
    }
    const tables = new Set(wholes);
    for (const { own } of this.noted)
      for (const read of own) {
        // Who depends on a whole table gains nothing from being told of its rows one by one.
        if (wholes.has(read.table)) continue;
        tables.add(read.table);
        for (const tag of tagsOf(read)) tags.add(tag);
      }
    if (tags.size > MOST_TAGS) {
      tags.clear();
      for (const table of tables) wholes.add(table);
    }
    for (const table of wholes) tags.add(table);
    for (const table of tables) tags.add(untold(table));
    return tags;
  }
}

function isNarrow(read: Read): boolean {
  if ('ids' in read) return read.ids.length <= MOST_VALUES_OF_A_READ;
  return 'column' in read && read.values.length <= MOST_VALUES_OF_A_READ;
}

function* tagsOf(read: Read): Generator<string> {
  if ('ids' in read) for (const id of read.ids) yield row(read.table, id);
  else if ('column' in read) for (const value of read.values) yield holding(read.table, read.column, value);
}

/** What a change touches. One that does not name its rows may have touched any. */
export function* tagsOfChange({ table, ids, values }: ChangeOfTable): Generator<string> {
  yield table;
  if (!ids && !values) yield untold(table);
  for (const id of ids ?? []) yield row(table, id);
  for (const [column, held] of Object.entries(values ?? {})) for (const value of held) yield holding(table, column, value);
}

interface ChangeOfTable {
  readonly table: string;
  readonly ids: readonly number[] | undefined;
  readonly values: Readonly<Record<string, readonly (number | string | null)[]>> | undefined;
}

const row = (table: string, id: number): string => `${table}:${id}`;
const holding = (table: string, column: string, value: number | string | null): string => `${table}.${column}=${value}`;
/** Touched by changes that do not say which rows they are of; everything that was read of a table carries it. */
const untold = (table: string): string => `${table}:*`;
