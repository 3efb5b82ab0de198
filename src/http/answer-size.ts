/**
 * How large an answer becomes, without writing it: a text that is asked for under sixty names is one text in memory and sixty on the wire, and its price
 * counts objects. Characters stand for bytes, which is near enough for a bound.
 */

/** An integrator's dearest request, 100,000 objects of usual size, stays below. */
export const MOST_ANSWER_BYTES = 32 * 1024 * 1024;

/** Whether the JSON of a value has more than so many characters; ends as soon as it knows. */
export function isLargerThan(value: unknown, most: number): boolean {
  return left(value, most) < 0;
}

/** Quotes, colon and comma of a name and its value. */
const PUNCTUATION = 4;
const NUMBER_LENGTH = 8;

/** What is left of `room` after a value; negative as soon as nothing is. No deeper than its document and the JSON of a custom field. */
function left(value: unknown, room: number): number {
  if (typeof value === 'string') return room - value.length;
  if (value === null || typeof value !== 'object') return room - NUMBER_LENGTH;
  let rest = room - 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      rest = left(item, rest) - 1;
      if (rest < 0) return rest;
    }
    return rest;
  }
  const record = value as Readonly<Record<string, unknown>>;
  for (const name in record) {
    rest = left(record[name], rest - name.length - PUNCTUATION);
    if (rest < 0) return rest;
  }
  return rest;
}
