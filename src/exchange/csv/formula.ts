/**
 * Cells that a spreadsheet would run as a formula, made harmless so that they can be read back.
 *
 * `=`, `+`, `-` and `@` at the beginning of a cell start a formula, also behind blanks and in the full-width forms that spreadsheets take for the same; a tab,
 * a line break or a NUL in front can make the rest of a cell one. Such a text gets an apostrophe in front, which spreadsheets take for "this is text"
 * (https://owasp.org/www-community/attacks/CSV_Injection). A text that begins with an apostrophe of its own gets another, so that `restored` undoes exactly
 * what `guarded` did.
 */
const DANGEROUS = /^[\t\r\n\0']|^[\s\0]*[=+\-@＝＋－＠]/u;

export function guarded(text: string): string {
  return DANGEROUS.test(text) ? `'${text}` : text;
}

export function restored(cell: string): string {
  return cell.startsWith("'") && DANGEROUS.test(cell.slice(1)) ? cell.slice(1) : cell;
}
