/**
 * What has changed of late, by tag: the judge of every answer that is kept.
 *
 * The feed tells changes in batches, one for each poll that found some; they are numbered here. Whoever begins to read while batch n was the last one reads
 * everything that batches up to n told, since it was committed before. So its answer holds as long as no tag of it was touched by a later batch, and that is
 * all that has to be remembered: for each tag the last batch that touched it. Answers of other processes come with the snapshot before which they began to
 * read, which is laid against the snapshots of our own batches.
 *
 * Nothing is ever said to hold that does not: tags that are forgotten for want of room take all older answers with them, and while the feed is silent for
 * longer than the bound, no answer holds. See docs/cache.md for the proof, and the unit test of the same name.
 */
import { type Change, type ChangeFeed, isVisible, type Snapshot } from '../changes/change.ts';

/** What an answer needs to be judged: what it was read from, and the last batch of which it holds everything that concerns it. */
export interface Judged {
  readonly tags: ReadonlySet<string>;
  /** Grows when the answer is found to hold, so that the same batches need not be looked through again. */
  batch: number;
}

export type Judgement =
  | { readonly kind: 'holds' }
  /** A later change touched what it was read from. */
  | { readonly kind: 'changed'; readonly tag: string }
  /** It is older than what is remembered. */
  | { readonly kind: 'forgotten' }
  /** The feed has not been heard for longer than an answer may be stale. */
  | { readonly kind: 'silent' };

export interface ChangeMemoryOptions {
  readonly feed: ChangeFeed;
  /** Names the life of the database: snapshots of two lives cannot be compared. */
  readonly incarnation: () => string;
  readonly tagsOf: (change: Change) => Iterable<string>;
  /** The most that an answer may be behind the database, in milliseconds. */
  readonly mostMillisecondsBehind: number;
  readonly mostTags?: number;
  readonly mostBatches?: number;
}

interface LastTouch {
  readonly batch: number;
  /** Of that batch, those that touched the tag; mostly one, in an array that all tags of a change share. */
  readonly transactions: readonly bigint[];
}

const HOLDS: Judgement = Object.freeze({ kind: 'holds' });
const FORGOTTEN: Judgement = Object.freeze({ kind: 'forgotten' });
const SILENT: Judgement = Object.freeze({ kind: 'silent' });
/** Tags of the last batches are kept in order too: an answer that was judged a moment ago is laid against these few instead of all of its own. */
const MOST_RECENT_TAGS = 4096;
/** A batch that names more in one table is taken for one that does not say what it touched: it costs less than to name it all. */
const MOST_NAMED_IN_A_TABLE = 4096;

export class ChangeMemory {
  private readonly options: Required<ChangeMemoryOptions>;
  private readonly unsubscribe: () => void;
  /** In the order of the last touch. */
  private readonly touches = new Map<string, LastTouch>();
  private readonly recent: { readonly batch: number; readonly tags: readonly string[] }[] = [];
  private recentTags = 0;
  private batch = 0;
  /** Tags that were last touched by this batch or before may have been forgotten. */
  private forgottenUpTo = 0;
  /** What each batch completed: everything visible in it has been told. The first stands for `snapshotsFrom`. */
  private snapshots: Snapshot[] = [];
  private snapshotsFrom = 0;
  private incarnation: string;

  constructor(options: ChangeMemoryOptions) {
    this.options = { mostTags: 200_000, mostBatches: 20_000, ...options };
    this.incarnation = options.incarnation();
    this.unsubscribe = options.feed.subscribe((changes) => this.note(changes));
    this.seal();
  }

  close(): void {
    this.unsubscribe();
  }

  /** What an answer that is about to be read will hold: taken before its first read. */
  now(): { readonly batch: number; readonly snapshot: Snapshot } {
    this.seal();
    return { batch: this.batch, snapshot: this.options.feed.upTo };
  }

  get isSilent(): boolean {
    return this.options.feed.age() > this.options.mostMillisecondsBehind;
  }

  /** When the poll began of which everything has been told, by the clock of `performance.now()`. */
  get toldUpTo(): number {
    return performance.now() - this.options.feed.age();
  }

  /** What is remembered, and how far the database may be ahead of it. */
  get figures(): { readonly tags: number; readonly batches: number; readonly millisecondsBehind: number } {
    return { tags: this.touches.size, batches: this.batch, millisecondsBehind: this.options.feed.age() };
  }

  judge(answer: Judged): Judgement {
    if (this.isSilent) return SILENT;
    if (answer.batch === this.batch) return HOLDS;
    if (answer.batch < this.forgottenUpTo) return FORGOTTEN;
    const tag = this.touchedSince(answer);
    if (tag !== undefined) return { kind: 'changed', tag };
    answer.batch = this.batch;
    return HOLDS;
  }

