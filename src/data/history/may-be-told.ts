/**
 * Who is told of a change: those who may see the row now, and, where it is gone, those who may see all of its kind.
 *
 * The condition is in the statement, like every predicate.
 */
import { refuse } from '../../errors/refuse.ts';
import type { Catalog } from '../../resource/catalog.ts';
import type { RequestContext } from '../context.ts';
import { FilterCompiler } from '../filter.ts';
import { allOf, columnOf, FALSE, join, name, type Sql, sql, word } from '../sql.ts';
import { endsOf, tablesOf } from './history-tables.ts';

/** Whether the viewer may be told of a row of the history, among those of some tables. */
export function mayBeTold(catalog: Catalog, tables: readonly string[] | undefined, context: RequestContext): Sql {
  const filters = new FilterCompiler(context.viewer);
  const whole: string[] = [];
  const parts: Sql[] = [];
  for (const [table, what] of tablesOf(catalog)) {
    if (tables && !tables.includes(table)) continue;
    const ends = what.kind === 'resource' ? [{ resource: what.resource, column: 'rowId' }] : endsOf(what);
    const kinds = ends.map(({ resource }) => context.viewer.rows(resource.name).kind);
    if (kinds.includes('none')) continue;
    if (kinds.every((kind) => kind === 'all')) {
      whole.push(table);
      continue;
    }
    const seen = ends.map(({ resource, column }) => {
      const alias = filters.alias();
      return sql`EXISTS (SELECT FROM ${name(resource.name)} ${word(alias)} WHERE ${columnOf(alias, 'id')} = h.${name(column)} AND ${filters.visible(resource, alias)})`;
    });
    parts.push(sql`(h."table" = ${table}::text AND ${allOf(seen)})`);
  }
  if (whole.length > 0) parts.unshift(sql`h."table" = ANY (${whole}::text[])`);
  return parts.length === 0 ? FALSE : sql`(${join(parts, '\n  OR ')})`;
}

/** The tables in which changes of some types lie: their own, and the pairs that they have an end in. Refuses a type that does not exist for the viewer. */
export function tablesOfTypes(
  catalog: Catalog,
  types: readonly string[] | null | undefined,
  { viewer }: RequestContext,
): readonly string[] | undefined {
  if (!types) return undefined;
  const unknown = types.find((type) => !catalog.find(type) || viewer.rows(type).kind === 'none');
  if (unknown !== undefined) throw refuse('SEARCH_TYPE_UNKNOWN', { type: unknown });
  const wanted = new Set(types);
  return [...tablesOf(catalog)]
    .filter(
      ([table, what]) =>
        wanted.has(table) || (what.kind === 'pair' && (wanted.has(what.A.resource.name) || wanted.has(what.B.resource.name))),
    )
    .map(([table]) => table);
}
