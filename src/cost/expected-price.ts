/**
 * What an operation will probably cost, beside what it may cost at most: each list as long as such lists are, and no longer than its page.
 *
 * The same expression as the price, with other sizes, so it is never above it: a list of which nothing is known counts as full, and so does a page that a
 * filter was applied to, since a filter looks for what is there. Of several types that may stand in one place the dearest counts, as in the price.
 */
import type { CompiledCost } from './compile.ts';
import { amountOf, type PriceNode, type PriceTerm, times, type Variables } from './expression.ts';

/** How many rows hang on one parent: on all on average, and on the one that is ahead of 99 in 100. */
export interface FanOut {
  readonly average: number;
  readonly p99: number;
}

/** By the coordinate of the list, `Device.interfaces`; undefined for what is not known. */
export type FanOuts = (list: string) => FanOut | undefined;

export interface ExpectedPrice {
  readonly average: number;
  /** With every list as long as the longest hundredth is at least. */
  readonly p99: number;
}

/** For the IBM dialect, whose nodes carry their own weight. */
export function expectPrice(compiled: CompiledCost, variables: Variables, fanOuts: FanOuts): ExpectedPrice {
  const { root } = compiled.expressionFor(variables);
  return {
    average: new Expectation(variables, (list) => fanOuts(list)?.average).of(root),
    p99: new Expectation(variables, (list) => fanOuts(list)?.p99).of(root),
  };
}

class Expectation {
  private readonly variables: Variables;
  private readonly lengthOf: (list: string) => number | undefined;
  private readonly known = new Map<PriceNode, number>();

  constructor(variables: Variables, lengthOf: (list: string) => number | undefined) {
    this.variables = variables;
    this.lengthOf = lengthOf;
  }

  /** Nodes are as deep as documents may be, and each is looked at once. */
  of(node: PriceNode): number {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    let total = node.weight;
    for (const term of node.terms) total += this.ofTerm(term);
    this.known.set(node, total);
    return total;
  }

  private ofTerm(term: PriceTerm): number {
    const { variables } = this;
    const call = amountOf(term.call, variables);
    const size = Math.min(
      amountOf(term.size, variables),
      (term.list === undefined ? undefined : this.lengthOf(term.list)) ?? Number.POSITIVE_INFINITY,
    );
    if (size === 0) return call;
    let below = 0;
    for (const choice of term.choices) below = Math.max(below, this.of(choice));
    return call + times(size, amountOf(term.itemType, variables) + amountOf(term.itemField, variables) + below);
  }
}
