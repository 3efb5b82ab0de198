/**
 * A manifest laid beside what was registered before: what is new, what changed and by how much, what is refused, and what is gone.
 *
 * One comparison serves every command: `check` has a file of prices for the other side, `diff` and `publish` have the registry. Pure; the assessor parses and
 * prices.
 */
import type { Manifest, ManifestEntry } from './manifest.ts';
import type { AssessedOperation, Assessor, Bounds } from './operation.ts';

/** What is known of an operation from the last time. */
export interface Before {
  readonly id: string;
  readonly name: string;
  readonly price: number;
}

export interface ComparedOperation {
  readonly source: string;
  readonly id: string;
  readonly text: string;
  readonly assessed: AssessedOperation;
  /** `changed` is another text by the same name. */
  readonly change: 'new' | 'same' | 'changed';
  readonly before: Before | undefined;
}

export interface RefusedEntry {
  readonly source: string;
  readonly id: string | undefined;
  readonly reason: string;
  readonly price: number | undefined;
}

export interface Comparison {
  readonly format: Manifest['format'];
  readonly operations: readonly ComparedOperation[];
  readonly refused: readonly RefusedEntry[];
  /** Known from the last time, and in the manifest no more, by id or by name. */
  readonly gone: readonly Before[];
}

export interface CompareOptions {
  readonly assessor: Assessor;
  /** The most that one request of the audience may cost. */
  readonly ceiling: number;
  /** Beside those of the manifest, by the names of operations. */
  readonly bounds: Readonly<Record<string, Bounds>>;
  readonly before: readonly Before[];
}

export function compareManifest(manifest: Manifest, { assessor, ceiling, bounds, before }: CompareOptions): Comparison {
  const operations: ComparedOperation[] = [];
  const refused: RefusedEntry[] = manifest.problems.map(({ source, reason }) => ({ source, reason, id: undefined, price: undefined }));
  const byName = new Map<string, string>();
  for (const entry of manifest.entries) {
    try {
      for (const assessed of assess(entry, assessor, bounds)) {
        const { price, name } = assessed;
        const refusal = (reason: string) => refused.push({ source: entry.source, id: entry.id, reason, price });
        const namesake = name === '' ? undefined : byName.get(name);
        if (price > ceiling)
          refusal(`${named(name)} can cost ${price}; one request of its audience may cost ${ceiling}. ${advice(assessed)}`);
        else if (namesake !== undefined && namesake !== entry.id) refusal(`${named(name)} is in the manifest twice, with different texts.`);
        else operations.push({ source: entry.source, id: entry.id, text: entry.text, assessed, ...changeOf(entry.id, name, before) });
        byName.set(name, entry.id);
      }
    } catch (error) {
      refused.push({
        source: entry.source,
        id: entry.id,
        reason: error instanceof Error ? error.message : String(error),
        price: undefined,
      });
    }
  }
  const ids = new Set(manifest.entries.map(({ id }) => id));
  return { format: manifest.format, operations, refused, gone: before.filter(({ id, name }) => !ids.has(id) && !byName.has(name)) };
}

/** Bounds that are declared by an operation's name are held only by that operation, even where its text has several. */
function assess({ text, name, bounds }: ManifestEntry, assessor: Assessor, byName: CompareOptions['bounds']): readonly AssessedOperation[] {
  const first = assessor.assess(text, name, bounds);
  return first.flatMap((assessed) => {
    const more = byName[assessed.name];
    return more ? assessor.assess(text, assessed.name, { ...bounds, ...more }) : [assessed];
  });
}

function changeOf(id: string, name: string, before: readonly Before[]): Pick<ComparedOperation, 'change' | 'before'> {
  const same = before.find((known) => known.id === id && known.name === name);
  if (same) return { change: 'same', before: same };
  const namesake = name === '' ? undefined : before.find((known) => known.name === name);
  return namesake ? { change: 'changed', before: namesake } : { change: 'new', before: undefined };
}

function advice({ bounds }: AssessedOperation): string {
  const pages = Object.entries(bounds).filter(([, { max }]) => max !== undefined);
  if (pages.length === 0) return 'Ask for smaller pages, or for fewer nested lists.';
  const [name, { max }] = pages.reduce((most, next) => (next[1].max! > most[1].max! ? next : most));
  return `\`$${name}\` may be ${max}; declare a bound for it: { "${name}": { "max": ${Math.max(1, Math.floor(max! / 10))} } }.`;
}

const named = (name: string): string => (name === '' ? 'The operation' : `\`${name}\``);
