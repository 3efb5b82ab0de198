/**
 * The header line of a table → what each column is for, checked as a whole before any row is read.
 *
 * A header is a field of the type (`name`), a value of the natural key of an object that it refers to (`device.site.slug`), its global id (`device.id`), a
 * custom field (`customFields.cust_id`), or a list of objects in one cell (`tags`, `importTargets.name`). A relation by itself is that of a key of one column:
 * `site` is `site.slug`. What an export writes beside (`id`, `created` …) is left alone.
 */
import type { ListRelation, ResourceEntry, ToOneRelation } from '../../resource/catalog.ts';
import { keyFieldName } from '../../resource/derive/inputs.ts';
import { writableColumns } from '../../resource/derive/mutations.ts';
import type { ColumnFacts } from '../../resource/facts.ts';
import { nameInLists, type Path } from '../reference-columns.ts';

export type ColumnUse =
  | { readonly kind: 'none' }
  | { readonly kind: 'column'; readonly column: ColumnFacts }
  | { readonly kind: 'customField'; readonly name: string; readonly type: string }
  | {
      readonly kind: 'reference';
      readonly relation: ToOneRelation;
      readonly path: Path;
      readonly column: Pick<ColumnFacts, 'type' | 'choice'>;
    }
  | { readonly kind: 'list'; readonly list: ListRelation; readonly column: Pick<ColumnFacts, 'type' | 'choice'>; readonly field: string };

export interface Problem {
  /** From 1; 0 where no column is to blame. */
  readonly column: number;
  readonly header: string;
  readonly reason: string;
}

export interface Headers {
  readonly names: readonly string[];
  readonly uses: readonly ColumnUse[];
  readonly problems: readonly Problem[];
}

const MOST_COLUMNS = 500;
const ID = { type: 'id', choice: undefined } as const;

/** `customFields` are the types of the custom fields of this resource, by name. */
export function readHeaders(
  resource: ResourceEntry,
  cells: readonly (string | null)[],
  customFields: ReadonlyMap<string, string>,
): Headers {
  const names = cells.map((cell) => (cell ?? '').trim());
  if (names.length > MOST_COLUMNS)
    return {
      names: [],
      uses: [],
      problems: [{ column: 0, header: '', reason: `There are ${names.length} columns; ${MOST_COLUMNS} are the most.` }],
    };
  const problems: Problem[] = [];
  const uses = names.map((header, index): ColumnUse => {
    const refuse = (reason: string): ColumnUse => {
      problems.push({ column: index + 1, header, reason });
      return { kind: 'none' };
    };
    if (names.indexOf(header) !== index) return refuse('The header stands there twice.');
    return purposeOf(resource, header, customFields) ?? refuse(`${resource.name} has no such field.`);
  });
  problems.push(...incomplete(resource, names, uses));
  return { names, uses, problems };
}

function purposeOf(resource: ResourceEntry, header: string, customFields: ReadonlyMap<string, string>): ColumnUse | undefined {
  const [first = '', ...rest] = header.split('.');
  if (first === 'customFields' && rest.length === 1) {
    const type = customFields.get(rest[0]!);
    return type === undefined ? undefined : { kind: 'customField', name: rest[0]!, type };
  }
  const relation = resource.toOnes.get(first);
  if (relation) {
    const path = rest.length > 0 ? rest : [nameInLists(relation.target)];
    const column = columnAt(relation.target, path);
    return column && { kind: 'reference', relation, path, column };
  }
  const list = resource.sets.find(({ name }) => name === first);
  if (list && rest.length <= 1) {
    const field = rest[0] ?? nameInLists(list.target);
    const isKey = list.target.keys.some((key) => key.length === 1 && key[0] === field);
    if (field === 'id') return { kind: 'list', list, field, column: ID };
    return isKey ? { kind: 'list', list, field, column: list.target.columns.get(field)! } : undefined;
  }
  if (rest.length > 0) return undefined;
  const column = writableColumns(resource).find(({ name }) => name === first);
  if (column) return { kind: 'column', column };
  const isRead = resource.columns.has(first) || [...resource.computed, ...resource.measured].some(({ name }) => name === first);
  return isRead ? { kind: 'none' } : undefined;
}

