/** Budgets of one process, in memory: for a server without Redis, and for the time in which Redis does not answer. */
import { type Bucket, type Budgets, type Reservation, refilled, secondsUntil } from './budget.ts';

interface Level {
  tokens: number;
  at: number;
}

interface LocalBudgetsOptions {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** The part of each bucket that this process may spend: 1 when it is alone. */
  readonly share?: number;
  /** Above this many, the buckets that were left alone longest are forgotten. */
  readonly mostBuckets?: number;
}

export class LocalBudgets implements Budgets {
  private readonly levels = new Map<string, Level>();
  private readonly now: () => number;
  private readonly share: number;
  private readonly mostBuckets: number;

  constructor({ now, share = 1, mostBuckets = 10_000 }: LocalBudgetsOptions) {
    this.now = now;
    this.share = share;
    this.mostBuckets = mostBuckets;
  }

  async reserve(whole: readonly Bucket[], points: number): Promise<Reservation> {
    const buckets = whole.map((bucket) => this.shareOf(bucket));
    const at = this.now();
    const available = buckets.map((bucket) => this.level(bucket, at));
    const wait = Math.max(...buckets.map((bucket, index) => secondsUntil(bucket, available[index]!, points)));
    if (buckets.some((_, index) => available[index]! < points))
      return { kind: 'refused', available: Math.floor(available[0]!), retryAfterSeconds: wait };
    buckets.forEach(({ key }, index) => {
      this.levels.set(key, { tokens: available[index]! - points, at });
    });
    return {
      kind: 'granted',
      points,
      available: Math.floor(available[0]! - points),
      refund: async (unused) => {
        const later = this.now();
        for (const bucket of buckets)
          this.levels.set(bucket.key, { tokens: Math.min(bucket.capacity, this.level(bucket, later) + unused), at: later });
      },
    };
  }

  private shareOf(bucket: Bucket): Bucket {
    return { key: bucket.key, capacity: bucket.capacity * this.share, refillPerSecond: bucket.refillPerSecond * this.share };
  }

  private level(bucket: Bucket, at: number): number {
    const known = this.levels.get(bucket.key);
    if (known) return refilled(bucket, known.tokens, at - known.at);
    if (this.levels.size >= this.mostBuckets) this.sweep();
    return bucket.capacity;
  }

  /** Forgets the oldest half. A bucket that is forgotten starts full: at worst its owner gains what it had spent longest ago. */
  private sweep(): void {
    const byAge = [...this.levels].sort(([, one], [, other]) => one.at - other.at);
    for (const [key] of byAge.slice(0, Math.ceil(byAge.length / 2))) this.levels.delete(key);
  }
}
