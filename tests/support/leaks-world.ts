/**
 * Two worlds over one database: an estate in which some rows are hidden from a viewer, and the same estate in which they never were.
 *
 * Rows are made from the catalog and the live columns alone, so a new resource has its canaries the moment it is declared: rows with an even key are the
 * canaries, and every text of theirs begins with `canary-`. Rules and triggers are taken away first, since rows are made up and the second world has to be
 * able to lack any of them: of what the tables demand, foreign keys hold, and a unique index is there to be read and concerns no row. The second world
 * lives in a transaction that is rolled back: hidden rows deleted with their history, keys that pointed at them null, paths of trees grown anew. Keys that
 * say in which scope a network lies stay as they are: a network in somebody else's VRF does not become a global one.
 */
import type pg from 'pg';
import type { Action, RowPredicate, Viewer } from '../../src/access/viewer.ts';
import type { Database, ReadingStatement, TransactionOptions } from '../../src/data/context.ts';
import { encodeGlobalId } from '../../src/data/global-id.ts';
import { databaseFacts } from '../../src/data/write/table-facts.ts';
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
  /** Does something and undoes it; new rows of the resource get the same keys each time. */
  tried<T>(resource: string | undefined, work: () => Promise<T>): Promise<T>;
}

/** A foreign key that forbids to delete what it points at. */
export interface Restriction {
  readonly table: string;
  readonly column: string;
  readonly target: string;
}

export interface LeakWorlds {
  readonly database: TestDatabase;
  /** How many rows a resource has; their keys run from 1. */
  rowsOf(resource: ResourceEntry): number;
  /** A column of a row, as it stands in the database. */
  valueOf(resource: ResourceEntry, key: number, column: string): unknown;
  /** Columns that a new row has to give. */
  requiredOf(resource: ResourceEntry): readonly string[];
  /** The keys of A and B that a many-to-many joins. */
  pairsOf(table: string): readonly (readonly [number, number])[];
  readonly restrictions: readonly Restriction[];
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
  readonly required: boolean;
  readonly labels: readonly string[] | null;
}

/** Cursors of both worlds are signed by it. */
export const CURSOR_SECRET = Buffer.alloc(32, 7);
export const isCanary = (key: number): boolean => key % 2 === 0;
export const idOf = (resource: ResourceEntry, key: number): string => encodeGlobalId(resource.name, key);

let viewers = 0;
const everything: RowPredicate = { kind: 'all' };

/** A viewer of its own each time, so that nothing compiled for another is used again. What is not said to be otherwise may be done. */
export function viewerWith(
  predicates: ReadonlyMap<string, RowPredicate>,
  may: (resource: string, action: Action) => RowPredicate | undefined = () => undefined,
): Viewer {
  viewers += 1;
  const id = `viewer-${viewers}`;
  return {
    id,
    name: 'somebody',
    role: 'somebody',
    fingerprint: id,
    operations: 'any',
    rows: (resource, action = 'view') =>
      may(resource, action) ?? (action === 'view' ? (predicates.get(resource) ?? everything) : everything),
  };
}

