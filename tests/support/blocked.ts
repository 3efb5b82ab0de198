/** Makes statements wait without a clock: another connection holds a lock on the table that they read. */
import type { TestDatabase } from './database.ts';

export interface Lock {
  /** Resolves once so many statements wait for the lock. */
  waiting(count: number): Promise<void>;
  release(): Promise<void>;
}

export async function lockTable(database: TestDatabase, table: string): Promise<Lock> {
  const holder = await database.pool.connect();
  await holder.query(`BEGIN; LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
  return {
    async waiting(count) {
      for (;;) {
        const { rows } = await database.pool.query<{ waiting: string }>(
          `SELECT count(*) AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        if (Number(rows[0]!.waiting) === count) return;
        await new Promise((wake) => setTimeout(wake, 10));
      }
    },
    async release() {
      await holder.query('ROLLBACK');
      holder.release();
    },
  };
}
