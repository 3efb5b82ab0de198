import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockTable } from '../../support/blocked.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const SITES = '{ sites(first: 1) { nodes { name } } }';

describe('A server whose connections are all in use', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ WAYLEAVE_DATABASE_CONNECTIONS: '1', WAYLEAVE_REQUEST_DEADLINE_MS: '4000' });
  });
  afterAll(() => server.close());

  it('answers 503 with Retry-After to those who would wait too long, and is well again afterwards', async () => {
    const lock = await lockTable(server.database, 'Site');
    // The whole of the deadline is for the dear: this one may wait for the lock longer than the other for its place.
    const first = server.post('{ sites(first: 1000) { nodes { devices(first: 25) { nodes { name } } } } }');
    await lock.waiting(1);
    const { status, headers, body } = await server.post('{ tenants(first: 1) { nodes { name } } }');
    expect(status).toBe(503);
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['SERVICE_UNAVAILABLE']);
    await lock.release();
    expect([200, 504]).toContain((await first).status);
    expect((await server.post(SITES)).status).toBe(200);
  });
});

describe('A body that is larger than it says', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ WAYLEAVE_MAX_BODY_BYTES: '4096' });
  });
  afterAll(() => server.close());

  it('is refused with an answer that arrives, whether its length was declared or not', async () => {
    const body = JSON.stringify({ query: `{ viewer { name } } #${'x'.repeat(3_000_000)}` });
    const declared = await server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const chunked = await server.ask('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      body,
    });
    for (const answer of [declared, chunked]) {
      expect(answer.status).toBe(413);
      expect(answer.body.errors![0]!.extensions).toEqual({ code: 'PAYLOAD_TOO_LARGE' });
    }
  });
});

describe('A server that has lost its database', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    expect((await server.ask('/readyz')).status).toBe(200);
    await server.database.close();
  });
  afterAll(() => server.stop());

  it('is alive and not ready', async () => {
    expect((await server.ask('/livez')).status).toBe(200);
    const { status, headers } = await server.ask('/readyz');
    expect(status).toBe(503);
    expect(headers['retry-after']).toMatch(/^\d+$/);
  });

  it('answers 503 without a word about why, which only the log has', async () => {
    const { status, text } = await server.post(SITES);
    expect(status).toBe(503);
    expect(text).not.toMatch(/test_|127\.0\.0\.1|postgres|connect|at /i);
  });
});
