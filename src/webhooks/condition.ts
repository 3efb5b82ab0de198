/**
 * Which changes a webhook is told of, beyond their type and action: `{ "changed": ["status"], "before": { "status": "PLANNED" }, "after": { "status": ["ACTIVE"] } }`.
 *
 * `changed` holds when one of these fields is another now. `before` and `after` hold when each field named has the value, or one of the values, listed; a field
 * that the change left alone has one value on both sides. What is not there is null.
 */
export interface Condition {
  readonly changed?: readonly string[];
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

type Fields = Readonly<Record<string, unknown>>;

const MOST_FIELDS = 20;

/** A sentence that says what is wrong, or undefined. `fields` are those of the types that the webhook is for. */
export function problemOfCondition(given: unknown, fields: ReadonlySet<string>): string | undefined {
  if (!isRecord(given)) return 'A condition is an object with `changed`, `before` and `after`.';
  for (const [part, value] of Object.entries(given)) {
    if (part !== 'changed' && part !== 'before' && part !== 'after') return `A condition has no \`${part}\`.`;
    if (part === 'changed' ? !isTexts(value) : !isRecord(value))
      return `\`${part}\` is ${part === 'changed' ? 'a list of fields' : 'an object of fields and values'}.`;
    const names = part === 'changed' ? (value as readonly string[]) : Object.keys(value as Fields);
    if (names.length > MOST_FIELDS) return `\`${part}\` names ${names.length} fields; ${MOST_FIELDS} are the most.`;
    const unknown = names.find((name) => !fields.has(name));
    if (unknown !== undefined) return `None of the types has a field \`${unknown.slice(0, 60)}\`.`;
  }
  return undefined;
}

/** `before` and `after` hold the fields that changed; `now` those of the row as it is. */
export function holds({ changed, before, after }: Condition, was: Fields | null, became: Fields | null, now: Fields | null): boolean {
  const valueAt = (side: Fields | null, other: Fields | null, field: string): unknown => {
    if (side && Object.hasOwn(side, field)) return side[field];
    // What is on the other side alone was empty on this one.
    if (other && Object.hasOwn(other, field)) return null;
    return now && Object.hasOwn(now, field) ? now[field] : null;
  };
  if (changed && !changed.some((field) => differs(valueAt(was, became, field), valueAt(became, was, field)))) return false;
  const isMet = (wanted: Fields | undefined, side: Fields | null, other: Fields | null): boolean =>
    Object.entries(wanted ?? {}).every(([field, values]) => {
      const value = side === null ? null : valueAt(side, other, field);
      return (Array.isArray(values) ? values : [values]).some((candidate) => !differs(candidate, value));
    });
  return isMet(before, was, became) && isMet(after, became, was);
}

const differs = (one: unknown, other: unknown): boolean => JSON.stringify(one ?? null) !== JSON.stringify(other ?? null);
const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'string');
