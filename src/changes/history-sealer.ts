/**
 * Seals the history in the background, and gives up months that are past their time.
 *
 * Chaining rows in the triggers would make all writers wait for each other. So a sealer comes after them: it takes a snapshot, and closes all rows that became
 * visible since the snapshot of the last seal, which is the feed's way of missing nobody who commits late. What is committed is sealed within a second or two
 * while a server runs; what is written while none does, when one starts. Until then a row could be altered unseen.
 *
 * Any process may seal; a table lock that is not waited for makes them take turns.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { hashOf, ROW_DIGEST, type SealBody, type SealKey } from './history-seal.ts';
import { parseSnapshot } from './snapshot.ts';

interface SealerOptions {
  readonly pool: pg.Pool;
  readonly key: SealKey;
  /** Months of history before this one that are kept. */
  readonly keepMonths: number;
  readonly onProblem: (error: Error) => void;
  readonly onSealed?: (head: { number: number; hash: string }) => void;
  readonly everyMilliseconds?: number;
  readonly now?: () => Date;
}

const EVERY_MILLISECONDS = 1_000;
const MONTHS_EACH_MILLISECONDS = 60 * 60_000;
const ROWS_A_SEAL = 1_000;
const MONTHS_AHEAD = 2;
const LOCK_NOT_AVAILABLE = '55P03';

interface Head {
  readonly number: number;
  readonly hash: Buffer | undefined;
  /** The last snapshot all of whose rows are sealed. */
  readonly snapshot: string | undefined;
  readonly cluster: string | undefined;
  readonly above: number;
}

export class HistorySealer {
  readonly #options: SealerOptions;
  #isWanted = true;
  #isStopped = false;
  #stop: AbortController | undefined;
  #working: Promise<void> | undefined;
  #monthsAt = Number.NEGATIVE_INFINITY;

  constructor(options: SealerOptions) {
    this.#options = options;
  }

  /** There is something to seal. */
  want(): void {
    this.#isWanted = true;
  }

  start(): void {
    this.#stop = new AbortController();
    this.#working = this.#work(this.#stop.signal);
  }

  /** Seals what there is, and stops. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#stop?.abort();
    await this.#working;
    // What was written in the last moments may not have been told any more.
    this.#isWanted = true;
    await this.#once();
  }

  async #work(signal: AbortSignal): Promise<void> {
    const { everyMilliseconds = EVERY_MILLISECONDS } = this.#options;
    while (!this.#isStopped) {
      await this.#once();
      await sleep(everyMilliseconds, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #once(): Promise<void> {
    try {
      if (performance.now() - this.#monthsAt > MONTHS_EACH_MILLISECONDS) {
        this.#monthsAt = performance.now();
        await this.keepMonths();
      }
      if (!this.#isWanted) return;
      this.#isWanted = false;
      await this.seal();
    } catch (error) {
      this.#isWanted = true;
      if ((error as pg.DatabaseError).code !== LOCK_NOT_AVAILABLE) this.#options.onProblem(error as Error);
    }
  }

  /** Closes all rows that are there and not sealed yet; answers how many. Throws 55P03 while another process seals. */
  seal(): Promise<number> {
    return this.#inTurn((client) => this.#sealRows(client));
  }

