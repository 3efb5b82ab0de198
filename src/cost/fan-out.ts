/**
 * How many rows hang on one parent, from what a database knows of a column anyway: how many rows there are, in how many a foreign key is null, how many
 * different ones there are, and what share of all rows has each of the most frequent ones (pg_stats). Nothing is counted for it.
 */
import type { FanOut } from './expected-price.ts';

export interface ColumnStatistics {
  /** Rows of the table. */
  readonly rows: number;
  /** The share of rows in which the column is null. */
  readonly nullShare: number;
  /** Different values, as PostgreSQL says it: a number, or below zero a share of the rows. */
  readonly distinct: number;
  /** Shares of all rows, the most frequent value first. */
  readonly topShares: readonly number[];
}

const LAST_HUNDREDTH = 0.01;

export function fanOutOf({ rows, nullShare, distinct, topShares }: ColumnStatistics, parents: number): FanOut {
  const filled = rows * (1 - nullShare);
  if (parents <= 0 || filled <= 0) return { average: 0, p99: 0 };
  const average = filled / parents;
  const different = distinct < 0 ? -distinct * rows : distinct;
  // The parent that is ahead of 99 in 100, by the number of its rows.
  const rank = Math.ceil(parents * LAST_HUNDREDTH);
  const top = topShares[rank - 1];
  const others = filled - topShares.reduce((sum, share) => sum + share * rows, 0);
  const usual = Math.max(0, others) / Math.max(1, different - topShares.length);
  return { average, p99: Math.max(average, top === undefined ? usual : top * rows) };
}

/** Of rows two steps away: as many as hang on what hangs on the parent. */
export function throughFanOut(first: FanOut, second: FanOut): FanOut {
  return { average: first.average * second.average, p99: Math.max(first.average * second.average, first.p99 * second.average) };
}
