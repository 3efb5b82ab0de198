/** `changes(filter:, first:)`: what became of everything that the viewer may see. */
import type { Catalog } from '../../resource/catalog.ts';
import type { RequestContext } from '../context.ts';
import { allOf, sql } from '../sql.ts';
import { type ChangeFilter, matches } from './change-filter.ts';
import { boundOf, type ChangePage, pageSize, pagesOf } from './change-page.ts';
import { COLUMNS, read, rowOf } from './history-row.ts';
import { mayBeTold, tablesOfTypes } from './may-be-told.ts';

/** How far one page looks for what its filter asks for; `endCursor` goes on from there. */
const MOST_LOOKED_AT = 10_000;
const LIST = 'changes newest first';

/**
 * Changes, the newest first.
 *
 * A page looks at so many rows and no further: where few of them are the viewer's, or meet the filter, it is short or empty, and `endCursor` goes on.
 */
export async function changesPage(catalog: Catalog, args: Readonly<Record<string, unknown>>, context: RequestContext): Promise<ChangePage> {
  const filter = (args['filter'] as ChangeFilter | null | undefined) ?? {};
  const size = pageSize(args);
  const tables = tablesOfTypes(catalog, filter.types, context);
  const looked = sql`SELECT ${COLUMNS}\nFROM wayleave."History" AS h\nWHERE ${allOf([
    boundOf(args, LIST, context.cursors),
    filter.since ? sql`h.at >= ${filter.since}::timestamptz` : undefined,
    filter.until ? sql`h.at < ${filter.until}::timestamptz` : undefined,
  ])}\nORDER BY h.id DESC`;
  const found = await read(
    sql`SELECT ${COLUMNS}\nFROM (${looked}\nLIMIT ${MOST_LOOKED_AT}) AS h\nWHERE ${allOf([matches(catalog, filter), mayBeTold(catalog, tables, context)])}\nORDER BY h.id DESC\nLIMIT ${size + 1}`,
    context,
  );
  const rows = found.map((values) => rowOf(values));
  const last =
    rows.length > size ? undefined : await read(sql`SELECT h.id FROM (${looked}\nLIMIT 1 OFFSET ${MOST_LOOKED_AT - 1}) AS h`, context);
  const lookedTo = last?.[0]?.[0] as number | undefined;
  return (await pagesOf(catalog, [rows], { size, list: LIST, lookedTo }, context))[0]!;
}
