/**
 * `filter: { … }` → a condition in SQL. Pure: the same filter gives the same text.
 *
 * A filter may reach through relations, and what it reaches is subject to the viewer's predicate like everything else: an object that the viewer
 * may not see is not there to be filtered by.
 */
import type { Action, Viewer } from '../access/viewer.ts';
import { refuse } from '../errors/refuse.ts';
import type { Catalog, ListRelation, ResourceEntry } from '../resource/catalog.ts';
import type { ColumnFacts } from '../resource/facts.ts';
import { parameterOf, parametersOf, readColumn, typeOf } from './column-sql.ts';
import { decodeGlobalId } from './global-id.ts';
import type { Read } from './reads.ts';
import { allOf, columnOf, FALSE, join, name, type Sql, sql, TRUE, word } from './sql.ts';

type Filter = Readonly<Record<string, unknown>>;

/** The most conditions in one filter, and the most relations that it may reach through in a row. */
const MOST_CONDITIONS = 100;
const MOST_HOPS = 6;
const MOST_LISTED_VALUES = 1000;
const LONGEST_TEXT = 1000;

export class FilterCompiler {
  /** The tables that the compiled conditions look into, besides those that the statement itself reads from. */
  readonly reached: ReadonlySet<string> = new Set<string>();
  private readonly viewer: Viewer;
  private aliases = 0;
  private conditions = 0;
  /** A predicate says what may be seen, so what it reaches through is not itself subject to predicates, and as it is ours, not to limits on clients. */
  private isInPredicate = false;

  constructor(viewer: Viewer) {
    this.viewer = viewer;
  }

  alias(): string {
    this.aliases += 1;
    return `t${this.aliases}`;
  }

  private reach(table: string): void {
    (this.reached as Set<string>).add(table);
  }

  /** The viewer's predicate on rows of a resource: what is compiled into every statement. */
  visible(resource: ResourceEntry, alias: string): Sql {
    return this.rows(resource, 'view', alias);
  }

  /** A column that holds a secret, as the viewer may know it: null where they may not reveal it. */
  revealed(resource: ResourceEntry, column: ColumnFacts, alias: string): Sql {
    const revealed = this.rows(resource, 'reveal', alias);
    const value = readColumn(alias, column);
    if (revealed === TRUE) return value;
    return revealed === FALSE ? sql`NULL` : sql`CASE WHEN ${revealed} THEN ${value} END`;
  }

  private rows(resource: ResourceEntry, action: Action, alias: string): Sql {
    if (this.isInPredicate) return TRUE;
    const predicate = this.viewer.rows(resource.name, action);
    if (predicate.kind === 'all') return TRUE;
    if (predicate.kind === 'none') return FALSE;
    const { conditions } = this;
    this.isInPredicate = true;
    try {
      return sql`(${this.compile(resource, predicate.filter as Filter, alias)})`;
    } finally {
      this.isInPredicate = false;
      this.conditions = conditions;
    }
  }

  /**
   * A foreign key as the viewer may know it: null where it points at what they may not see. Grouped by as it stands, it would tell how many hidden objects
   * there are, and which rows share one.
   */
  reference(target: ResourceEntry, via: string, alias: string): Sql {
    const inner = this.alias();
    const seen = this.visible(target, inner);
    const key = columnOf(alias, via);
    if (seen === TRUE) return key;
    if (seen === FALSE) return sql`NULL::bigint`;
    this.reach(target.name);
    return sql`CASE WHEN EXISTS (SELECT FROM ${name(target.name)} ${word(inner)} WHERE ${columnOf(inner, 'id')} = ${key} AND ${seen}) THEN ${key} END`;
  }

  /**
   * Of a row in a tree: that the viewer may see every row between it and the one above whose key this is. What hangs below a hidden object hangs, for
   * them, on nothing; its `parent` is null, and whatever said that there is something higher up would say that something is hidden in between.
   */
  unbroken(resource: ResourceEntry, alias: string, above: Sql): Sql {
    const between = this.alias();
    const seen = this.visible(resource, between);
    if (seen === TRUE || seen === FALSE) return TRUE;
    this.reach(resource.name);
    const path = columnOf(alias, 'path');
    return sql`NOT EXISTS (SELECT FROM ${name(resource.name)} ${word(between)} WHERE ${columnOf(between, 'id')} = ANY ((${path})[array_position(${path}, ${above}) + 1:]) AND ${seen} IS NOT TRUE)`;
  }

