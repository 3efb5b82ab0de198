/** What a stream of changes has still to tell: what came between two snapshots. */
import type { Catalog } from '../../resource/catalog.ts';
import type { RequestContext } from '../context.ts';
import { allOf, sql } from '../sql.ts';
import { type ChangeFilter, matches } from './change-filter.ts';
import { COLUMNS, read, rowOf } from './history-row.ts';
import { mayBeTold, tablesOfTypes } from './may-be-told.ts';
import { type ChangeNode, present } from './present-changes.ts';

/** Where a stream stands: all is told that `from` sees, and of what `to` sees beside it the rows up to `told`. */
export interface StreamPosition {
  readonly from: string;
  readonly to: string;
  readonly told: number;
}

/** What came between two snapshots, oldest first, so many at most; with it where to go on, and whether there is more. */
export async function changesBetween(
  catalog: Catalog,
  { from, to, told }: StreamPosition,
  filter: ChangeFilter,
  most: number,
  context: RequestContext,
): Promise<{ readonly nodes: readonly ChangeNode[]; readonly ids: readonly number[]; readonly hasMore: boolean }> {
  if (from === to && told === 0) return { nodes: [], ids: [], hasMore: false };
  const [, xmax, inProgress] = from.split(':');
  const isNews = allOf([
    // Written out, so that the index on transactions serves it.
    sql`(h.transaction >= ${xmax}::xid8 OR h.transaction = ANY (${inProgress ? inProgress.split(',') : []}::xid8[]))`,
    sql`pg_visible_in_snapshot(h.transaction, ${to}::pg_snapshot)`,
  ]);
  // Where it begins is found by transactions, and from there on pages go by number: in the other order the first page would walk all of the history, or each
  // page of a large transaction all of it again. OFFSET 0 keeps the planner from taking a minimum by the index on numbers.
  const first =
    told > 0
      ? told + 1
      : (await read(sql`SELECT min(h.id) FROM (SELECT h.id FROM wayleave."History" AS h WHERE ${isNews} OFFSET 0) AS h`, context))[0]?.[0];
  if (first === null || first === undefined) return { nodes: [], ids: [], hasMore: false };
  const found = await read(
    sql`SELECT ${COLUMNS}\nFROM wayleave."History" AS h\nWHERE ${allOf([
      sql`h.id >= ${first}::bigint`,
      isNews,
      matches(catalog, filter),
      mayBeTold(catalog, tablesOfTypes(catalog, filter.types, context), context),
    ])}\nORDER BY h.id\nLIMIT ${most + 1}`,
    context,
  );
  const rows = found.slice(0, most).map((values) => rowOf(values));
  return { nodes: await present(catalog, rows, context), ids: rows.map(({ id }) => id), hasMore: found.length > most };
}
