/**
 * What is taken out of any text before it is written to a log, whoever wrote it.
 *
 * Fields with telling names are hidden by pino; this is for secrets inside sentences, such as the address that a driver could not connect to. And a
 * text that a client chose may forge a line or drive a terminal, so control characters are written as escapes and the length is bounded.
 */
const LONGEST_FIELD = 256;

const secrets: readonly (readonly [RegExp, string])[] = [
  [/\bwl_[a-z]+_[\w-]+/g, 'wl_[hidden]'],
  [/\b(bearer|basic|token) +[\w.~+/=-]{6,}/gi, '$1 [hidden]'],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1[hidden]@'],
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, '[hidden]'],
  [/\b(\w*(?:password|passwd|secret|token|session|api_?key)\w*["']?\s*[:=]\s*["']?)[^\s"',;&}]+/gi, '$1[hidden]'],
];

/** The text without secrets, on one line, `most` characters long at most. */
export function scrub(text: string, most: number = LONGEST_FIELD): string {
  let clean = text.slice(0, most);
  for (const [pattern, replacement] of secrets) clean = clean.replace(pattern, replacement);
  return clean.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
