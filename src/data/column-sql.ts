/** How each kind of column is read, compared and cast in PostgreSQL. */
import type { ColumnFacts } from '../resource/facts.ts';
import { columnOf, name, type Sql, sql, word } from './sql.ts';

const casts: Record<Exclude<ColumnFacts['type'], 'choice'>, string> = {
  id: 'bigint',
  text: 'text',
  integer: 'integer',
  bigInteger: 'bigint',
  decimal: 'numeric',
  flag: 'boolean',
  timestamp: 'timestamptz',
  day: 'date',
  json: 'jsonb',
  cidr: 'cidr',
  interfaceAddress: 'inet',
  mac: 'macaddr',
  vlanId: 'integer',
  asNumber: 'bigint',
  color: 'text',
};

/** The PostgreSQL type of a column, as a cast. */
export function typeOf(column: ColumnFacts): Sql {
  return column.type === 'choice' ? name(column.choice!.name) : word(casts[column.type]);
}

/** A column in a select list. `inet` leaves out the mask of a single host unless it is asked for as text. */
export function readColumn(alias: string, column: ColumnFacts): Sql {
  const expression = columnOf(alias, column.name);
  return column.type === 'interfaceAddress' ? sql`text(${expression})` : expression;
}

/** A single value as a parameter of the column's type. Values travel as text, so that a cursor can hold any of them. */
export function parameterOf(column: ColumnFacts, value: unknown): Sql {
  return sql`${value}::${typeOf(column)}`;
}

/** A list of values as one array parameter; enums have no array input of their own in `pg`, so all lists but numbers travel as text. */
export function parametersOf(column: ColumnFacts, values: readonly unknown[]): Sql {
  return sql`${values}::text[]::${typeOf(column)}[]`;
}
