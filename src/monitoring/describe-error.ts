/**
 * What the log keeps of an error: its kind, its code, its sentence and its stack, and none of the values that it was about.
 *
 * PostgreSQL quotes the offending value at the end of its sentence and the row in `detail`; Prisma prints the whole call. Both may hold what a client
 * sent, so the sentence is cut before the value, and properties other than the code are not looked at.
 */
import { scrub } from './scrub.ts';

const LONGEST_MESSAGE = 1000;
const MOST_FRAMES = 12;
const DEEPEST_CAUSE = 3;

export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Where it was thrown, a frame each; without the sentence, which V8 repeats there. */
  readonly stack?: readonly string[];
  readonly cause?: DescribedError;
}

export function describeError(thrown: unknown, depth = 0): DescribedError {
  if (!(thrown instanceof Error))
    return { type: thrown === null ? 'null' : typeof thrown, message: scrub(textOf(thrown), LONGEST_MESSAGE) };
  const { code } = thrown as { code?: unknown };
  return {
    type: scrub(thrown.name),
    message: scrub(sentenceOf(thrown, code), LONGEST_MESSAGE),
    ...(typeof code === 'string' ? { code: scrub(code) } : {}),
    stack: framesOf(thrown),
    ...(thrown.cause !== undefined && depth < DEEPEST_CAUSE ? { cause: describeError(thrown.cause, depth + 1) } : {}),
  };
}

function sentenceOf({ name, message }: Error, code: unknown): string {
  if (name.startsWith('Prisma')) return message.trim().split('\n').at(-1) ?? '';
  // An SQLSTATE has five characters. What follows a colon is the value: `invalid input syntax for type bigint: "…"`.
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? message.replace(/: ".*$/s, ': …') : message;
}

function framesOf({ stack }: Error): readonly string[] {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => scrub(line.trim()));
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return 'something that cannot be written as text';
  }
}
