/**
 * What a budget is: a token bucket that holds points, and fills up again at a steady rate.
 *
 * An operation reserves its upper bound before it runs and gives back what it did not use. A reservation is taken whole or not at all, from all of the
 * buckets that it concerns, so that no number of parallel requests can spend more than a bucket holds.
 */

export interface BucketLimits {
  /** The most points that the bucket holds; it starts full. */
  readonly capacity: number;
  /** Points that flow in each second. */
  readonly refillPerSecond: number;
}

export interface Bucket extends BucketLimits {
  /** Names the bucket among all: a viewer's, a tenant's. */
  readonly key: string;
}

export type Reservation =
  | { readonly kind: 'granted'; readonly points: number; readonly available: number; refund(unused: number): Promise<void> }
  /** `retryAfterSeconds` is when there will be enough, if nobody else takes it; infinite when the bucket could never hold as much. */
  | { readonly kind: 'refused'; readonly available: number; readonly retryAfterSeconds: number };

export interface Budgets {
  /** Takes `points` from every bucket, or from none. The first bucket is the one whose state is reported. */
  reserve(buckets: readonly Bucket[], points: number): Promise<Reservation>;
}

/** Points in a bucket that held `tokens` at a moment, some milliseconds later. */
export function refilled({ capacity, refillPerSecond }: BucketLimits, tokens: number, elapsedMilliseconds: number): number {
  return Math.min(capacity, tokens + (Math.max(0, elapsedMilliseconds) * refillPerSecond) / 1000);
}

export function secondsUntil({ capacity, refillPerSecond }: BucketLimits, available: number, points: number): number {
  if (points > capacity) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.ceil((points - available) / refillPerSecond));
}