  /**
   * The same for an answer that another process read, after it had taken `snapshot`. When it holds, `batch` is what to judge it by from now on.
   *
   * Snapshots of one database are nested: a later one shows all that an earlier one shows. So there is a last batch of ours that the answer includes; what the
   * next one told may or may not be in it, which its transactions say; and nothing of those after that can be.
   */
  judgeForeign(tags: ReadonlySet<string>, snapshot: Snapshot): { readonly judgement: Judgement; readonly batch: number } {
    this.seal();
    if (this.isSilent) return { judgement: SILENT, batch: -1 };
    const included = this.lastIncluded(snapshot);
    if (included === undefined || included < this.forgottenUpTo) return { judgement: FORGOTTEN, batch: -1 };
    for (const tag of tags) {
      const touch = this.touches.get(tag);
      if (!touch || touch.batch <= included) continue;
      const isIn = touch.batch === included + 1 && touch.transactions.every((transaction) => isVisible(transaction, snapshot));
      if (!isIn) return { judgement: { kind: 'changed', tag }, batch: -1 };
    }
    return { judgement: HOLDS, batch: this.batch };
  }

  private note(changes: readonly Change[]): void {
    this.seal();
    this.batch += 1;
    const tags = new Set<string>();
    const named = new Map<string, number>();
    for (const change of changes) {
      const alone = [change.transaction];
      const sum = (named.get(change.table) ?? 0) + namesIn(change);
      named.set(change.table, sum);
      const told = sum > MOST_NAMED_IN_A_TABLE ? { ...change, ids: undefined, values: undefined } : change;
      for (const tag of this.options.tagsOf(told)) {
        tags.add(tag);
        this.touch(tag, alone);
      }
    }
    this.forgetOldest();
    this.remember([...tags]);
  }

  private touch(tag: string, alone: readonly bigint[]): void {
    const known = this.touches.get(tag);
    let transactions = alone;
    if (known?.batch === this.batch) {
      if (known.transactions.includes(alone[0]!)) return;
      transactions = [...known.transactions, ...alone];
    }
    // Taken out and put back, so that the map stays in the order of the last touch.
    if (known) this.touches.delete(tag);
    this.touches.set(tag, { batch: this.batch, transactions });
  }

  private forgetOldest(): void {
    while (this.touches.size > this.options.mostTags) {
      const [tag, { batch }] = this.touches.entries().next().value!;
      this.touches.delete(tag);
      this.forgottenUpTo = batch;
    }
  }

  private remember(tags: readonly string[]): void {
    this.recent.push({ batch: this.batch, tags });
    this.recentTags += tags.length;
    while (this.recentTags > MOST_RECENT_TAGS && this.recent.length > 0) this.recentTags -= this.recent.shift()!.tags.length;
  }

  /** Lays the shorter list against the other: the tags that were touched since, or those of the answer. */
  private touchedSince({ tags, batch }: Judged): string | undefined {
    let looked = 0;
    for (let index = this.recent.length - 1; index >= 0 && looked <= tags.size; index -= 1) {
      const told = this.recent[index]!;
      if (told.batch <= batch) return undefined;
      for (const tag of told.tags) if (tags.has(tag)) return tag;
      looked += told.tags.length;
      if (told.batch === batch + 1) return undefined;
    }
    for (const tag of tags) {
      const touch = this.touches.get(tag);
      if (touch && touch.batch > batch) return tag;
    }
    return undefined;
  }

  /** The snapshot of the last batch, once the feed has finished telling it: while it tells, it may not have moved on yet. */
  private seal(): void {
    const incarnation = this.options.incarnation();
    if (incarnation !== this.incarnation) {
      this.incarnation = incarnation;
      this.snapshots = [];
      this.snapshotsFrom = this.batch;
    }
    if (this.snapshotsFrom + this.snapshots.length > this.batch) return;
    this.snapshots.push(this.options.feed.upTo);
    if (this.snapshots.length <= this.options.mostBatches) return;
    this.snapshots.shift();
    this.snapshotsFrom += 1;
  }

  private lastIncluded(snapshot: Snapshot): number | undefined {
    let low = 0;
    let high = this.snapshots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (includes(snapshot, this.snapshots[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? undefined : this.snapshotsFrom + low - 1;
  }
}

function namesIn({ ids, values }: Change): number {
  let sum = ids?.length ?? 0;
  for (const held of Object.values(values ?? {})) sum += held.length;
  return sum;
}

/** Whether everything that `earlier` shows is shown by `later` too. */
export function includes(later: Snapshot, earlier: Snapshot): boolean {
  if (later.xmax < earlier.xmax) return false;
  for (const transaction of later.inProgress) if (isVisible(transaction, earlier)) return false;
  return true;
}
