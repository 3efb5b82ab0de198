/**
 * A database of its own for each test file, cloned from a migrated template in a fraction of a second.
 *
 * The server belongs to the whole run: `database-desk.ts` starts it when the first file asks, and stops it after the last.
 */
import type pg from 'pg';
import { inject } from 'vitest';
import { createPool, type Deadline, query, type Statement } from '../../src/stores/pool.ts';
import { databaseOver, type Transactional } from '../../src/stores/transaction.ts';

export interface TestDatabase {
  readonly url: string;
  /** Rows as `pg` gives them: objects, with bigints as text. */
  readonly pool: pg.Pool;
  /** Rows as the data engine gets them: arrays, parsed by `value-parsers.ts`. */
  query(statement: Statement, deadline?: Deadline): Promise<readonly (readonly unknown[])[]>;
  /** Runs statements one after another, for arranging a test. */
  run(text: string): Promise<void>;
  close(): Promise<void>;
}

/** `from` is the database to copy, by its name: the migrated empty one unless said otherwise. Nobody may be connected to it meanwhile. */
export async function testDatabase(from = ''): Promise<TestDatabase> {
  const desk = inject('databaseDesk');
  const answer = await fetch(desk, { method: 'POST', body: from });
  const url = await answer.text();
  if (!answer.ok) throw new Error(`There is no database to test with: ${url}`);
  const pool = createPool({ url, size: 5 });
  return {
    url,
    pool,
    query: (statement, deadline) => query(pool, statement, deadline),
    run: async (text) => {
      await pool.query(text);
    },
    close: async () => {
      await pool.end();
      await fetch(desk, { method: 'DELETE', body: url });
    },
  };
}

/** A data engine's database over a pool, which keeps the statements that it ran, those of transactions included. */
export function countedDatabase(pool: pg.Pool): Transactional & { readonly statements: readonly string[] } {
  const statements: string[] = [];
  const counted = (database: Transactional): Transactional => ({
    query(statement, deadline) {
      statements.push(statement.text);
      return database.query(statement, deadline);
    },
    transaction: (work, options) => database.transaction((inner) => work(counted(inner)), options),
  });
  return { statements, ...counted(databaseOver(pool)) };
}

declare module 'vitest' {
  export interface ProvidedContext {
    databaseDesk: string;
  }
}
