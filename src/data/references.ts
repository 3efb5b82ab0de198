/** Objects that rows refer to: by key, by being the most specific network round them, and by standing above them in a tree. */
import type { GraphQLObjectType } from 'graphql';
import type { Selection } from '../execution/batch.ts';
import type { NetworkRelation, OppositeRelation, ResourceEntry } from '../resource/catalog.ts';
import type { RequestContext } from './context.ts';
import { FilterCompiler } from './filter.ts';
import { memo } from './memo.ts';
import { type Projection, projectionOf, type Row, selectList } from './projection.ts';
import { allOf, bind, columnOf, compile, late, name, type Sql, type Statement, sql, word } from './sql.ts';

interface CompiledRead {
  readonly statement: Statement;
  readonly projection: Projection;
  readonly reached: ReadonlySet<string>;
}

/** Statements by selection and viewer; the relation is a function of the selection. */
const compiled = new WeakMap<Selection, WeakMap<object, Map<string, CompiledRead>>>();

function once(selection: Selection, context: RequestContext, key: string, make: () => CompiledRead): CompiledRead {
  const byViewer = memo(compiled, selection, () => new WeakMap<object, Map<string, CompiledRead>>());
  return memo(
    memo(byViewer, context.viewer, () => new Map<string, CompiledRead>()),
    key,
    make,
  );
}

/** Rows by their keys; a key that the viewer may not see is missing, like one that does not exist. */
export async function rowsByKey(
  resource: ResourceEntry,
  type: GraphQLObjectType,
  keys: readonly number[],
  selection: Selection,
  context: RequestContext,
): Promise<ReadonlyMap<number, Row>> {
  const rows = new Map<number, Row>();
  // A viewer of some of the rows costs a statement whether there is a key or not, and one of none never does: else the number of statements would tell a
  // key that points at something hidden from one that is not set.
  const { kind } = context.viewer.rows(resource.name);
  if (kind === 'none' || (kind === 'all' && keys.length === 0)) return rows;
  const { statement, projection, reached } = once(selection, context, type.name, () => {
    const projection = projectionOf(resource, type, [selection]);
    const filters = new FilterCompiler(context.viewer);
    return { projection, statement: byKeyStatement(resource, projection, filters), reached: filters.reached };
  });
  const reads = { reached, own: [{ table: resource.name, ids: keys }] };
  for (const values of await context.database.query({ ...statement, values: bind(statement, keys), reads }, context)) {
    const row = projection.makeRow(values, 0);
    rows.set(row.id, row);
  }
  return rows;
}

function byKeyStatement(resource: ResourceEntry, projection: Projection, filters: FilterCompiler): Statement {
  const alias = filters.alias();
  const condition = allOf([sql`${columnOf(alias, 'id')} = ANY (${late(0)}::bigint[])`, filters.visible(resource, alias)]);
  return compile(
    sql`SELECT ${selectList(resource, projection, alias, filters)}\nFROM ${name(resource.name)} ${word(alias)}\nWHERE ${condition}`,
  );
}

/** For each parent the object behind its foreign key, or null. */
export async function targetsOf(
  target: ResourceEntry,
  via: string,
  parents: readonly Row[],
  selection: Selection,
  context: RequestContext,
): Promise<readonly (Row | null)[]> {
  const keys = new Set<number>();
  for (const parent of parents) {
    const key = parent[via];
    if (key !== null && key !== undefined) keys.add(key as number);
  }
  const rows = await rowsByKey(target, selection.type as GraphQLObjectType, [...keys], selection, context);
  return parents.map((parent) => rows.get(parent[via] as number) ?? null);
}

/** For each parent the one row that points at it, or null. */
export async function oppositesOf(
  relation: OppositeRelation,
  parents: readonly Row[],
  selection: Selection,
  context: RequestContext,
): Promise<readonly (Row | null)[]> {
  const { target, column } = relation;
  const { statement, projection, reached } = once(selection, context, relation.name, () => {
    const projection = projectionOf(target, selection.type as GraphQLObjectType, [selection]);
    const filters = new FilterCompiler(context.viewer);
    const alias = filters.alias();
    const pointer = columnOf(alias, column);
    const condition = allOf([sql`${pointer} = ANY (${late(0)}::bigint[])`, filters.visible(target, alias)]);
    const columns = selectList(target, projection, alias, filters);
    return {
      projection,
      reached: filters.reached,
      statement: compile(sql`SELECT ${pointer}, ${columns}\nFROM ${name(target.name)} ${word(alias)}\nWHERE ${condition}`),
    };
  });
  const keys = [...new Set(parents.map(({ id }) => id))];
  const values = bind(statement, keys);
  const reads = { reached, own: [{ table: target.name, column, values: keys }] };
  const found = new Map<unknown, Row>();
  for (const row of await context.database.query({ ...statement, values, reads }, context)) found.set(row[0], projection.makeRow(row, 1));
  return parents.map(({ id }) => found.get(id) ?? null);
}

