/**
 * A database of its own for a test file, copied from a migrated template in a moment.
 *
 * The server is started once for the whole run (global-setup.ts); `TEST_DATABASE_URL` uses another one, whose user must be allowed to create databases.
 */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createPool, query } from '../../src/stores/pool.ts';

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Runs statements one after another, for arranging a test. */
  run(text: string): Promise<void>;
  close(): Promise<void>;
}

export const TEMPLATE = 'wayleave_template';

/** `from` is the database to copy: the migrated empty one unless said otherwise. */
export async function testDatabase(from: string = TEMPLATE): Promise<TestDatabase> {
  const server = inject('databaseUrl');
  const database = `test_${randomBytes(6).toString('hex')}`;
  const admin = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    await client.query(text);
    await client.end();
  };
  await admin(`CREATE DATABASE "${database}" TEMPLATE "${from}"`);
  const url = Object.assign(new URL(server), { pathname: `/${database}` }).href;
  const pool = createPool({ url, size: 5 });
  return {
    url,
    pool,
    run: async (text) => {
      await pool.query(text);
    },
    async close() {
      await pool.end();
      await admin(`DROP DATABASE "${database}" WITH (FORCE)`);
    },
  };
}

/** A data engine's database over a pool, which counts its statements. */
export function countedDatabase(pool: pg.Pool) {
  const statements: string[] = [];
  return {
    statements,
    query(statement: Parameters<typeof query>[1], options: { signal: AbortSignal }) {
      statements.push(statement.text);
      return query(pool, statement, options);
    },
  };
}
