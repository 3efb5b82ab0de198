/**
 * Follows the outbox: each poll reads what became visible since the last one, and tells it to everybody who listens in this process.
 *
 * What a poll has not told yet is exactly what the snapshot of the poll before could not see: transactions from its xmax on, and those that were under way
 * between. A reader that remembers the highest number instead never sees a transaction that took its number early and committed late; this one does, with
 * two index probes and nothing read twice (docs/decisions/0007-what-changed.md).
 *
 * The feed has a connection of its own, so that no request can keep it waiting, and each poll a deadline: a connection that does not answer is destroyed and
 * another opened, which goes on from the same snapshot. Where that is impossible (the database is another one, or the feed was away for so long that hours
 * may have been emptied) it says of every table that anything may have changed.
 */
import pg from 'pg';
import type { Change, ChangeFeed, Snapshot } from './change.ts';
import { parseSnapshot } from './snapshot.ts';

/** One row of the outbox: the change, and who made it. */
export interface OutboxChange extends Change {
  /** Grows from cause to effect; undefined for what the feed itself says. */
  readonly position: number | undefined;
  readonly at: string;
  readonly actor: string | null;
  readonly request: string | null;
}

/** What an operator watches. */
export interface FeedFigures {
  readonly ageMilliseconds: number;
  /** Transactions between the oldest that is under way and the newest: what a transaction that is never ended lets grow. */
  readonly transactionsBehind: number;
  /** For how long the oldest transaction that holds snapshots back has been open. */
  readonly oldestTransactionMilliseconds: number;
  readonly polls: number;
  readonly changesTold: number;
  readonly connections: number;
  /** How often all tables had to be declared changed. */
  readonly gaps: number;
}

export type FeedProblem =
  | { readonly kind: 'unreachable'; readonly error: Error }
  | { readonly kind: 'listener'; readonly error: Error }
  | { readonly kind: 'gap'; readonly reason: string };

export interface OutboxFeedOptions {
  readonly url: string;
  readonly onProblem: (problem: FeedProblem) => void;
  readonly pollMilliseconds?: number;
  /** How long the database may take to answer before its connection is given up. */
  readonly deadlineMilliseconds?: number;
  /** A poll that finds more rows is told by tables, so that one transaction of a million statements does not fill the memory. */
  readonly mostRows?: number;
}

const POLL_MILLISECONDS = 100;
const DEADLINE_MILLISECONDS = 2_000;
const MOST_ROWS = 10_000;
/** Hours of the ring are emptied only when all that is in them ended longer ago than twice this (outbox-ring.ts). */
export const LONGEST_ABSENCE_MILLISECONDS = 15 * 60_000;
const WATCH_MILLISECONDS = 1_000;

/** Not visible before, and visible now. The second half can only differ for rows that came with a copy of another cluster's outbox. */
const NEWS = (columns: string) => `
    SELECT ${columns} FROM wayleave."Outbox" WHERE transaction >= $1::xid8 AND pg_visible_in_snapshot(transaction, pg_current_snapshot())
    UNION ALL
    SELECT ${columns} FROM wayleave."Outbox" WHERE transaction = ANY ($2::xid8[]) AND transaction < $1::xid8`;

const POLL = `
  SELECT pg_current_snapshot()::text, news.*
  FROM (VALUES (1)) AS always
  LEFT JOIN (${NEWS('id, transaction::text, "table", action, ids, "values"::text, at::text, actor, request')}
    LIMIT $3
  ) AS news ON TRUE
  ORDER BY news.id`;

const POLL_BY_TABLE = `
  SELECT pg_current_snapshot()::text, max(news.id), news.transaction::text, news."table", news.action, NULL, NULL, max(news.at)::text, news.actor, news.request
  FROM (VALUES (1)) AS always
  LEFT JOIN (${NEWS('id, transaction, "table", action, at, actor, request')}) AS news ON TRUE
  GROUP BY news.transaction, news."table", news.action, news.actor, news.request
  ORDER BY max(news.id)
  LIMIT $3`;

const IDENTITY = `
  SELECT pg_is_in_recovery() AS "isStandby",
         CASE WHEN NOT pg_is_in_recovery() THEN
           (SELECT system_identifier FROM pg_control_system())::text || '/' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8) || '/' || current_database()
         END AS incarnation`;

const OLDEST_TRANSACTION = `
  SELECT coalesce(extract(epoch FROM clock_timestamp() - min(xact_start)) * 1000, 0)::float8 AS milliseconds
  FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL`;

type Row = readonly [snapshot: string, ...change: (string | null)[]];