/** The column that a path of key parts ends at. */
function columnAt(resource: ResourceEntry, [first, ...rest]: Path): Pick<ColumnFacts, 'type' | 'choice'> | undefined {
  if (first === 'id') return rest.length === 0 ? ID : undefined;
  if (first === undefined || !resource.keys.some((key) => key.includes(first))) return undefined;
  const relation = resource.toOnes.get(first);
  if (relation) return rest.length > 0 ? columnAt(relation.target, rest) : undefined;
  return rest.length === 0 ? resource.columns.get(first) : undefined;
}

/** References whose columns do not add up to a key. */
function* incomplete(resource: ResourceEntry, names: readonly string[], uses: readonly ColumnUse[]): Generator<Problem> {
  const paths = new Map<ToOneRelation, Path[]>();
  const places = new Map<ToOneRelation, number>();
  uses.forEach((use, index) => {
    if (use.kind !== 'reference') return;
    paths.set(use.relation, [...(paths.get(use.relation) ?? []), use.path]);
    if (!places.has(use.relation)) places.set(use.relation, index);
  });
  for (const [relation, given] of paths) {
    const missing = missingFrom(relation.target, given);
    if (!missing) continue;
    const index = places.get(relation)!;
    const keys = relation.target.keys.map((key) => key.join(' + '));
    yield {
      column: index + 1,
      header: names[index]!,
      reason: `${missing.length > 0 ? missing.map((part) => `${relation.name}.${part}`).join(', ') : 'Something'} is missing: ${relation.target.name} is named by ${['id', ...keys].join(', or by ')}.`,
    };
  }
  if (uses.every(({ kind }) => kind === 'none'))
    yield { column: 0, header: '', reason: `No column is a field of ${resource.name} that can be written.` };
}

/** What these paths lack to name an object; undefined where they do. */
function missingFrom(resource: ResourceEntry, paths: readonly Path[]): readonly string[] | undefined {
  if (paths.some(([first]) => first === 'id')) return undefined;
  const parts = new Set(paths.map(([first]) => first!));
  let fewest: readonly string[] = [];
  for (const key of resource.keys) {
    if (![...parts].some((part) => key.includes(part))) continue;
    const missing = key.filter((part) => !parts.has(part) && !isOptional(resource, part));
    const inner = key.flatMap((part) => {
      const relation = resource.toOnes.get(part);
      const below = paths.filter(([first]) => first === part).map(([, ...rest]) => rest);
      return relation && below.length > 0 ? (missingFrom(relation.target, below) ?? []).map((name) => `${part}.${name}`) : [];
    });
    const all = [...missing, ...inner];
    if (all.length === 0) return undefined;
    if (fewest.length === 0 || all.length < fewest.length) fewest = all;
  }
  return fewest;
}

const isOptional = (resource: ResourceEntry, part: string): boolean =>
  resource.toOnes.get(part)?.facts.optional ?? resource.columns.get(part)?.nullable ?? false;

/** A tree of values by the parts of a key, e.g. `{ site: { slug: 'ams' }, name: 'r1' }`. */
export interface Named {
  [part: string]: unknown;
}

/** The reference that these values make, in the form of `ThingKey`; null where none of them is there. */
export function referenceOf(resource: ResourceEntry, named: Named): unknown {
  const { id } = named;
  if (id !== undefined && id !== null) return { id };
  const parts: Named = {};
  for (const [part, value] of Object.entries(named)) {
    const relation = resource.toOnes.get(part);
    parts[part] = relation && value !== null ? referenceOf(relation.target, value as Named) : value;
  }
  if (Object.values(parts).every((value) => value === null || value === undefined)) return null;
  const key = resource.keys.find(
    (candidate) =>
      candidate.every((part) => (parts[part] !== undefined && parts[part] !== null) || isOptional(resource, part)) &&
      candidate.some((part) => parts[part] !== undefined && parts[part] !== null),
  );
  if (!key) return null;
  const [only] = key;
  if (key.length === 1) return { [only!]: parts[only!] };
  return { [keyFieldName(key)]: Object.fromEntries(key.map((part) => [part, parts[part] ?? null])) };
}
