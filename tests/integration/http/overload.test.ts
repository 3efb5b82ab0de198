import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockTable } from '../../support/blocked.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const SITES = '{ sites(first: 1) { nodes { name } } }';

describe('A server whose connections are all in use', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ WAYLEAVE_DATABASE_CONNECTIONS: '1' });
  });
  afterAll(() => server.close());

  it('answers 503 with Retry-After to those who would wait too long, and is well again afterwards', async () => {
    const lock = await lockTable(server.database, 'Site');
    const first = server.post(SITES);
    await lock.waiting(1);
    const { status, headers, body } = await server.post('{ tenants(first: 1) { nodes { name } } }');
    expect(status).toBe(503);
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['SERVICE_UNAVAILABLE']);
    await lock.release();
    expect((await first).status).toBe(200);
    expect((await server.post(SITES)).status).toBe(200);
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
