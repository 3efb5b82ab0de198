/** What waits, what is sent away, and what becomes of its points and of its statements. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockTable } from '../../support/blocked.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const SITES = '{ sites(first: 1) { nodes { name } } }';
/** As dear as one that may run for the whole deadline. */
const DEAR = '{ sites(first: 1000) { nodes { devices(first: 25) { nodes { name } } } } }';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    WAYLEAVE_DATABASE_CONNECTIONS: '1',
    WAYLEAVE_REQUEST_DEADLINE_MS: '3000',
    WAYLEAVE_CACHE_BYTES: '0',
    // What is spent within the test stays spent.
    WAYLEAVE_BUDGET_ADMINISTRATOR: '50000,100000,1',
  });
});
afterAll(() => server.close());

const available = async (): Promise<number> => {
  const { body } = await server.post('{ __typename }', {}, { headers: { 'graphql-cost': 'validate' } });
  const { extensions } = body as unknown as { extensions: { cost: { throttleStatus: { currentlyAvailable: number } } } };
  return extensions.cost.throttleStatus.currentlyAvailable;
};

describe('An operation for which there is no place', () => {
  it('is answered 503 with Retry-After before any work, and keeps its points', async () => {
    const before = await available();
    const lock = await lockTable(server.database, 'Site');
    try {
      const first = server.post(DEAR);
      await lock.waiting(1);
      // Another dear one: its points are reserved while it waits, and come back whole.
      const { status, headers, body } = await server.post(DEAR);
      expect(status).toBe(503);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(body.errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
      expect(body.errors![0]!.extensions['retryAfterSeconds']).toBe(Number(headers['retry-after']));
      await first;
    } finally {
      await lock.release();
    }
    // The first did nothing but wait for the lock; what it did not use came back too.
    expect(before - (await available())).toBeLessThanOrEqual(2);
  });
});

describe('A statement', () => {
  const statements = async (): Promise<number> => {
    const { rows } = await server.database.pool.query<{ count: string }>(
      `SELECT count(*) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = 'wayleave' AND state = 'active' AND query LIKE '%"Site"%' AND pid <> pg_backend_pid()`,
    );
    return Number(rows[0]!.count);
  };
  const until = async (count: number): Promise<void> => {
    while ((await statements()) !== count) await new Promise((wake) => setTimeout(wake, 20));
  };

  it('no longer runs in PostgreSQL once its client has left', async () => {
    const lock = await lockTable(server.database, 'Site');
    const client = new AbortController();
    const answer = server.post(DEAR, {}, { signal: client.signal });
    await until(1);
    client.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    // The lock is still held: only a cancelled statement ends.
    await until(0);
    await lock.release();
  });

  it('no longer runs once the time that its price allows has passed', async () => {
    const lock = await lockTable(server.database, 'Site');
    const answer = server.post(SITES);
    await until(1);
    const { status, body } = await answer;
    expect(status).toBe(504);
    expect(body.errors).toMatchObject([{ extensions: { code: 'TIMEOUT' }, message: expect.stringContaining('1500 ms') as string }]);
    await until(0);
    await lock.release();
  });
});
