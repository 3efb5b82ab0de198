/** One who works out an answer, and those who wait for it. */
import type { ChangeMemory } from './change-memory.ts';
import type { Answer, Entry } from './entry.ts';

/** Tells whether who asked has left, as an AbortSignal does. */
export type Leaving = Pick<AbortSignal, 'throwIfAborted'>;

export type Stamp = ReturnType<ChangeMemory['now']>;

interface TaskOptions {
  readonly keep: (answerOf: () => Answer | undefined, stamp: Stamp, hasFollowers: boolean) => Entry | undefined;
  readonly end: (entry: Entry | undefined) => void;
}

export class Task {
  private readonly memory: ChangeMemory;
  private readonly options: TaskOptions;
  private stamp: Stamp;
  private readonly ended: Promise<Entry | undefined>;
  private resolve!: (entry: Entry | undefined) => void;
  private hasEnded = false;
  /** Other processes wait for what it brings. */
  hasLease = false;
  private followers = 0;
  private began = performance.now();
  /** Not found in Redis, where it may have been for long. */
  private wasWorkedOut = false;

  constructor(memory: ChangeMemory, options: TaskOptions) {
    this.memory = memory;
    this.options = options;
    this.stamp = memory.now();
    this.ended = new Promise((resolve) => {
      this.resolve = resolve;
    });
  }

  /** Whether everything that the answer was read from was read after this moment, by `performance.now()`. */
  hasReadSince(moment: number): boolean {
    return this.wasWorkedOut && this.began >= moment;
  }

  /** Nothing has been read so far, so a later stamp is as good, and changes that came in between do no harm. */
  restamp(): void {
    this.stamp = this.memory.now();
    this.began = performance.now();
  }

  /** Keeps the answer if it is worth it; it is made of its parts only then, and told how long it took. Says whether it was kept. */
  complete(answerOf: (milliseconds: number) => Answer | undefined): boolean {
    if (this.hasEnded) return false;
    let kept: Entry | undefined;
    this.wasWorkedOut = true;
    try {
      kept = this.options.keep(() => answerOf(performance.now() - this.began), this.stamp, this.followers > 0);
    } finally {
      this.end(kept);
    }
    return kept !== undefined;
  }

  /** Hands those who wait what was found or kept; nothing, and each sees to it by itself. Does nothing once it has ended. */
  end(entry?: Entry): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.options.end(entry);
    this.resolve(entry);
  }

  /** What came of it, once the task has ended; whoever has left meanwhile is told so then. */
  async wait(signal: Leaving): Promise<Entry | undefined> {
    signal.throwIfAborted();
    this.followers += 1;
    const entry = await this.ended;
    signal.throwIfAborted();
    return entry;
  }
}
