/**
 * Where a price comes from, and what would lower it most.
 *
 * Each field's own part: its calls and the objects that it returns, at their weights, without what is selected of them; so the parts of a document of
 * one runtime type a level, with the root, add up to the price. Where a value may be of several types each path shows its dearest, so parts may add
 * up to more. Paths of a document can be exponentially many (fragments that double), so only so many are followed, the first met first.
 */
import type { CompiledCost } from './compile.ts';
import { addTerm, amountOf, evaluateExpression, type PriceNode, type PriceTerm, times, type Variables } from './expression.ts';

const MOST_PATHS = 2000;

export interface FieldPrice {
  /** Response keys from the root, joined with dots. */
  readonly path: string;
  readonly requested: number;
  /** How many values the field returns at most, over all its parents. */
  readonly count: number;
}

export interface PriceExplanation {
  /** Dearest first. */
  readonly fields: readonly FieldPrice[];
  readonly hint: string | null;
  readonly dearestField: string | null;
}

interface PathPart {
  requested: number;
  count: number;
  /** The price of the field with all that is selected of it, and the page that was asked for. */
  inclusive: number;
  page: number;
  slicedBy: string | undefined;
}

/** With a limit, the hint says how many records fit under it. */
export function explainPrice(compiled: CompiledCost, variables: Variables, limit?: number): PriceExplanation {
  const expression = compiled.expressionFor(variables);
  const { type, field } = evaluateExpression(expression, variables);
  const parts = partsOf(expression.root, variables);
  const fields = [...parts]
    .map(([path, { requested, count }]) => ({ path, requested, count }))
    .sort((left, right) => right.requested - left.requested || (left.path < right.path ? -1 : 1));
  return { fields, dearestField: fields[0]?.path ?? null, hint: hintFor(parts, type + field, limit) };
}

interface Visit {
  readonly nodes: readonly PriceNode[];
  readonly path: string;
  /** How many objects stand here at most. */
  readonly parents: number;
}

function partsOf(root: PriceNode, variables: Variables): Map<string, PathPart> {
  const parts = new Map<string, PathPart>();
  const queue: Visit[] = [{ nodes: [root], path: '', parents: 1 }];
  for (let index = 0; index < queue.length && parts.size < MOST_PATHS; index += 1) {
    const { nodes, path, parents } = queue[index]!;
    for (const [key, terms] of termsByKey(nodes)) {
      const below = key === '' ? path : path === '' ? key : `${path}.${key}`;
      const size = Math.max(...terms.map((term) => amountOf(term.size, variables)));
      const count = times(parents, size);
      if (key !== '') note(parts, below, terms, variables, parents, count);
      const choices = terms.flatMap((term) => term.choices);
      if (choices.length > 0 && count > 0) queue.push({ nodes: choices, path: below, parents: count });
    }
  }
  return parts;
}

function termsByKey(nodes: readonly PriceNode[]): Map<string, PriceTerm[]> {
  const byKey = new Map<string, PriceTerm[]>();
  for (const node of new Set(nodes))
    for (const term of node.terms) {
      const known = byKey.get(term.responseKey);
      if (known) known.push(term);
      else byKey.set(term.responseKey, [term]);
    }
  return byKey;
}

function note(
  parts: Map<string, PathPart>,
  path: string,
  terms: readonly PriceTerm[],
  variables: Variables,
  parents: number,
  count: number,
): void {
  let requested = 0;
  let inclusive = 0;
  for (const term of terms) {
    const weight = term.choices.reduce((most, choice) => Math.max(most, choice.weight), 0);
    const item = amountOf(term.itemType, variables) + amountOf(term.itemField, variables) + weight;
    const own = amountOf(term.call, variables) + times(amountOf(term.size, variables), item);
    const price = { type: 0, field: 0 };
    addTerm(price, term, variables);
    requested = Math.max(requested, times(parents, own));
    inclusive = Math.max(inclusive, times(parents, price.type + price.field));
  }
  const part = parts.get(path);
  const sliced = terms.find((term) => term.slicedBy !== undefined);
  const page = sliced ? amountOf(sliced.size, variables) : 1;
  if (part) {
    part.requested += requested;
    part.inclusive += inclusive;
    part.count += count;
  } else parts.set(path, { requested, inclusive, count, page, slicedBy: sliced?.slicedBy });
}

function hintFor(parts: ReadonlyMap<string, PathPart>, total: number, limit: number | undefined): string | null {
  const paged = dearest([...parts].filter(([, { page, slicedBy }]) => slicedBy !== undefined && page > 1));
  if (paged) {
    const [path, { page, inclusive, slicedBy }] = paged;
    const fitting =
      limit === undefined || limit >= total ? Math.floor(page / 2) : Math.floor((page * (limit - (total - inclusive))) / inclusive);
    const wanted = Math.min(page - 1, Math.max(1, fitting));
    const saved = Math.floor(inclusive * (1 - wanted / page));
    return `Ask for ${slicedBy}: ${wanted} instead of ${page} at "${path}"; that saves ${saved} of ${total}.`;
  }
  const costly = [...parts].filter(([, { inclusive }]) => inclusive > 0);
  // To leave out a whole root field saves everything and helps nobody, so what hangs below one is proposed first.
  const other = dearest(costly.filter(([path]) => path.includes('.'))) ?? dearest(costly);
  return other && `Leave out "${other[0]}"; that saves ${other[1].inclusive} of ${total}.`;
}

function dearest(parts: readonly [string, PathPart][]): [string, PathPart] | null {
  let found: [string, PathPart] | null = null;
  for (const part of parts) if (!found || part[1].inclusive > found[1].inclusive) found = part;
  return found;
}
