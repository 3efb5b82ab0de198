/**
 * The same answer, byte for byte, whoever computed it and whichever query of the database came back first.
 *
 * Errors come in the order of their paths. A null that several failures could have caused names one of them: the specification wants no more
 * (section 6.4.4), and graphql-js also lists failures inside an object that another failure had already removed, if they happened to be earlier.
 * Of those this keeps the last, which is the one that made the null.
 *
 * No more than a thousand are listed. A null in place of an argument fails a field once for each row, so one request could ask for a list of any
 * length that says the same thing; locating and writing an error takes 45 µs, 25,000 of them held the process for more than a second.
 */
import { type ExecutionResult, GraphQLError } from 'graphql';

export type ResponsePath = readonly (string | number)[];

/** The result with its errors in order; the same object when there are none. */
export function sortErrors<Result extends ExecutionResult>(result: Result): Result {
  if (!result.errors?.length) return result;
  const causes = new Map<string, GraphQLError>();
  const unplaced: GraphQLError[] = [];
  for (const error of result.errors) {
    if (!error.path || result.data === undefined) unplaced.push(error);
    else causes.set(JSON.stringify(error.path.slice(0, nulledLength(result.data, error.path))), error);
  }
  const placed = [...causes.values()].sort(
    (left, right) => comparePaths(left.path ?? [], right.path ?? []) || compareText(left.message, right.message),
  );
  unplaced.sort((left, right) => compareText(left.message, right.message));
  return { ...result, errors: [...unplaced, ...withNotice(placed.slice(0, MOST_ERRORS), placed.length)] };
}

export const MOST_ERRORS = 1_000;

/** These errors, with a word about those that are not among them. */
export function withNotice(listed: readonly GraphQLError[], all: number): readonly GraphQLError[] {
  return all > listed.length ? [new GraphQLError(`${all - listed.length} more errors are not listed.`), ...listed] : listed;
}

/** How many steps of the path lead to the null that stands in the answer; 0 is the whole of `data`. */
export function nulledLength(data: unknown, path: ResponsePath): number {
  let value = data;
  for (let length = 0; length < path.length; length++) {
    if (value === null || typeof value !== 'object') return length;
    value = (value as Record<string | number, unknown>)[path[length]!];
  }
  return path.length;
}

/** Indices by size, names by code unit, a parent before its children. */
export function comparePaths(left: ResponsePath, right: ResponsePath): number {
  const length = Math.min(left.length, right.length);
  for (let step = 0; step < length; step++) {
    const a = left[step]!;
    const b = right[step]!;
    if (a === b) continue;
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    return typeof a === typeof b ? compareText(a as string, b as string) : typeof a === 'number' ? -1 : 1;
  }
  return left.length - right.length;
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