export class OutboxFeed implements ChangeFeed {
  readonly #options: Required<OutboxFeedOptions>;
  readonly #listeners = new Set<(changes: readonly OutboxChange[]) => void>();
  #client: pg.Client | undefined;
  #snapshot: Snapshot | undefined;
  #incarnation: string | undefined;
  #polledAt = Number.NEGATIVE_INFINITY;
  #watchedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #polling: Promise<void> | undefined;
  #isStopped = false;
  #figures = { polls: 0, changesTold: 0, connections: 0, gaps: 0, oldestTransactionMilliseconds: 0 };

  constructor(options: OutboxFeedOptions) {
    this.#options = { pollMilliseconds: POLL_MILLISECONDS, deadlineMilliseconds: DEADLINE_MILLISECONDS, mostRows: MOST_ROWS, ...options };
  }

  /** Takes the snapshot from which on everything is told. Throws when the database cannot be asked. */
  async start(): Promise<void> {
    await this.#connect();
    this.#schedule(this.#options.pollMilliseconds);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#polling;
    this.#listeners.clear();
    await this.#disconnect();
  }

  subscribe(listener: (changes: readonly OutboxChange[]) => void): () => void {
    // The same function given twice is two listeners.
    const mine = (changes: readonly OutboxChange[]): void => listener(changes);
    this.#listeners.add(mine);
    return () => void this.#listeners.delete(mine);
  }

