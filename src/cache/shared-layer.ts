/**
 * Answers in Redis, for all processes: a place for bytes that may be lost, late, old, or somebody else's.
 *
 * Nothing of what it says is believed: what comes back is opened by `seal.ts` and judged like any other entry, and what a write says of its success is not
 * looked at. Every call has a deadline and goes through the door of `stores/redis.ts` with its breaker, since a client of Keyv waits without end for a Redis
 * that accepts and does not answer.
 */
import KeyvRedis from '@keyv/redis';
import type { createClient } from '@redis/client';
import { Keyv } from 'keyv';
import type { Entry } from './entry.ts';
import type { Opened, Sealer } from './seal.ts';
import type { Leaving } from './task.ts';

type RedisClient = ReturnType<typeof createClient>;

/** `stores/redis.ts`: answers within the deadline, or rejects. */
export interface RedisDoor {
  readonly client: RedisClient;
  call<T>(work: (client: RedisClient) => Promise<T>, timeoutMilliseconds?: number): Promise<T>;
}

const NAMESPACE = 'wayleave:cache';
const GET_MILLISECONDS = 30;
const SET_MILLISECONDS = 100;
/** Larger answers cost more to carry than to work out. */
const MOST_BYTES = 1024 * 1024;
/** Who has the lease works the answer out; the others look again so often, so long, before they do so too. */
const LEASE_MILLISECONDS = 500;
const TURN_MILLISECONDS = 20;
const MOST_TURNS = 10;

export interface SharedFigures {
  readonly found: number;
  readonly absent: number;
  /** Redis did not answer in time, or not at all. */
  readonly unanswered: number;
  /** What came back was not what we had put there. */
  readonly unopened: number;
  readonly stored: number;
  readonly unstored: number;
  readonly waitedInTurn: number;
}

export class SharedLayer {
  private readonly door: RedisDoor;
  private readonly sealer: Sealer;
  private readonly keyv: Keyv<string>;
  private readonly counters = { found: 0, absent: 0, unanswered: 0, unopened: 0, stored: 0, unstored: 0, waitedInTurn: 0 };

  constructor(door: RedisDoor, sealer: Sealer) {
    this.door = door;
    this.sealer = sealer;
    // Two of these over one client would share the last namespace; this is the only one, and its keys are hashes.
    const store = new KeyvRedis<string>(door.client as never, { namespace: NAMESPACE, throwOnConnectError: false });
    this.keyv = new Keyv<string>({
      store,
      namespace: NAMESPACE,
      useKeyPrefix: false,
      // Sealed entries are text already.
      serialize: ({ value }) => value as unknown as string,
      deserialize: (text) => ({ value: text as never, expires: undefined }),
    });
    this.keyv.on('error', () => undefined);
  }

  get figures(): SharedFigures {
    return { ...this.counters };
  }

  /**
   * `inTurn`: of several processes that do not find it, one goes ahead and the others wait a little for what it brings. Who went ahead (`hasLease`) and
   * brings nothing has to `release` it, so that nobody waits for nothing.
   */
  async find(
    key: string,
    { inTurn, signal }: { inTurn: boolean; signal: Leaving },
  ): Promise<{ readonly opened: Opened | undefined; readonly hasLease: boolean }> {
    let opened = await this.read(key);
    if (!inTurn) return { opened, hasLease: false };
    // What is there, as most of it is, needs nobody to go ahead.
    let hasLease = !opened && (await this.lease(key));
    if (!opened && !hasLease) this.counters.waitedInTurn += 1;
    for (let turn = 0; turn < MOST_TURNS && !opened && !hasLease; turn += 1) {
      await new Promise((wake) => setTimeout(wake, TURN_MILLISECONDS));
      signal.throwIfAborted();
      // Both at once: whoever went ahead may have ended in either way.
      [opened, hasLease] = await Promise.all([this.read(key), this.lease(key)]);
    }
    return { opened, hasLease };
  }

  /** Lets the next one go ahead. */
  release(key: string): void {
    this.door.call((client) => client.del(leaseOf(key)), SET_MILLISECONDS).catch(() => undefined);
  }

  store(key: string, entry: Entry, milliseconds: number): void {
    if (entry.body.length > MOST_BYTES) {
      this.release(key);
      return;
    }
    const sealed = this.sealer.seal(key, entry);
    this.door
      .call(() => this.keyv.set(key, sealed, Math.ceil(milliseconds)), SET_MILLISECONDS)
      .then(
        () => {
          this.counters.stored += 1;
        },
        () => {
          this.counters.unstored += 1;
        },
      );
  }

  delete(key: string): void {
    this.door.call(() => this.keyv.delete(key), SET_MILLISECONDS).catch(() => undefined);
  }

  private async read(key: string): Promise<Opened | undefined> {
    let text: unknown;
    try {
      text = await this.door.call(() => this.keyv.get(key), GET_MILLISECONDS);
    } catch {
      this.counters.unanswered += 1;
      return undefined;
    }
    if (typeof text !== 'string') {
      this.counters.absent += 1;
      return undefined;
    }
    const opened = this.sealer.open(key, text);
    this.counters[opened ? 'found' : 'unopened'] += 1;
    return opened;
  }

  /** Without Redis everybody is first. */
  private async lease(key: string): Promise<boolean> {
    try {
      const answer = await this.door.call(
        (client) => client.set(leaseOf(key), '1', { NX: true, PX: LEASE_MILLISECONDS }),
        GET_MILLISECONDS,
      );
      return answer !== null;
    } catch {
      return true;
    }
  }
}

const leaseOf = (key: string): string => `${NAMESPACE}:lease:${key}`;
