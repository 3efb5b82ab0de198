/**
 * The answers that this process keeps, bounded by their bytes; what was not asked for longest goes first.
 *
 * No owner may hold more than a tenth: one who asks ten thousand variants of a question pushes out answers of its own, and nobody else's.
 */
import { type Entry, weightOf } from './entry.ts';

const SHARE_OF_AN_OWNER = 0.1;
/** An answer larger than this part of an owner's share is not worth what would have to go for it. */
const SHARE_OF_AN_ENTRY = 0.25;

interface Kept {
  readonly entry: Entry;
  readonly owner: string;
  readonly weight: number;
}

interface Holding {
  weight: number;
  /** In the order of the last use. */
  readonly keys: Set<string>;
}

export class MemoryLayer {
  private readonly mostBytes: number;
  /** In the order of the last use. */
  private readonly kept = new Map<string, Kept>();
  private readonly holdings = new Map<string, Holding>();
  private usedLast: string | undefined;
  private weight = 0;
  private evicted = 0;

  constructor(mostBytes: number) {
    this.mostBytes = mostBytes;
  }

  get(key: string): Entry | undefined {
    const kept = this.kept.get(key);
    if (!kept) return undefined;
    // What was used last is last in both orders.
    if (key !== this.usedLast) {
      this.kept.delete(key);
      this.kept.set(key, kept);
      const { keys } = this.holdings.get(kept.owner)!;
      keys.delete(key);
      keys.add(key);
      this.usedLast = key;
    }
    return kept.entry;
  }

  /** Without counting as use. */
  peek(key: string): Entry | undefined {
    return this.kept.get(key)?.entry;
  }

  /** Says whether there was room for it. */
  set(key: string, entry: Entry, owner: string): boolean {
    const weight = weightOf(entry);
    const share = this.mostBytes * SHARE_OF_AN_OWNER;
    if (weight > share * SHARE_OF_AN_ENTRY) return false;
    this.delete(key);
    const holding = this.holdings.get(owner) ?? { weight: 0, keys: new Set<string>() };
    this.holdings.set(owner, holding);
    holding.weight += weight;
    holding.keys.add(key);
    this.kept.set(key, { entry, owner, weight });
    this.usedLast = key;
    this.weight += weight;
    while (holding.weight > share) this.evict(holding.keys.values().next().value!);
    while (this.weight > this.mostBytes) this.evict(this.kept.keys().next().value!);
    return true;
  }

  delete(key: string): void {
    const kept = this.kept.get(key);
    if (!kept) return;
    this.kept.delete(key);
    this.weight -= kept.weight;
    const holding = this.holdings.get(kept.owner)!;
    holding.weight -= kept.weight;
    holding.keys.delete(key);
    if (holding.keys.size === 0) this.holdings.delete(kept.owner);
  }

  /** Those that were asked for last, newest first. */
  latest(count: number): readonly (readonly [key: string, entry: Entry])[] {
    return [...this.kept]
      .slice(-count)
      .reverse()
      .map(([key, { entry }]) => [key, entry]);
  }

  get figures(): {
    readonly entries: number;
    readonly bytes: number;
    readonly mostBytes: number;
    readonly owners: number;
    readonly evicted: number;
  } {
    return { entries: this.kept.size, bytes: this.weight, mostBytes: this.mostBytes, owners: this.holdings.size, evicted: this.evicted };
  }

  private evict(key: string): void {
    this.evicted += 1;
    this.delete(key);
  }
}
