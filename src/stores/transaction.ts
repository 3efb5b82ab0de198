/**
 * Transactions: work that happens as a whole or not at all.
 *
 * Work is handed a database whose statements run one after the other on one connection. When two transactions stand in each other's way PostgreSQL
 * ends one of them, by no fault of its own; its work is then done again from the start, so it must have no other effect than its statements.
 * Whoever catches an error of a statement and goes on has gained nothing: a transaction in which a statement failed is not committed, unless the
 * failure was inside an inner transaction (a savepoint), which was undone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Cutoff, cancel, connect, type Deadline, explain, query, rowsOf, type Statement } from './pool.ts';

type Rows = readonly (readonly unknown[])[];

export interface TransactionOptions extends Deadline {
  /** Run-time settings for the length of the transaction, that triggers read: who writes, and in which request. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** What a pool and a transaction have in common. Within a transaction, `transaction` is a savepoint, and its settings are those of the outer one. */
export interface Transactional {
  query(statement: Statement, deadline?: Deadline): Promise<Rows>;
  transaction<T>(work: (database: Transactional) => Promise<T>, options?: TransactionOptions): Promise<T>;
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MILLISECONDS = 15;

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization failure, deadlock. */
const CONFLICTS: ReadonlySet<string | undefined> = new Set(['40001', '40P01']);

export function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && CONFLICTS.has(error.code);
}

/** With `statementMilliseconds` the server itself ends each statement after about that time, whoever else forgets to. */
export function databaseOver(pool: pg.Pool, statementMilliseconds?: number): Transactional {
  if (statementMilliseconds === undefined)
    return {
      query: (statement, deadline) => query(pool, statement, deadline),
      transaction: (work, options) => transaction(pool, work, options),
    };
  return {
    query: (statement, deadline) => query(pool, statement, { ...deadline, statementMilliseconds }),
    transaction: (work, options) =>
      transaction(pool, work, { ...options, settings: { statement_timeout: String(statementMilliseconds), ...options?.settings } }),
  };
}

/** Does the work in a transaction of its own, and again where it was ended for the sake of another. */
export async function transaction<T>(
  pool: pg.Pool,
  work: (database: Transactional) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(pool, work, options);
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await sleep(FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1));
      options.signal?.throwIfAborted();
    }
  }
}

async function attemptOnce<T>(pool: pg.Pool, work: (database: Transactional) => Promise<T>, options: TransactionOptions): Promise<T> {
  options.signal?.throwIfAborted();
  const cutoff = new Cutoff(options);
  try {
    const client = await connect(pool, cutoff);
    const session = new Session(client, cutoff);
    try {
      await session.run('BEGIN');
      const settings = Object.entries(options.settings ?? {});
      if (settings.length > 0)
        await session.run(
          `SELECT ${settings.map((_, index) => `set_config($${index * 2 + 1}, $${index * 2 + 2}, true)`).join(', ')}`,
          settings.flat(),
        );
      const result = await work(session.level(0));
      // A conflict that somebody caught on the way is still a conflict: what was read and written before it is gone.
      if (session.conflict) throw session.conflict;
      if ((await session.run('COMMIT')).command === 'ROLLBACK')
        throw new Error('A statement of the transaction had failed, so it was rolled back.');
      session.isOver = true;
      return result;
    } catch (error) {
      throw explain(session.conflict ?? error, pool.options.statement_timeout);
    } finally {
      if (cutoff.hasPassed) cancel(pool, client);
      else if (!session.isOver && !session.isBroken) await session.run('ROLLBACK').catch(() => undefined);
      client.release(cutoff.hasPassed || session.isBroken);
    }
  } finally {
    cutoff.dispose();
  }
}

/** One connection inside a transaction. */
class Session {
  conflict: unknown;
  isOver = false;
  /** The socket failed, or the server ended the session: nothing can be said on it any more. */
  isBroken = false;
  private savepoints = 0;
  private readonly client: pg.PoolClient;
  private readonly cutoff: Cutoff;

  constructor(client: pg.PoolClient, cutoff: Cutoff) {
    this.client = client;
    this.cutoff = cutoff;
  }

  level(depth: number): Transactional {
    return {
      query: async (statement, deadline) => {
        deadline?.signal?.throwIfAborted();
        return this.tracked(rowsOf(this.client, statement));
      },
      transaction: (work) => this.savepoint(depth + 1, work),
    };
  }

  run(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    return this.tracked(this.client.query(text, values as unknown[]));
  }

  private async savepoint<T>(depth: number, work: (database: Transactional) => Promise<T>): Promise<T> {
    this.savepoints += 1;
    const savepoint = `level_${depth}_${this.savepoints}`;
    await this.run(`SAVEPOINT ${savepoint}`);
    try {
      const result = await work(this.level(depth));
      await this.run(`RELEASE SAVEPOINT ${savepoint}`);
      return result;
    } catch (error) {
      if (!this.conflict && !this.isBroken && !this.cutoff.hasPassed)
        await this.run(`ROLLBACK TO SAVEPOINT ${savepoint}; RELEASE SAVEPOINT ${savepoint}`);
      throw error;
    }
  }

  /** Notes what an error of a statement means for the transaction. */
  private async tracked<T>(sending: Promise<T>): Promise<T> {
    try {
      return await this.cutoff.race(sending);
    } catch (error) {
      if (isConflict(error)) this.conflict ??= error;
      if (!this.cutoff.hasPassed && !(error instanceof pg.DatabaseError && error.severity === 'ERROR')) this.isBroken = true;
      throw error;
    }
  }
}
