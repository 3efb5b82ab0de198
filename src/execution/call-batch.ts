/**
 * Calls a batch resolver and holds it to its promise: one result for each parent.
 */
import type { BatchResolver, ExecutionContext, Selection } from './batch.ts';

/** Answers at once when the resolver does. A miscount fails every parent: results handed to the wrong parents could be another tenant's. */
export function callBatch(
  batch: BatchResolver,
  parents: readonly object[],
  args: Readonly<Record<string, unknown>>,
  selection: Selection,
  context: ExecutionContext,
  coordinate: string,
): readonly unknown[] | Promise<readonly unknown[]> {
  const answer = batch(parents, args, selection, context);
  return Array.isArray(answer)
    ? counted(answer, parents, coordinate)
    : (answer as Promise<readonly unknown[]>).then((results) => counted(results, parents, coordinate));
}

function counted(results: readonly unknown[], parents: readonly object[], coordinate: string): readonly unknown[] {
  if (Array.isArray(results) && results.length === parents.length) return results;
  const found = Array.isArray(results) ? `${results.length} results` : 'something other than a list';
  throw new Error(`The batch resolver of ${coordinate} was called for ${parents.length} parents and answered ${found}.`);
}
