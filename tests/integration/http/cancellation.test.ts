import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Lock, lockTable } from '../../support/blocked.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const SITES = '{ sites(first: 1) { nodes { name } } }';
/** Two who ask the same wait for one answer; these are two questions. */
const QUESTIONS = [SITES, '{ sites(first: 2) { nodes { name } } }'];
let lock: Lock;

describe('An operation that nobody waits for', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ WAYLEAVE_DATABASE_CONNECTIONS: '2' });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    lock = await lockTable(server.database, 'Site');
  });
  afterEach(() => lock.release());

  it('is cancelled in PostgreSQL when its client leaves', async () => {
    const client = new AbortController();
    const answer = server.post(SITES, {}, { signal: client.signal });
    await lock.waiting(1);
    client.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    // The lock is still held: a statement that was not cancelled would wait on, and this would not end.
    await lock.waiting(0);
  });

  it('gives its connection back: many that leave do not exhaust the pool', async () => {
    for (let round = 0; round < 5; round += 1) {
      const clients = QUESTIONS.map(() => new AbortController());
      const answers = clients.map(({ signal }, index) => server.post(QUESTIONS[index]!, {}, { signal }));
      await lock.waiting(2);
      for (const client of clients) client.abort();
      await Promise.allSettled(answers);
      await lock.waiting(0);
    }
    const { status } = await server.post('{ tenants(first: 1) { nodes { name } } }');
    expect(status).toBe(200);
  });

  it('is no error of ours: the log has no line of an error', () => {
    expect(server.lines.map((line) => JSON.parse(line) as { level: number }).filter(({ level }) => level >= 50)).toEqual([]);
  });
});

describe('An operation that passes its deadline', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ WAYLEAVE_REQUEST_DEADLINE_MS: '200' });
    lock = await lockTable(server.database, 'Site');
  });
  afterAll(async () => {
    await lock.release();
    await server.close();
  });

  it('is answered 504 TIMEOUT after the half that a cheap one is given, and its statement is cancelled', async () => {
    const { status, body } = await server.post(SITES);
    expect(status).toBe(504);
    expect(body.data).toBeUndefined();
    expect(body.errors).toEqual([{ message: expect.stringContaining('100 ms') as string, extensions: { code: 'TIMEOUT' } }]);
    await lock.waiting(0);
  });
});
