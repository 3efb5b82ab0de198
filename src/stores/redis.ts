/**
 * A Redis that may be dead, frozen or slow at any moment, behind a deadline and a breaker.
 *
 * A client with its defaults queues commands for as long as Redis is away, and waits without end for one that accepts and does not answer; both would
 * stop every request that asks it. Here each call is answered within its deadline or refused, and after a few refusals in a row nobody is sent to wait
 * for the next while. What callers do without Redis is theirs to decide: see `RedisUnavailable`.
 */
import { createClient, ErrorReply } from '@redis/client';

export type RedisClient = ReturnType<typeof createClient>;

/** Redis did not answer in time, or is known not to. */
export class RedisUnavailable extends Error {
  override readonly name = 'RedisUnavailable';
}

export interface RedisOptions {
  readonly url: string;
  /** How long a call may take. */
  readonly timeoutMilliseconds?: number;
  /** Told of each failure of the connection, for the log. */
  readonly onError?: (error: Error) => void;
}

const CONNECT_MILLISECONDS = 300;
const MOST_MILLISECONDS_BETWEEN_ATTEMPTS = 2_000;
/** After so many calls in a row without an answer, none is made for a while. */
const FAILURES_THAT_OPEN = 3;
const OPEN_MILLISECONDS = 1_000;

export class Redis {
  readonly #client: RedisClient;
  readonly #timeoutMilliseconds: number;
  readonly #onError: (error: Error) => void;
  /** By what Redis names the scripts that it was sent; there are as many as this program has. */
  readonly #digests = new Map<string, string>();
  #failures = 0;
  #closedAgainAt = 0;

  constructor({ url, timeoutMilliseconds = 100, onError = () => undefined }: RedisOptions) {
    this.#timeoutMilliseconds = timeoutMilliseconds;
    this.#onError = onError;
    this.#client = createClient({
      url,
      // Off, so that a command fails at once while there is no connection.
      disableOfflineQueue: true,
      socket: {
        connectTimeout: CONNECT_MILLISECONDS,
        reconnectStrategy: (attempt) => Math.min(50 * 2 ** attempt, MOST_MILLISECONDS_BETWEEN_ATTEMPTS),
      },
    });
    this.#client.on('error', onError);
    this.#client.on('ready', () => {
      this.#failures = 0;
    });
  }

  /** For adapters that want a client; what they call through it must go through `call`. */
  get client(): RedisClient {
    return this.#client;
  }

  get isAvailable(): boolean {
    return this.#client.isReady && this.#failures < FAILURES_THAT_OPEN;
  }

  /** Begins to connect, waits for it no longer than the time to connect once, and keeps trying in the background. */
  async connect(): Promise<void> {
    const connecting = this.#client.connect().then(
      () => undefined,
      () => undefined,
    );
    await Promise.race([connecting, wait(2 * CONNECT_MILLISECONDS)]);
  }

  /**
   * Runs one call within the deadline. Throws RedisUnavailable when Redis does not answer in time or has not answered the last calls; an error that
   * Redis itself answers is thrown as it is.
   */
  async call<T>(work: (client: RedisClient) => Promise<T>, timeoutMilliseconds = this.#timeoutMilliseconds): Promise<T> {
    if (!this.#client.isReady) throw new RedisUnavailable('Redis is not connected.');
    if (this.#failures >= FAILURES_THAT_OPEN) {
      if (performance.now() < this.#closedAgainAt) throw new RedisUnavailable('Redis has not answered the last calls.');
      // One call goes ahead to see whether Redis is back; the others are refused until it has been answered.
      this.#closedAgainAt = performance.now() + OPEN_MILLISECONDS;
    }
    const answer = work(this.#client);
    // Nobody waits for the answer once the deadline has passed; its end must not be an unhandled rejection.
    answer.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      const refuse = (): void => reject(new RedisUnavailable(`Redis did not answer within ${timeoutMilliseconds} ms.`));
      // Once round the event loop more: in a process that was busy for as long, the answer lies beside the timer and is read after it.
      timer = setTimeout(() => setImmediate(refuse), timeoutMilliseconds);
    });
    try {
      const result = await Promise.race([answer, deadline]);
      this.#failures = 0;
      return result;
    } catch (error) {
      throw this.#judge(error as Error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs a script, which Redis is sent once and told by its digest from then on. Throws what `call` throws. */
  evaluate(script: string, keys: string[], parameters: string[]): Promise<unknown> {
    const options = { keys, arguments: parameters };
    return this.call(async (client) => {
      const known = this.#digests.get(script);
      if (known !== undefined)
        try {
          return await client.evalSha(known, options);
        } catch (error) {
          // After a restart it knows none.
          if (!(error instanceof ErrorReply && error.message.startsWith('NOSCRIPT'))) throw error;
        }
      const digest = await client.scriptLoad(script);
      this.#digests.set(script, digest);
      return client.evalSha(digest, options);
    });
  }

  /** What Redis answered, even in anger, shows that it is there. */
  #judge(error: Error): Error {
    if (error instanceof ErrorReply) {
      this.#failures = 0;
      return error;
    }
    this.#failures += 1;
    this.#closedAgainAt = performance.now() + OPEN_MILLISECONDS;
    // A frozen connection never ends by itself, and what was sent on it piles up; a new one is made as soon as Redis can be reached.
    if (error instanceof RedisUnavailable && this.#failures === FAILURES_THAT_OPEN) this.#reconnect();
    return error instanceof RedisUnavailable ? error : new RedisUnavailable(error.message, { cause: error });
  }

  #reconnect(): void {
    this.#client.destroy();
    this.#client.connect().catch(this.#onError);
  }

  close(): void {
    if (this.#client.isOpen) this.#client.destroy();
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((wake) => setTimeout(wake, milliseconds).unref());
