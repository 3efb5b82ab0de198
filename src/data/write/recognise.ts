/**
 * Is it there already? An upsert recognises a row by the first of its natural keys that the item gives completely, else by what the declaration says that
 * rows are recognised by.
 *
 * A column that the item leaves out counts as its default, as it would in a new row.
 *
 * A relation that may be missing is part of the key as missing, where the index counts missing values as equal (NULLS NOT DISTINCT): a device without a
 * tenant is named by its site and name. Where it does not, a key with a missing part names nothing.
 */
import type { ResourceEntry } from '../../resource/catalog.ts';
import { columnOfPart, rowsWithKey } from './references.ts';
import type { DatabaseFacts } from './table-facts.ts';
import type { WriteContext } from './write.ts';

type Values = Readonly<Record<string, unknown>>;

export type Recognition =
  | { readonly kind: 'known'; readonly key: number }
  /** Equal for items that would be the same new row. */
  | { readonly kind: 'new'; readonly identity: string }
  | { readonly kind: 'several' }
  | { readonly kind: 'nameless' };

/** What each of the items is, by the values of its columns. One statement for each key that is used. */
export async function recognise(
  resource: ResourceEntry,
  items: readonly Values[],
  facts: DatabaseFacts,
  context: WriteContext,
): Promise<readonly Recognition[]> {
  const candidates = candidateKeys(resource, facts);
  const defaults = facts.get(resource.name)?.defaults ?? {};
  const partOf = (values: Values, part: string): unknown => {
    const { column } = columnOfPart(resource, part);
    return values[column] === undefined ? (defaults[column] ?? null) : values[column];
  };
  const recognised: Recognition[] = items.map(() => ({ kind: 'nameless' }));
  const groups = new Map<readonly string[], number[]>();
  items.forEach((values, index) => {
    const parts = candidates.find((candidate) => isComplete(resource, candidate, (part) => partOf(values, part)))?.parts;
    if (!parts) return;
    const group = groups.get(parts);
    if (group) group.push(index);
    else groups.set(parts, [index]);
  });
  for (const [parts, indices] of groups) {
    const records = indices.map((index) => Object.fromEntries(parts.map((part) => [part, partOf(items[index]!, part)])));
    const found = await rowsWithKey(resource, parts, records, context);
    indices.forEach((index, position) => {
      const keys = found[position]!;
      if (keys.length === 0) recognised[index] = { kind: 'new', identity: JSON.stringify([parts, records[position]]) };
      else recognised[index] = keys.length === 1 ? { kind: 'known', key: keys[0]! } : { kind: 'several' };
    });
  }
  return recognised;
}

interface CandidateKey {
  readonly parts: readonly string[];
  readonly missingIsEqual: boolean;
}

function candidateKeys(resource: ResourceEntry, facts: DatabaseFacts): readonly CandidateKey[] {
  const rules = [...(facts.get(resource.name)?.rules.values() ?? [])].filter(({ kind }) => kind === 'unique');
  const keys = resource.keys.map((parts) => {
    const columns = new Set(parts.map((part) => columnOfPart(resource, part).column));
    const rule = rules.find(
      (candidate) => candidate.columns.length === columns.size && candidate.columns.every((column) => columns.has(column)),
    );
    return { parts, missingIsEqual: rule?.nullsEqual ?? false };
  });
  return resource.recognisedBy ? [...keys, { parts: resource.recognisedBy, missingIsEqual: true }] : keys;
}

function isComplete(resource: ResourceEntry, { parts, missingIsEqual }: CandidateKey, partOf: (part: string) => unknown): boolean {
  const last = parts.at(-1);
  return parts.every((part) => {
    if (partOf(part) !== null) return true;
    const { nullable } = columnOfPart(resource, part);
    // The last column of a key is the name proper; a row without one is not named at all.
    return missingIsEqual && nullable && (part !== last || resource.toOnes.has(part)) && parts.length > 1;
  });
}

/** In words, what an item has to give. */
export function keysInWords({ keys, recognisedBy }: ResourceEntry): string {
  return [...keys, ...(recognisedBy ? [recognisedBy] : [])].map((parts) => parts.map((part) => `\`${part}\``).join(' and ')).join(', or ');
}
