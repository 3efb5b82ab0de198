/** Which columns a selection needs, and rows made of just those. */
import type { GraphQLObjectType } from 'graphql';
import type { Selection } from '../execution/batch.ts';
import type { ResourceEntry } from '../resource/catalog.ts';
import type { FieldMeaning } from '../resource/meaning.ts';
import { readColumn } from './column-sql.ts';
import type { FilterCompiler } from './filter.ts';
import { memo } from './memo.ts';
import { columnOf, join, type Sql } from './sql.ts';

/** A row as the data engine hands it on: the columns that were asked for, by name, and the key wherever somebody may ask for it. */
export type Row = Record<string, unknown> & { id: number };

export interface Projection {
  /** Column names; `id` first, where it is among them. */
  readonly names: readonly string[];
  /** Equal for projections that read the same columns. */
  readonly key: string;
  /** A row of the values from `offset` on. */
  readonly makeRow: RowMaker;
}

type RowMaker = (values: readonly unknown[], offset: number) => Row;

const known = new WeakMap<Selection, Map<GraphQLObjectType, Projection>>();

/** The columns of `type` that some selections of its fields need together, and the key, by which rows are found again. */
export function projectionOf(resource: ResourceEntry, type: GraphQLObjectType, selections: readonly Selection[]): Projection {
  const [only, ...others] = selections;
  if (!only || others.length > 0) return projectionFor(resource, neededColumns(resource, type, selections));
  const byType = memo(known, only, () => new Map<GraphQLObjectType, Projection>());
  return memo(byType, type, () => projectionFor(resource, neededColumns(resource, type, selections)));
}

/** The same without the key where no field needs it: a page below hundreds of parents has thousands of rows, and most of them are leaves. */
export function leafProjectionOf(resource: ResourceEntry, type: GraphQLObjectType, selections: readonly Selection[]): Projection {
  const needsKey = selections.some((selection) =>
    selection.fieldsFor(type).some(({ field }) => fieldNeedsKey(field.extensions['meaning'] as FieldMeaning | undefined)),
  );
  const columns = neededColumns(resource, type, selections);
  return needsKey || columns.size === 0 ? projectionOf(resource, type, selections) : projectionFor(resource, columns, []);
}

function fieldNeedsKey(meaning: FieldMeaning | undefined): boolean {
  switch (meaning?.kind) {
    case 'column':
      return meaning.column.type === 'id';
    case 'computed':
    case 'toOne':
    case 'oneOf':
      return false;
    default:
      return true;
  }
}

function projectionFor(resource: ResourceEntry, columns: ReadonlySet<string>, key: readonly string[] = ['id']): Projection {
  const names = [...key, ...[...columns].filter((column) => !key.includes(column)).sort()];
  return { names, key: `${resource.name}(${names.join(',')})`, makeRow: rowMaker(names) };
}

const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;
/** By their columns. Clients can ask for any set of columns, so the oldest goes when there are too many. */
const makers = new Map<string, RowMaker>();
const MOST_MAKERS = 1000;

/**
 * Makes rows by an object literal of its own: stores by computed names see every shape that the process has, which costs V8 ten times as much.
 *
 * The generated source holds nothing but numbers and names of declared columns, which are checked again here. Where the process forbids generating
 * code, names are stored one by one.
 */
function rowMaker(names: readonly string[]): RowMaker {
  return memo(makers, names.join(), () => {
    if (makers.size >= MOST_MAKERS) makers.delete(makers.keys().next().value!);
    try {
      if (!names.every((column) => NAME.test(column) && column !== '__proto__')) return storingMaker(names);
      const properties = names.map((column, index) => `${column}: values[offset + ${index}]`).join(', ');
      return new Function('values', 'offset', `return { ${properties} };`) as RowMaker;
    } catch {
      return storingMaker(names);
    }
  });
}

function storingMaker(names: readonly string[]): RowMaker {
  return (values, offset) => Object.fromEntries(names.map((column, index) => [column, values[offset + index]])) as Row;
}

/** For lists of which no row is asked for. */
export const keyOnly: Projection = { names: ['id'], key: '', makeRow: rowMaker(['id']) };

function neededColumns(resource: ResourceEntry, type: GraphQLObjectType, selections: readonly Selection[]): ReadonlySet<string> {
  const columns = new Set<string>();
  for (const selection of selections)
    for (const { field } of selection.fieldsFor(type))
      for (const column of columnsBehind(resource, field.extensions['meaning'] as FieldMeaning | undefined)) columns.add(column);
  return columns;
}

/** The columns of a row that its field of this meaning is answered from. */
function columnsBehind(resource: ResourceEntry, meaning: FieldMeaning | undefined): readonly string[] {
  switch (meaning?.kind) {
    case 'column':
      return [meaning.column.name];
    case 'computed':
      return meaning.facts.from;
    case 'measured':
    case 'opposite':
      return ['id'];
    case 'toOne':
      return [meaning.facts.via];
    case 'withinNetwork':
      return [meaning.facts.address, meaning.facts.scope];
    case 'ancestors':
      return ['path'];
    case 'oneOf':
      return meaning.facts.of.map((part) => resource.toOnes.get(part)!.facts.via);
    case 'list':
      return meaning.join.kind === 'withinNetwork' ? [meaning.join.network, meaning.join.scope] : [];
    case 'listCounts':
      return meaning.list.join.kind === 'withinNetwork' ? [meaning.list.join.network, meaning.list.join.scope] : [];
    case 'written':
    case 'root':
    case undefined:
      return [];
  }
}

/** The select list of a projection; foreign keys and tree paths are columns that no field declares. */
export function selectList(resource: ResourceEntry, projection: Projection, alias: string, filters: FilterCompiler): Sql {
  return join(
    projection.names.map((column) => {
      const facts = resource.columns.get(column);
      if (facts?.secret) return filters.revealed(resource, facts, alias);
      return facts ? readColumn(alias, facts) : columnOf(alias, column);
    }),
    ', ',
  );
}
