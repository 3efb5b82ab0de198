/**
 * Writes down the errors that clients are not told, without letting a flood of them fill the disk.
 *
 * The same error, by kind and place, is written a few times in a window; the rest are counted, and the count is written with the first of the next
 * window. Reporting never throws: it is called where an error is already being handled.
 */
import { type DescribedError, describeError } from './describe-error.ts';
import type { Logger } from './logger.ts';

const WINDOW_MILLISECONDS = 10_000;
const MOST_IN_A_WINDOW = 10;
const MOST_KINDS = 1000;

interface Kind {
  windowEnds: number;
  written: number;
  suppressed: number;
}

export type ReportError = (thrown: unknown, about: Readonly<Record<string, string | undefined>>) => void;

export function createErrorReporter(logger: Logger, now: () => number = Date.now): ReportError {
  const kinds = new Map<string, Kind>();
  return (thrown, about) => {
    try {
      const err = describeError(thrown);
      const suppressed = admit(kinds, kindOf(err), now());
      if (suppressed === undefined) return;
      logger.error({ ...about, ...(suppressed > 0 ? { suppressed } : {}), err }, 'an error was hidden from the client');
    } catch {
      // There is nobody left to tell.
    }
  };
}

/** How many were left out since the last one that was written; undefined when this one is left out too. */
function admit(kinds: Map<string, Kind>, key: string, now: number): number | undefined {
  let kind = kinds.get(key);
  if (!kind) {
    if (kinds.size >= MOST_KINDS) kinds.delete(kinds.keys().next().value!);
    kind = { windowEnds: now + WINDOW_MILLISECONDS, written: 0, suppressed: 0 };
    kinds.set(key, kind);
  }
  if (now >= kind.windowEnds) {
    kind.windowEnds = now + WINDOW_MILLISECONDS;
    kind.written = 0;
  }
  if (kind.written >= MOST_IN_A_WINDOW) {
    kind.suppressed += 1;
    return undefined;
  }
  kind.written += 1;
  const { suppressed } = kind;
  kind.suppressed = 0;
  return suppressed;
}

/** The sentence is not part of it: it may differ by a number each time. */
function kindOf({ type, code, stack, message }: DescribedError): string {
  return `${type}\0${code ?? ''}\0${stack?.[0] ?? message}`;
}
