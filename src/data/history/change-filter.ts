/** `filter: { … }` of changes → a condition on rows of the history. */
import { refuse } from '../../errors/refuse.ts';
import type { Catalog } from '../../resource/catalog.ts';
import { decodeGlobalId, type GlobalId } from '../global-id.ts';
import { memo } from '../memo.ts';
import { allOf, FALSE, join, name, type Sql, sql } from '../sql.ts';
import { endsOf, tablesOf } from './history-tables.ts';

const MOST_LISTED = 200;

export interface ChangeFilter {
  readonly types?: readonly string[] | null;
  readonly actions?: readonly string[] | null;
  readonly objects?: readonly string[] | null;
  readonly actor?: string | null;
  readonly request?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

/** What a filter says of the rows themselves, types apart. */
export function matches(catalog: Catalog, filter: ChangeFilter): Sql {
  const { actions, objects, actor, request } = filter;
  for (const list of [actions, objects, filter.types])
    if (list && list.length > MOST_LISTED) throw refuse('LIST_TOO_LONG', { length: list.length, most: MOST_LISTED });
  return allOf([
    actions ? actionsIn(actions) : undefined,
    objects ? objectsIn(catalog, objects.map(decodeGlobalId)) : undefined,
    actor ? sql`h.actor = ${actor}::text` : undefined,
    request ? sql`h.request = ${request}::text` : undefined,
  ]);
}

function actionsIn(actions: readonly string[]): Sql {
  const stored = actions.flatMap((action) => storedActions[action] ?? []);
  const conditions = [
    sql`(h."otherId" IS NULL AND (h."rowId" IS NOT NULL OR h.action = 'TRUNCATE') AND h.action = ANY (${stored}::text[]))`,
  ];
  // A pair that comes or goes is a change of its ends.
  if (actions.includes('UPDATE')) conditions.push(sql`h."otherId" IS NOT NULL`);
  if (actions.includes('LOAD')) conditions.push(sql`(h."rowId" IS NULL AND h.action <> 'TRUNCATE')`);
  return sql`(${join(conditions, ' OR ')})`;
}

const storedActions: Readonly<Record<string, string>> = { CREATE: 'INSERT', UPDATE: 'UPDATE', DELETE: 'DELETE', CLEAR: 'TRUNCATE' };

function objectsIn(catalog: Catalog, ids: readonly (GlobalId | undefined)[]): Sql {
  const keys = new Map<string, number[]>();
  for (const id of ids) if (id && catalog.find(id.type)) memo(keys, id.type, () => [] as number[]).push(id.key);
  const parts: Sql[] = [];
  for (const [table, what] of tablesOf(catalog))
    if (what.kind === 'resource') {
      if (keys.has(table)) parts.push(sql`(h."table" = ${table}::text AND h."rowId" = ANY (${keys.get(table)}::bigint[]))`);
    } else
      for (const { resource, column } of endsOf(what))
        if (keys.has(resource.name))
          parts.push(sql`(h."table" = ${table}::text AND h.${name(column)} = ANY (${keys.get(resource.name)}::bigint[]))`);
  return parts.length === 0 ? FALSE : sql`(${join(parts, ' OR ')})`;
}