  get upTo(): Snapshot {
    if (!this.#snapshot) throw new Error('The feed has not been started.');
    return this.#snapshot;
  }

  /** Which database, and which of its lives: snapshots of two incarnations cannot be compared. */
  get incarnation(): string {
    if (this.#incarnation === undefined) throw new Error('The feed has not been started.');
    return this.#incarnation;
  }

  age(): number {
    return performance.now() - this.#polledAt;
  }

  figures(): FeedFigures {
    const { xmin, xmax } = this.#snapshot ?? { xmin: 0n, xmax: 0n };
    return { ...this.#figures, ageMilliseconds: this.age(), transactionsBehind: Number(xmax - xmin) };
  }

  /** Polls at once: what was committed before the call has been told when it ends, unless the database is out of reach. */
  async catchUp(): Promise<void> {
    await this.#polling;
    clearTimeout(this.#timer);
    this.#polling = this.#turn();
    await this.#polling;
  }

  #schedule(milliseconds: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#polling = this.#turn();
    }, milliseconds);
  }

  /** One poll, whatever comes of it, and the appointment for the next. */
  async #turn(): Promise<void> {
    if (this.#isStopped) return;
    const started = performance.now();
    try {
      if (!this.#client) await this.#connect();
      await this.#poll();
      await this.#watchTransactions();
    } catch (error) {
      await this.#disconnect();
      if (!this.#isStopped) this.#options.onProblem({ kind: 'unreachable', error: error as Error });
    }
    this.#schedule(Math.max(0, this.#options.pollMilliseconds - (performance.now() - started)));
  }

  async #poll(): Promise<void> {
    const started = performance.now();
    const { xmax, inProgress } = this.#snapshot!;
    const { mostRows } = this.#options;
    const since = [xmax.toString(), [...inProgress].map(String), mostRows + 1];
    let rows = await this.#ask('poll', POLL, since);
    if (rows.length > mostRows) rows = await this.#ask('poll by table', POLL_BY_TABLE, since);
    if (rows.length > mostRows) return this.#skip(`more than ${mostRows} groups of changes were waiting`);
    this.#moveTo(parseSnapshot(rows[0]![0]), started);
    const changes = rows.filter((row) => row[2] !== null).map(changeOf);
    this.#figures.polls += 1;
    if (changes.length > 0) this.#tell(changes);
  }

  #moveTo(snapshot: Snapshot, started: number): void {
    this.#snapshot = snapshot;
    this.#polledAt = started;
  }

  /**
   * Tells that anything may have changed, for every table.
   *
   * The changes are said to be of a transaction that we make for the purpose: no snapshot that was taken before can see it, and every later one does, so
   * what was derived before is discarded and what is derived from now on holds.
   */
  async #skip(reason: string): Promise<void> {
    const started = performance.now();
    const [[made]] = (await this.#ask(undefined, 'SELECT pg_current_xact_id()::text', [])) as [[string]];
    const [[snapshot, tables]] = (await this.#ask(
      undefined,
      'SELECT pg_current_snapshot()::text, (SELECT json_agg(name) FROM wayleave."WatchedTable")::text',
      [],
    )) as [[string, string]];
    this.#moveTo(parseSnapshot(snapshot), started);
    this.#figures.gaps += 1;
    this.#options.onProblem({ kind: 'gap', reason });
    const at = new Date().toISOString();
    this.#tell(
      (JSON.parse(tables) as string[]).map((table) => ({
        position: undefined,
        transaction: BigInt(made),
        table,
        action: 'UPDATE',
        ids: undefined,
        values: undefined,
        at,
        actor: null,
        request: null,
      })),
    );
  }

  #tell(changes: readonly OutboxChange[]): void {
    this.#figures.changesTold += changes.length;
    for (const listener of this.#listeners)
      try {
        listener(changes);
      } catch (error) {
        this.#options.onProblem({ kind: 'listener', error: error as Error });
      }
  }

  async #watchTransactions(): Promise<void> {
    if (performance.now() - this.#watchedAt < WATCH_MILLISECONDS) return;
    this.#watchedAt = performance.now();
    const rows = (await this.#ask('oldest transaction', OLDEST_TRANSACTION, [])) as unknown as [[string]];
    this.#figures.oldestTransactionMilliseconds = Number(rows[0][0]);
  }

  async #connect(): Promise<void> {
    const { url, deadlineMilliseconds } = this.#options;
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: deadlineMilliseconds,
      application_name: 'wayleave changes',
      keepAlive: true,
      // Statistics of a table that is filled and emptied all day are always wrong, and the probes are always right.
      options: '-c timezone=UTC -c datestyle=ISO -c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan',
      statement_timeout: deadlineMilliseconds,
    });
    // What breaks the connection shows in the next poll.
    client.on('error', () => undefined);
    this.#client = client;
    try {
      await client.connect();
      const rows = (await this.#ask(undefined, IDENTITY, [])) as unknown as [['t' | 'f', string]];
      const [[isStandby, incarnation]] = rows;
      if (isStandby === 't') throw new Error('The database is a standby; changes are told by the primary.');
      const before = this.#incarnation;
      const absence = this.age();
      this.#incarnation = incarnation;
      this.#figures.connections += 1;
      if (before === undefined) await this.#takeFirstSnapshot();
      else if (before !== incarnation) await this.#skip('the database is another one than before');
      else if (absence > LONGEST_ABSENCE_MILLISECONDS)
        await this.#skip(`the database was out of reach for ${Math.round(absence / 1000)} s`);
    } catch (error) {
      await this.#disconnect();
      throw error;
    }
  }

  async #takeFirstSnapshot(): Promise<void> {
    const started = performance.now();
    const rows = await this.#ask(undefined, 'SELECT pg_current_snapshot()::text', []);
    this.#moveTo(parseSnapshot(rows[0]![0]), started);
  }

  async #disconnect(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (!client) return;
    // A server that is frozen does not answer a farewell either.
    const goodbye = client.end().catch(() => undefined);
    await Promise.race([goodbye, new Promise((resolve) => setTimeout(resolve, 200))]);
    streamOf(client).destroy();
  }

  /** Rows as PostgreSQL writes them, all columns as text. A connection that takes longer than the deadline is destroyed. */
  async #ask(name: string | undefined, text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const client = this.#client!;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        streamOf(client).destroy();
        reject(new Error(`The database did not answer for ${this.#options.deadlineMilliseconds} ms.`));
      }, this.#options.deadlineMilliseconds);
    });
    const answer = client.query({
      ...(name === undefined ? {} : { name }),
      text,
      values: [...values],
      rowMode: 'array',
      types: { getTypeParser: () => (value: string) => value },
    });
    // When the deadline wins, nobody waits for the answer any more.
    answer.catch(() => undefined);
    try {
      const { rows } = await Promise.race([answer, deadline]);
      return rows as unknown as Row[];
    } finally {
      clearTimeout(timer);
    }
  }
}

const streamOf = (client: pg.Client) => (client as unknown as { connection: pg.Connection }).connection.stream;

function changeOf([, position, transaction, table, action, ids, values, at, actor, request]: Row): OutboxChange {
  return {
    position: Number(position),
    transaction: BigInt(transaction!),
    table: table!,
    action: action as Change['action'],
    ids: ids === null || ids === undefined ? undefined : ids.slice(1, -1).split(',').map(Number),
    values: values === null || values === undefined ? undefined : (JSON.parse(values) as NonNullable<Change['values']>),
    at: `${at!.replace(' ', 'T').replace(/\+00$/, '')}Z`,
    actor: actor ?? null,
    request: request ?? null,
  };
}
