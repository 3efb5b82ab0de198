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

/** Brings a database up to date; answers the names of what was applied. Refuses servers outside PostgreSQL 15 to 18. */
export async function migrate(url: string, { folder }: MigrationFolder): Promise<readonly string[]> {
  const turn = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await turn.connect();
  try {
    await checkServer(turn);
    await turn.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const pending = await pendingMigrations(turn, folder);
    // Loading the engine takes longer than finding out that it has nothing to do.
    if (pending.length === 0) return [];
    const pool = new pg.Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 10_000 });
    try {
      const engine = await createEngine(pool, readModels(folder));
      const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: migrationsList(folder), filters });
      return appliedMigrationNames;
    } finally {
      await pool.end();
    }
  } catch (error) {
    throw new Error(`The database could not be migrated: ${(error as Error).message}`, { cause: error });
  } finally {
    await turn.end();
  }
}

/** The SQL that leads from one set of models (empty when undefined) to another. Asks no database, but the engine wants the address of one. */
export async function diffModels(before: string | undefined, after: string): Promise<string> {
  const engine = await createEngine(new pg.Pool(), after);
  const files = (content: string) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] });
  const from = before === undefined ? { tag: 'empty' } : files(before);
  const { stdout } = await engine.diff({ from, to: files(after), script: true, shadowDatabaseUrl: null, exitCode: null, filters });
  return stdout;
}

const filters = { externalTables: [], externalEnums: [] };

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number }>("SELECT current_setting('server_version_num')::integer / 10000 AS version");
  const { version } = rows[0]!;
  if (version < OLDEST_SERVER || version > NEWEST_SERVER)
    throw new Error(`the server is PostgreSQL ${version}; Wayleave runs on ${OLDEST_SERVER} to ${NEWEST_SERVER}.`);
}

async function pendingMigrations(client: pg.Client, folder: string): Promise<readonly string[]> {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS known");
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

function migrationsList(folder: string): object {
  return {
    baseDir: join(folder, 'migrations'),
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames(folder).map((migration) => ({
      path: migration,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(join(folder, 'migrations', migration, 'migration.sql'), 'utf8') },
      },
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

async function createEngine(pool: pg.Pool, models: string): Promise<SchemaEngine> {
  const require = createRequire(import.meta.url);
  const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg' as string)) as {
    __wbg_set_wasm(exports: WebAssembly.Exports): void;
    SchemaEngine: { new: (options: object, log: () => void, adapter: object) => Promise<SchemaEngine> };
  };
  const bytes = readFileSync(require.resolve('@prisma/schema-engine-wasm').replace('schema_engine.js', 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as (() => void) | undefined)?.();
  return glue.SchemaEngine.new(
    { datamodels: [['schema.prisma', models]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(wholeScripts(pool)),
  );
}

/**
 * Prisma's adapter cuts a migration at every semicolon and sends the pieces one by one, which tears functions apart and leaves half a migration behind
 * when one of them fails. Sent whole, as one simple query, a migration is one transaction.
 */
function wholeScripts(pool: pg.Pool): PrismaPg {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    adapter.executeScript = async (script) => {
      await pool.query(script);
    };
    return adapter;
  };
  return factory;
}
