/**
 * The statements that put rows into a table: each takes any number of rows as one JSON parameter, so that their text is the same for one row and for a
 * thousand, and is prepared once.
 */
import type { ListRelation, ResourceEntry } from '../../resource/catalog.ts';
import { writableColumns } from '../../resource/derive/mutations.ts';
import { FilterCompiler } from '../filter.ts';
import { allOf, columnOf, join, name, type Sql, sql, TRUE, word } from '../sql.ts';
import { run } from './run.ts';
import type { WriteContext } from './write.ts';

/** Values by column, of a row that has its key. */
export interface RowValues {
  readonly id: number;
  readonly values: Readonly<Record<string, unknown>>;
}

const storedColumns = new WeakMap<ResourceEntry, readonly string[]>();

/** Every column that an input can write. */
export function columnsOfTable(resource: ResourceEntry): readonly string[] {
  let columns = storedColumns.get(resource);
  if (!columns) {
    const written = writableColumns(resource).map((column) => column.name);
    columns = [...written, ...[...resource.toOnes.values()].map(({ facts }) => facts.via)];
    storedColumns.set(resource, columns);
  }
  return columns;
}

export async function reserveKeys(resource: ResourceEntry, count: number, context: WriteContext): Promise<readonly number[]> {
  const rows = await run(
    sql`SELECT nextval(pg_get_serial_sequence(${`"${resource.name}"`}, 'id'))\nFROM generate_series(1, ${count}::integer)`,
    context,
  );
  return rows.map(([key]) => key as number);
}

export async function insertRows(resource: ResourceEntry, rows: readonly RowValues[], context: WriteContext): Promise<void> {
  const columns = ['id', ...columnsOfTable(resource)].map(name);
  const table = name(resource.name);
  await run(
    sql`INSERT INTO ${table} (${join(columns, ', ')})\nSELECT ${join(columns, ', ')}\nFROM jsonb_populate_recordset(NULL::${table}, ${asJson(rows)}::jsonb)`,
    context,
  );
}

/**
 * Changes the rows that differ, in the columns that each gives; answers the keys of those that did.
 *
 * A reference to what the viewer may not see reads as null, and null is no change of it: whoever writes back what they read takes nothing away that they did not
 * know of, and is not told by UPDATED that there was something.
 */
export async function updateRows(resource: ResourceEntry, rows: readonly RowValues[], context: WriteContext): Promise<readonly number[]> {
  const named = new Set(rows.flatMap(({ values }) => Object.keys(values)));
  // In the order of the table, so that the same set of columns is the same statement.
  const columns = columnsOfTable(resource).filter((column) => named.has(column));
  if (columns.length === 0) return [];
  const table = name(resource.name);
  const isUniform = rows.every(({ values }) => Object.keys(values).length === columns.length);
  // A row that leaves out what another one gives keeps what it has there.
  const fresh = isUniform
    ? sql`jsonb_populate_recordset(NULL::${table}, ${asJson(rows)}::jsonb) AS f`
    : sql`(SELECT r.* FROM jsonb_array_elements(${asJson(rows)}::jsonb) AS j(value)\n  JOIN ${table} b ON b.id = (j.value ->> 'id')::bigint\n  CROSS JOIN LATERAL jsonb_populate_record(b, j.value) AS r) AS f`;
  const filters = new FilterCompiler(context.viewer);
  const targets = new Map([...resource.toOnes.values()].map(({ facts, target }) => [facts.via, target]));
  const given = columns.map((column): Sql => {
    const target = targets.get(column);
    if (!target || context.viewer.rows(target.name).kind === 'all') return columnOf('f', column);
    const isUnread = sql`${columnOf('f', column)} IS NULL AND ${filters.reference(target, column, 't')} IS NULL`;
    return sql`CASE WHEN ${isUnread} THEN ${columnOf('t', column)} ELSE ${columnOf('f', column)} END`;
  });
  const sets = columns.map((column, index) => sql`${name(column)} = ${given[index]!}`);
  const standing = columns.map((column) => columnOf('t', column));
  const changed = await run(
    sql`UPDATE ${table} AS t\nSET ${join(sets, ', ')}\nFROM ${fresh}\nWHERE t.id = f.id AND ROW(${join(standing, ', ')}) IS DISTINCT FROM ROW(${join(given, ', ')})\nRETURNING t.id`,
    context,
  );
  return changed.map(([key]) => key as number);
}

function asJson(rows: readonly RowValues[]): string {
  return JSON.stringify(rows.map(({ id, values }) => ({ id, ...values })));
}

export interface WantedSet {
  readonly near: number;
  readonly far: readonly number[];
  readonly isNew: boolean;
}

