/**
 * Looks over the cache's shoulder: now and then an answer that was given again is worked out anew, and the two are compared.
 *
 * A difference is only one when nothing that was written since explains it, so a pair that differs waits until the feed has told everything that was
 * committed before the second answer was there. What is left then is a defect of ours, of a kind that no client could see: it is counted, told, and the
 * answer taken away.
 */
import type { CacheManager } from './cache-manager.ts';
import type { ChangeMemory } from './change-memory.ts';
import type { Entry } from './entry.ts';

export interface AuditorOptions {
  readonly memory: ChangeMemory;
  readonly cache: CacheManager;
  /** One of so many hits is looked at. */
  readonly oneOf?: number;
  /** And no more than one in this time. */
  readonly everyMilliseconds?: number;
  readonly random?: () => number;
  readonly onDifference: (difference: { readonly key: string; readonly kept: string; readonly now: string }) => void;
}

export interface Audits {
  readonly same: number;
  /** Another answer, because of a write that came after. */
  readonly explained: number;
  /** Another answer for no reason: must stay zero. */
  readonly unexplained: number;
  /** It could not be worked out, or the feed fell silent. */
  readonly undecided: number;
}

const ONE_OF = 1_000;
const EVERY_MILLISECONDS = 1_000;
const PAUSE_MILLISECONDS = 50;
const MOST_PAUSES = 100;
/** Of an answer, for the log. */
const SHOWN_CHARACTERS = 500;

export class Auditor {
  private readonly options: Required<AuditorOptions>;
  private readonly counters = { same: 0, explained: 0, unexplained: 0, undecided: 0 };
  private lastAt = Number.NEGATIVE_INFINITY;
  private isAtWork = false;

  constructor(options: AuditorOptions) {
    this.options = { oneOf: ONE_OF, everyMilliseconds: EVERY_MILLISECONDS, random: Math.random, ...options };
  }

  get audits(): Audits {
    return { ...this.counters };
  }

  /** Whether this hit is to be looked at: `audit` is then called for it. */
  isDue(): boolean {
    const { oneOf, everyMilliseconds, random } = this.options;
    if (this.isAtWork || random() * oneOf >= 1 || performance.now() - this.lastAt < everyMilliseconds) return false;
    this.lastAt = performance.now();
    return true;
  }

  /** `workOut` answers the text of the data, or undefined where there is none to compare. Never rejects. */
  async audit(key: string, { body, tags, batch }: Entry, workOut: () => Promise<string | undefined>): Promise<void> {
    this.isAtWork = true;
    try {
      this.counters[await this.compare(key, body.toString(), { tags, batch }, workOut)] += 1;
    } catch {
      this.counters.undecided += 1;
    } finally {
      this.isAtWork = false;
    }
  }

  private async compare(
    key: string,
    kept: string,
    judged: Pick<Entry, 'tags' | 'batch'>,
    workOut: () => Promise<string | undefined>,
  ): Promise<keyof Audits> {
    const { memory, cache, onDifference } = this.options;
    const now = await workOut();
    if (now === undefined) return 'undecided';
    if (now === kept) return 'same';
    const at = performance.now();
    for (let pauses = 0; memory.toldUpTo <= at; pauses += 1) {
      if (pauses === MOST_PAUSES) return 'undecided';
      await new Promise((wake) => setTimeout(wake, PAUSE_MILLISECONDS).unref());
    }
    const { kind } = memory.judge({ ...judged });
    if (kind === 'changed' || kind === 'forgotten') return 'explained';
    if (kind === 'silent') return 'undecided';
    cache.discard(key);
    onDifference({ key, kept: kept.slice(0, SHOWN_CHARACTERS), now: now.slice(0, SHOWN_CHARACTERS) });
    return 'unexplained';
  }
}
