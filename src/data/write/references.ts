/**
 * References: global ids and natural keys of other objects → keys of rows.
 *
 * All references of all items are looked up together: one statement for the ids of a type, and one for each kind of natural key of a type; keys that hold
 * keys (an interface by its device by its site) are looked up from the innermost out. An object that the viewer may not see is not found, like one that
 * does not exist.
 */
import type { ResourceEntry } from '../../resource/catalog.ts';
import { keyFieldName } from '../../resource/derive/inputs.ts';
import { typeOf } from '../column-sql.ts';
import { FilterCompiler } from '../filter.ts';
import { decodeGlobalId } from '../global-id.ts';
import { allOf, columnOf, join, name, type Sql, sql, word } from '../sql.ts';
import { isRecord } from './check-values.ts';
import { run } from './run.ts';
import type { WriteContext } from './write.ts';

export interface Reference {
  readonly resource: ResourceEntry;
  /** A global id, or a natural key in the form of `ThingKey`. */
  readonly given: unknown;
}

export type Found = { readonly kind: 'found'; readonly key: number } | { readonly kind: 'none' } | { readonly kind: 'several' };

const NONE: Found = { kind: 'none' };
const SEVERAL: Found = { kind: 'several' };

interface KeyLookup {
  readonly reference: Reference;
  readonly identity: string;
  readonly parts: readonly string[];
  /** By part; keys of rows for relations. */
  readonly values: Record<string, unknown>;
}

export class References {
  private readonly context: WriteContext;
  private readonly known = new Map<string, Found>();

  constructor(context: WriteContext) {
    this.context = context;
  }

  /** Rows were written since: what was not there may be by now. */
  forgetMissing(): void {
    for (const [identity, found] of this.known) if (found.kind === 'none') this.known.delete(identity);
  }

  async find(references: readonly Reference[]): Promise<readonly Found[]> {
    const identities = references.map(identityOf);
    const unknown = new Map<string, Reference>();
    references.forEach((reference, index) => {
      if (!this.known.has(identities[index]!)) unknown.set(identities[index]!, reference);
    });
    if (unknown.size > 0) await this.lookUp(unknown);
    return identities.map((identity) => this.known.get(identity) ?? NONE);
  }

  private async lookUp(references: ReadonlyMap<string, Reference>): Promise<void> {
    const byId = new Map<ResourceEntry, Map<number, string>>();
    const byKey: KeyLookup[] = [];
    for (const [identity, reference] of references) {
      const { resource } = reference;
      const id = idOf(reference.given);
      if (id !== undefined) {
        const decoded = decodeGlobalId(id);
        if (decoded?.type !== resource.name) continue;
        byId.set(resource, (byId.get(resource) ?? new Map()).set(decoded.key, identity));
      } else {
        const lookup = keyLookup(reference, identity);
        if (lookup) byKey.push(lookup);
      }
    }
    // What lies inside of keys comes first: it may be one of those that are looked for here.
    const groups = await this.groupsOf(byKey);
    for (const [resource, keys] of byId)
      for (const key of await this.visible(resource, [...keys.keys()])) this.known.set(keys.get(key)!, { kind: 'found', key });
    for (const group of groups) {
      const [{ reference, parts }] = group as [KeyLookup, ...KeyLookup[]];
      const found = await rowsWithKey(
        reference.resource,
        parts,
        group.map(({ values }) => values),
        this.context,
      );
      group.forEach(({ identity }, index) => {
        const keys = found[index]!;
        this.known.set(identity, keys.length === 0 ? NONE : keys.length > 1 ? SEVERAL : { kind: 'found', key: keys[0]! });
      });
    }
    for (const identity of references.keys()) if (!this.known.has(identity)) this.known.set(identity, NONE);
  }

  private async visible(resource: ResourceEntry, keys: readonly number[]): Promise<readonly number[]> {
    const filters = new FilterCompiler(this.context.viewer);
    const alias = filters.alias();
    const condition = allOf([sql`${columnOf(alias, 'id')} = ANY (${keys}::bigint[])`, filters.visible(resource, alias)]);
    const rows = await run(
      sql`SELECT ${columnOf(alias, 'id')}\nFROM ${name(resource.name)} ${word(alias)}\nWHERE ${condition}`,
      this.context,
    );
    return rows.map(([key]) => key as number);
  }

