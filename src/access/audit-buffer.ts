/**
 * The trail of sign-ins and refusals, on its way to the database.
 *
 * Anybody may cause a refusal, as fast as a socket allows, so refusals are not written one by one: those alike in a moment become one row with their
 * count, and beyond so many kinds in a moment they are counted without being told apart. The sum of the counts is exact, the rows a second are bounded, and
 * so are those of a day: after a first thousand, refusals have a row a second on the average, and wait as one sum until there is one.
 */
export interface AuditEntry {
  /** Who: a viewer's id, or `nobody`. */
  readonly actor: string;
  /** What: `login`, `authenticate`, `administer`, `mutate`, `token.create` … */
  readonly action: string;
  /** To what. */
  readonly subject?: string | undefined;
  readonly result: 'done' | 'refused';
  readonly reason?: string | undefined;
  readonly address?: string | undefined;
  readonly requestId?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
}

export interface CountedEntry extends AuditEntry {
  readonly count: number;
}

/** An entry as it was written. */
export interface AuditRow {
  readonly id: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string | null;
  readonly result: string;
  readonly reason: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
  readonly count: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

interface AuditBufferOptions {
  /** Writes entries; may fail, and is then tried again with what has come in between. */
  readonly write: (entries: readonly CountedEntry[]) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
  /** Milliseconds of a clock that never goes back. */
  readonly now?: () => number;
}

/** A flood that lasts all day is 86,400 rows, twenty megabytes. */
const MOST_ROWS_AT_ONCE = 1000;
const ROWS_A_SECOND = 1;
const MOST_KINDS = 200;
const FLUSH_MILLISECONDS = 1000;

export class AuditBuffer {
  private readonly options: AuditBufferOptions;
  private waiting = new Map<string, { entry: AuditEntry; count: number }>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();
  private readonly now: () => number;
  /** Rows of refusals that may be written. */
  private rowsLeft = MOST_ROWS_AT_ONCE;
  private rowsLeftAt: number;

  constructor(options: AuditBufferOptions) {
    this.options = options;
    this.now = options.now ?? (() => performance.now());
    this.rowsLeftAt = this.now();
  }

  note(entry: AuditEntry): void {
    const { actor, action, subject, result, reason, address } = entry;
    this.add(JSON.stringify([actor, action, subject, result, reason, address]), entry, 1);
    this.schedule();
  }

  /** Writes all that is waiting, sums included; answers when it has been written, or could not be. */
  flush(): Promise<void> {
    return this.begin(true);
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => void this.begin(false), FLUSH_MILLISECONDS);
    this.timer.unref();
  }

  private begin(isWhole: boolean): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushing = this.flushing.then(() => this.writeWaiting(isWhole));
    return this.flushing;
  }

  private async writeWaiting(isWhole: boolean): Promise<void> {
    if (this.waiting.size === 0) return;
    const taken = this.take(isWhole);
    if (taken.size === 0) return;
    try {
      await this.options.write([...taken.values()].map(({ entry, count }) => ({ ...entry, count })));
    } catch (error) {
      this.options.onFailure(error);
      for (const [kind, { entry, count }] of taken) this.add(kind, entry, count);
    }
  }

  /** What may be written now; what may not is summed, and goes on waiting. */
  private take(isWhole: boolean): typeof this.waiting {
    const now = this.now();
    this.rowsLeft = Math.min(MOST_ROWS_AT_ONCE, this.rowsLeft + ((now - this.rowsLeftAt) / 1000) * ROWS_A_SECOND);
    this.rowsLeftAt = now;
    const waiting = this.waiting;
    this.waiting = new Map();
    const taken: typeof this.waiting = new Map();
    for (const [kind, { entry, count }] of waiting) {
      if (entry.result === 'refused' && this.rowsLeft < 1) this.sum(entry, count);
      else {
        taken.set(kind, { entry, count });
        if (entry.result === 'refused') this.rowsLeft -= 1;
      }
    }
    if (isWhole) {
      for (const [kind, summed] of this.waiting) taken.set(kind, { ...summed, count: summed.count + (taken.get(kind)?.count ?? 0) });
      this.waiting = new Map();
    } else if (this.waiting.size > 0) this.schedule();
    return taken;
  }

  private add(kind: string, entry: AuditEntry, count: number): void {
    const known = this.waiting.get(kind);
    if (known) {
      known.count += count;
      return;
    }
    if (this.waiting.size < MOST_KINDS) {
      this.waiting.set(kind, { entry, count });
      return;
    }
    this.sum(entry, count);
  }

  private sum({ action, result }: AuditEntry, count: number): void {
    const rest = JSON.stringify(['rest', action, result]);
    const summed = this.waiting.get(rest);
    if (summed) summed.count += count;
    else this.waiting.set(rest, { entry: { actor: 'many', action, result, reason: 'too many to tell apart' }, count });
  }
}
