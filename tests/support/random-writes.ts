/**
 * Random writes by SQL to whatever the catalog knows: rows changed, moved, copied and deleted, pairs made and unmade, COPY, TRUNCATE, and statements that
 * touch hundreds of rows. What breaks a rule of the database is refused by it, and counts as a write that changed nothing.
 */
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { ResourceEntry } from '../../src/resource/catalog.ts';
import { catalog } from '../../src/schema.ts';

export interface RandomWriter {
  /** One write; answers the table that it was about, and whether a rule of the database refused it. */
  write(): Promise<{ readonly table: string; readonly isRefused: boolean }>;
}

type Random = () => number;

/** A small generator of which a seed is enough to repeat a run (Mulberry32, public domain). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `tables` are the resources to write to. */
export async function randomWriter(pool: pg.Pool, tables: readonly string[], random: Random): Promise<RandomWriter> {
  const upTo = (count: number): number => Math.floor(random() * count);
  const pick = <T>(items: readonly T[]): T => items[upTo(items.length)]!;
  const resources = tables.map((name) => catalog.get(name));
  const columnsOf = new Map<string, readonly string[]>();
  const { rows } = await pool.query<{ table: string; column: string }>(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns WHERE table_schema = 'public' AND is_generated = 'NEVER'`,
  );
  for (const { table, column } of rows) columnsOf.set(table, [...(columnsOf.get(table) ?? []), column]);
  const pairs = resources.flatMap(({ name, lists }) =>
    [...lists.values()].flatMap(({ join, target }) => (join.kind === 'manyToMany' ? [{ ...join, owner: name, other: target.name }] : [])),
  );

  const someId = async (table: string): Promise<string | undefined> => {
    const found = await pool.query<{ id: string }>(
      `SELECT id FROM "${table}" OFFSET floor($1::float8 * (SELECT count(*) FROM "${table}"))::bigint LIMIT 1`,
      [random()],
    );
    return found.rows[0]?.id;
  };
  let words = 0;
  const word = (): string => {
    words += 1;
    return `w${words}x${upTo(1_000_000)}`;
  };

  const change = async (resource: ResourceEntry): Promise<void> => {
    const id = await someId(resource.name);
    const { column, value } = await someChange(resource);
    await pool.query(`UPDATE "${resource.name}" SET "${column}" = $1 WHERE id = $2`, [value, id]);
  };
  const someChange = async (resource: ResourceEntry): Promise<{ column: string; value: unknown }> => {
    const relations = [...resource.toOnes.values()];
    const columns = [...resource.columns.values()].filter(
      ({ type }) => type === 'text' || type === 'choice' || type === 'flag' || type === 'integer',
    );
    if (relations.length > 0 && random() < 0.4) {
      const { target, facts } = pick(relations);
      return { column: facts.via, value: facts.optional && random() < 0.2 ? null : await someId(target.name) };
    }
    const { name, type, choice } = pick(columns);
    if (type === 'choice') return { column: name, value: pick(Object.keys(choice!.members)) };
    if (type === 'flag') return { column: name, value: random() < 0.5 };
    if (type === 'integer') return { column: name, value: upTo(100) + 1 };
    return { column: name, value: word() };
  };
  const copyRow = async ({ name: table }: ResourceEntry): Promise<void> => {
    const columns = columnsOf.get(table)!.filter((column) => column !== 'id' && column !== 'path');
    const values = columns.map((column) => (column === 'name' || column === 'slug' || column === 'cid' ? `'${word()}'` : `"${column}"`));
    const names = columns.map((column) => `"${column}"`).join(', ');
    await pool.query(`INSERT INTO "${table}" (${names}) SELECT ${values.join(', ')} FROM "${table}" WHERE id = $1`, [await someId(table)]);
  };
  const remove = async ({ name: table }: ResourceEntry): Promise<void> => {
    await pool.query(`DELETE FROM "${table}" WHERE id = $1`, [await someId(table)]);
  };
  const changeMany = async (resource: ResourceEntry): Promise<void> => {
    const column = [...resource.columns.values()].find(({ type, nullable, name }) => type === 'text' && nullable && name === 'description');
    const set = column ? `"description" = '${word()}'` : `"lastUpdated" = now()`;
    await pool.query(`UPDATE "${resource.name}" SET ${set} WHERE id % 2 = ${upTo(2)}`);
  };
  const inTransaction = async (resource: ResourceEntry): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('BEGIN');
      for (let index = 0; index < 2; index += 1) {
        const { column, value } = await someChange(resource);
        await client.query(`UPDATE "${resource.name}" SET "${column}" = $1 WHERE id = $2`, [value, await someId(resource.name)]);
      }
      await client.query(random() < 0.5 ? 'COMMIT' : 'ROLLBACK');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
  const copyTags = async (): Promise<void> => {
    const client = await pool.connect();
    try {
      const target = client.query(copyFrom(`COPY "Tag" (name, slug, color) FROM STDIN`));
      await pipeline(
        [
          Array.from({ length: 1 + upTo(400) }, word)
            .map((name) => `${name}\t${name}\t9e9e9e\n`)
            .join(''),
        ],
        target,
      );
    } finally {
      client.release();
    }
  };
  const writePairs = async (resource: ResourceEntry): Promise<string> => {
    const own = pairs.filter(({ owner }) => owner === resource.name);
    if (own.length === 0) return resource.name;
    const { table, near, far, owner, other } = pick(own);
    const kind = random();
    if (kind < 0.02) await pool.query(`TRUNCATE "${table}"`);
    else if (kind < 0.4)
      await pool.query(
        `DELETE FROM "${table}" WHERE ctid = (SELECT ctid FROM "${table}" OFFSET floor($1::float8 * (SELECT count(*) FROM "${table}"))::bigint LIMIT 1)`,
        [random()],
      );
    else await pool.query(`INSERT INTO "${table}" ("${near}", "${far}") VALUES ($1, $2)`, [await someId(owner), await someId(other)]);
    return table;
  };

  return {
    async write() {
      const resource = pick(resources);
      const kind = random();
      try {
        if (kind < 0.5) await change(resource);
        else if (kind < 0.65) await copyRow(resource);
        else if (kind < 0.73) await remove(resource);
        else if (kind < 0.78) await inTransaction(resource);
        else if (kind < 0.8) await changeMany(resource);
        else if (kind < 0.81) {
          await copyTags();
          return { table: 'Tag', isRefused: false };
        } else return { table: await writePairs(resource), isRefused: false };
      } catch (error) {
        // Refused by a rule of the database: a constraint, a trigger, a length. Anything else is a mistake of this file.
        if (!/^(23...|P0001|22001)$/.test((error as { code?: string }).code ?? '')) throw error;
        return { table: resource.name, isRefused: true };
      }
      return { table: resource.name, isRefused: false };
    },
  };
}
