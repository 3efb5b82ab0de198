/**
 * How much work this process gets done in a second when it has enough to do.
 *
 * Measured only while somebody waits: a server that is asked for little does little, which says nothing about what it could do. The best of the last
 * windows counts, so that a cold start or one slow statement does not make it think less of itself than it can do; who waits in vain because of that
 * is sent away by the clock.
 */
const WINDOW_MILLISECONDS = 500;
const LEAST_WINDOWS = 4;
const MOST_WINDOWS = 8;

export class Throughput {
  private readonly now: () => number;
  private readonly windows: number[] = [];
  private openedAt: number | undefined;
  private done = 0;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Undefined until it has been busy for long enough to know. */
  get perSecond(): number | undefined {
    return this.windows.length < LEAST_WINDOWS ? undefined : Math.max(...this.windows);
  }

  /** Told whenever work is done or somebody comes or goes. */
  note(isSomebodyWaiting: boolean, work: number): void {
    if (!isSomebodyWaiting) {
      this.openedAt = undefined;
      return;
    }
    const now = this.now();
    if (this.openedAt === undefined) {
      this.openedAt = now;
      this.done = 0;
    }
    this.done += work;
    const elapsed = now - this.openedAt;
    if (elapsed < WINDOW_MILLISECONDS) return;
    // A window in which nothing ended says that something was stuck, not how fast the rest would have been.
    if (this.done > 0) this.windows.push((this.done * 1000) / elapsed);
    if (this.windows.length > MOST_WINDOWS) this.windows.shift();
    this.openedAt = now;
    this.done = 0;
  }
}
