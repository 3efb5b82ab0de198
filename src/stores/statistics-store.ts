/**
 * What PostgreSQL knows of its tables without counting: rows, and how the values of some columns are spread (pg_class, pg_stats).
 *
 * Autovacuum keeps it; a table that it has not looked at yet is left out.
 */
import type pg from 'pg';
import { query } from './pool.ts';

interface KnownColumn {
  readonly nullShare: number;
  readonly distinct: number;
  readonly topShares: readonly number[];
}

export interface KnownTable {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, KnownColumn>;
}

const MOST_MILLISECONDS = 5_000;

/** By the name of the table. Of columns only those of the given names. */
export async function readStatistics(pool: pg.Pool, columns: readonly string[]): Promise<ReadonlyMap<string, KnownTable>> {
  const rows = await query(
    pool,
    {
      text: `
        SELECT class.relname, class.reltuples, stats.attname, stats.null_frac, stats.n_distinct, to_jsonb(stats.most_common_freqs)
        FROM pg_class class
        JOIN pg_namespace namespace ON namespace.oid = class.relnamespace
        LEFT JOIN pg_stats stats
          ON stats.schemaname = namespace.nspname
          AND stats.tablename = class.relname
          AND stats.attname = ANY ($1::text[])
        WHERE namespace.nspname = 'public'
          AND class.relkind IN ('r', 'p')
          AND class.reltuples >= 0`,
      values: [columns],
    },
    { timeoutMilliseconds: MOST_MILLISECONDS },
  );
  const tables = new Map<string, { rows: number; columns: Map<string, KnownColumn> }>();
  for (const [table, count, column, nullShare, distinct, topShares] of rows) {
    const known = tables.get(table as string) ?? { rows: Number(count), columns: new Map() };
    tables.set(table as string, known);
    if (column === null) continue;
    known.columns.set(column as string, {
      nullShare: Number(nullShare),
      distinct: Number(distinct),
      topShares: ((topShares as readonly unknown[] | null) ?? []).map(Number),
    });
  }
  return tables;
}
