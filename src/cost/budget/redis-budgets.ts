/**
 * Budgets that all processes share, in Redis: one script takes from all buckets or from none.
 *
 * Redis is not trusted to answer. A call that fails is answered from a bounded share in this process, so that a dead or frozen Redis neither opens the gate
 * nor holds up a request. What a late call still takes flows in again by itself.
 */
import { type Bucket, type Budgets, type Reservation, secondsUntil } from './budget.ts';

/**
 * Evaluates a script in Redis and answers what it returned. It must reject in bounded time when Redis does not answer: the deadline and the breaker are
 * the caller's, who knows the client.
 */
export type EvaluateScript = (script: string, keys: string[], parameters: string[]) => Promise<unknown>;

interface RedisBudgetsOptions {
  readonly evaluate: EvaluateScript;
  /** Answers while Redis does not. */
  readonly fallback: Budgets;
}

/**
 * KEYS: the buckets. ARGV: points (negative gives back), then capacity and refill of each. Answers whether it was taken, then the level of each bucket in
 * thousandths. Time is Redis' own, so that processes need not agree on it; a full bucket expires, since a missing one is full.
 */
const SCRIPT = `
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local points = tonumber(ARGV[1])
local levels, enough = {}, true
for index, key in ipairs(KEYS) do
  local capacity, refill = tonumber(ARGV[index * 2]), tonumber(ARGV[index * 2 + 1])
  local stored = redis.call('HMGET', key, 'tokens', 'at')
  local tokens = capacity
  if stored[1] then tokens = math.min(capacity, tonumber(stored[1]) + math.max(0, now - tonumber(stored[2])) * refill / 1000) end
  levels[index] = tokens
  if tokens < points then enough = false end
end
for index, key in ipairs(KEYS) do
  if enough then
    local capacity, refill = tonumber(ARGV[index * 2]), tonumber(ARGV[index * 2 + 1])
    levels[index] = math.min(capacity, levels[index] - points)
    redis.call('HSET', key, 'tokens', tostring(levels[index]), 'at', now)
    redis.call('PEXPIRE', key, math.ceil((capacity - levels[index]) / refill * 1000) + 1000)
  end
  levels[index] = math.floor(levels[index] * 1000)
end
return { enough and 1 or 0, unpack(levels) }`;

export class RedisBudgets implements Budgets {
  private readonly evaluate: EvaluateScript;
  private readonly fallback: Budgets;

  constructor({ evaluate, fallback }: RedisBudgetsOptions) {
    this.evaluate = evaluate;
    this.fallback = fallback;
  }

  async reserve(buckets: readonly Bucket[], points: number): Promise<Reservation> {
    const taken = await this.take(buckets, points);
    if (!taken) return this.fallback.reserve(buckets, points);
    const [available = 0] = taken.levels;
    if (!taken.enough) {
      const waits = buckets.map((bucket, index) => secondsUntil(bucket, taken.levels[index] ?? 0, points));
      return { kind: 'refused', available: Math.floor(available), retryAfterSeconds: Math.max(...waits) };
    }
    return {
      kind: 'granted',
      points,
      available: Math.floor(available),
      refund: async (unused) => {
        if (unused > 0) await this.take(buckets, -unused);
      },
    };
  }

  /** Undefined when Redis did not answer. */
  private async take(buckets: readonly Bucket[], points: number): Promise<{ enough: boolean; levels: readonly number[] } | undefined> {
    const keys = buckets.map(({ key }) => `wayleave:budget:${key}`);
    const parameters = [String(points), ...buckets.flatMap(({ capacity, refillPerSecond }) => [String(capacity), String(refillPerSecond)])];
    try {
      const [enough, ...levels] = (await this.evaluate(SCRIPT, keys, parameters)) as number[];
      return { enough: enough === 1, levels: levels.map((level) => level / 1000) };
    } catch {
      return undefined;
    }
  }
}