  /** Makes the partitions of the coming months, and drops those past their time, which the chain records. Answers the months that went. */
  async keepMonths(): Promise<readonly string[]> {
    const { keepMonths, now = () => new Date() } = this.#options;
    const today = now();
    const oldest = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - keepMonths, 1)).toISOString().slice(0, 7);
    return this.#inTurn(async (client) => {
      await client.query("SET LOCAL lock_timeout = '2s'");
      await client.query('SELECT wayleave.prepare_history($1)', [MONTHS_AHEAD]);
      const { rows } = await client.query<{ name: string }>(
        `SELECT relname::text AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
         WHERE inhparent = 'wayleave."History"'::regclass AND relname LIKE 'History\\_%' ORDER BY relname`,
      );
      const old = rows.map(({ name }) => name).filter((name) => monthOf(name) < oldest);
      if (old.length === 0) return [];
      await this.#sealRows(client);
      const head = await headOf(client);
      await this.#append(client, head, { kind: 'dropped', month: oldest, snapshot: null, ids: [], digests: Buffer.alloc(0) });
      for (const name of old) await client.query(`DROP TABLE wayleave.${pg.escapeIdentifier(name)}`);
      return old.map(monthOf);
    });
  }

  async #inTurn<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#options.pool.connect();
    let isOver = false;
    try {
      // The lock comes before the first statement that takes the snapshot, so the snapshot sees the seal of whoever had the lock before.
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await client.query('LOCK TABLE wayleave."HistorySeal" IN SHARE ROW EXCLUSIVE MODE NOWAIT');
      const result = await work(client);
      await client.query('COMMIT');
      isOver = true;
      return result;
    } finally {
      if (!isOver)
        isOver = await client.query('ROLLBACK').then(
          () => true,
          () => false,
        );
      client.release(!isOver);
    }
  }

  async #sealRows(client: pg.PoolClient): Promise<number> {
    let head = await headOf(client);
    const { rows: present } = await client.query<{ snapshot: string; cluster: string; last: string }>(
      `SELECT pg_current_snapshot()::text AS snapshot, (SELECT system_identifier FROM pg_control_system())::text AS cluster,
              (SELECT coalesce(max(id), 0) FROM wayleave."History") AS last`,
    );
    const { snapshot, cluster, last } = present[0]!;
    // In a copy of another cluster's rows the transactions mean nothing; what is sealed is then told by number, once.
    const isCopy = head.cluster !== undefined && head.cluster !== cluster;
    const above = isCopy ? Number(last) : head.above;
    await client.query(
      `DECLARE unsealed NO SCROLL CURSOR FOR
       SELECT row.id, to_char(row.at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, ${ROW_DIGEST} AS digest
       FROM wayleave."History" AS row
       WHERE ${isCopy ? 'NOT EXISTS (SELECT FROM wayleave."HistorySeal" AS seal CROSS JOIN unnest(seal.ids) AS sealed (id) WHERE sealed.id = row.id)' : sinceSnapshot(head)}
       ORDER BY month, row.id`,
    );
    let sealed = 0;
    let pending: { id: string; month: string; digest: Buffer }[] = [];
    const close = async (rows: typeof pending, isLast: boolean): Promise<void> => {
      if (rows.length === 0) return;
      head = await this.#append(
        client,
        { ...head, cluster, above },
        {
          kind: 'rows',
          month: rows[0]!.month,
          snapshot: isLast ? snapshot : null,
          ids: rows.map(({ id }) => Number(id)),
          digests: Buffer.concat(rows.map(({ digest }) => digest)),
        },
      );
      sealed += rows.length;
    };
    for (;;) {
      const { rows } = await client.query<(typeof pending)[number]>(`FETCH ${ROWS_A_SEAL} FROM unsealed`);
      // A seal holds rows of one month, so that a month that is dropped takes whole seals along.
      for (const month of new Set(rows.map((row) => row.month))) {
        await close(pending, false);
        pending = rows.filter((row) => row.month === month);
      }
      if (rows.length < ROWS_A_SEAL) break;
    }
    await close(pending, true);
    await client.query('CLOSE unsealed');
    return sealed;
  }

  async #append(
    client: pg.PoolClient,
    { number, hash: previous, cluster, above }: Head,
    body: Pick<SealBody, 'kind' | 'month' | 'snapshot' | 'ids' | 'digests'>,
  ): Promise<Head> {
    const { key, now = () => new Date(), onSealed } = this.#options;
    const seal: SealBody = { ...body, number: number + 1, at: now().toISOString(), cluster: cluster ?? '', above };
    const hash = hashOf(seal, previous);
    await client.query(
      `INSERT INTO wayleave."HistorySeal" (number, at, kind, snapshot, cluster, above, month, ids, digests, hash, signature, "signedWith")
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        seal.number,
        seal.at,
        seal.kind,
        seal.snapshot,
        seal.cluster,
        seal.above,
        seal.month,
        seal.ids,
        seal.digests,
        hash,
        key.sign(hash),
        key.id,
      ],
    );
    onSealed?.({ number: seal.number, hash: hash.toString('hex') });
    return { number: seal.number, hash, snapshot: seal.snapshot ?? undefined, cluster: seal.cluster, above };
  }
}

const monthOf = (partition: string): string => partition.slice('History_'.length).replace('_', '-');

function sinceSnapshot({ snapshot, above }: Head): string {
  if (snapshot === undefined) return 'TRUE';
  const { xmax, inProgress } = parseSnapshot(snapshot);
  const late = [...inProgress].map((transaction) => `'${transaction}'::xid8`).join(', ');
  return `(row.transaction >= '${xmax}'::xid8${late ? ` OR row.transaction IN (${late})` : ''}) AND row.id > ${above}`;
}

async function headOf(client: pg.PoolClient): Promise<Head> {
  const { rows } = await client.query<{ number: string; hash: Buffer; snapshot: string | null; cluster: string; above: string }>(
    `SELECT number, hash, cluster, above,
            (SELECT snapshot FROM wayleave."HistorySeal" WHERE snapshot IS NOT NULL ORDER BY number DESC LIMIT 1) AS snapshot
     FROM wayleave."HistorySeal" ORDER BY number DESC LIMIT 1`,
  );
  const [row] = rows;
  if (!row) return { number: 0, hash: undefined, snapshot: undefined, cluster: undefined, above: 0 };
  return {
    number: Number(row.number),
    hash: row.hash,
    snapshot: row.snapshot ?? undefined,
    cluster: row.cluster,
    above: Number(row.above),
  };
}
