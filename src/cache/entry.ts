/** An answer that is kept, and what has to be known of it. */
import type { Judged } from './change-memory.ts';

export interface Answer {
  /** The bytes of the answer's data. */
  readonly body: Buffer;
  /** What the answer said of its price, for saying it again. */
  readonly price: Readonly<Record<string, number>>;
  readonly tags: ReadonlySet<string>;
  /** Nothing was found: such an answer is kept for a short time only. */
  readonly isEmpty: boolean;
  /** How long it took to work out. */
  readonly milliseconds: number;
}

/** Moments are those of `Date.now()`: an entry travels between processes. */
export interface Entry extends Answer, Judged {
  readonly created: number;
  readonly expires: number;
  /** `pg_current_snapshot()` before its first read, as PostgreSQL writes it. */
  readonly snapshot: string;
}

const PER_ENTRY_BYTES = 600;
const PER_TAG_BYTES = 60;

/** What an entry holds of the process's memory, near enough. */
export function weightOf({ body, tags }: Answer): number {
  let bytes = PER_ENTRY_BYTES + body.length;
  for (const tag of tags) bytes += PER_TAG_BYTES + tag.length;
  return bytes;
}