  compile(resource: ResourceEntry, filter: Filter, alias: string, hops = 0): Sql {
    if (hops > MOST_HOPS && !this.isInPredicate) throw refuse('FILTER_TOO_DEEP', { most: MOST_HOPS });
    return allOf(Object.entries(filter).map(([field, condition]) => this.condition(resource, field, condition, alias, hops)));
  }

  private condition(resource: ResourceEntry, field: string, condition: unknown, alias: string, hops: number): Sql | undefined {
    if (condition === null || condition === undefined) return undefined;
    this.conditions += 1;
    if (this.conditions > MOST_CONDITIONS && !this.isInPredicate) throw refuse('FILTER_TOO_LARGE', { most: MOST_CONDITIONS });
    switch (field) {
      case 'and':
        return allOf((condition as Filter[]).map((part) => sql`(${this.compile(resource, part, alias, hops)})`));
      case 'or': {
        const parts = (condition as Filter[]).map((part) => sql`(${this.compile(resource, part, alias, hops)})`);
        return parts.length === 0 ? FALSE : sql`(${join(parts, ' OR ')})`;
      }
      case 'not':
        // A condition over a missing value is neither true nor false in SQL; what is not known to hold does not hold.
        return sql`(${this.compile(resource, condition as Filter, alias, hops)}) IS NOT TRUE`;
      case 'isNull':
        throw refuse('FILTER_MISPLACED', { field: 'isNull', resource: resource.name });
      case 'ancestors':
        if (resource.tree) return this.ancestors(resource, condition as Filter, alias, hops);
    }
    const column = resource.columns.get(field);
    if (column) return this.column(resource, column, condition as Filter, alias);
    const relation = resource.toOnes.get(field);
    if (relation) return this.related(relation.target, 'id', relation.facts.via, condition as Filter, alias, hops);
    const opposite = resource.opposites.get(field);
    if (opposite) return this.related(opposite.target, opposite.column, 'id', condition as Filter, alias, hops);
    const list = resource.lists.get(field);
    if (list) return this.list(list, condition as Filter, alias, hops);
    throw new Error(`${resource.name} has no ${field} to filter by.`);
  }

  /** A single object at the other end: `theirs`, a column of the target, equals `ours`. */
  private related(target: ResourceEntry, theirs: string, ours: string, filter: Filter, alias: string, hops: number): Sql {
    const { isNull, ...rest } = filter;
    const inner = this.alias();
    this.reach(target.name);
    const matches = sql`${columnOf(inner, theirs)} = ${columnOf(alias, ours)}`;
    const from = (condition: Sql) => sql`FROM ${name(target.name)} ${word(inner)} WHERE ${allOf([condition, this.visible(target, inner)])}`;
    if (isNull === true) return allOf([sql`NOT EXISTS (SELECT ${from(matches)})`, Object.keys(rest).length > 0 ? FALSE : undefined]);
    const condition = this.compile(target, rest, inner, hops + 1);
    // The one object that is meant is looked up first, and the index of the foreign key leads from it to the rows; as a semi-join, PostgreSQL would
    // read rows in the order of the answer until enough of them turned out to be its.
    if (namesOne(target, rest)) return sql`${columnOf(alias, ours)} = (SELECT ${columnOf(inner, theirs)} ${from(condition)})`;
    return sql`EXISTS (SELECT ${from(allOf([matches, condition]))})`;
  }

  private ancestors(resource: ResourceEntry, filter: Filter, alias: string, hops: number): Sql {
    const inner = this.alias();
    this.reach(resource.name);
    const condition = allOf([
      this.compile(resource, filter, inner, hops + 1),
      this.visible(resource, inner),
      this.unbroken(resource, alias, columnOf(inner, 'id')),
    ]);
    return sql`EXISTS (SELECT FROM ${name(resource.name)} ${word(inner)} WHERE ${columnOf(inner, 'id')} = ANY (${columnOf(alias, 'path')}) AND ${condition})`;
  }

  private list(list: ListRelation, filter: Filter, alias: string, hops: number): Sql {
    const some = filter['some'] ? this.anyOfList(list, filter['some'] as Filter, alias, hops) : undefined;
    const none = filter['none'] ? sql`NOT ${this.anyOfList(list, filter['none'] as Filter, alias, hops)}` : undefined;
    return allOf([some, none]);
  }

