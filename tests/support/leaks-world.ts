/**
 * Two worlds over one database: an estate in which some rows are hidden from a viewer, and the same estate in which they never were.
 *
 * Rows are made from the catalog and the live columns alone, so a new resource has its canaries the moment it is declared: rows with an even key are the
 * canaries, and every text of theirs begins with `canary-`. Constraints and triggers are taken away first: what is tested is reading, and the second
 * world has to be able to lack any row. It lives in a transaction that is rolled back: hidden rows deleted, keys that pointed at them null, paths of
 * trees grown anew. Keys that say in which scope a network lies stay as they are: a network in somebody else's VRF does not become a global one.
 */
import type pg from 'pg';
import type { RowPredicate, Viewer } from '../../src/access/viewer.ts';
import type { Database, ReadingStatement } from '../../src/data/context.ts';
import { encodeGlobalId } from '../../src/data/global-id.ts';
import type { ResourceEntry } from '../../src/resource/catalog.ts';
import { catalog } from '../../src/schema.ts';
import { valueParsers } from '../../src/stores/value-parsers.ts';
import { type TestDatabase, testDatabase } from './database.ts';

export interface Hidden {
  /** What the viewer may see of each resource that is not seen whole. */
  readonly predicates: ReadonlyMap<string, RowPredicate>;
  /** The keys of the rows that this hides. */
  readonly keys: ReadonlyMap<string, readonly number[]>;
}

export interface World {
  readonly statements: string[];
  readonly database: Database;
}

export interface LeakWorlds {
  readonly database: TestDatabase;
  /** How many rows a resource has; their keys run from 1. */
  rowsOf(resource: ResourceEntry): number;
  /** A column of a row, as it stands in the database. */
  valueOf(resource: ResourceEntry, key: number, column: string): unknown;
  /** With all rows. */
  readonly whole: World;
  /** Runs something while the hidden rows do not exist. */
  without<T>(hidden: Hidden, work: (world: World) => Promise<T>): Promise<T>;
  /** The keys that a predicate hides, as the database itself says. */
  hiddenBy(resource: ResourceEntry, condition: string): Promise<readonly number[]>;
  close(): Promise<void>;
}

const FEWEST_ROWS = 12;
/** Parents in a tree by key: a chain in which every other one is a canary, a second root, and branches. */
const parents = [null, 1, 2, 3, 4, null, 1, 7, 8, 6, 10, 9];
const networks = [
  '10.0.0.0/8',
  '10.0.0.0/12',
  '10.0.0.0/16',
  '10.0.0.0/20',
  '10.0.0.0/24',
  '10.0.0.0/26',
  '10.1.0.0/16',
  '10.1.0.0/24',
  '10.1.0.0/25',
  '2001:db8::/32',
  '2001:db8::/48',
  '10.1.0.0/26',
];
const addresses = [
  '10.0.0.1/24',
  '10.0.0.2/24',
  '10.0.0.3/26',
  '10.1.0.1/24',
  '10.1.0.2/25',
  '10.0.16.1/20',
  '2001:db8::1/64',
  '2001:db8:1::1/64',
];

/** What random values would hardly come to: networks that are filled by canaries and by others, by addresses and by ranges. */
const shaped: Readonly<Record<string, (key: number) => unknown>> = {
  'Prefix.status': (key) => (key <= 2 ? 'CONTAINER' : 'ACTIVE'),
  'Prefix.markUtilized': (key) => key > 9,
  'IpRange.markUtilized': () => true,
  // Of a canary, round the address of another.
  'IpRange.startAddress': (key) => addresses[key % addresses.length],
  'IpRange.endAddress': (key) => addresses[key % addresses.length],
};

interface LiveColumn {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[] | null;
}

/** Cursors of both worlds are signed by it. */
export const CURSOR_SECRET = Buffer.alloc(32, 7);
export const isCanary = (key: number): boolean => key % 2 === 0;
export const idOf = (resource: ResourceEntry, key: number): string => encodeGlobalId(resource.name, key);

let viewers = 0;
/** A viewer of its own each time, so that nothing compiled for another is used again. */
export function viewerWith(predicates: ReadonlyMap<string, RowPredicate>, reveals: RowPredicate = { kind: 'all' }): Viewer {
  viewers += 1;
  const id = `viewer-${viewers}`;
  return {
    id,
    name: 'somebody',
    role: 'somebody',
    fingerprint: id,
    operations: 'any',
    rows: (resource, action = 'view') => (action === 'view' ? (predicates.get(resource) ?? { kind: 'all' }) : reveals),
  };
}

export async function leakWorlds(): Promise<LeakWorlds> {
  const database = await testDatabase();
  await loosen(database.pool);
  const rows = await fill(database.pool);
  const client = await database.pool.connect();
  const inTurn = worldOf(client);
  return {
    database,
    rowsOf: ({ name }) => rows.get(name)!.length,
    valueOf: ({ name }, key, column) => rows.get(name)![key - 1]![column],
    whole: inTurn,
    async without(hidden, work) {
      const other = await database.pool.connect();
      try {
        await other.query('BEGIN');
        await remove(other, hidden);
        return await work(worldOf(other));
      } finally {
        await other.query('ROLLBACK');
        other.release();
      }
    },
    async hiddenBy({ name }, condition) {
      const { rows: found } = await database.pool.query(
        `SELECT t1.id::int AS id FROM "${name}" t1 WHERE (${condition}) IS NOT TRUE ORDER BY 1`,
      );
      return found.map(({ id }) => id as number);
    },
    async close() {
      client.release();
      await database.close();
    },
  };
}

