/**
 * Collects rows as the text that COPY reads, gives out their keys, and counts them.
 *
 * Text is concatenated and encoded once a batch: an array of row objects for a million rows would cost ten times the memory and twice the time.
 * Generated values hold no tab, newline or backslash, so nothing needs escaping; a test reads every line to see that.
 */
import { type SeededLink, type SeededTable, type SeedRow, seededLinks, seededTables, type Value } from './tables.ts';

export interface Batch {
  /** In an order in which every foreign key finds its row. */
  readonly parts: readonly BatchPart[];
  /** Rows of resources in this batch; links between them do not count. */
  readonly resources: number;
}

export interface BatchPart {
  readonly table: SeededTable | SeededLink;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly text: string;
}

interface Page {
  readonly columns: readonly string[];
  text: string;
  rows: number;
}

const linkColumns = ['A', 'B'];
/** Columns that may not be empty and mostly say the same. */
const whenLeftOut: Readonly<Record<string, string>> = { isPool: '\tf', isPrivate: '\tf', mgmtOnly: '\tf', enabled: '\tt', ports: '\t[]' };

export class Ledger {
  /** When the rows that follow were made: a timestamp for `created` and `lastUpdated`. */
  moment = '2021-01-04 08:00:00+00';
  /** Resources written since the beginning. */
  resources = 0;
  #resourcesInBatch = 0;
  readonly #pages = new Map<SeededTable | SeededLink, Page>();
  readonly #lastIds = new Map<SeededTable, number>();

  constructor() {
    for (const [table, columns] of Object.entries(seededTables)) {
      this.#pages.set(table as SeededTable, { columns: ['id', ...columns, 'created', 'lastUpdated'], text: '', rows: 0 });
      this.#lastIds.set(table as SeededTable, 0);
    }
    for (const link of seededLinks) this.#pages.set(link, { columns: linkColumns, text: '', rows: 0 });
  }

  /** A key for a row that others point at before it is written. */
  reserve(table: SeededTable): number {
    const id = this.#lastIds.get(table)! + 1;
    this.#lastIds.set(table, id);
    return id;
  }

  /** Writes a row and answers its key. */
  add<Table extends SeededTable>(table: Table, row: SeedRow<Table>): number {
    const page = this.#pages.get(table)!;
    const id = row.id ?? this.reserve(table);
    let line = String(id);
    const columns: readonly string[] = seededTables[table];
    for (const column of columns) {
      const value = (row as Readonly<Record<string, Value>>)[column];
      if (value === undefined) line += whenLeftOut[column] ?? '\t\\N';
      else if (value === true) line += '\tt';
      else if (value === false) line += '\tf';
      else line += `\t${value}`;
    }
    page.text += `${line}\t${this.moment}\t${this.moment}\n`;
    page.rows++;
    this.resources++;
    this.#resourcesInBatch++;
    return id;
  }

  /** Writes a row of a many-to-many table; which side is A follows from the names of the two types. */
  link(table: SeededLink, a: number, b: number): void {
    const page = this.#pages.get(table)!;
    page.text += `${a}\t${b}\n`;
    page.rows++;
  }

  get resourcesInBatch(): number {
    return this.#resourcesInBatch;
  }

  lastId(table: SeededTable): number {
    return this.#lastIds.get(table)!;
  }

  /** Hands out what was written since the last time. */
  takeBatch(): Batch {
    const parts: BatchPart[] = [];
    for (const [table, page] of this.#pages) {
      if (page.rows === 0) continue;
      parts.push({ table, columns: page.columns, rows: page.rows, text: page.text });
      page.text = '';
      page.rows = 0;
    }
    const batch = { parts, resources: this.#resourcesInBatch };
    this.#resourcesInBatch = 0;
    return batch;
  }
}