  private anyOfList(list: ListRelation, filter: Filter, alias: string, hops: number): Sql {
    const inner = this.alias();
    const { target, join: how } = list;
    this.reach(target.name);
    const condition = allOf([this.compile(target, filter, inner, hops + 1), this.visible(target, inner)]);
    if (how.kind === 'foreignKey')
      return sql`EXISTS (SELECT FROM ${name(target.name)} ${word(inner)} WHERE ${columnOf(inner, how.column)} = ${columnOf(alias, 'id')} AND ${condition})`;
    if (how.kind !== 'manyToMany') throw new Error(`${list.owner.name}.${list.name} cannot be filtered by.`);
    const pair = this.alias();
    this.reach(how.table);
    return sql`EXISTS (SELECT FROM ${name(how.table)} ${word(pair)} JOIN ${name(target.name)} ${word(inner)} ON ${columnOf(inner, 'id')} = ${columnOf(pair, how.far)} WHERE ${columnOf(pair, how.near)} = ${columnOf(alias, 'id')} AND ${condition})`;
  }

  private column(resource: ResourceEntry, column: ColumnFacts, operators: Filter, alias: string): Sql {
    const expression = columnOf(alias, column.name);
    return allOf(Object.entries(operators).map(([operator, operand]) => this.operator(resource, column, expression, operator, operand)));
  }

  private operator(resource: ResourceEntry, column: ColumnFacts, expression: Sql, operator: string, operand: unknown): Sql | undefined {
    if (operand === null || operand === undefined) return undefined;
    this.conditions += 1;
    if (this.conditions > MOST_CONDITIONS && !this.isInPredicate) throw refuse('FILTER_TOO_LARGE', { most: MOST_CONDITIONS });
    if (typeof operand === 'string' && operand.length > LONGEST_TEXT) throw refuse('TEXT_TOO_LONG', { most: LONGEST_TEXT });
    if (column.type === 'id') return idCondition(resource, expression, operator, operand);
    switch (operator) {
      case 'eq':
        return sql`${expression} = ${parameterOf(column, operand)}`;
      case 'in': {
        const values = operand as readonly unknown[];
        if (values.length > MOST_LISTED_VALUES) throw refuse('LIST_TOO_LONG', { length: values.length, most: MOST_LISTED_VALUES });
        return values.length === 0 ? FALSE : sql`${expression} = ANY (${parametersOf(column, values)})`;
      }
      case 'isNull':
        return operand === true ? sql`${expression} IS NULL` : sql`${expression} IS NOT NULL`;
      case 'startsWith':
        return sql`${expression} ILIKE ${`${escapeLike(operand as string)}%`}`;
      case 'contains':
        // On a network column, `contains` asks for the networks that contain the operand.
        return column.type === 'text'
          ? sql`${expression} ILIKE ${`%${escapeLike(operand as string)}%`}`
          : sql`${expression} >>= ${operand}::inet`;
      case 'within':
        return within(column, expression, operand as string);
      case 'overlaps':
        return sql`${expression} && ${operand}::inet`;
      case 'family':
        return sql`family(${expression}) = ${operand === 'IPV4' ? 4 : 6}::integer`;
    }
    const comparison = comparisons[operator];
    if (!comparison) throw new Error(`${column.name} has no operator ${operator}.`);
    return sql`${expression} ${comparison} ${operand}::${typeOf(column)}`;
  }
}

/** A host lies where its address does, however long the mask is that it is configured with: 10.1.2.3/24 lies within 10.1.2.0/28. */
export function within({ type }: ColumnFacts, expression: Sql, network: string): Sql {
  return type === 'interfaceAddress'
    ? sql`(${expression} && ${network}::inet AND ${hostOf(expression)} <<= ${network}::inet)`
    : sql`${expression} <<= ${network}::inet`;
}

/** What the indexes call `host_of`, written out: a call of a function in SQL that cannot be inlined takes 4.6 µs, and a filter makes one for each row. */
export function hostOf(address: Sql): Sql {
  return sql`set_masklen(${address}, CASE family(${address}) WHEN 4 THEN 32 ELSE 128 END)`;
}

