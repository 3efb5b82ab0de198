/** Reads what a person declared about variables: `{ "first": { "max": 50 } }`. */
import type { Bounds } from './operation.ts';

const KINDS: ReadonlySet<string> = new Set(['max', 'length', 'objects']);

export function readBounds(value: unknown): { readonly bounds: Bounds } | { readonly reason: string } {
  if (!isObject(value)) return { reason: 'Its bounds have to be an object, by the names of variables.' };
  for (const [name, bound] of Object.entries(value)) {
    if (!isObject(bound)) return { reason: `The bounds of \`$${name}\` have to be an object with \`max\`, \`length\` or \`objects\`.` };
    for (const [kind, most] of Object.entries(bound)) {
      if (!KINDS.has(kind)) return { reason: `\`$${name}\` has a bound \`${kind}\`; there are \`max\`, \`length\` and \`objects\`.` };
      if (!Number.isSafeInteger(most) || (most as number) < 0)
        return { reason: `The bound \`${kind}\` of \`$${name}\` has to be a whole number.` };
    }
  }
  return { bounds: value as Bounds };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The same for several operations, by their names: `{ "Devices": { "first": { "max": 50 } } }`. */
export function readBoundsByName(value: unknown): { readonly byName: Readonly<Record<string, Bounds>> } | { readonly reason: string } {
  if (!isObject(value)) return { reason: 'Bounds have to be an object, by the names of operations.' };
  const byName: Record<string, Bounds> = {};
  for (const [name, given] of Object.entries(value)) {
    const read = readBounds(given);
    if ('reason' in read) return { reason: `${name}: ${read.reason}` };
    byName[name] = read.bounds;
  }
  return { byName };
}