export async function leakWorlds(): Promise<LeakWorlds> {
  const database = await testDatabase();
  await loosen(database.pool);
  const { rows, pairs, required } = await fill(database.pool);
  const { rows: restrictions } = await database.pool.query<Restriction>(RESTRICTIONS);
  const client = await database.pool.connect();
  const whole = worldOf(client, { begin: 'BEGIN', undo: 'ROLLBACK' });
  // What the tables demand is read once a process, by whoever writes first.
  await databaseFacts(catalog, { database: whole.database, viewer: viewerWith(new Map()), signal: new AbortController().signal });
  return {
    database,
    restrictions,
    rowsOf: ({ name }) => rows.get(name)!.length,
    valueOf: ({ name }, key, column) => rows.get(name)![key - 1]![column],
    requiredOf: ({ name }) => required.get(name) ?? [],
    pairsOf: (table) => pairs.get(table) ?? [],
    whole,
    async without(hidden, work) {
      const other = await database.pool.connect();
      try {
        await other.query('BEGIN');
        await remove(other, hidden);
        return await work(worldOf(other, { begin: 'SAVEPOINT tried', undo: 'ROLLBACK TO SAVEPOINT tried' }));
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

function worldOf(client: pg.PoolClient, { begin, undo }: { readonly begin: string; readonly undo: string }): World {
  const statements: string[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const answer = last.then(work);
    last = answer.catch(() => undefined);
    return answer;
  };
  const say = (text: string) => inTurn(() => client.query(text));
  let depth = 0;
  const database = {
    async query({ text, values }: ReadingStatement) {
      statements.push(text);
      const answer = await inTurn(() => client.query({ text, values: values as unknown[], rowMode: 'array', types: valueParsers }));
      return answer.rows as unknown[][];
    },
    async transaction<T>(work: (inside: Database) => Promise<T>, _options: TransactionOptions): Promise<T> {
      depth += 1;
      const name = `inner${depth}`;
      await say(`SAVEPOINT ${name}`);
      try {
        return await work(database);
      } catch (error) {
        await say(`ROLLBACK TO SAVEPOINT ${name}`);
        throw error;
      } finally {
        await say(`RELEASE SAVEPOINT ${name}`);
        depth -= 1;
      }
    },
  };
  return {
    statements,
    database,
    async tried(resource, work) {
      await say(begin);
      try {
        if (resource !== undefined) await say(`SELECT setval(pg_get_serial_sequence('"${resource}"', 'id'), 1000)`);
        return await work();
      } finally {
        await say(undo);
      }
    },
  };
}

const RESTRICTIONS = `
SELECT t.relname AS "table", a.attname AS "column", target.relname AS target
FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid
JOIN pg_class target ON target.oid = c.confrelid
JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
WHERE c.connamespace = 'public'::regnamespace AND c.contype = 'f' AND c.confdeltype IN ('r', 'a') AND cardinality(c.conkey) = 1
ORDER BY 1, 2`;

async function loosen(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ statement: string }>(`
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname) AS statement
FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid <> 0 AND conparentid = 0
  AND (contype IN ('u', 'c', 'x') OR contype = 'f' AND cardinality(conkey) > 1)
UNION ALL
SELECT format('DROP INDEX %s', indexrelid::regclass) ||
  CASE WHEN t.relname NOT LIKE '\\_%' THEN '; ' || regexp_replace(pg_get_indexdef(indexrelid), ' WHERE .*$', '') || ' WHERE id < 0' ELSE '' END
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

interface Filled {
  readonly rows: ReadonlyMap<string, readonly FilledRow[]>;
  readonly pairs: ReadonlyMap<string, readonly (readonly [number, number])[]>;
  readonly required: ReadonlyMap<string, readonly string[]>;
}

async function fill(pool: pg.Pool): Promise<Filled> {
  const { rows: columns } = await pool.query<LiveColumn>(`
SELECT c.table_name AS "table", c.column_name AS name, c.udt_name AS type,
  c.is_nullable = 'NO' AND c.column_default IS NULL AND c.is_identity = 'NO' AS required,
  (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = to_regtype(quote_ident(c.udt_name))) AS labels
FROM information_schema.columns c
WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER'
ORDER BY c.table_name, c.ordinal_position`);
  const rows = new Map<string, readonly FilledRow[]>();
  const pairs = new Map<string, (readonly [number, number])[]>();
  const client = await pool.connect();
  // Rows come in an order in which some refer to others that are not there yet.
  await client.query('SET session_replication_role = replica');
  for (const resource of catalog.resources) {
    const own = columns.filter(({ table }) => table === resource.name);
    const made = rowsFor(resource, own);
    rows.set(resource.name, made);
    for (const row of made) {
      const names = Object.keys(row);
      await client.query(
        `INSERT INTO "${resource.name}" (${names.map((name) => `"${name}"`).join(', ')}) OVERRIDING SYSTEM VALUE VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
        Object.values(row),
      );
    }
  }
  for (const resource of catalog.resources)
    for (const { join, target } of resource.lists.values()) {
      if (join.kind !== 'manyToMany' || pairs.has(join.table)) continue;
      const draw = drawing(join.table);
      const [a, b] = join.near === 'A' ? [resource, target] : [target, resource];
      const drawn: (readonly [number, number])[] = [];
      for (let left = 1; left <= Math.min(rowCount(a), FEWEST_ROWS); left++)
        for (let right = 1; right <= Math.min(rowCount(b), FEWEST_ROWS); right++) if (draw() < 0.25) drawn.push([left, right]);
      pairs.set(join.table, drawn);
      for (const pair of drawn) await client.query(`INSERT INTO "${join.table}" ("A", "B") VALUES ($1, $2)`, [...pair]);
    }
  await remember(client, [...pairs.keys()]);
  await client.query('SET session_replication_role = origin');
  client.release();
  const required = new Map(
    catalog.resources.map(({ name }) => [
      name,
      columns.filter((column) => column.table === name && column.required).map((column) => column.name),
    ]),
  );
  return { rows, pairs, required };
}

/** When rows came, when they changed, and a time between. */
export const [CAME, BETWEEN, CHANGED] = ['2026-02-01T00:00:00.000Z', '2026-02-15T00:00:00.000Z', '2026-03-01T00:00:00.000Z'] as const;

/** The history of the rows, as the triggers would have written it: each came, referred to other objects once, and some with a high number are gone. */
async function remember(client: pg.PoolClient, pairs: readonly string[]): Promise<void> {
  const write = (at: string, rest: string) =>
    client.query(
      `INSERT INTO wayleave."History" (at, actor, request, "table", "rowId", "otherId", action, before, after)\nSELECT '${at}', 'somebody', 'request', ${rest}`,
    );
  const json = `jsonb_strip_nulls(to_jsonb(t) - '{id,path,lastUpdated}'::text[])`;
  for (const { name, toOnes } of catalog.resources) {
    await write(CAME, `'${name}', id, NULL, 'INSERT', NULL, ${json} FROM "${name}" t WHERE id <= ${FEWEST_ROWS} ORDER BY id`);
    const vias = [...toOnes.values()].map(({ facts }) => `'${facts.via}'`);
    const other = `(SELECT jsonb_object_agg(key, 1 + (t.id + value::bigint) % 6) FROM jsonb_each_text(${json}) WHERE key = ANY (ARRAY[${vias.join()}]::text[]))`;
    const own = `(SELECT jsonb_object_agg(key, value) FROM jsonb_each(${json}) WHERE key = ANY (ARRAY[${vias.join()}]::text[]))`;
    await write(CHANGED, `'${name}', id, NULL, 'UPDATE', ${other}, ${own} FROM "${name}" t WHERE id <= ${FEWEST_ROWS} ORDER BY id`);
    await write(CHANGED, `'${name}', id + 900, NULL, 'DELETE', ${json}, NULL FROM "${name}" t WHERE id <= 4 ORDER BY id`);
  }
  for (const table of pairs) {
    await write(CAME, `'${table}', "A", "B", 'INSERT', NULL, NULL FROM "${table}" ORDER BY "A", "B"`);
    await write(CHANGED, `'${table}', a, 7 - a, 'DELETE', NULL, NULL FROM generate_series(1, 6) a`);
  }
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
  await client.query('SET LOCAL session_replication_role = replica');
  for (const resource of catalog.resources) {
    const sets: string[] = [];
    for (const { facts, target } of resource.toOnes.values()) {
      const gone = keys.get(target.name);
      if (gone && gone.length > 0 && !(scopes.has(facts.via) && hasScope(resource, facts.via)))
        sets.push(`"${facts.via}" = CASE WHEN "${facts.via}" = ANY (ARRAY[${gone.join()}]::bigint[]) THEN NULL ELSE "${facts.via}" END`);
    }
    if (sets.length > 0) await client.query(`UPDATE "${resource.name}" SET ${sets.join(', ')}`);
  }
  const forget = (table: string, column: string, gone: readonly number[]) =>
    client.query(`DELETE FROM wayleave."History" WHERE "table" = '${table}' AND "${column}" = ANY (ARRAY[${gone.join()}]::bigint[])`);
  for (const resource of catalog.resources) {
    const gone = keys.get(resource.name) ?? [];
    if (gone.length === 0) continue;
    await client.query(`DELETE FROM "${resource.name}" WHERE id = ANY (ARRAY[${gone.join()}]::bigint[])`);
    await forget(resource.name, 'rowId', gone);
    for (const { join } of resource.lists.values()) {
      if (join.kind !== 'manyToMany') continue;
      await client.query(`DELETE FROM "${join.table}" WHERE "${join.near}" = ANY (ARRAY[${gone.join()}]::bigint[])`);
      await forget(join.table, join.near === 'A' ? 'rowId' : 'otherId', gone);
    }
    if (resource.tree)
      await client.query(`
WITH RECURSIVE grown AS (
  SELECT id, ARRAY[id] AS path FROM "${resource.name}" WHERE "${resource.tree.facts.via}" IS NULL
  UNION ALL
  SELECT c.id, grown.path || c.id FROM "${resource.name}" c JOIN grown ON c."${resource.tree.facts.via}" = grown.id
)
UPDATE "${resource.name}" t SET path = grown.path FROM grown WHERE grown.id = t.id`);
  }
  await client.query('SET LOCAL session_replication_role = origin');
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
