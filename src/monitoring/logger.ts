/**
 * Structured logs: one JSON line each. Nothing that a client chose is written as it came: variables and documents never, names cut and with control
 * characters escaped, so that no request can forge a line or colour a terminal.
 */
import { type Logger, pino } from 'pino';
import { describeError } from './describe-error.ts';
import { scrub } from './scrub.ts';

export type { Logger };

const HIDDEN = ['authorization', 'cookie', 'token', 'secret', 'password', 'variables'];

export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: HIDDEN.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
    serializers: { err: (error: unknown) => (error instanceof Error ? describeError(error) : error) },
  };
  // Progress and data belong on stdout and stderr by turns; logs go to stderr, as every program's do.
  return destination ? pino(options, destination) : pino(options, pino.destination({ dest: 2, sync: false }));
}

/** A text that a client chose, fit for a log line; undefined for none. */
export function loggable(text: string | null | undefined): string | undefined {
  return text ? scrub(text) : undefined;
}
