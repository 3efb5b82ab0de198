/**
 * Applies `prisma/migrations` with Prisma's own engine, compiled to WebAssembly.
 *
 * Prisma's command line would first fetch a binary from a host that many machines cannot reach; the same engine ships as a package. It keeps
 * `_prisma_migrations`, so a database migrated here looks like any that `prisma migrate deploy` made.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Starts in several processes at once take turns: the number is arbitrary and ours. */
const MIGRATION_LOCK = 7_929_114;
const PATIENCE = '10min';
const KNOWN = "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known";
const OLDEST_SERVER = 15;
const NEWEST_SERVER = 18;

interface SchemaEngine {
  diff(parameters: object): Promise<{ stdout: string }>;
  applyMigrations(parameters: object): Promise<{ appliedMigrationNames: string[] }>;
}

export interface MigrationFolder {
  /** `prisma/`, with `models/` and `migrations/` in it. */
  readonly folder: string;
}

/**
 * Brings a database up to date; answers the names of what was applied.
 *
 * Refuses servers outside PostgreSQL 15 to 18. Several processes that start at once take turns. A migration is applied whole or not at all, together
 * with its record, so that one that was killed midway is simply applied again.
 */
export async function migrate(url: string, { folder }: MigrationFolder): Promise<readonly string[]> {
  const turn = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  // The server's going shows in the statement under way; without a listener it would end the process.
  turn.on('error', () => undefined);
  try {
    await turn.connect();
    await checkServer(turn);
    await turn.query(`SET lock_timeout = '${PATIENCE}'`);
    await turn.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const pending = await pendingMigrations(turn, folder);
    // Loading the engine takes longer than finding out that it has nothing to do.
    if (pending.length === 0) return [];
    await forgetUnfinished(turn);
    return await applyMigrations(url, folder);
  } catch (error) {
    throw new Error(`The database could not be migrated: ${meaningOf(error)}`, { cause: error });
  } finally {
    await turn.end().catch(() => undefined);
  }
}

/** What a server is and lacks. Changes nothing; throws when it cannot be reached or is none that we run on. */
export async function inspectDatabase(url: string, { folder }: MigrationFolder): Promise<{ version: number; pending: readonly string[] }> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { version: await checkServer(client), pending: await pendingMigrations(client, folder) };
  } catch (error) {
    throw new Error(meaningOf(error), { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function applyMigrations(url: string, folder: string): Promise<readonly string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => undefined);
  const scripts = readMigrations(folder);
  const failure: Failure = {};
  try {
    const engine = await createEngine(wholeScripts(pool, scripts, failure), readModels(folder));
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationsList(folder, scripts), filters });
    return appliedMigrationNames;
  } catch (error) {
    throw failure.error ?? error;
  } finally {
    await pool.end();
  }
}

/** The engine turns what the server said into a report with the whole script in it; this keeps the sentence. */
interface Failure {
  error?: Error;
}

/** Rows of migrations that began and did not end would stop the engine for good; what they began was rolled back. */
async function forgetUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query(KNOWN);
  if (!rows[0].known) return;
  await client.query('DELETE FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL');
}

function meaningOf(error: unknown): string {
  const { message, code } = error as Error & { code?: string };
  // `pg` joins the failures of all addresses of a host into an error without a sentence.
  return message || code || String(error);
}

/** The SQL that leads from one set of models (empty when undefined) to another. Changes no database, but the engine wants to know one (`url`). */
export async function diffModels(url: string, before: string | undefined, after: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 });
  try {
    return await diff(await createEngine(new PrismaPg(pool), after), before, after);
  } finally {
    await pool.end();
  }
}

async function diff(engine: SchemaEngine, before: string | undefined, after: string): Promise<string> {
  const files = (content: string) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] });
  const from = before === undefined ? { tag: 'empty' } : files(before);
  const { stdout } = await engine.diff({ from, to: files(after), script: true, shadowDatabaseUrl: null, exitCode: null, filters });
  return stdout;
}

const filters = { externalTables: [], externalEnums: [] };

