/**
 * What an input says of a row, looked at by itself: values that fit their columns, and what still has to be looked up. Pure.
 *
 * GraphQL has checked the types; here are the limits that the declarations state. Rules over several columns, or several rows, are the database's.
 */
import type { ListRelation, ResourceEntry, ToOneRelation } from '../../resource/catalog.ts';
import { writableColumns } from '../../resource/derive/mutations.ts';
import type { ColumnFacts } from '../../resource/facts.ts';
import { type WriteError, writeError } from './outcome.ts';
import type { RowInput } from './write.ts';

export interface CheckedRow {
  /** By column of the table; null clears. */
  readonly values: Record<string, unknown>;
  readonly references: readonly GivenReference[];
  readonly sets: readonly { readonly list: ListRelation; readonly given: readonly unknown[] }[];
  /** Undefined where the input says nothing of them. */
  readonly customFields: Readonly<Record<string, unknown>> | undefined;
  readonly errors: readonly WriteError[];
}

export interface GivenReference {
  readonly relation: ToOneRelation;
  readonly given: unknown;
}

const columnsOf = new WeakMap<ResourceEntry, ReadonlyMap<string, ColumnFacts>>();
const setsOf = new WeakMap<ResourceEntry, ReadonlyMap<string, ListRelation>>();

export function checkValues(resource: ResourceEntry, input: RowInput): CheckedRow {
  let columns = columnsOf.get(resource);
  let lists = setsOf.get(resource);
  if (!columns || !lists) {
    columns = new Map(writableColumns(resource).map((column) => [column.name, column]));
    lists = new Map(resource.sets.map((list) => [list.name, list]));
    columnsOf.set(resource, columns);
    setsOf.set(resource, lists);
  }
  const values: Record<string, unknown> = {};
  const references: GivenReference[] = [];
  const sets: { list: ListRelation; given: readonly unknown[] }[] = [];
  const errors: WriteError[] = [];
  let customFields: Readonly<Record<string, unknown>> | undefined;
  for (const [field, given] of Object.entries(input)) {
    if (given === undefined) continue;
    const column = columns.get(field);
    const relation = resource.toOnes.get(field);
    const list = lists.get(field);
    if (field === 'customFields' && column) {
      if (isRecord(given)) customFields = given;
      else errors.push(writeError('INVALID', '`customFields` is an object of names and values.', field));
    } else if (column) {
      const checked = checkColumn(column, given);
      if (typeof checked === 'object') errors.push(writeError('INVALID', checked.problem, field));
      values[column.name] = column.type === 'text' && given === '' && column.nullable ? null : given;
    } else if (relation) {
      if (given !== null) references.push({ relation, given });
      else if (relation.facts.optional) values[relation.facts.via] = null;
      else errors.push(writeError('INVALID', `\`${field}\` cannot be cleared.`, field));
    } else if (list) sets.push({ list, given: (given ?? []) as readonly unknown[] });
    else errors.push(writeError('INVALID', `${resource.name} has no ${field} to be written.`, field));
  }
  return { values, references, sets, customFields, errors };
}

/** Half of a surrogate pair, and NUL: no database can store them. */
const UNPRINTABLE = /[\0]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function checkColumn(column: ColumnFacts, given: unknown): { problem: string } | undefined {
  const { name, nullable, min, max, maxLength } = column;
  if (given === null) return nullable ? undefined : { problem: `\`${name}\` cannot be cleared.` };
  if (typeof given === 'string') {
    if (UNPRINTABLE.test(given))
      return { problem: `\`${name}\` holds a NUL character or half of a surrogate pair, which cannot be stored.` };
    if (maxLength !== undefined && given.length > maxLength)
      return { problem: `\`${name}\` has ${given.length} characters; ${maxLength} are allowed.` };
  }
  if (typeof given === 'number') {
    if (!Number.isFinite(given)) return { problem: `\`${name}\` is not a number.` };
    if (min !== undefined && given < min) return { problem: `\`${name}\` is ${given}; the lowest is ${min}.` };
    if (max !== undefined && given > max) return { problem: `\`${name}\` is ${given}; the highest is ${max}.` };
  }
  if (column.type === 'json' && holdsUnprintable(given, 0))
    return { problem: `\`${name}\` holds text that cannot be stored, or is nested too deep.` };
  return undefined;
}

const DEEPEST_JSON = 50;

export function holdsUnprintable(value: unknown, depth: number): boolean {
  if (depth > DEEPEST_JSON) return true;
  if (typeof value === 'string') return UNPRINTABLE.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, item]) => UNPRINTABLE.test(key) || holdsUnprintable(item, depth + 1));
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
