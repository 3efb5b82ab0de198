/**
 * What an operation did cost, counted with the weights that priced it.
 *
 * The executor says of each field and level how many parents it was asked for and how many objects it answered; each call and each object is charged
 * what the price expression charges for one. As the price assumed the most calls and the most objects everywhere, the count can never be above it:
 * where it is, the price was unsound, and an alarm says so. An object of an abstract type is charged as the lightest that may stand there, because the
 * price holds the dearest selection, which need not be the one of the heaviest type.
 */
import type { CompiledCost } from './compile.ts';
import { amountOf, type PriceExpression, type PriceNode, type PriceTerm, type Variables } from './expression.ts';

/** A field of a document at its place; the executor's own plan fields are some. The same object stands for the same field each time. */
export interface CountedField {
  /** Response keys from the root, joined with dots. */
  readonly path: string;
  readonly parentType: { readonly name: string };
}

export interface FieldCount {
  readonly path: string;
  actual: number;
  /** How many objects the field answered, over all its parents. */
  count: number;
}

/** The terms of the fields of one expression, found once and not once a request. */
const termsByExpression = new WeakMap<PriceExpression, WeakMap<CountedField, readonly PriceTerm[]>>();

export class ActualCost {
  /** The root itself is an object of the answer. */
  total: number;
  private readonly byPath = new Map<string, FieldCount>();
  private readonly expression: PriceExpression;
  private readonly known: WeakMap<CountedField, readonly PriceTerm[]>;
  private readonly variables: Variables;

  /** The variables are those of the price, coerced. */
  constructor(compiled: CompiledCost, variables: Variables) {
    this.expression = compiled.expressionFor(variables);
    this.variables = variables;
    this.total = Math.max(0, this.expression.root.weight);
    const known = termsByExpression.get(this.expression);
    this.known = known ?? new WeakMap();
    if (!known) termsByExpression.set(this.expression, this.known);
  }

  /** Charges the calls and the objects of one field at one level. An observer of the executor by itself: `observe: actual.note`. */
  readonly note = (field: CountedField, parents: number, results: number): void => {
    const terms = this.termsOf(field);
    if (terms.length === 0) return;
    let call = Number.POSITIVE_INFINITY;
    let each = Number.POSITIVE_INFINITY;
    let hasObjects = false;
    for (const term of terms) {
      call = Math.min(call, amountOf(term.call, this.variables));
      each = Math.min(each, weightOfOne(term, this.variables));
      if (term.choices.length > 0) hasObjects = true;
    }
    // What is no object (a leaf, introspection) is priced whole, once a call.
    const objects = hasObjects ? results : Math.min(results, parents);
    const actual = parents * call + objects * Math.max(0, each);
    if (actual === 0 && objects === 0) return;
    this.total += actual;
    const count = this.byPath.get(field.path);
    if (count) {
      count.actual += actual;
      count.count += objects;
    } else this.byPath.set(field.path, { path: field.path, actual, count: objects });
  };

  /** By path, so that it can be laid beside what was requested. */
  get fields(): ReadonlyMap<string, FieldCount> {
    return this.byPath;
  }

  private termsOf(field: CountedField): readonly PriceTerm[] {
    let terms = this.known.get(field);
    if (!terms) {
      terms = findTerms(this.expression.root, field);
      this.known.set(field, terms);
    }
    return terms;
  }
}

/** More than one where objects of several types meet at one path. */
function findTerms(root: PriceNode, { path, parentType }: CountedField): readonly PriceTerm[] {
  const keys = path.split('.');
  const last = keys.pop();
  let nodes: ReadonlySet<PriceNode> = new Set([root]);
  for (const key of keys) {
    const below = new Set<PriceNode>();
    for (const { terms } of nodes)
      for (const term of terms) if (term.responseKey === key) for (const choice of term.choices) below.add(choice);
    nodes = below;
  }
  const found: PriceTerm[] = [];
  for (const { typeName, terms } of nodes)
    if (typeName === parentType.name) for (const term of terms) if (term.responseKey === last) found.push(term);
  return found;
}

function weightOfOne({ choices, itemType, itemField }: PriceTerm, variables: Variables): number {
  if (choices.length === 0) return amountOf(itemType, variables) + amountOf(itemField, variables);
  let lightest = Number.POSITIVE_INFINITY;
  for (const { weight } of choices) lightest = Math.min(lightest, weight);
  return lightest;
}
