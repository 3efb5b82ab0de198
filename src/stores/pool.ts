/**
 * The pool of connections that every statement runs on.
 *
 * A connection whose statement did not end in time is never handed on: it may still be inside somebody's transaction, and the next reader would get
 * the rows of the last. Its statement is cancelled and its socket destroyed.
 */
import pg from 'pg';
import { valueParsers } from './value-parsers.ts';

export interface Statement {
  readonly name?: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
}

export interface PoolOptions {
  readonly url: string;
  readonly size?: number;
  /** How long to wait for a free connection. */
  readonly connectionTimeoutMilliseconds?: number;
  /** The server itself ends any statement after this: the last line of defence when this process hangs. */
  readonly statementTimeoutMilliseconds?: number;
}

export function createPool({
  url,
  size = 10,
  connectionTimeoutMilliseconds = 5_000,
  statementTimeoutMilliseconds = 60_000,
}: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: connectionTimeoutMilliseconds,
    statement_timeout: statementTimeoutMilliseconds,
    idle_in_transaction_session_timeout: statementTimeoutMilliseconds,
    idleTimeoutMillis: 30_000,
    application_name: 'wayleave',
    options: '-c timezone=UTC -c datestyle=ISO -c intervalstyle=iso_8601',
  });
  // An idle connection that the server closed is no reason to die; the next query opens another.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Runs one statement and answers its rows as arrays. Ends early when the signal does: the statement is cancelled in the server, the connection is
 * destroyed, and the signal's reason is thrown.
 */
export async function query(
  pool: pg.Pool,
  statement: Statement,
  { signal }: { signal: AbortSignal },
): Promise<readonly (readonly unknown[])[]> {
  signal.throwIfAborted();
  const client = await pool.connect();
  if (signal.aborted) {
    client.release();
    throw signal.reason;
  }
  let onAbort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  let isHealthy = false;
  try {
    const answer = client.query({
      ...(statement.name === undefined ? {} : { name: statement.name }),
      text: statement.text,
      values: statement.values as unknown[],
      rowMode: 'array',
      types: valueParsers,
    });
    // When the signal wins the race, nobody waits for the answer any more; its end must not be an unhandled rejection.
    answer.catch(() => undefined);
    const { rows } = await Promise.race([answer, aborted]);
    isHealthy = true;
    return rows as unknown[][];
  } catch (error) {
    // A refusal by the server leaves the connection in order; only an unfinished statement spoils it.
    isHealthy = !signal.aborted && error instanceof pg.DatabaseError;
    if (signal.aborted) cancel(pool, client);
    throw error;
  } finally {
    signal.removeEventListener('abort', onAbort!);
    client.release(!isHealthy);
  }
}

/** Asks the server to end what a connection runs, by PostgreSQL's own cancel request on a second socket. Best effort: the socket goes anyway. */
function cancel(pool: pg.Pool, client: pg.PoolClient): void {
  const { processID, secretKey } = client as unknown as { processID: number | null; secretKey: number | null };
  if (processID === null || secretKey === null) return;
  const messenger = new pg.Client(pool.options as pg.ClientConfig) as unknown as {
    connection: {
      connect(port: number, host: string): void;
      cancel(processID: number, secretKey: number): void;
      on(event: string, listener: () => void): void;
      end(): void;
    };
    host: string;
    port: number;
  };
  const { connection } = messenger;
  connection.on('error', () => undefined);
  connection.on('connect', () => connection.cancel(processID, secretKey));
  connection.connect(messenger.port, messenger.host);
}
