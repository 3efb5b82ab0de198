/**
 * The trail of sign-ins and refusals, on its way to the database.
 *
 * Anybody may cause a refusal, as fast as a socket allows, so refusals are not written one by one: those alike in a moment become one row with their
 * count, and beyond so many kinds in a moment they are counted without being told apart. The sum of the counts is exact, the rows a second are bounded.
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
}

const MOST_KINDS = 200;
const FLUSH_MILLISECONDS = 1000;

export class AuditBuffer {
  private readonly options: AuditBufferOptions;
  private waiting = new Map<string, { entry: AuditEntry; count: number }>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();

  constructor(options: AuditBufferOptions) {
    this.options = options;
  }

  note(entry: AuditEntry): void {
    const { actor, action, subject, result, reason, address } = entry;
    this.add(JSON.stringify([actor, action, subject, result, reason, address]), entry, 1);
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MILLISECONDS);
    this.timer.unref();
  }

  /** Writes what is waiting; answers when it has been written, or could not be. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushing = this.flushing.then(() => this.writeWaiting());
    return this.flushing;
  }

  private async writeWaiting(): Promise<void> {
    if (this.waiting.size === 0) return;
    const taken = this.waiting;
    this.waiting = new Map();
    try {
      await this.options.write([...taken.values()].map(({ entry, count }) => ({ ...entry, count })));
    } catch (error) {
      this.options.onFailure(error);
      for (const [kind, { entry, count }] of taken) this.add(kind, entry, count);
    }
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
    const { action, result } = entry;
    const rest = JSON.stringify(['rest', action, result]);
    const summed = this.waiting.get(rest);
    if (summed) summed.count += count;
    else this.waiting.set(rest, { entry: { actor: 'many', action, result, reason: 'too many to tell apart' }, count });
  }
}
