/** `orderBy: [{ name: ASC }]` → an order that is total, its ORDER BY, and the condition for rows that come after a given one. */
import { refuse } from '../errors/refuse.ts';
import type { ResourceEntry } from '../resource/catalog.ts';
import type { ColumnFacts } from '../resource/facts.ts';
import { parameterOf } from './column-sql.ts';
import { columnOf, FALSE, join, type Sql, sql } from './sql.ts';

export interface OrderTerm {
  readonly column: ColumnFacts;
  readonly descending: boolean;
}

const MOST_TERMS = 4;

/** The terms asked for, ended by the key, so that no two rows are equal. */
export function orderTerms(
  resource: ResourceEntry,
  orderBy: readonly Readonly<Record<string, unknown>>[] | null | undefined,
): readonly OrderTerm[] {
  const asked = orderBy ?? [];
  if (asked.length > MOST_TERMS) throw refuse('ORDER_TOO_LONG', { length: asked.length, most: MOST_TERMS });
  const terms = asked.map((term) => {
    const [[field, direction] = []] = Object.entries(term);
    return { column: resource.columns.get(field!)!, descending: direction === 'DESC' };
  });
  const end = terms.findIndex(({ column }) => column.type === 'id');
  if (end >= 0) return terms.slice(0, end + 1);
  // The key runs in the direction of the last term: an index on (column, id) can then be read either way.
  return [...terms, { column: resource.columns.get('id')!, descending: terms.at(-1)?.descending ?? false }];
}

/** Names an order within its resource; cursors of another order are refused by it. */
export function orderSignature(terms: readonly OrderTerm[]): string {
  return terms.map(({ column, descending }) => `${descending ? '-' : ''}${column.name}`).join(',');
}

/** PostgreSQL puts what has no value last when ascending and first when descending; a reversed order is thus an exact mirror. */
export function orderByClause(terms: readonly OrderTerm[], alias: string, reversed: boolean): Sql {
  return join(
    terms.map(({ column, descending }) =>
      descending !== reversed ? sql`${columnOf(alias, column.name)} DESC` : columnOf(alias, column.name),
    ),
    ', ',
  );
}

/**
 * Rows that come after the row with these values (before it, when reversed). Values are text, as the database wrote them.
 *
 * Where all terms run the same way over columns without nulls, a row comparison says it in one condition that an index can seek.
 */
export function afterCondition(terms: readonly OrderTerm[], values: readonly (string | null)[], alias: string, reversed: boolean): Sql {
  const goesDown = (term: OrderTerm) => term.descending !== reversed;
  const first = terms[0]!;
  if (terms.every((term) => goesDown(term) === goesDown(first) && !term.column.nullable)) {
    const columns = join(
      terms.map(({ column }) => columnOf(alias, column.name)),
      ', ',
    );
    const operands = join(
      terms.map(({ column }, index) => parameterOf(column, values[index])),
      ', ',
    );
    return goesDown(first) ? sql`(${columns}) < (${operands})` : sql`(${columns}) > (${operands})`;
  }
  const alternatives = terms.map((term, index) => {
    const equal = terms.slice(0, index).map((earlier, position) => equalTo(earlier, values[position]!, alias));
    return sql`(${join([...equal, beyond(term, values[index]!, alias, goesDown(term))], ' AND ')})`;
  });
  return sql`(${join(alternatives, ' OR ')})`;
}

function equalTo({ column }: OrderTerm, value: string | null, alias: string): Sql {
  const expression = columnOf(alias, column.name);
  return value === null ? sql`${expression} IS NULL` : sql`${expression} = ${parameterOf(column, value)}`;
}

function beyond({ column }: OrderTerm, value: string | null, alias: string, down: boolean): Sql {
  const expression = columnOf(alias, column.name);
  if (value === null) return down ? sql`${expression} IS NOT NULL` : FALSE;
  const operand = parameterOf(column, value);
  if (down) return sql`${expression} < ${operand}`;
  return column.nullable ? sql`(${expression} > ${operand} OR ${expression} IS NULL)` : sql`${expression} > ${operand}`;
}