/** Replaces sets of a many-to-many; answers the keys of the rows whose set is another now. Members that the viewer may not see stay. */
export async function replaceSets(list: ListRelation, wanted: readonly WantedSet[], context: WriteContext): Promise<ReadonlySet<number>> {
  const { join: how, target } = list;
  if (how.kind !== 'manyToMany') throw new Error(`${list.owner.name}.${list.name} is no set.`);
  const changed = new Set<number>();
  const near = wanted.flatMap((set) => set.far.map(() => set.near));
  const far = wanted.flatMap((set) => set.far);
  const standing = wanted.filter(({ isNew }) => !isNew).map((set) => set.near);
  const pairs = name(how.table);
  const members = sql`unnest(${near}::bigint[], ${far}::bigint[]) AS w(near, far)`;
  if (standing.length > 0) {
    const filters = new FilterCompiler(context.viewer);
    const alias = filters.alias();
    const visible = filters.visible(target, alias);
    const gone = await run(
      sql`DELETE FROM ${pairs} p\nWHERE ${columnOf('p', how.near)} = ANY (${standing}::bigint[])\n  AND NOT EXISTS (SELECT FROM ${members} WHERE w.near = ${columnOf('p', how.near)} AND w.far = ${columnOf('p', how.far)})\n  AND EXISTS (SELECT FROM ${name(target.name)} ${word(alias)} WHERE ${columnOf(alias, 'id')} = ${columnOf('p', how.far)} AND ${visible})\nRETURNING ${columnOf('p', how.near)}`,
      context,
    );
    for (const [key] of gone) changed.add(key as number);
  }
  if (far.length > 0) {
    const come = await run(
      sql`INSERT INTO ${pairs} (${name(how.near)}, ${name(how.far)})\nSELECT DISTINCT w.near, w.far FROM ${members}\nON CONFLICT DO NOTHING\nRETURNING ${name(how.near)}`,
      context,
    );
    for (const [key] of come) changed.add(key as number);
  }
  return changed;
}

/** A set is part of its object: when it changes, so does the object's version. */
export async function countVersions(resource: ResourceEntry, keys: readonly number[], context: WriteContext): Promise<void> {
  await run(sql`UPDATE ${name(resource.name)} SET version = version + 1\nWHERE id = ANY (${keys}::bigint[])`, context);
}

export interface StandingRow {
  readonly key: number;
  readonly version: number;
  readonly isAllowed: boolean;
  readonly customFields: Readonly<Record<string, unknown>>;
}

/**
 * Rows that the viewer may see, locked until the end of the transaction, each with whether the action is allowed on it as it stands.
 *
 * Whoever waited for a lock has looked at other tables before the wait: a rack whose site went to another tenant meanwhile would still be theirs. So what a
 * predicate decides is looked at again under the lock.
 */
export async function lockRows(
  resource: ResourceEntry,
  keys: readonly number[],
  action: 'update' | 'delete',
  context: WriteContext,
): Promise<ReadonlyMap<number, StandingRow>> {
  const seen = new FilterCompiler(context.viewer).visible(resource, 'l0');
  const allowed = predicateOf(resource, action, 'l0', context);
  const custom = resource.columns.has('customFields') ? columnOf('l0', 'customFields') : sql`'{}'::jsonb`;
  const condition = allOf([sql`l0.id = ANY (${keys}::bigint[])`, seen]);
  const look = sql`SELECT l0.id, l0.version, (${allowed}) IS TRUE, ${custom}\nFROM ${name(resource.name)} l0\nWHERE ${condition}\nORDER BY l0.id`;
  const locked = await run(sql`${look}\nFOR NO KEY UPDATE OF l0`, context);
  const rows = seen === TRUE && allowed === TRUE ? locked : await run(look, context);
  return new Map(
    rows.map(([key, version, isAllowed, customFields]) => [
      key as number,
      {
        key: key as number,
        version: version as number,
        isAllowed: isAllowed as boolean,
        customFields: customFields as Record<string, unknown>,
      },
    ]),
  );
}

/** Which of the rows, as they are now, the viewer may not do this to. */
export async function forbiddenRows(
  resource: ResourceEntry,
  keys: readonly number[],
  action: 'create' | 'update',
  context: WriteContext,
): Promise<readonly number[]> {
  if (keys.length === 0 || context.viewer.rows(resource.name, action).kind === 'all') return [];
  const rows = await run(
    sql`SELECT l0.id\nFROM ${name(resource.name)} l0\nWHERE l0.id = ANY (${keys}::bigint[]) AND (${predicateOf(resource, action, 'l0', context)}) IS NOT TRUE`,
    context,
  );
  return rows.map(([key]) => key as number);
}

/** What is seen decides what is there; what may be done with it is another predicate in the same language. */
function predicateOf(resource: ResourceEntry, action: 'create' | 'update' | 'delete', alias: string, { viewer }: WriteContext): Sql {
  const acting = { ...viewer, rows: (asked: string) => viewer.rows(asked, action) };
  return allOf([new FilterCompiler(acting).visible(resource, alias)]);
}
