/**
 * The pool of connections that every statement runs on, hand-written or Prisma's.
 *
 * A connection whose statement did not end in time is never handed on: it may still be inside somebody's transaction, and the next reader would get
 * the rows of the last. Its statement is cancelled in the server and its socket destroyed.
 */
import pg from 'pg';
import { refuse } from '../errors/refuse.ts';
import { READ_TIMEOUT, readRows } from './prepared-rows.ts';
import { valueParsers } from './value-parsers.ts';

export interface Statement {
  /** Prepared once per connection under this name; left out, the statement is planned each time. */
  readonly name?: string | undefined;
  readonly text: string;
  readonly values?: readonly unknown[];
}

export interface Deadline {
  readonly signal?: AbortSignal;
  readonly timeoutMilliseconds?: number;
  /** The server's own limit for this statement, where it is shorter than that of the pool: it ends the statement even when this process hangs. */
  readonly statementMilliseconds?: number;
}

export interface PoolOptions {
  readonly url: string;
  readonly size?: number;
  /** How long to wait for a free connection. */
  readonly connectionTimeoutMilliseconds?: number;
  /** The server itself ends any statement after this: the last line of defence when this process hangs. 0 for never, as bulk loads need. */
  readonly statementTimeoutMilliseconds?: number;
}

/** How much longer than the server we wait for its word, before we take it for frozen. */
const FROZEN_AFTER_MILLISECONDS = 2_000;

export function createPool({
  url,
  size = 10,
  connectionTimeoutMilliseconds = 5_000,
  statementTimeoutMilliseconds = 60_000,
}: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    Client: DestroyedOnTimeout,
    connectionString: url,
    max: size,
    connectionTimeoutMillis: connectionTimeoutMilliseconds,
    ...(statementTimeoutMilliseconds > 0
      ? {
          statement_timeout: statementTimeoutMilliseconds,
          idle_in_transaction_session_timeout: statementTimeoutMilliseconds,
          query_timeout: statementTimeoutMilliseconds + FROZEN_AFTER_MILLISECONDS,
        }
      : {}),
    idleTimeoutMillis: 30_000,
    application_name: 'wayleave',
    options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601',
  });
  // An idle connection that the server closed is no reason to die; the next query opens another.
  pool.on('error', () => undefined);
  // The pool listens to idle connections alone: one that breaks between two statements of a transaction would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * `pg` answers a read timeout by rejecting the promise alone, and leaves the connection in the pool with its transaction open. Whoever takes a client
 * by hand, as Prisma does, would then hand it back in that state.
 */
class DestroyedOnTimeout extends pg.Client {
  override query(...parameters: unknown[]): never {
    const answer = (super.query as (...parameters: unknown[]) => unknown)(...parameters);
    if (answer instanceof Promise)
      answer.catch((error: Error) => {
        if (error.message === READ_TIMEOUT) (this as unknown as { connection: pg.Connection }).connection.stream.destroy();
      });
    return answer as never;
  }
}

/**
 * Runs one statement and answers its rows as arrays, in the order of the select list.
 *
 * Ends early when the signal or the timeout does: the statement is cancelled in the server, the connection destroyed, and the signal's reason thrown
 * (TIMEOUT for the timeout). A server that cannot be reached is SERVICE_UNAVAILABLE; what the server refuses is its own `DatabaseError`.
 */
export async function query(pool: pg.Pool, statement: Statement, deadline: Deadline = {}): Promise<readonly (readonly unknown[])[]> {
  deadline.signal?.throwIfAborted();
  const cutoff = new Cutoff(deadline);
  try {
    const client = await connect(pool, cutoff);
    let isHealthy = false;
    const limit = limitStatement(client, pool.options, deadline.statementMilliseconds);
    try {
      const rows = await cutoff.race(rowsOf(client, statement));
      isHealthy = true;
      return rows;
    } catch (error) {
      if (cutoff.hasPassed) cancel(pool, client);
      // A refusal by the server leaves the connection in order; only an unfinished statement or a broken socket spoils it.
      else isHealthy = error instanceof pg.DatabaseError && error.severity === 'ERROR';
      throw explain(error, limit);
    } finally {
      client.release(!isHealthy);
    }
  } finally {
    cutoff.dispose();
  }
}

/** Sends a statement on a connection; the promise is all that there is to wait for. */
export async function rowsOf(client: pg.ClientBase, { name, text, values }: Statement): Promise<readonly (readonly unknown[])[]> {
  if (name !== undefined) return readRows(client, { name, text, values });
  return (await client.query({ text, values: values as unknown[], rowMode: 'array', types: valueParsers })).rows;
}

