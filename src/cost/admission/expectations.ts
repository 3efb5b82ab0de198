/**
 * What an operation will probably cost, learned from what it did cost.
 *
 * A price is an upper bound: it assumes that every page is full. How much of it is used is much the same each time a document is asked, so the share is kept
 * with the compiled document, the latest times counting most. Only waiting goes by this; what is reserved and what may run at once goes by the price.
 */
import type { CompiledCost } from '../compile.ts';

const WEIGHT_OF_LATEST = 0.2;

export class Expectations {
  private readonly shares = new WeakMap<CompiledCost, number>();

  /** Undefined for a document that was never asked. */
  expected(compiled: CompiledCost, cost: number): number | undefined {
    const share = this.shares.get(compiled);
    return share === undefined ? undefined : cost * share;
  }

  learn(compiled: CompiledCost, cost: number, actual: number): void {
    if (cost <= 0) return;
    const known = this.shares.get(compiled);
    const share = actual / cost;
    this.shares.set(compiled, known === undefined ? share : known + (share - known) * WEIGHT_OF_LATEST);
  }
}
