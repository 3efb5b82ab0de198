/**
 * How the rows of a list hang on their parents, in SQL: the tables to read and the condition that ties them to one parent.
 *
 * A list below parents runs once for all of them: the parents come in as arrays, and a LATERAL subquery answers for each.
 */
import type { ListRelation } from '../resource/catalog.ts';
import type { FilterCompiler } from './filter.ts';
import type { Row } from './projection.ts';
import type { Read } from './reads.ts';
import { allOf, columnOf, late, name, type Sql, sql, TRUE, word } from './sql.ts';

export interface ListSource {
  /** `FROM …` up to and without WHERE. */
  readonly from: Sql;
  /** What ties a row to the parent `p`. */
  readonly tie: Sql;
  /** The parents as a table `p`, filled by the late parameters. */
  readonly parents: Sql;
}

export function listSource(list: ListRelation, alias: string, filters: FilterCompiler): ListSource {
  const target = sql`${name(list.target.name)} ${word(alias)}`;
  const parents = sql`unnest(${late(0)}::bigint[]) AS p(id)`;
  const how = list.join;
  switch (how.kind) {
    case 'foreignKey':
      return { from: target, tie: sql`${columnOf(alias, how.column)} = p.id`, parents };
    case 'through': {
      const hop = filters.alias();
      const from = sql`${name(how.hop.name)} ${word(hop)} JOIN ${target} ON ${columnOf(alias, how.column)} = ${columnOf(hop, 'id')}`;
      const seen = filters.visible(how.hop, hop);
      const tie = sql`${columnOf(hop, how.hopColumn)} = p.id`;
      return { from, tie: seen === TRUE ? tie : sql`${tie} AND ${seen}`, parents };
    }
    case 'manyToMany': {
      const pair = filters.alias();
      const from = sql`${name(how.table)} ${word(pair)} JOIN ${target} ON ${columnOf(alias, 'id')} = ${columnOf(pair, how.far)}`;
      return { from, tie: sql`${columnOf(pair, how.near)} = p.id`, parents };
    }
    case 'withinNetwork': {
      const isSelf = list.owner === list.target;
      const within = isSelf ? sql`<<` : sql`<<=`;
      const tie = sql`${columnOf(alias, how.address)} ${within} p.network AND ${columnOf(alias, how.scope)} IS NOT DISTINCT FROM p.scope`;
      return {
        from: target,
        tie,
        parents: sql`unnest(${late(0)}::bigint[], ${late(1)}::text[]::inet[], ${late(2)}::bigint[]) AS p(id, network, scope)`,
      };
    }
    case 'descendants': {
      const below = sql`${columnOf(alias, 'path')} @> ARRAY[p.id] AND ${columnOf(alias, 'id')} <> p.id`;
      return { from: target, tie: allOf([below, filters.unbroken(list.target, alias, sql`p.id`)]), parents };
    }
  }
}

/** Each parent once; two places of an answer may hold the same object. */
export function distinctParents(parents: readonly Row[]): readonly Row[] {
  const ids = new Set(parents.map(({ id }) => id));
  return ids.size === parents.length ? parents : parents.filter(({ id }) => ids.delete(id));
}

/** The late parameters of `listSource`. */
export function parentParameters(list: ListRelation, parents: readonly Row[]): readonly unknown[] {
  const ids = parents.map(({ id }) => id);
  if (list.join.kind !== 'withinNetwork') return [ids];
  const { network, scope } = list.join;
  return [ids, parents.map((parent) => parent[network]), parents.map((parent) => parent[scope])];
}

/**
 * What the rows of a list below these parents are read from. `through` is what the filter narrows the target to; where the parents narrow it further, they
 * do. The rows on a further hop, pairs, networks and trees say which of the target's rows belong to a parent, and can change by themselves.
 */
export function readsOfList({ target, join: how }: ListRelation, parents: readonly Row[], through: Read): readonly Read[] {
  const values = parents.map(({ id }) => id);
  switch (how.kind) {
    case 'foreignKey':
      return [{ table: target.name, column: how.column, values }];
    case 'through':
      return [{ table: how.hop.name, column: how.hopColumn, values }, through];
    case 'manyToMany':
      return [{ table: how.table, column: how.near, values }, through];
    case 'withinNetwork':
    case 'descendants':
      return [through];
  }
}
