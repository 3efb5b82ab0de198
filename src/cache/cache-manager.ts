/**
 * Keeps answers, and gives them again for as long as nothing that they were read from has changed.
 *
 * `hit` looks in this process and needs no waiting; `obtain` waits for whoever is working on the same question, asks Redis, and otherwise hands out the task
 * of finding the answer, to one at a time. The task takes its stamp before it is handed out, so before the first read; whether the answer still holds when it
 * is given is judged then, by `ChangeMemory`, and never by when it was kept or by whom. So it does not matter what Redis loses, delays or brings back.
 */
import { KEPT_ANSWERS } from '../changes/change.ts';
import { printSnapshot } from '../changes/snapshot.ts';
import type { ChangeMemory } from './change-memory.ts';
import { Doorkeeper } from './doorkeeper.ts';
import { isDueEarly } from './early-refresh.ts';
import type { Answer, Entry } from './entry.ts';
import type { MemoryLayer } from './memory-layer.ts';
import type { SharedLayer } from './shared-layer.ts';
import { type Leaving, type Stamp, Task } from './task.ts';

export interface CacheManagerOptions {
  readonly memory: ChangeMemory;
  readonly layer: MemoryLayer;
  /** Bytes that all processes share; without it each keeps its own. */
  readonly shared?: SharedLayer | undefined;
  readonly lifetimeMilliseconds?: number;
  /** Of an answer that found nothing. */
  readonly emptyLifetimeMilliseconds?: number;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Told of each answer that is kept: how many tags it has, and how long it took to work out. */
  readonly onKept?: (tags: number, milliseconds: number) => void;
}

/** Why a question was not answered from what is kept. */
export type MissReason =
  /** Nobody asked it of late. */
  | 'absent'
  | 'expired'
  /** Not expired, but worked out anew ahead of the crowd. */
  | 'early'
  /** What it was read from has changed. */
  | 'changed'
  /** Older than what is remembered of changes. */
  | 'forgotten'
  /** The change feed is silent, so nothing is known to hold. */
  | 'silent'
  /** The viewer has written something that the feed has not told yet. */
  | 'own-write';

/** Why an answer was not kept. */
export type RefusalReason = 'stranger' | 'outrun' | 'unkeepable' | 'too-large';

export interface CacheStatistics {
  readonly hits: { readonly memory: number; readonly shared: number; readonly waited: number; readonly stale: number };
  readonly misses: Readonly<Record<MissReason, number>>;
  readonly kept: number;
  readonly refused: Readonly<Record<RefusalReason, number>>;
  /** By what touched the answers that were found to hold no longer: a table, and how it was named. */
  readonly invalidations: Readonly<Record<string, number>>;
  readonly memory: MemoryLayer['figures'];
  readonly remembered: ChangeMemory['figures'];
  readonly shared: SharedLayer['figures'] | undefined;
  readonly tagsPerEntry: { readonly sum: number; readonly count: number };
}

const LIFETIME_MILLISECONDS = 5 * 60_000;
const EMPTY_LIFETIME_MILLISECONDS = 10_000;
/** Entries that came together should not go together. */
const JITTER = 0.1;
/** How often one question waits for another to be answered, before it is worked out without. */
const MOST_WAITS = 2;
const MOST_WRITERS = 10_000;
const GIVEN_UP_TOGETHER: ReadonlySet<string> = new Set([KEPT_ANSWERS]);
const MOST_CAUSES = 200;

export class CacheManager {
  private readonly options: Required<Omit<CacheManagerOptions, 'shared'>> & { readonly shared: SharedLayer | undefined };
  private readonly doorkeeper = new Doorkeeper();
  private readonly tasks = new Map<string, Task>();
  /** When viewers wrote last, by `performance.now()`; forgotten as soon as the feed has told everything up to then. */
  private readonly writers = new Map<string, number>();
  /** When one of those wrote for whom there was no room; until the feed has told that, everybody is taken for them. */
  private forgottenWriterAt = Number.NEGATIVE_INFINITY;
  private readonly counters = {
    hits: { memory: 0, shared: 0, waited: 0, stale: 0 },
    misses: { absent: 0, expired: 0, early: 0, changed: 0, forgotten: 0, silent: 0, 'own-write': 0 },
    kept: 0,
    refused: { stranger: 0, outrun: 0, unkeepable: 0, 'too-large': 0 },
    tagsPerEntry: { sum: 0, count: 0 },
  };
  private readonly causes = new Map<string, number>();

  constructor(options: CacheManagerOptions) {
    this.options = {
      lifetimeMilliseconds: LIFETIME_MILLISECONDS,
      emptyLifetimeMilliseconds: EMPTY_LIFETIME_MILLISECONDS,
      now: Date.now,
      random: Math.random,
      onKept: () => undefined,
      ...options,
      shared: options.shared,
    };
  }