/** Whether no two rows can meet this filter, because it gives the value of a column that is a natural key by itself, or the id. */
function namesOne({ keys }: ResourceEntry, filter: Filter): boolean {
  const isGiven = (field: string): boolean => {
    const { eq } = (filter[field] ?? {}) as Filter;
    return eq !== null && eq !== undefined;
  };
  return isGiven('id') || keys.some((key) => key.length === 1 && isGiven(key[0]!));
}

const comparisons: Readonly<Record<string, Sql>> = { lt: sql`<`, lte: sql`<=`, gt: sql`>`, gte: sql`>=` };

/** The most values of one condition that are told apart in what a list was read from. */
const MOST_NARROWING_VALUES = 64;

/**
 * Rows of a table that include every row which the filter could ever let through: those that meet the narrowest of its conditions that have to hold.
 * What was filtered by relation, by order or by text is read from the whole table.
 */
export function readThrough(resource: ResourceEntry, filter: Filter | null | undefined): Read {
  let narrowest: Read = { table: resource.name };
  let fewest = MOST_NARROWING_VALUES + 1;
  const visit = (conditions: Filter): void => {
    for (const [field, condition] of Object.entries(conditions)) {
      if (condition === null || condition === undefined) continue;
      if (field === 'and') for (const part of condition as readonly Filter[]) visit(part);
      const read = narrowRead(resource, field, condition as Filter);
      if (!read || read.size >= fewest) continue;
      narrowest = read.read;
      fewest = read.size;
    }
  };
  if (filter) visit(filter);
  return narrowest;
}

function narrowRead(resource: ResourceEntry, field: string, condition: Filter): { read: Read; size: number } | undefined {
  const { name: table } = resource;
  const column = resource.columns.get(field);
  if (column?.type === 'choice') {
    const values = equalTo(condition);
    return values && { read: { table, column: column.name, values }, size: values.length };
  }
  if (column?.type === 'id') {
    const ids = keysOf(resource, equalTo(condition));
    return ids && { read: { table, ids }, size: ids.length };
  }
  const relation = resource.toOnes.get(field);
  if (!relation) return undefined;
  const keys = keysOf(relation.target, equalTo(condition['id'] as Filter | null | undefined));
  return keys && { read: { table, column: relation.facts.via, values: keys }, size: keys.length };
}

/** The values of which a column that meets this condition holds one. */
function equalTo(condition: Filter | null | undefined): readonly string[] | undefined {
  const { eq, in: among } = condition ?? {};
  if (eq !== null && eq !== undefined) return [eq as string];
  return among ? (among as readonly string[]) : undefined;
}

const keysOf = (resource: ResourceEntry, ids: readonly string[] | undefined): readonly number[] | undefined =>
  ids?.map(decodeGlobalId).flatMap((id) => (id?.type === resource.name ? [id.key] : []));

/** An id of another type, or no id at all, matches nothing: it must not tell the two apart. */
function idCondition(resource: ResourceEntry, expression: Sql, operator: string, operand: unknown): Sql {
  const ids = operator === 'eq' ? [operand as string] : (operand as readonly string[]);
  if (ids.length > MOST_LISTED_VALUES) throw refuse('LIST_TOO_LONG', { length: ids.length, most: MOST_LISTED_VALUES });
  const keys = ids.map(decodeGlobalId).filter((id) => id?.type === resource.name);
  return keys.length === 0 ? FALSE : sql`${expression} = ANY (${keys.map((id) => id!.key)}::bigint[])`;
}

/** LIKE's wildcards in what a person typed are meant as themselves. */
export function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}

/** A filter that names one object by its natural key, in the language of filters. */
export function filterOfKey(catalog: Catalog, resource: ResourceEntry, key: Filter): Filter {
  const [[field, value] = []] = Object.entries(key);
  if (field === undefined) throw refuse('KEY_EMPTY', { resource: resource.name });
  if (field === 'id') return { id: { eq: value } };
  const parts = resource.keys.find((candidate) => candidate.length === 1 && candidate[0] === field)
    ? { [field]: value }
    : (value as Filter);
  return Object.fromEntries(
    Object.entries(parts).map(([part, given]) => {
      const relation = resource.toOnes.get(part);
      if (relation)
        return [
          part,
          given === null
            ? { isNull: true }
            : filterOfKey(catalog, relation.target, typeof given === 'string' ? { id: given } : (given as Filter)),
        ];
      return [part, given === null ? { isNull: true } : { eq: given }];
    }),
  );
}