  /** Lookups by resource and key, with the references inside of them found; those that hold one that is not there are left out. */
  private async groupsOf(lookups: readonly KeyLookup[]): Promise<readonly KeyLookup[][]> {
    const inner: { lookup: KeyLookup; part: string; reference: Reference }[] = [];
    for (const lookup of lookups)
      for (const part of lookup.parts) {
        const relation = lookup.reference.resource.toOnes.get(part);
        const given = lookup.values[part];
        if (relation && given !== null) inner.push({ lookup, part, reference: { resource: relation.target, given } });
      }
    const found = inner.length === 0 ? [] : await this.find(inner.map(({ reference }) => reference));
    const hopeless = new Set<KeyLookup>();
    inner.forEach(({ lookup, part }, index) => {
      const target = found[index]!;
      if (target.kind === 'found') lookup.values[part] = target.key;
      else hopeless.add(lookup);
    });
    const groups = new Map<string, KeyLookup[]>();
    for (const lookup of lookups) {
      if (hopeless.has(lookup)) continue;
      const signature = `${lookup.reference.resource.name} ${lookup.parts.join()}`;
      const group = groups.get(signature);
      if (group) group.push(lookup);
      else groups.set(signature, [lookup]);
    }
    return [...groups.values()];
  }
}

function identityOf({ resource, given }: Reference): string {
  return `${resource.name} ${typeof given === 'string' ? given : JSON.stringify(given)}`;
}

function idOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given;
  return isRecord(given) && typeof given['id'] === 'string' ? given['id'] : undefined;
}

function keyLookup(reference: Reference, identity: string): KeyLookup | undefined {
  const { resource, given } = reference;
  if (!isRecord(given)) return undefined;
  const [[field, value] = []] = Object.entries(given).filter(([, part]) => part !== undefined);
  if (field === undefined) return undefined;
  const single = resource.keys.find((parts) => parts.length === 1 && parts[0] === field);
  const values = single ? { [field]: value } : value;
  if (!isRecord(values)) return undefined;
  const parts = single ?? resource.keys.find((candidate) => candidate.length > 1 && keyFieldName(candidate) === field);
  if (!parts) return undefined;
  return { reference, identity, parts, values: Object.fromEntries(parts.map((part) => [part, values[part] ?? null])) };
}

/** The column behind a part of a key, its type, and whether it may be null. */
export function columnOfPart(resource: ResourceEntry, part: string): { column: string; type: Sql; nullable: boolean } {
  const relation = resource.toOnes.get(part);
  if (relation) return { column: relation.facts.via, type: word('bigint'), nullable: relation.facts.optional };
  const column = resource.columns.get(part)!;
  return { column: part, type: typeOf(column), nullable: column.nullable };
}

/**
 * For each record, by part, the keys of the rows that have these values and that the viewer may see; a missing value equals a missing value.
 *
 * A reference to what the viewer may not see is missing: it reads as null, so a key with null in its place names the row, here as in `thingBy`. Else the
 * row that they see would not be recognised, and that would tell them what it refers to.
 */
export async function rowsWithKey(
  resource: ResourceEntry,
  parts: readonly string[],
  records: readonly Readonly<Record<string, unknown>>[],
  context: WriteContext,
): Promise<readonly (readonly number[])[]> {
  const filters = new FilterCompiler(context.viewer);
  const alias = filters.alias();
  const columns = parts.map((part) => ({ part, ...columnOfPart(resource, part) }));
  const conditions = columns.map(({ part, column, nullable }) => {
    const [theirs, ours] = [columnOf(alias, column), columnOf('f', column)];
    if (!nullable) return sql`${theirs} = ${ours}`;
    const relation = resource.toOnes.get(part);
    const read = relation ? filters.reference(relation.target, column, alias) : theirs;
    return sql`(${theirs} = ${ours} OR (${read} IS NULL AND ${ours} IS NULL))`;
  });
  const wanted = JSON.stringify(
    records.map((record, n) => ({ n, ...Object.fromEntries(columns.map(({ part, column }) => [column, record[part]])) })),
  );
  const shape = join([sql`n integer`, ...columns.map(({ column, type }) => sql`${name(column)} ${type}`)], ', ');
  const rows = await run(
    sql`SELECT f.n, ${columnOf(alias, 'id')}\nFROM jsonb_to_recordset(${wanted}::jsonb) AS f(${shape})\nJOIN ${name(resource.name)} ${word(alias)} ON ${join(conditions, ' AND ')}\nWHERE ${filters.visible(resource, alias)}`,
    context,
  );
  const found = records.map((): number[] => []);
  for (const [n, key] of rows) found[n as number]!.push(key as number);
  return found;
}
