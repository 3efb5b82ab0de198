/** `history` of an object: its changes, wherever it is read. */
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import type { RequestContext } from '../context.ts';
import { allOf, join, sql } from '../sql.ts';
import { boundOf, type ChangePage, pageOf, pageSize } from './change-page.ts';
import { COLUMNS, type HistoryRow, read, rowOf } from './history-row.ts';
import { tablesWith } from './history-tables.ts';

/** For each object its changes, the newest first, those of its many-to-many lists among them. One statement for all. */
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
  const reads = [
    sql`SELECT ${COLUMNS} FROM wayleave."History" AS h WHERE ${allOf([sql`h."rowId" = parent.id AND h."table" = ANY (${tablesWith(catalog, resource, 'A')}::text[])`, bound])}`,
  ];
  const asOther = tablesWith(catalog, resource, 'B');
  if (asOther.length > 0)
    reads.push(
      sql`SELECT ${COLUMNS} FROM wayleave."History" AS h WHERE ${allOf([sql`h."otherId" = parent.id AND h."table" = ANY (${asOther}::text[])`, bound])}`,
    );
  const found = await read(
    sql`SELECT parent.position, ${COLUMNS}\nFROM unnest(${parents.map(({ id }) => id)}::bigint[]) WITH ORDINALITY AS parent (id, position)\nCROSS JOIN LATERAL (\n  ${join(reads, '\n  UNION ALL\n  ')}\n  ORDER BY id DESC\n  LIMIT ${size + 1}\n) AS h\nORDER BY parent.position, h.id DESC`,
    context,
  );
  const rows = parents.map(() => [] as HistoryRow[]);
  for (const values of found) rows[(values[0] as number) - 1]!.push(rowOf(values, 1));
  return Promise.all(rows.map((own) => pageOf(catalog, own, size, list, undefined, context, resource)));
}
