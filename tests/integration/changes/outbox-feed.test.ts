import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isVisible } from '../../../src/changes/change.ts';
import { type FeedProblem, LONGEST_ABSENCE_MILLISECONDS, OutboxFeed } from '../../../src/changes/outbox-feed.ts';
import { OutboxRing } from '../../../src/changes/outbox-ring.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const WRITERS = 4;
let database: TestDatabase;
const writers: pg.Client[] = [];
let serial = 0;

beforeAll(async () => {
  database = await testDatabase();
  for (let index = 0; index < WRITERS; index++) {
    const writer = new pg.Client({ connectionString: database.url });
    await writer.connect();
    writers.push(writer);
  }
});
afterAll(async () => {
  for (const writer of writers) await writer.end();
  await database.close();
});

const newTag = "INSERT INTO \"Tag\" (name, slug, color) SELECT 'tag ' || $1, 'tag-' || $1, '000000' RETURNING id";
async function insertTag(writer: pg.Client | pg.Pool): Promise<number> {
  serial += 1;
  const { rows } = await writer.query<{ id: string }>(newTag, [String(serial)]);
  return Number(rows[0]!.id);
}

/** A reader of the outbox: what it hears of since it was last asked. */
interface Reader {
  read(): Promise<readonly number[]>;
  stop(): Promise<void>;
}

async function bySnapshot(): Promise<Reader & { readonly feed: OutboxFeed }> {
  const feed = new OutboxFeed({ url: database.url, onProblem: () => undefined, pollMilliseconds: 60_000 });
  let heard: number[] = [];
  feed.subscribe((changes) => heard.push(...changes.flatMap(({ table, ids }) => (table === 'Tag' ? ids! : []))));
  await feed.start();
  return {
    feed,
    async read() {
      await feed.catchUp();
      const all = heard;
      heard = [];
      return all;
    },
    stop: () => feed.stop(),
  };
}

/** What everybody writes first: remembers the highest number that it saw. */
async function byHighestNumber(): Promise<Reader> {
  const { rows } = await database.pool.query<{ last: string }>('SELECT coalesce(max(id), 0) AS last FROM wayleave."Outbox"');
  let last = rows[0]!.last;
  return {
    async read() {
      const { rows: news } = await database.pool.query<{ id: string; ids: string[] }>(
        'SELECT id, ids FROM wayleave."Outbox" WHERE id > $1 AND "table" = \'Tag\' ORDER BY id',
        [last],
      );
      last = news.at(-1)?.id ?? last;
      return news.flatMap(({ ids }) => ids.map(Number));
    },
    stop: async () => undefined,
  };
}

type Step =
  | { readonly kind: 'write' | 'commit' | 'rollback' | 'forget'; readonly writer: number }
  | { readonly kind: 'read'; readonly writer: number };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('write', 'write', 'write', 'commit', 'commit', 'rollback', 'forget', 'read', 'read'),
  writer: fc.nat({ max: WRITERS - 1 }),
}) as fc.Arbitrary<Step>;

/**
 * Writes as the steps say, each transaction beginning with its first write, and after every reading compares what was told with what had been committed.
 * `forget` undoes a writer's last write alone, by a savepoint.
 */
async function follows(open: () => Promise<Reader>, steps: readonly Step[]): Promise<boolean> {
  const reader = await open();
  const pending = writers.map(() => undefined as number[] | undefined);
  let awaited: number[] = [];
  const isRight = async (): Promise<boolean> => {
    const told = [...(await reader.read())].sort((a, b) => a - b);
    const expected = awaited.sort((a, b) => a - b);
    awaited = [];
    return JSON.stringify(told) === JSON.stringify(expected);
  };
  try {
    for (const { kind, writer } of [...steps, ...writers.map((_, index) => ({ kind: 'commit', writer: index }) as const)]) {
      const client = writers[writer]!;
      if (kind === 'read') {
        if (!(await isRight())) return false;
      } else if (kind === 'write') {
        if (!pending[writer]) await client.query('BEGIN');
        pending[writer] ??= [];
        pending[writer].push(await insertTag(client));
      } else if (pending[writer]) {
        if (kind === 'forget') {
          await client.query('SAVEPOINT here');
          await insertTag(client);
          await client.query('ROLLBACK TO SAVEPOINT here');
        } else {
          await client.query(kind);
          if (kind === 'commit') awaited.push(...pending[writer]);
          pending[writer] = undefined;
        }
      }
    }
    return await isRight();
  } finally {
    for (const writer of writers) await writer.query('ROLLBACK');
    await reader.stop();
  }
}