async function checkServer(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    "SELECT current_setting('server_version_num')::integer / 10000 AS version, current_setting('server_encoding') AS encoding",
  );
  const { version, encoding } = rows[0]!;
  if (version < OLDEST_SERVER || version > NEWEST_SERVER)
    throw new Error(`the server is PostgreSQL ${version}; Wayleave runs on ${OLDEST_SERVER} to ${NEWEST_SERVER}.`);
  if (encoding !== 'UTF8') throw new Error(`the database is encoded in ${encoding}; create it with ENCODING 'UTF8'.`);
  return version;
}

async function pendingMigrations(client: pg.Client, folder: string): Promise<readonly string[]> {
  const { rows: tables } = await client.query(KNOWN);
  const all = migrationNames(folder);
  if (!tables[0].known) return all;
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL',
  );
  const done = new Set(rows.map((row) => row.migration_name));
  return all.filter((migration) => !done.has(migration));
}

function migrationNames(folder: string): readonly string[] {
  return readdirSync(join(folder, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The text of each migration, by its name. */
function readMigrations(folder: string): ReadonlyMap<string, string> {
  const read = (migration: string) => readFileSync(join(folder, 'migrations', migration, 'migration.sql'), 'utf8');
  return new Map(migrationNames(folder).map((migration) => [migration, read(migration)]));
}

function migrationsList(folder: string, scripts: ReadonlyMap<string, string>): object {
  return {
    baseDir: join(folder, 'migrations'),
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: [...scripts].map(([migration, value]) => ({
      path: migration,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } },
    })),
  };
}

/** All models of `prisma/`, as one text. */
export function readModels(folder: string): string {
  const models = existsSync(join(folder, 'models'))
    ? readdirSync(join(folder, 'models'))
        .filter((file) => file.endsWith('.prisma'))
        .sort()
    : [];
  return [join(folder, 'schema.prisma'), ...models.map((file) => join(folder, 'models', file))]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

async function createEngine(adapter: PrismaPg, models: string): Promise<SchemaEngine> {
  loading ??= loadEngine();
  const { SchemaEngine } = await loading;
  return SchemaEngine.new({ datamodels: [['schema.prisma', models]] }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapter));
}

interface EngineModule {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  readonly SchemaEngine: { new: (options: object, log: () => void, adapter: object) => Promise<SchemaEngine> };
}

/** Once a process: the JavaScript half of the engine knows one instance of the other half, and a second would take the first one's callbacks. */
let loading: Promise<EngineModule> | undefined;

async function loadEngine(): Promise<EngineModule> {
  const require = createRequire(import.meta.url);
  const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg' as string)) as EngineModule;
  const bytes = readFileSync(require.resolve('@prisma/schema-engine-wasm').replace('schema_engine.js', 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as (() => void) | undefined)?.();
  return glue;
}

/**
 * Prisma's adapter cuts a migration at every semicolon and sends the pieces one by one, which tears functions apart and leaves half a migration behind
 * when one of them fails. Sent whole, as one simple query, a migration is one transaction, and the note that it is done is part of it.
 */
function wholeScripts(pool: pg.Pool, scripts: ReadonlyMap<string, string>, failure: Failure): PrismaPg {
  const names = new Map([...scripts].map(([migration, text]) => [text, migration]));
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      const migration = names.get(script);
      try {
        await pool.query(migration === undefined ? script : `${script}\n;${note(migration)}`);
      } catch (error) {
        failure.error = new Error(`${migration ?? 'the engine'}: ${describe(error as pg.DatabaseError, script)}`, { cause: error });
        throw error;
      }
    };
    return adapter;
  };
  return factory;
}

const note = (migration: string): string =>
  `UPDATE _prisma_migrations SET finished_at = now() WHERE migration_name = ${pg.escapeLiteral(migration)} AND finished_at IS NULL;`;

function describe({ message, detail, position }: pg.DatabaseError, script: string): string {
  const line = position === undefined ? '' : ` (line ${script.slice(0, Number(position) - 1).split('\n').length} of migration.sql)`;
  return `${message}${line}${detail === undefined ? '' : `. ${detail}`}`;
}