function worldOf(client: pg.PoolClient): World {
  const statements: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  return {
    statements,
    database: {
      async query({ text, values }: ReadingStatement) {
        statements.push(text);
        const answer = last.then(() => client.query({ text, values: values as unknown[], rowMode: 'array', types: valueParsers }));
        last = answer.catch(() => undefined);
        return (await answer).rows as unknown[][];
      },
    } as unknown as Database,
  };
}

async function loosen(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ statement: string }>(`
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname) AS statement
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'u', 'c', 'x') AND conrelid <> 0 AND conparentid = 0
UNION ALL
SELECT format('DROP INDEX %s', indexrelid::regclass)
FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
WHERE t.relnamespace = 'public'::regnamespace AND i.indisunique AND NOT i.indisprimary
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
UNION ALL
SELECT format('ALTER TABLE %I ALTER COLUMN %I DROP NOT NULL', table_name, column_name)
FROM information_schema.columns WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_name LIKE '%Id' AND table_name NOT LIKE '\\_%'
UNION ALL
SELECT format('ALTER TABLE %s DISABLE TRIGGER USER', oid::regclass)
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`);
  for (const { statement } of rows) await pool.query(statement);
}

type FilledRow = Record<string, unknown>;

async function fill(pool: pg.Pool): Promise<ReadonlyMap<string, readonly FilledRow[]>> {
  const { rows: columns } = await pool.query<LiveColumn>(`
SELECT c.table_name AS "table", c.column_name AS name, c.udt_name AS type,
  (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = to_regtype(quote_ident(c.udt_name))) AS labels
FROM information_schema.columns c
WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER'
ORDER BY c.table_name, c.ordinal_position`);
  const filled = new Map<string, readonly FilledRow[]>();
  for (const resource of catalog.resources) {
    const own = columns.filter(({ table }) => table === resource.name);
    const rows = rowsFor(resource, own);
    filled.set(resource.name, rows);
    for (const row of rows) {
      const names = Object.keys(row);
      await pool.query(
        `INSERT INTO "${resource.name}" (${names.map((name) => `"${name}"`).join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
        Object.values(row),
      );
    }
  }
  const tables = new Set<string>();
  for (const resource of catalog.resources)
    for (const { join, target } of resource.lists.values()) {
      if (join.kind !== 'manyToMany' || tables.has(join.table)) continue;
      tables.add(join.table);
      const draw = drawing(join.table);
      const [a, b] = join.near === 'A' ? [resource, target] : [target, resource];
      for (let left = 1; left <= Math.min(rowCount(a), FEWEST_ROWS); left++)
        for (let right = 1; right <= Math.min(rowCount(b), FEWEST_ROWS); right++)
          if (draw() < 0.25) await pool.query(`INSERT INTO "${join.table}" ("A", "B") VALUES ($1, $2)`, [left, right]);
    }
  return filled;
}

/** Enough for each branch of a union to lead from canaries and others to canaries and others. */
function rowCount({ oneOfs }: ResourceEntry): number {
  return Math.max(FEWEST_ROWS, ...oneOfs.map(({ of }) => of.length * 4));
}

function rowsFor(resource: ResourceEntry, columns: readonly LiveColumn[]): readonly FilledRow[] {
  const draw = drawing(resource.name);
  const count = rowCount(resource);
  const keys = Array.from({ length: count }, (_, index) => index + 1);
  const references = new Map([...resource.toOnes.values()].map(({ facts, target, name }) => [facts.via, { facts, target, name }]));
  const scopes = new Set([...catalog.resources.flatMap(({ networks: within }) => [...within.values()])].map(({ facts }) => facts.scope));
  const chosen = new Map<string, readonly (number | null)[]>();
  for (const [via, { facts, target }] of references) {
    const most = Math.min(rowCount(target), facts.opposite ? rowCount(target) : 6);
    const shuffled = Array.from({ length: rowCount(target) }, (_, index) => index + 1).sort(() => draw() - 0.5);
    const pick = (index: number): number | null => {
      if (facts.opposite) return shuffled[index] ?? null;
      if (scopes.has(via) && index < networks.length - 3) return null;
      if (facts.optional && draw() < (scopes.has(via) ? 0.7 : 0.15)) return null;
      return 1 + Math.floor(draw() * most);
    };
    chosen.set(
      via,
      keys.map((_, index) => (facts.tree ? (parents[index] ?? null) : pick(index))),
    );
  }
  for (const { of } of resource.oneOfs)
    of.forEach((part, position) => {
      const { facts, target } = resource.toOnes.get(part)!;
      // Groups of four rows in turn: a canary and another one lead to a canary and to another one.
      const value = (index: number): number | null => {
        if (Math.floor(index / 4) % of.length !== position) return null;
        return Math.min(rowCount(target), [1, 1, 2, 2][index % 4]! + (facts.opposite ? (index % 4 === 0 || index % 4 === 2 ? 0 : 2) : 0));
      };
      chosen.set(
        facts.via,
        keys.map((_, index) => value(index)),
      );
    });
  const pathOf = (key: number): number[] => {
    const parent = parents[key - 1];
    return parent === null || parent === undefined ? [key] : [...pathOf(parent), key];
  };
  return keys.map((key, index) =>
    Object.fromEntries(
      columns.map((column) => {
        if (column.name === 'id') return ['id', key];
        const reference = chosen.get(column.name);
        if (reference) return [column.name, reference[index]];
        if (column.name === 'path' && resource.tree) return ['path', pathOf(key)];
        return [column.name, valueFor(resource, column, key, draw)];
      }),
    ),
  );
}

function valueFor(resource: ResourceEntry, { name, type, labels }: LiveColumn, key: number, draw: () => number): unknown {
  const facts = resource.columns.get(name);
  const special = shaped[`${resource.name}.${name}`]?.(key);
  if (special !== undefined) return special;
  if (labels) return labels[Math.floor(draw() * Math.min(labels.length, 4))];
  if (facts?.type === 'color') return `0000${key.toString(16).padStart(2, '0')}`;
  switch (type) {
    case 'text':
    case 'varchar':
    case 'bpchar':
      return `${isCanary(key) ? 'canary' : 'visible'}-${resource.name}-${name}-${key}`;
    case 'int2':
    case 'int4':
    case 'int8':
      return facts?.min !== undefined ? Math.max(facts.min, key) : key;
    case 'numeric':
    case 'float4':
    case 'float8':
      return key * 1.5;
    case 'bool':
      return draw() < 0.4;
    case 'timestamptz':
    case 'timestamp':
      return `2026-01-01T00:${String(key % 60).padStart(2, '0')}:00.000Z`;
    case 'date':
      return `2026-02-${String(1 + (key % 28)).padStart(2, '0')}`;
    case 'jsonb':
      return JSON.stringify({ mark: `${isCanary(key) ? 'canary' : 'visible'}-${resource.name}-${name}-${key}` });
    case 'cidr':
      return networks[(key - 1) % networks.length];
    case 'inet':
      return addresses[(key - 1) % addresses.length];
    case 'macaddr':
      return `02:00:00:00:00:${key.toString(16).padStart(2, '0')}`;
    default:
      if (type.startsWith('_int')) return [key, key + 1];
      if (type === '_text') return [`${isCanary(key) ? 'canary' : 'visible'}-${resource.name}-${name}-${key}`];
      return null;
  }
}

async function remove(client: pg.PoolClient, { keys }: Hidden): Promise<void> {
  const scopes = new Set(catalog.resources.flatMap(({ networks: within }) => [...within.values()].map(({ facts }) => facts.scope)));
  for (const resource of catalog.resources) {
    const sets: string[] = [];
    for (const { facts, target } of resource.toOnes.values()) {
      const gone = keys.get(target.name);
      if (gone && gone.length > 0 && !(scopes.has(facts.via) && hasScope(resource, facts.via)))
        sets.push(`"${facts.via}" = CASE WHEN "${facts.via}" = ANY (ARRAY[${gone.join()}]::bigint[]) THEN NULL ELSE "${facts.via}" END`);
    }
    if (sets.length > 0) await client.query(`UPDATE "${resource.name}" SET ${sets.join(', ')}`);
  }
  for (const resource of catalog.resources) {
    const gone = keys.get(resource.name) ?? [];
    if (gone.length > 0) await client.query(`DELETE FROM "${resource.name}" WHERE id = ANY (ARRAY[${gone.join()}]::bigint[])`);
    for (const { join } of resource.lists.values())
      if (join.kind === 'manyToMany' && gone.length > 0)
        await client.query(`DELETE FROM "${join.table}" WHERE "${join.near}" = ANY (ARRAY[${gone.join()}]::bigint[])`);
    if (resource.tree && gone.length > 0)
      await client.query(`
WITH RECURSIVE grown AS (
  SELECT id, ARRAY[id] AS path FROM "${resource.name}" WHERE "${resource.tree.facts.via}" IS NULL
  UNION ALL
  SELECT c.id, grown.path || c.id FROM "${resource.name}" c JOIN grown ON c."${resource.tree.facts.via}" = grown.id
)
UPDATE "${resource.name}" t SET path = grown.path FROM grown WHERE grown.id = t.id`);
  }
}

/** Whether a key is the scope that networks of this resource lie in, as its owner or as its target. */
function hasScope(resource: ResourceEntry, via: string): boolean {
  return catalog.resources.some(({ networks: within }) =>
    [...within.values()].some(({ owner, target, facts }) => facts.scope === via && (owner === resource || target === resource)),
  );
}

/** Numbers in [0, 1) that are the same in every run. */
function drawing(seed: string): () => number {
  let state = [...seed].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}
