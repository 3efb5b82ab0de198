/**
 * The id of an operation: the SHA-256 of its text, as 64 hexadecimal digits in lower case.
 *
 * Clients write it with or without `sha256:` before it. Everything else is no id, whatever it looks like: an id in upper case, with a digit more, or one
 * that is the name of a property of objects is refused before anybody looks anything up.
 */
import { createHash } from 'node:crypto';

const FORM = /^(?:sha256:)?([0-9a-f]{64})$/;

export function operationIdOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The digits; undefined for what is no id. */
export function readOperationId(value: unknown): string | undefined {
  // The expression is anchored, and a text that is too long for it need not be looked at.
  if (typeof value !== 'string' || value.length > 71) return undefined;
  const [, digits] = FORM.exec(value) ?? [];
  return digits;
}
