/** Several values in one cell, separated by semicolons; a semicolon or a backslash in a value has a backslash in front. */
export function joinList(values: readonly string[]): string {
  return values.map((value) => value.replaceAll(/[\\;]/g, (character) => `\\${character}`)).join(';');
}

/** Blanks around a value are not part of it; an empty cell has no values. */
export function splitList(cell: string): readonly string[] {
  if (cell.trim() === '') return [];
  return [...`${cell};`.matchAll(/((?:[^\\;]|\\.)*);/gsu)].map(([, value]) => value!.trim().replaceAll(/\\(.)/gsu, '$1'));
}
