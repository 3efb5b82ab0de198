/**
 * What the tables demand and what they fill in, as the live catalog of the database says it: defaults, required columns, and every rule with the columns that
 * it is about and the sentence that stands beside it (`COMMENT ON`). So a rule lives in one place, the migration that makes it, and is found by its name when
 * the database refuses a row.
 *
 * Read once a process: tables follow from the migrations, which are applied before anything is served.
 */
import type { Catalog } from '../../resource/catalog.ts';
import { join, Sql, sql } from '../sql.ts';
import { run } from './run.ts';
import type { WriteContext } from './write.ts';

export interface Rule {
  readonly table: string;
  readonly name: string;
  readonly kind: 'unique' | 'foreignKey' | 'check' | 'exclusion';
  readonly columns: readonly string[];
  /** What people are told; null where the rule needs no words of its own. */
  readonly sentence: string | null;
  /** Of a unique rule: two rows without a value are equal. */
  readonly nullsEqual: boolean;
}

/** A foreign key that points at a table. */
export interface Pointer {
  readonly table: string;
  readonly column: string;
  readonly target: string;
  /** Deleting the target is refused. */
  readonly restricts: boolean;
}

export interface TableFacts {
  /** Columns that need a value and have no default. */
  readonly required: ReadonlySet<string>;
  /** What an absent column becomes, as JSON. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Single-column foreign keys of other tables at this one. */
  readonly pointers: readonly Pointer[];
}

export type DatabaseFacts = ReadonlyMap<string, TableFacts>;

const COLUMNS = sql`
SELECT t.relname, a.attname, a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
FROM pg_class t
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p')`;

const RULES = sql`
SELECT t.relname, c.conname, c.contype::text, target.relname, c.confdeltype::text, false,
  obj_description(c.oid, 'pg_constraint'),
  (SELECT coalesce(json_agg(a.attname ORDER BY k.place), '[]') FROM unnest(c.conkey) WITH ORDINALITY AS k(number, place)
   JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number)
FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid
LEFT JOIN pg_class target ON target.oid = c.confrelid
WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('f', 'c', 'x')
UNION ALL
SELECT t.relname, x.relname, 'u', NULL, NULL, i.indnullsnotdistinct, obj_description(x.oid, 'pg_class'),
  (SELECT coalesce(json_agg(DISTINCT a.attname), '[]')::json FROM pg_attribute a
   WHERE a.attrelid = t.oid AND (a.attnum = ANY (i.indkey::smallint[])
     OR pg_get_expr(i.indexprs, i.indrelid) ~ ('\\m' || a.attname || '\\M')))
FROM pg_index i
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid
WHERE i.indisunique AND t.relnamespace = 'public'::regnamespace`;

const kinds: Readonly<Record<string, Rule['kind']>> = { f: 'foreignKey', c: 'check', x: 'exclusion', u: 'unique' };

let known: Promise<DatabaseFacts> | undefined;

/** The facts of all tables. One that fails is asked again by whoever comes next. */
export function databaseFacts(catalog: Catalog, context: WriteContext): Promise<DatabaseFacts> {
  if (!known) {
    const asked = readFacts(catalog, context);
    known = asked;
    asked.catch(() => {
      if (known === asked) known = undefined;
    });
  }
  return known;
}

async function readFacts(catalog: Catalog, context: WriteContext): Promise<DatabaseFacts> {
  interface Draft {
    readonly required: Set<string>;
    readonly defaults: Record<string, unknown>;
    readonly rules: Map<string, Rule>;
    readonly pointers: Pointer[];
  }
  const facts = new Map<string, Draft>();
  const of = (table: string): Draft => {
    const found = facts.get(table) ?? { required: new Set(), defaults: {}, rules: new Map(), pointers: [] };
    facts.set(table, found);
    return found;
  };
  const constants: Sql[] = [];
  for (const [table, column, isRequired, expression] of (await run(COLUMNS, context)) as [string, string, boolean, string | null][]) {
    if (!catalog.find(table)?.columns.has(column)) {
      if (isRequired && expression === null) of(table).required.add(column);
      continue;
    }
    if (expression === null) {
      if (isRequired) of(table).required.add(column);
    } else if (!/nextval|now\(\)|CURRENT/.test(expression)) {
      // The text is PostgreSQL's own, of a default in our migrations: it is the only way to learn the value.
      constants.push(sql`SELECT ${table}::text, ${column}::text, to_jsonb(${new Sql([{ kind: 'text', text: expression }])})`);
    }
  }
  for (const [table, column, value] of (await run(join(constants, '\nUNION ALL\n'), context)) as [string, string, unknown][])
    of(table).defaults[column] = value;
  for (const [table, name, type, target, onDelete, nullsEqual, sentence, columns] of (await run(RULES, context)) as [
    string,
    string,
    string,
    string | null,
    string | null,
    boolean,
    string | null,
    string[],
  ][]) {
    of(table).rules.set(name, { table, name, kind: kinds[type]!, columns, sentence, nullsEqual });
    if (target !== null && columns.length === 1)
      of(target).pointers.push({ table, column: columns[0]!, target, restricts: onDelete === 'r' || onDelete === 'a' });
  }
  return facts;
}
