/** What the data engine is given with each request. */

import type { Viewer } from '../access/viewer.ts';
import type { ExecutionContext } from '../execution/batch.ts';
import type { CursorCodec } from './cursor.ts';
import type { RowLoaders } from './loaders.ts';
import type { ReadLog, StatementReads } from './reads.ts';

export interface ReadingStatement {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
  /**
   * What it looks at, found or not: an answer is kept until one of these changes, so whoever leaves something out makes stale answers. `READS_ELSEWHERE`
   * for a statement of a mutation, and for one whose result no change of a resource's table explains.
   */
  readonly reads: StatementReads;
}

/** Runs one statement; rows come as arrays, in the order of the select list. */
export interface Database {
  query(statement: ReadingStatement, options: { signal: AbortSignal }): Promise<readonly (readonly unknown[])[]>;
  /**
   * Work that is stored as a whole or not at all: a throw undoes it. Within a transaction it is a savepoint.
   *
   * Work that stood in the way of another transaction is done again from the start, so it may have no other effect than its statements.
   */
  transaction<T>(work: (database: Database) => Promise<T>, options: TransactionOptions): Promise<T>;
}

export interface TransactionOptions {
  readonly signal: AbortSignal;
  /** Settings of PostgreSQL for the length of the transaction, e.g. `wayleave.actor`: triggers read them. A savepoint has those of its transaction. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface RequestContext extends ExecutionContext {
  readonly viewer: Viewer;
  readonly database: Database;
  readonly cursors: CursorCodec;
  readonly loaders: RowLoaders;
  /** What the answer was read from so far; `database` notes it. */
  readonly reads: ReadLog;
  /** Told that a write was refused for lack of rights: what was to be done, e.g. `update`, to which resource. */
  readonly onForbidden?: (action: string, resource: string) => void;
}
