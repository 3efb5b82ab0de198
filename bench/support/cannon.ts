/** A load of POST requests over a number of connections for some seconds, made by autocannon in another process. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface CannonOrder {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent in turn on each connection. */
  readonly bodies: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  readonly timeoutSeconds: number;
}

/** Latencies in milliseconds, of requests that were answered. */
export interface CannonResult {
  readonly perSecond: number;
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  /** Everything that was not answered with 2xx. */
  readonly failed: number;
  /** Broken connections and timeouts. */
  readonly errors: number;
  readonly timeouts: number;
  readonly refused: number;
}

export function fire(order: CannonOrder): Promise<CannonResult> {
  const child = fork(fileURLToPath(new URL('cannon-process.ts', import.meta.url)), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as CannonResult));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code} and no result.`)));
  });
}