/** What `statement_timeout` of a connection is, where it is not the pool's. */
const limits = new WeakMap<pg.PoolClient, number>();
const LIMIT_STEP_MILLISECONDS = 1000;

/**
 * Sets the server's limit ahead of the statement and answers it. Limits come in steps, so that a connection seldom needs another; each is a little longer
 * than what was asked for, so that ours, which gives the better answer, comes first.
 */
function limitStatement(client: pg.PoolClient, { statement_timeout }: pg.PoolOptions, asked: number | undefined): number {
  const usual = Number(statement_timeout) || 0;
  const stepped = (Math.floor((asked ?? Number.POSITIVE_INFINITY) / LIMIT_STEP_MILLISECONDS) + 1) * LIMIT_STEP_MILLISECONDS;
  const wanted = Math.min(stepped, usual);
  if ((limits.get(client) ?? usual) !== wanted) {
    limits.set(client, wanted);
    // Sent before the statement on the same connection; if it cannot be, neither can the statement, which then says so.
    client.query(`SET statement_timeout = ${wanted}`).catch(() => undefined);
  }
  return wanted;
}

/** Waits for a free connection, and no longer than the cutoff; one that comes too late goes back untouched. */
export async function connect(pool: pg.Pool, cutoff: Cutoff): Promise<pg.PoolClient> {
  const connecting = pool.connect();
  try {
    return await cutoff.race(connecting);
  } catch (error) {
    if (!cutoff.hasPassed) throw unavailable(error);
    connecting.then(
      (late) => late.release(),
      () => undefined,
    );
    throw error;
  }
}

/** The moment after which nobody waits for an answer any more: the client's leaving, or the deadline, whichever is first. */
export class Cutoff {
  hasPassed = false;
  #reason: unknown;
  /** Of the work that is waited for; one piece at a time. */
  #giveUp: ((reason: unknown) => void) | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #onAbort = (): void => this.#pass(this.#signal!.reason);

  constructor({ signal, timeoutMilliseconds }: Deadline) {
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
    if (timeoutMilliseconds !== undefined)
      this.#timer = setTimeout(() => this.#pass(refuse('TIMEOUT', { milliseconds: timeoutMilliseconds })), timeoutMilliseconds);
  }

  #pass(reason: unknown): void {
    this.hasPassed = true;
    this.#reason = reason;
    this.#giveUp?.(reason);
  }

  /** Rejects with the reason when the cutoff passes first; how the work ends is then nobody's business any more. */
  race<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      work.then(resolve, reject);
      if (this.hasPassed) reject(this.#reason);
      else this.#giveUp = reject;
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html: the server is going, is not there yet, or is full. */
const serverIsAway: ReadonlySet<string | undefined> = new Set(['57P01', '57P02', '57P03', '53300']);
const QUERY_CANCELED = '57014';

export function explain(error: unknown, statementTimeout: unknown): unknown {
  if (error instanceof pg.DatabaseError) {
    if (error.code === QUERY_CANCELED) return causedBy(error, refuse('TIMEOUT', { milliseconds: Number(statementTimeout) }));
    return serverIsAway.has(error.code) ? unavailable(error) : error;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  const isBroken = code === 'ECONNRESET' || code === 'EPIPE' || message === READ_TIMEOUT || message.startsWith('Connection terminated');
  return isBroken ? unavailable(error) : error;
}

const unavailable = (cause: unknown): Error => causedBy(cause, refuse('SERVICE_UNAVAILABLE', {}));

/** The client reads the sentence, the log the cause. */
function causedBy(cause: unknown, refusal: Error): Error {
  refusal.cause = cause;
  return refusal;
}

/** Asks the server to end what a connection runs, by PostgreSQL's own cancel request on a second socket. Best effort: the socket goes anyway. */
export function cancel(pool: pg.Pool, client: pg.PoolClient): void {
  const { processID, secretKey } = client as unknown as { processID: number | null; secretKey: number | null };
  if (processID === null || secretKey === null) return;
  const { connection, host, port } = new pg.Client(pool.options as pg.ClientConfig) as unknown as {
    readonly connection: {
      connect(portOrPath: number | string, host?: string): void;
      cancel(processID: number, secretKey: number): void;
      on(event: 'error' | 'connect', listener: () => void): void;
    };
    readonly host: string;
    readonly port: number;
  };
  connection.on('error', () => undefined);
  connection.on('connect', () => connection.cancel(processID, secretKey));
  if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
  else connection.connect(port, host);
}