/** For each parent the most specific network that contains it, or null. */
export async function networksAround(
  relation: NetworkRelation,
  parents: readonly Row[],
  selection: Selection,
  context: RequestContext,
): Promise<readonly (Row | null)[]> {
  const { target, owner, facts } = relation;
  const { statement, projection, reached } = once(selection, context, relation.name, () => {
    const projection = projectionOf(target, selection.type as GraphQLObjectType, [selection]);
    const filters = new FilterCompiler(context.viewer);
    const alias = filters.alias();
    const around: Sql = target === owner ? sql`>>` : sql`>>=`;
    const network = columnOf(alias, facts.network);
    const condition = allOf([
      sql`${network} ${around} p.address`,
      sql`${columnOf(alias, facts.scope)} IS NOT DISTINCT FROM p.scope`,
      filters.visible(target, alias),
    ]);
    const parentsTable = sql`unnest(${late(0)}::bigint[], ${late(1)}::text[]::inet[], ${late(2)}::bigint[]) AS p(id, address, scope)`;
    const nearest = sql`SELECT ${selectList(target, projection, alias, filters)}\nFROM ${name(target.name)} ${word(alias)}\nWHERE ${condition}\nORDER BY masklen(${network}) DESC, ${columnOf(alias, 'id')}\nLIMIT 1`;
    return {
      projection,
      reached: filters.reached,
      statement: compile(sql`SELECT p.id, r.*\nFROM ${parentsTable}\nCROSS JOIN LATERAL (${nearest}) r`),
    };
  });
  const distinct = [...new Map(parents.map((parent) => [parent.id, parent])).values()];
  const values = bind(
    statement,
    distinct.map(({ id }) => id),
    distinct.map((parent) => parent[facts.address]),
    distinct.map((parent) => parent[facts.scope]),
  );
  const reads = { reached, own: [{ table: target.name }] };
  const found = new Map<unknown, Row>();
  for (const row of await context.database.query({ ...statement, values, reads }, context)) found.set(row[0], projection.makeRow(row, 1));
  return parents.map(({ id }) => found.get(id) ?? null);
}

/** For each parent the rows above it in its tree, from the root down, or from below the last that the viewer may not see. */
export async function ancestorsOf(
  resource: ResourceEntry,
  parents: readonly Row[],
  selection: Selection,
  context: RequestContext,
): Promise<readonly (readonly Row[])[]> {
  // From the row upwards, as far as the viewer may see: see FilterCompiler.unbroken.
  const pathOf = (parent: Row) => (parent['path'] as readonly number[]).filter((key) => key !== parent.id);
  const keys = [...new Set(parents.flatMap(pathOf))];
  const rows = await rowsByKey(resource, selection.type as GraphQLObjectType, keys, selection, context);
  return parents.map((parent) => {
    const path = pathOf(parent);
    return path.slice(path.findLastIndex((key) => !rows.has(key)) + 1).map((key) => rows.get(key)!);
  });
}

/** For each parent the one object among several relations that is set, with its type's name. */
export async function oneOfTargets(
  relations: readonly { target: ResourceEntry; via: string; type: GraphQLObjectType }[],
  parents: readonly Row[],
  selection: Selection,
  context: RequestContext,
): Promise<readonly (object | null)[]> {
  const found = await Promise.all(
    relations.map(async ({ target, via, type }) => {
      const keys = new Set(parents.map((parent) => parent[via] as number | null).filter((key) => key !== null));
      return { via, type, rows: await rowsByKey(target, type, [...keys], selection, context) };
    }),
  );
  return parents.map((parent) => {
    for (const { via, type, rows } of found) {
      const row = rows.get(parent[via] as number);
      if (row) return { ...row, __typename: type.name };
    }
    return null;
  });
}
