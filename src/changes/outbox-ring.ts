/**
 * Empties the hours of the outbox that everybody has read.
 *
 * A process that polls has read all that had ended when it polled last, and one that has not polled for LONGEST_ABSENCE starts over; so whatever had ended
 * twice as long ago is missed by nobody. When something ended is known from the feed itself: the xmin of a snapshot lies above all that had.
 */
import type pg from 'pg';
import { query } from '../stores/pool.ts';
import type { Snapshot } from './change.ts';
import { LONGEST_ABSENCE_MILLISECONDS } from './outbox-feed.ts';

interface RingOptions {
  readonly pool: pg.Pool;
  readonly upTo: () => Snapshot;
  readonly onProblem: (error: Error) => void;
  readonly now?: () => number;
}

const EACH_MILLISECONDS = 60_000;
const KEPT_MILLISECONDS = 2 * LONGEST_ABSENCE_MILLISECONDS;

export class OutboxRing {
  readonly #options: RingOptions;
  #marks: { readonly at: number; readonly xmin: bigint }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;

  constructor(options: RingOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#sweeping ??= this.sweep()
        .then(
          () => undefined,
          (error: Error) => this.#options.onProblem(error),
        )
        .finally(() => {
          this.#sweeping = undefined;
        });
    }, EACH_MILLISECONDS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** Answers how many hours were emptied. */
  async sweep(): Promise<number> {
    const { pool, upTo, now = Date.now } = this.#options;
    const at = now();
    this.#marks.push({ at, xmin: upTo().xmin });
    const last = this.#marks.findLastIndex((mark) => mark.at <= at - KEPT_MILLISECONDS);
    if (last < 0) return 0;
    this.#marks = this.#marks.slice(last);
    const statement = { text: 'SELECT wayleave.empty_outbox_hours($1::xid8)', values: [String(this.#marks[0]!.xmin)] };
    const [[emptied]] = (await query(pool, statement, { timeoutMilliseconds: 5_000 })) as [[number]];
    return emptied;
  }
}
