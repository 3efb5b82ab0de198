/** Single objects: by global id, by natural key, and by ids of any type. */
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { refuse } from '../errors/refuse.ts';
import type { Selection } from '../execution/batch.ts';
import type { Catalog, ResourceEntry } from '../resource/catalog.ts';
import { MOST_NODES } from '../resource/meaning.ts';
import type { RequestContext } from './context.ts';
import { FilterCompiler, filterOfKey, readThrough } from './filter.ts';
import { decodeGlobalId, type GlobalId } from './global-id.ts';
import { projectionOf, type Row, selectList } from './projection.ts';
import type { Read } from './reads.ts';
import { rowsByKey } from './references.ts';
import { allOf, columnOf, compile, join, name, sql, word } from './sql.ts';

/** An object by its id; an id of another type is like one that does not exist. */
export async function lookUpById(resource: ResourceEntry, id: string, selection: Selection, context: RequestContext): Promise<Row | null> {
  const decoded = decodeGlobalId(id);
  if (decoded?.type !== resource.name) return null;
  return loadRow(resource, selection.type as GraphQLObjectType, decoded.key, selection, context);
}

/** Rows asked for one at a time in the same turn are read together, when they want the same columns. */
function loadRow(
  resource: ResourceEntry,
  type: GraphQLObjectType,
  key: number,
  selection: Selection,
  context: RequestContext,
): Promise<Row | null> {
  const { key: columns } = projectionOf(resource, type, [selection]);
  const loader = context.loaders.get<number, Row | null>(
    `id ${columns}`,
    async (keys) => {
      const rows = await rowsByKey(resource, type, keys, selection, context);
      return keys.map((wanted) => rows.get(wanted) ?? null);
    },
    String,
  );
  return loader.load(key);
}

export function lookUpByKey(
  catalog: Catalog,
  resource: ResourceEntry,
  key: Readonly<Record<string, unknown>>,
  selection: Selection,
  context: RequestContext,
): Promise<Row | null> {
  const type = selection.type as GraphQLObjectType;
  const projection = projectionOf(resource, type, [selection]);
  const loader = context.loaders.get<Readonly<Record<string, unknown>>, Row | null>(
    `key ${projection.key}`,
    async (keys) => {
      const reached = new Set<string>();
      const own: Read[] = [];
      const selects = keys.map((wanted, ordinal) => {
        const filters = new FilterCompiler(context.viewer);
        const alias = filters.alias();
        const filter = filterOfKey(catalog, resource, wanted);
        const condition = allOf([filters.compile(resource, filter, alias), filters.visible(resource, alias)]);
        for (const table of filters.reached) reached.add(table);
        own.push(readThrough(resource, filter));
        const first = mayNameSeveral(resource, filter, context) ? sql`ORDER BY ${columnOf(alias, 'id')}\nLIMIT 1` : sql`LIMIT 1`;
        return sql`(SELECT ${ordinal}::integer, ${selectList(resource, projection, alias, filters)}\nFROM ${name(resource.name)} ${word(alias)}\nWHERE ${condition}\n${first})`;
      });
      const found = new Map<number, Row>();
      const statement = compile(join(selects, '\nUNION ALL\n'));
      for (const values of await context.database.query({ ...statement, reads: { reached, own } }, context))
        found.set(values[0] as number, projection.makeRow(values, 1));
      return keys.map((_, ordinal) => found.get(ordinal) ?? null);
    },
    (wanted) => JSON.stringify(wanted),
  );
  return loader.load(key);
}

/**
 * Whether a key that is unique may name several objects to this viewer: "without a tenant" is, to them, also what has one that they may not see. The one
 * that was entered first is then meant. For everybody else there is nothing to sort, and an order would only lead the planner astray.
 */
function mayNameSeveral(resource: ResourceEntry, filter: Readonly<Record<string, unknown>>, context: RequestContext): boolean {
  return Object.entries(filter).some(([part, condition]) => {
    const target = resource.toOnes.get(part)?.target;
    if (!target || context.viewer.rows(target.name).kind === 'all') return false;
    const { isNull } = condition as { isNull?: unknown };
    return isNull === true || mayNameSeveral(target, condition as Readonly<Record<string, unknown>>, context);
  });
}

/** Objects of any type by their ids, in that order; null for what is not there. One statement a type. */
export async function lookUpNodes(
  catalog: Catalog,
  schema: GraphQLSchema,
  ids: readonly string[],
  selection: Selection,
  context: RequestContext,
): Promise<readonly (object | null)[]> {
  if (ids.length > MOST_NODES) throw refuse('LIST_TOO_LONG', { length: ids.length, most: MOST_NODES });
  return loadNodes(catalog, schema, ids.map(decodeGlobalId), selection, context);
}

export async function loadNodes(
  catalog: Catalog,
  schema: GraphQLSchema,
  ids: readonly (GlobalId | undefined)[],
  selection: Selection,
  context: RequestContext,
): Promise<readonly (object | null)[]> {
  const keysByType = new Map<string, Set<number>>();
  for (const id of ids) {
    if (!id || !catalog.find(id.type)) continue;
    const keys = keysByType.get(id.type);
    if (keys) keys.add(id.key);
    else keysByType.set(id.type, new Set([id.key]));
  }
  const rowsByType = new Map<string, ReadonlyMap<number, Row>>();
  await Promise.all(
    [...keysByType].map(async ([type, keys]) => {
      const objectType = schema.getType(type) as GraphQLObjectType;
      rowsByType.set(type, await rowsByKey(catalog.get(type), objectType, [...keys], selection, context));
    }),
  );
  return ids.map((id) => {
    const row = id && rowsByType.get(id.type)?.get(id.key);
    return row ? { ...row, __typename: id.type } : null;
  });
}
