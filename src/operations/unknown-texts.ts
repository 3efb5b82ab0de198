/**
 * What was sent and is not registered, for those who want to know it before they allow nothing else.
 *
 * A text is told to the log when it is first seen, and counted from then on. Both are bounded: a client that makes up a new text for each request fills
 * neither the memory nor the disk.
 */
export interface UnknownText {
  readonly id: string;
  readonly operationName: string | undefined;
  readonly viewer: string;
}

const MOST_REMEMBERED = 1000;
const MOST_LINES = 60;
const LINES_WITHIN_MILLISECONDS = 60_000;

export class UnknownTexts {
  private readonly tell: (text: UnknownText) => void;
  private readonly now: () => number;
  private readonly counts = new Map<string, number>();
  private lines = 0;
  private linesSince = Number.NEGATIVE_INFINITY;
  private total = 0;

  constructor(tell: (text: UnknownText) => void, now: () => number) {
    this.tell = tell;
    this.now = now;
  }

  /** How many requests came with one, since the process began. */
  get requests(): number {
    return this.total;
  }

  /** How often each of those that are remembered was sent, by viewer and id. */
  get seen(): ReadonlyMap<string, number> {
    return this.counts;
  }

  note(text: UnknownText): void {
    this.total += 1;
    const key = `${text.viewer} ${text.id}`;
    const count = this.counts.get(key);
    if (count !== undefined) {
      this.counts.set(key, count + 1);
      return;
    }
    if (this.counts.size >= MOST_REMEMBERED) this.counts.delete(this.counts.keys().next().value!);
    this.counts.set(key, 1);
    if (this.mayWrite()) this.tell(text);
  }

  private mayWrite(): boolean {
    const now = this.now();
    if (now - this.linesSince > LINES_WITHIN_MILLISECONDS) {
      this.linesSince = now;
      this.lines = 0;
    }
    this.lines += 1;
    return this.lines <= MOST_LINES;
  }
}
