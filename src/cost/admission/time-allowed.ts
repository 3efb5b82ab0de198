/**
 * How long an operation may take, by its price.
 *
 * The dearest may run for the whole of the deadline; one that costs nothing gets half of it, and the rest lies on a line between the two. What is cheap
 * and takes long has met a lock or a database in trouble, and a place that it holds on to is one that others wait for. The same share, without the half
 * that all have, is the patience of an operation that waits: the cheaper, the sooner it is due.
 */
export interface TimeLimits {
  readonly deadlineMilliseconds: number;
  /** From this price on an operation has the whole deadline. */
  readonly dearCost: number;
}

const SHARE_OF_ALL = 0.5;

export function millisecondsAllowed(cost: number, limits: TimeLimits): number {
  return Math.round(limits.deadlineMilliseconds * SHARE_OF_ALL + patience(cost, limits));
}

/** At most half of the deadline. */
export function patience(cost: number, { deadlineMilliseconds, dearCost }: TimeLimits): number {
  return deadlineMilliseconds * (1 - SHARE_OF_ALL) * Math.min(1, cost / dearCost);
}
