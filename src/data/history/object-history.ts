/** `history` of an object: its changes, wherever it is read. */
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import type { RequestContext } from '../context.ts';
import { allOf, join, name, sql } from '../sql.ts';
import { boundOf, type ChangePage, pageSize, pagesOf } from './change-page.ts';
import { COLUMNS, type HistoryRow, read, rowOf } from './history-row.ts';
import { tablesWith } from './history-tables.ts';
import { mayBeTold } from './may-be-told.ts';

/**
 * For each object its changes, the newest first, those of its many-to-many lists among them. One statement for all.
 *
 * What joins the object to one that the viewer may not see is left out by the statement: left out of a page afterwards, it would show as a page that is
 * too short, and by where the next one begins.
 */
export async function historyOf(
  catalog: Catalog,
  resource: ResourceEntry,
  parents: readonly { readonly id: number }[],
  args: Readonly<Record<string, unknown>>,
  context: RequestContext,
): Promise<readonly ChangePage[]> {
  const size = pageSize(args);
  const list = `history of ${resource.name}`;
  const bound = boundOf(args, list, context.cursors);
  const reads = (['A', 'B'] as const).flatMap((end) => {
    const tables = tablesWith(catalog, resource, end);
    if (tables.length === 0) return [];
    const isParent = sql`h.${name(end === 'A' ? 'rowId' : 'otherId')} = parent.id`;
    return sql`SELECT ${COLUMNS} FROM wayleave."History" AS h WHERE ${allOf([isParent, mayBeTold(catalog, tables, context), bound])}`;
  });
  const found = await read(
    sql`SELECT parent.position, ${COLUMNS}\nFROM unnest(${parents.map(({ id }) => id)}::bigint[]) WITH ORDINALITY AS parent (id, position)\nCROSS JOIN LATERAL (\n  ${join(reads, '\n  UNION ALL\n  ')}\n  ORDER BY id DESC\n  LIMIT ${size + 1}\n) AS h\nORDER BY parent.position, h.id DESC`,
    context,
  );
  const rows = parents.map(() => [] as HistoryRow[]);
  for (const values of found) rows[(values[0] as number) - 1]!.push(rowOf(values, 1));
  return pagesOf(catalog, rows, { size, list, onto: resource }, context);
}