describe('the feed', () => {
  it('tells every committed change exactly once, no later than the poll after its commit, however transactions interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 40 }), (steps) => follows(bySnapshot, steps)),
      { numRuns: 150 },
    );
  }, 240_000);

  it('would fail this test if it remembered the highest number', async () => {
    const found = await fc.check(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 40 }), (steps) => follows(byHighestNumber, steps)),
      { numRuns: 150, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  }, 240_000);

  it('tells a transaction that began before all others and ended after them', async () => {
    const reader = await bySnapshot();
    const [slow, quick] = writers as [pg.Client, pg.Client];
    await slow.query('BEGIN');
    const late = await insertTag(slow);
    const early = await insertTag(quick);
    expect(await reader.read()).toEqual([early]);
    expect(await reader.read()).toEqual([]);
    await slow.query('COMMIT');
    expect(await reader.read()).toEqual([late]);
    await reader.stop();
  });

  it('says up to which snapshot it told everything', async () => {
    const { feed, read, stop } = await bySnapshot();
    const heard: bigint[] = [];
    feed.subscribe((changes) => heard.push(...changes.map(({ transaction }) => transaction)));
    const before = feed.upTo;
    await insertTag(database.pool);
    await read();
    expect(heard).toHaveLength(1);
    expect(isVisible(heard[0]!, before)).toBe(false);
    expect(isVisible(heard[0]!, feed.upTo)).toBe(true);
    expect(feed.age()).toBeLessThan(60_000);
    await stop();
  });

  it('tells effects after causes within a poll', async () => {
    const { feed, read, stop } = await bySnapshot();
    const positions: number[] = [];
    feed.subscribe((changes) => positions.push(...changes.map(({ position }) => position!)));
    const [first, second] = writers as [pg.Client, pg.Client];
    await first.query('BEGIN');
    await insertTag(first);
    await insertTag(second);
    await insertTag(first);
    await first.query('COMMIT');
    await read();
    expect(positions).toHaveLength(3);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    await stop();
  });

  it('polls by itself, and stops', async () => {
    const feed = new OutboxFeed({ url: database.url, onProblem: () => undefined, pollMilliseconds: 10 });
    await feed.start();
    const told = new Promise<readonly number[]>((resolve) => {
      const unsubscribe = feed.subscribe((changes) => {
        unsubscribe();
        resolve(changes[0]!.ids!);
      });
    });
    const id = await insertTag(database.pool);
    expect(await told).toEqual([id]);
    await feed.stop();
    const { rows } = await database.pool.query(
      "SELECT FROM pg_stat_activity WHERE application_name = 'wayleave changes' AND datname = current_database()",
    );
    expect(rows).toHaveLength(0);
  });

  it('goes on where it was after its connection was cut', async () => {
    const { feed, read, stop } = await bySnapshot();
    await database.run(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wayleave changes' AND datname = current_database()",
    );
    const id = await insertTag(database.pool);
    // The first reading finds the connection broken, the second has a new one.
    expect([...(await read()), ...(await read())]).toEqual([id]);
    expect(feed.figures()).toMatchObject({ connections: 2, gaps: 0 });
    await stop();
  });

  it('gives up a connection whose backend stands still, and goes on over another', async () => {
    const problems: FeedProblem[] = [];
    const feed = new OutboxFeed({
      url: database.url,
      onProblem: (problem) => problems.push(problem),
      pollMilliseconds: 60_000,
      deadlineMilliseconds: 300,
    });
    const heard: number[] = [];
    feed.subscribe((changes) => heard.push(...changes.flatMap(({ ids }) => ids!)));
    await feed.start();
    const { rows } = await database.pool.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'wayleave changes' AND datname = current_database()",
    );
    const { pid } = rows[0]!;
    process.kill(pid, 'SIGSTOP');
    try {
      const id = await insertTag(database.pool);
      await feed.catchUp();
      expect(problems).toMatchObject([{ kind: 'unreachable' }]);
      await feed.catchUp();
      expect(heard).toEqual([id]);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await feed.stop();
  });

  it('tells by tables what is too much to tell by rows, and says of all tables when even that is too much', async () => {
    const problems: FeedProblem[] = [];
    const feed = new OutboxFeed({
      url: database.url,
      onProblem: (problem) => problems.push(problem),
      pollMilliseconds: 60_000,
      mostRows: 5,
    });
    let heard: { table: string; ids: readonly number[] | undefined }[] = [];
    feed.subscribe((changes) => heard.push(...changes.map(({ table, ids }) => ({ table, ids }))));
    await feed.start();
    const [writer] = writers as [pg.Client];
    await writer.query('BEGIN');
    for (let count = 0; count < 6; count++) await insertTag(writer);
    await writer.query('COMMIT');
    await feed.catchUp();
    expect(heard).toEqual([{ table: 'Tag', ids: undefined }]);
    heard = [];
    const before = feed.upTo;
    for (let count = 0; count < 6; count++) await insertTag(writer);
    await feed.catchUp();
    expect(heard).toContainEqual({ table: 'Device', ids: undefined });
    expect(problems).toMatchObject([{ kind: 'gap' }]);
    expect(feed.upTo.xmin).toBeGreaterThan(before.xmax);
    heard = [];
    await feed.catchUp();
    expect(heard).toEqual([]);
    await feed.stop();
  });

  it('knows how long the oldest transaction has been open', async () => {
    const { feed, read, stop } = await bySnapshot();
    const [writer] = writers as [pg.Client];
    await writer.query('BEGIN');
    await insertTag(writer);
    await insertTag(database.pool);
    await read();
    expect(feed.figures().transactionsBehind).toBeGreaterThanOrEqual(2);
    await writer.query('ROLLBACK');
    await insertTag(database.pool);
    await read();
    expect(feed.figures().transactionsBehind).toBe(0);
    await stop();
  });

  it('goes on telling the others when one that listens fails', async () => {
    const problems: FeedProblem[] = [];
    const feed = new OutboxFeed({ url: database.url, onProblem: (problem) => problems.push(problem), pollMilliseconds: 60_000 });
    await feed.start();
    feed.subscribe(() => {
      throw new Error('I cannot.');
    });
    let told = 0;
    feed.subscribe(() => {
      told += 1;
    });
    await insertTag(database.pool);
    await feed.catchUp();
    expect(told).toBe(1);
    expect(problems).toMatchObject([{ kind: 'listener' }]);
    await feed.stop();
  });
});

describe('the ring of hours', () => {
  it('keeps what a process may not have read yet', async () => {
    const { feed, read, stop } = await bySnapshot();
    let minutes = 0;
    const ring = new OutboxRing({
      pool: database.pool,
      upTo: () => feed.upTo,
      onProblem: (error) => expect(error).toBeUndefined(),
      now: () => minutes * 60_000,
    });
    await database.run('TRUNCATE wayleave."Outbox"');
    await insertTag(database.pool);
    await database.run(`UPDATE wayleave."Outbox" SET hour = wayleave.hour_of_ring(clock_timestamp() - interval '3 hours')`);
    await read();
    expect(await ring.sweep()).toBe(0);
    minutes = (2 * LONGEST_ABSENCE_MILLISECONDS) / 60_000 - 1;
    expect(await ring.sweep()).toBe(0);
    minutes += 1;
    expect(await ring.sweep()).toBe(1);
    await stop();
  });
});