  /** The answer, when this process has one that holds. Without waiting. */
  hit(key: string, viewerId: string): Entry | undefined {
    if (this.hasJustWritten(viewerId)) return undefined;
    const entry = this.holding(key);
    if (entry) this.counters.hits.memory += 1;
    return entry;
  }

  /**
   * The answer, once it can be had without working it out; else the task of working it out, which must be ended by `complete` or `end`.
   *
   * Rejects with the signal's reason when it was aborted while waiting, as soon as there is nothing to wait for.
   */
  async obtain(key: string, viewerId: string, signal: Leaving): Promise<Entry | Task> {
    if (this.hasJustWritten(viewerId)) {
      this.counters.misses['own-write'] += 1;
      return this.newTask(key, viewerId, this.doorkeeper.greet(key));
    }
    const came = performance.now();
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      const underWay = this.tasks.get(key);
      if (!underWay) break;
      const entry = await underWay.wait(signal);
      // What could not be kept once will not be the next time; waiting in line for it would make all of them slow.
      if (!entry) return this.newTask(key, viewerId, this.doorkeeper.greet(key));
      const { kind } = this.options.memory.judge(entry);
      // While the feed is silent nobody knows whether an answer still holds, but one that began to be read after the question came is as good as what
      // the question would get by itself. A crowd that works it out each for themselves would keep the feed silent.
      if (kind === 'holds' || (kind === 'silent' && underWay.hasReadSince(came))) {
        this.counters.hits.waited += 1;
        return entry;
      }
    }
    const reason = this.missReason(key);
    this.counters.misses[reason] += 1;
    const isKnown = this.doorkeeper.greet(key);
    const task = this.newTask(key, viewerId, isKnown);
    // Who goes ahead of the crowd finds in Redis what is to be replaced; and while the feed is silent, nothing that is found there may be given.
    if (!this.options.shared || reason === 'early' || this.options.memory.isSilent) return task;
    try {
      const { entry, hasLease } = await this.fromShared(key, viewerId, isKnown, signal);
      task.hasLease = hasLease;
      if (entry) {
        task.end(entry);
        return entry;
      }
    } catch (error) {
      task.end();
      throw error;
    }
    task.restamp();
    return task;
  }

  /** What is kept, whether it holds or not, for those who said that they would take it so old; but not what somebody had all servers give up. */
  stale(key: string, mostMilliseconds: number): Entry | undefined {
    const { layer, memory, now } = this.options;
    const entry = layer.peek(key);
    if (!entry || now() - entry.created > mostMilliseconds) return undefined;
    const { kind } = memory.judge({ tags: GIVEN_UP_TOGETHER, batch: entry.batch });
    if (kind === 'changed' || kind === 'forgotten') return undefined;
    this.counters.hits.stale += 1;
    return entry;
  }

  /** A viewer has written through this process, and its writing is committed: until the feed has told it, nothing that is kept is good enough for them. */
  wrote(viewerId: string): void {
    // Taken out and put back, so that those who wrote longest ago come first.
    this.writers.delete(viewerId);
    this.writers.set(viewerId, performance.now());
    if (this.writers.size <= MOST_WRITERS) return;
    const [forgotten, at] = this.writers.entries().next().value!;
    this.writers.delete(forgotten);
    this.forgottenWriterAt = at;
  }

  /** An entry as it is, for looking into; undefined when this process has none. */
  explain(key: string): { readonly entry: Entry; readonly judgement: string } | undefined {
    const entry = this.options.layer.peek(key);
    if (!entry) return undefined;
    const judgement = this.options.memory.judge(entry);
    return { entry, judgement: judgement.kind === 'changed' ? `changed by ${judgement.tag}` : judgement.kind };
  }

  /** Those that were asked for last, newest first. */
  latest(count: number): readonly { readonly key: string; readonly bytes: number; readonly tags: number; readonly created: number }[] {
    return this.options.layer
      .latest(count)
      .map(([key, { body, tags, created }]) => ({ key, bytes: body.length, tags: tags.size, created }));
  }

  /** Takes out one entry, here and in Redis. */
  discard(key: string): void {
    this.options.layer.delete(key);
    this.options.shared?.delete(key);
  }

  statistics(): CacheStatistics {
    const { layer, memory, shared } = this.options;
    const { hits, misses, kept, refused, tagsPerEntry } = this.counters;
    return {
      hits: { ...hits },
      misses: { ...misses },
      kept,
      refused: { ...refused },
      tagsPerEntry: { ...tagsPerEntry },
      invalidations: Object.fromEntries(this.causes),
      memory: layer.figures,
      remembered: memory.figures,
      shared: shared?.figures,
    };
  }

  private hasJustWritten(viewerId: string): boolean {
    const at = this.writers.get(viewerId) ?? this.forgottenWriterAt;
    // Asked for every hit, so those who never wrote cost no look at the clock.
    if (at === Number.NEGATIVE_INFINITY) return false;
    if (this.options.memory.toldUpTo <= at) return true;
    this.writers.delete(viewerId);
    return false;
  }

  private holding(key: string): Entry | undefined {
    const { layer, memory, now, random } = this.options;
    const entry = layer.get(key);
    if (!entry || isDueEarly(now(), entry.expires, entry.milliseconds, random)) return undefined;
    return memory.judge(entry).kind === 'holds' ? entry : undefined;
  }

  private missReason(key: string): MissReason {
    const { layer, memory, now } = this.options;
    const entry = layer.peek(key);
    if (!entry) return 'absent';
    if (now() >= entry.expires) return 'expired';
    const judgement = memory.judge(entry);
    if (judgement.kind === 'changed') this.noteCause(judgement.tag);
    return judgement.kind === 'holds' ? 'early' : judgement.kind;
  }

  /** `Device:12` and `Device:13` are one cause: a row of Device. */
  private noteCause(tag: string): void {
    const [, table = tag, rest = ''] = /^([^:.]+)(.*)$/.exec(tag) ?? [];
    const how = rest === '' ? 'any' : rest === ':*' ? 'unnamed' : rest.startsWith(':') ? 'row' : rest.slice(1, rest.indexOf('='));
    const cause = `${table} ${how}`;
    if (this.causes.has(cause) || this.causes.size < MOST_CAUSES) this.causes.set(cause, (this.causes.get(cause) ?? 0) + 1);
  }

  private async fromShared(
    key: string,
    viewerId: string,
    isKnown: boolean,
    signal: Leaving,
  ): Promise<{ readonly entry: Entry | undefined; readonly hasLease: boolean }> {
    const { layer, memory, shared, now } = this.options;
    const { opened, hasLease } = await shared!.find(key, { inTurn: isKnown, signal });
    if (!opened || now() >= opened.entry.expires) return { entry: undefined, hasLease };
    const { judgement, batch } = memory.judgeForeign(opened.entry.tags, opened.snapshot);
    if (judgement.kind !== 'holds') {
      if (judgement.kind === 'changed') this.noteCause(judgement.tag);
      return { entry: undefined, hasLease };
    }
    const entry = { ...opened.entry, body: byItself(opened.entry.body), batch };
    layer.set(key, entry, viewerId);
    this.counters.hits.shared += 1;
    return { entry, hasLease };
  }

  private newTask(key: string, viewerId: string, isKnown: boolean): Task {
    const task = new Task(this.options.memory, {
      keep: (answer, stamp, hasFollowers) => this.keep(key, viewerId, isKnown || hasFollowers, answer, stamp),
      end: (entry) => {
        if (this.tasks.get(key) === task) this.tasks.delete(key);
        // What was kept is in Redis in a moment, for those who wait.
        if (task.hasLease && !entry) this.options.shared?.release(key);
      },
    });
    if (!this.tasks.has(key)) this.tasks.set(key, task);
    return task;
  }

  private keep(
    key: string,
    owner: string,
    isWorthIt: boolean,
    answerOf: () => Answer | undefined,
    { batch, snapshot }: Stamp,
  ): Entry | undefined {
    const { layer, memory, shared, now, random, lifetimeMilliseconds, emptyLifetimeMilliseconds } = this.options;
    const { refused } = this.counters;
    const refuse = (reason: RefusalReason): undefined => {
      refused[reason] += 1;
    };
    if (!isWorthIt) return refuse('stranger');
    const answer = answerOf();
    if (!answer) return refuse('unkeepable');
    const created = now();
    const lifetime = (answer.isEmpty ? emptyLifetimeMilliseconds : lifetimeMilliseconds) * (1 + JITTER * (2 * random() - 1));
    // Everything that is kept can be given up at once.
    const tags = new Set(answer.tags).add(KEPT_ANSWERS);
    const entry: Entry = {
      ...answer,
      body: byItself(answer.body),
      tags,
      batch,
      snapshot: printSnapshot(snapshot),
      created,
      expires: created + lifetime,
    };
    // What it was read from changed while it was read, or soon after: whoever comes next would find it of no use.
    if (memory.judge(entry).kind === 'changed') return refuse('outrun');
    // What has no place in this process may have one in Redis.
    if (!layer.set(key, entry, owner) && !shared) return refuse('too-large');
    this.counters.kept += 1;
    this.counters.tagsPerEntry.sum += answer.tags.size;
    this.counters.tagsPerEntry.count += 1;
    this.options.onKept(answer.tags.size, answer.milliseconds);
    shared?.store(key, entry, lifetime);
    return entry;
  }
}

/** Bytes in memory of their own: Node cuts short ones from blocks of 8 KiB, each of which would be held as long as they are. */
function byItself(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}
