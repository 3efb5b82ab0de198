/**
 * SQL as values: fragments that nest, with every value a parameter.
 *
 * There is no way to put a string into a statement but as an identifier (which is quoted) or as a parameter. `PARENTS` marks the places whose
 * values arrive with each call, so that a statement compiled once for a selection can be run for any parents.
 */
import { createHash } from 'node:crypto';

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'late'; readonly index: number };

export class Sql {
  readonly parts: readonly Part[];
  constructor(parts: readonly Part[]) {
    this.parts = parts;
  }
}

/** A statement template: text with numbered parameters, and the values of those that are known already. */
export interface Statement {
  readonly name: string | undefined;
  readonly text: string;
  /** The values to send; those of late parameters are filled in by `bind`. */
  readonly values: readonly unknown[];
  /** Where each late parameter stands in `values`, by its index. */
  readonly late: readonly number[];
}

export function sql(strings: TemplateStringsArray, ...values: readonly unknown[]): Sql {
  const parts: Part[] = [];
  strings.forEach((text, index) => {
    if (text) parts.push({ kind: 'text', text });
    if (index >= values.length) return;
    const value = values[index];
    if (value instanceof Sql) parts.push(...value.parts);
    else parts.push({ kind: 'value', value });
  });
  return new Sql(parts);
}

/** A quoted identifier. */
export function name(identifier: string): Sql {
  return new Sql([{ kind: 'text', text: quoted(identifier) }]);
}

/** A column of an aliased table. */
export function columnOf(alias: string, column: string): Sql {
  return new Sql([{ kind: 'text', text: `${alias}.${quoted(column)}` }]);
}

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** A word of the statement that the code itself wrote: an alias, a direction, a cast. Never anything that came from a client. */
export function word(text: string): Sql {
  if (!/^[A-Za-z_][\w ".[\]]*$/.test(text)) throw new Error(`${text} is no word of SQL.`);
  return new Sql([{ kind: 'text', text }]);
}

/** A parameter whose value arrives with each call. */
export function late(index: number): Sql {
  return new Sql([{ kind: 'late', index }]);
}

export function join(fragments: readonly Sql[], separator: string): Sql {
  const parts: Part[] = [];
  fragments.forEach((fragment, index) => {
    if (index > 0) parts.push({ kind: 'text', text: separator });
    parts.push(...fragment.parts);
  });
  return new Sql(parts);
}

export const TRUE = sql`TRUE`;
export const FALSE = sql`FALSE`;

/** All of the conditions that are there. */
export function allOf(conditions: readonly (Sql | undefined)[]): Sql {
  const present = conditions.filter((condition) => condition !== undefined && condition !== TRUE) as Sql[];
  return present.length === 0 ? TRUE : present.length === 1 ? present[0]! : join(present, '\n  AND ');
}

/**
 * Names of prepared statements by their text. PostgreSQL keeps a prepared statement for as long as the connection lives, and a client can make
 * any number of shapes, so only the first so many distinct texts get a name; the rest are planned each time.
 */
const MOST_NAMED_STATEMENTS = 500;
const names = new Map<string, string>();

export function compile(fragment: Sql): Statement {
  let text = '';
  const values: unknown[] = [];
  const positions: number[] = [];
  for (const part of fragment.parts) {
    if (part.kind === 'text') {
      text += part.text;
    } else if (part.kind === 'value') {
      values.push(part.value);
      text += `$${values.length}`;
    } else {
      const known = positions[part.index];
      if (known === undefined) {
        values.push(undefined);
        positions[part.index] = values.length - 1;
        text += `$${values.length}`;
      } else text += `$${known + 1}`;
    }
  }
  return { name: nameFor(text), text, values, late: positions };
}

function nameFor(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMED_STATEMENTS) return known;
  const made = createHash('sha256').update(text).digest('base64url').slice(0, 20);
  names.set(text, made);
  return made;
}

/** The values of a statement with its late parameters filled in. */
export function bind(statement: Statement, ...lateValues: readonly unknown[]): readonly unknown[] {
  if (statement.late.length === 0) return statement.values;
  const values = statement.values.slice();
  statement.late.forEach((position, index) => {
    values[position] = parameterOf(lateValues[index]);
  });
  return values;
}

/** `pg` quotes and escapes every element of an array; the keys of hundreds of parents need neither. */
function parameterOf(value: unknown): unknown {
  return Array.isArray(value) && value.every((element) => typeof element === 'number') ? `{${value.join()}}` : value;
}
