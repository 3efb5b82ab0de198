/**
 * Structured logs: one JSON line each. Nothing that a client chose is written as it came: variables and documents never, names cut and with control
 * characters escaped, so that no request can forge a line or colour a terminal.
 */
import { type Logger, pino } from 'pino';

export type { Logger };

const LONGEST_FIELD = 256;

export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['*.authorization', '*.cookie', '*.token', '*.secret', '*.password'], censor: '[hidden]' },
  };
  // Progress and data belong on stdout and stderr by turns; logs go to stderr, as every program's do.
  return destination ? pino(options, destination) : pino(options, pino.destination({ dest: 2, sync: false }));
}

/** A text that a client chose, fit for a log line. */
export function loggable(text: string | null | undefined): string | undefined {
  if (!text) return undefined;
  return text
    .slice(0, LONGEST_FIELD)
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
