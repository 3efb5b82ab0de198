/** A load of so many POST requests a second, whatever becomes of them, made in another process. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface ArrivalsOrder {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent in turn. */
  readonly bodies: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
  readonly mostConnections: number;
  readonly timeoutSeconds: number;
}

/** What became of the requests that were sent in one second. Latencies in milliseconds, of those that were answered. */
export interface SecondOfArrivals {
  readonly second: number;
  sent: number;
  /** With 200. */
  answered: number;
  /** Answers with 200 that came in this second, whenever they were asked for. */
  finished: number;
  /** With 503. */
  shed: number;
  failed: number;
  /** No connection was free. */
  unsent: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Arrivals {
  readonly seconds: readonly SecondOfArrivals[];
  /** How many there were of each status, or of each error of the connection. */
  readonly codes: Readonly<Record<string, number>>;
  /** Answers of 503 that do not say when to come again. */
  readonly withoutRetryAfter: number;
}

export function arrive(order: ArrivalsOrder): Promise<Arrivals> {
  const child = fork(fileURLToPath(new URL('arrivals-process.ts', import.meta.url)), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(order);
  return new Promise((resolve, reject) => {
    child.once('message', (result) => resolve(result as Arrivals));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code} and no result.`)));
  });
}
