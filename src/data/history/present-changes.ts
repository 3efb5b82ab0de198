/**
 * Rows of the history → what a viewer reads of them.
 *
 * What a change says of other objects, the values of its foreign keys, is shown as their global ids, and as null where the viewer may not see them; so is what
 * an object was (`shown`).
 */
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import type { RequestContext } from '../context.ts';
import { FilterCompiler } from '../filter.ts';
import { encodeGlobalId } from '../global-id.ts';
import { memo } from '../memo.ts';
import { columnOf, join, name, sql, word } from '../sql.ts';
import { type HistoryRow, read } from './history-row.ts';
import { tablesOf } from './history-tables.ts';

const MASK = '(secret)';
const shownActions: Readonly<Record<string, string>> = { INSERT: 'CREATE', UPDATE: 'UPDATE', DELETE: 'DELETE', TRUNCATE: 'CLEAR' };

/** As clients read it. */
export interface ChangeNode {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly type: string;
  readonly objectId: string | null;
  readonly actor: string;
  readonly request: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** What a viewer is told of rows of the history that they may be told of. `onto` is the end that a pair is shown as a change of. */
export async function present(
  catalog: Catalog,
  rows: readonly HistoryRow[],
  context: RequestContext,
  onto?: ResourceEntry,
): Promise<readonly ChangeNode[]> {
  const tables = tablesOf(catalog);
  const told = rows.flatMap(({ table, before, after }) => {
    const what = tables.get(table)!;
    return what.kind === 'resource' ? [before, after].flatMap((values) => (values ? { resource: what.resource, values } : [])) : [];
  });
  const hidden = await hiddenTargets(told, context);
  return rows.map((row) => {
    const what = tables.get(row.table)!;
    const common = { id: String(row.id), at: row.at, actor: row.actor, request: row.request };
    if (what.kind === 'resource')
      return {
        ...common,
        action: row.rowId === null && row.action !== 'TRUNCATE' ? 'LOAD' : shownActions[row.action]!,
        type: what.resource.name,
        objectId: row.rowId === null ? null : encodeGlobalId(what.resource.name, row.rowId),
        before: row.rowId === null ? row.before : row.before && shown(what.resource, row.before, hidden, context),
        after: row.rowId === null ? row.after : row.after && shown(what.resource, row.after, hidden, context),
      };
    const isOther = onto ? what.A.resource !== onto : what.A.list === undefined;
    const [near, far] = isOther ? [what.B, what.A] : [what.A, what.B];
    if (row.rowId === null)
      return {
        ...common,
        action: row.action === 'TRUNCATE' ? 'CLEAR' : 'LOAD',
        type: near.resource.name,
        objectId: null,
        before: row.before,
        after: row.after,
      };
    const [nearKey, farKey] = isOther ? [row.otherId!, row.rowId] : [row.rowId, row.otherId!];
    const pair = { [near.list ?? far.resource.plural]: [encodeGlobalId(far.resource.name, farKey)] };
    return {
      ...common,
      action: 'UPDATE',
      type: near.resource.name,
      objectId: encodeGlobalId(near.resource.name, nearKey),
      before: row.action === 'DELETE' ? pair : null,
      after: row.action === 'INSERT' ? pair : null,
    };
  });
}

type IsHidden = (resource: ResourceEntry, key: number) => boolean;

/**
 * Which of the objects that rows refer to the viewer may not see: one statement for all kinds that are seen in part.
 *
 * It asks for every kind that the rows may refer to, whether they do or not: else the statement would tell a reference to something hidden from none.
 */
export async function hiddenTargets(
  told: readonly { readonly resource: ResourceEntry; readonly values: Readonly<Record<string, unknown>> }[],
  context: RequestContext,
): Promise<IsHidden> {
  const asked = new Map<ResourceEntry, Set<number>>();
  const ask = (resource: ResourceEntry, key: unknown): void => {
    if (context.viewer.rows(resource.name).kind !== 'where') return;
    const keys = memo(asked, resource, () => new Set<number>());
    if (typeof key === 'number') keys.add(key);
  };
  for (const { resource, values } of told) for (const { facts, target } of resource.toOnes.values()) ask(target, values[facts.via]);
  const seen = new Map<string, Set<number>>();
  const selects = [...asked].map(([resource, keys]) => {
    const filters = new FilterCompiler(context.viewer);
    const alias = filters.alias();
    seen.set(resource.name, new Set());
    return sql`SELECT ${resource.name}::text, ${columnOf(alias, 'id')} FROM ${name(resource.name)} ${word(alias)} WHERE ${columnOf(alias, 'id')} = ANY (${[...keys]}::bigint[]) AND ${filters.visible(resource, alias)}`;
  });
  if (selects.length > 0)
    for (const [type, key] of await read(join(selects, '\nUNION ALL\n'), context)) seen.get(type as string)!.add(key as number);
  return (resource, key) => {
    const { kind } = context.viewer.rows(resource.name);
    return kind === 'none' || (kind === 'where' && !seen.get(resource.name)?.has(key));
  };
}

/** Columns in the words of the API: references by name and global id, what is not the API's left out, secrets masked. */
export function shown(
  resource: ResourceEntry,
  values: Readonly<Record<string, unknown>>,
  isHidden: IsHidden,
  { viewer }: RequestContext,
): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(values)) {
    const facts = resource.columns.get(column);
    if (facts && facts.type !== 'id' && column !== 'lastUpdated') {
      if (facts.secret && value !== null && viewer.rows(resource.name, 'reveal').kind !== 'all') fields[column] = MASK;
      else fields[column] = facts.type === 'timestamp' && typeof value === 'string' ? new Date(value).toISOString() : value;
    }
  }
  for (const { name: field, facts, target } of resource.toOnes.values()) {
    const key = values[facts.via];
    if (key === undefined) continue;
    fields[field] = typeof key === 'number' && !isHidden(target, key) ? encodeGlobalId(target.name, key) : null;
  }
  return fields;
}
