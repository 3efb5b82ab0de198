/**
 * One change of the database, as the feed tells it: what the trigger of a table wrote into the outbox, in the transaction of the writer.
 *
 * A statement that touched few rows names them and the values that its rows hold, or held before, in the columns by which rows are found: foreign keys and
 * choices. One that touched many, and TRUNCATE, says no more than its table: anything in it may have changed.
 */
export interface Change {
  /** The writer's transaction, `pg_current_xact_id()`. */
  readonly transaction: bigint;
  /** The table as PostgreSQL names it: `Device`, or `_InterfaceTaggedVlans` for the pairs of a many-to-many. */
  readonly table: string;
  readonly action: 'INSERT' | 'UPDATE' | 'DELETE' | 'TRUNCATE';
  /** The rows touched; undefined for too many to name. Pairs of a many-to-many have none, and name their ends in `values`. */
  readonly ids: readonly number[] | undefined;
  /** By column, all values before and after: `{ siteId: [3, 4], status: ['ACTIVE'] }`; null stands for NULL. Undefined together with `ids`. */
  readonly values: Readonly<Record<string, readonly (number | string | null)[]>> | undefined;
}

/** Stands for a table in a change that is of no table: all answers that are kept are to be given up (`clear-answers.ts`). */
export const KEPT_ANSWERS = 'kept answers';

/** `pg_current_snapshot()`: what a statement that ran at that moment could see. https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-SNAPSHOT */
export interface Snapshot {
  /** Every transaction below has ended. */
  readonly xmin: bigint;
  /** No transaction from here on had begun. */
  readonly xmax: bigint;
  /** Those between that were under way. */
  readonly inProgress: ReadonlySet<bigint>;
}

/** Whether what a transaction wrote could be seen. Transactions that were rolled back write no changes, so it is not asked about them. */
export function isVisible(transaction: bigint, { xmin, xmax, inProgress }: Snapshot): boolean {
  return transaction < xmin || (transaction < xmax && !inProgress.has(transaction));
}

/** What those who keep something derived from rows rely on: the cache, the topology, access, subscriptions, webhooks. */
export interface ChangeFeed {
  /**
   * Calls back once for each poll that found something, changes in the order of their transactions' visibility, each exactly once for this process.
   * A change is told no later than the poll after its commit.
   */
  subscribe(listener: (changes: readonly Change[]) => void): () => void;
  /** Changes were told completely up to this snapshot. */
  readonly upTo: Snapshot;
  /** Milliseconds since the start of the last poll that succeeded: whatever was committed before then has been told. Infinity before the first. */
  age(): number;
}
