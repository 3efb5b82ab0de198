/** Attacks H1, H4 (our half of it), H5, H7 to H11, I7 and W8: what may be done with HTTP itself. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, startGraphqlServer, type TestGraphqlServer } from '../../support/graphql-server.ts';

let server: TestGraphqlServer;
beforeAll(async () => {
  const pages = mkdtempSync(join(tmpdir(), 'pages-'));
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Console</title>');
  writeFileSync(join(pages, 'index.js.map'), '{}');
  server = await startGraphqlServer({
    pages,
    mostBodyBytes: 4096,
    rootValue: {
      broken: () => {
        throw new Error('inside');
      },
    },
  });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.calls.length = 0;
});

const json = { 'content-type': 'application/json' };

describe('H1: every class of answer', () => {
  const classes: readonly (readonly [string, number, () => Promise<Answer>])[] = [
    ['an answer', 200, () => server.post({ query: '{ hello }' })],
    ['a page', 200, () => server.ask('/')],
    ['liveness', 200, () => server.ask('/livez')],
    ['a wrong document', 400, () => server.post({ query: '{ nothing }' })],
    ['a missing credential', 401, () => server.post({ query: '{ hello }' }, { authorization: null })],
    ['a missing page', 404, () => server.ask('/nothing')],
    ['a wrong method', 405, () => server.ask('/graphql', { method: 'DELETE' })],
    ['a type that we do not have', 406, () => server.post({ query: '{ hello }' }, { accept: 'text/html' })],
    ['a body that is too large', 413, () => server.post({ query: `{ hello } #${'x'.repeat(5000)}` })],
    [
      'a body of another type',
      415,
      () => server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' }),
    ],
    ['an error of ours', 500, () => server.post({ query: '{ broken }' })],
  ];

  it.each(classes)('is answered with all security headers: %s, %i', async (_, expected, ask) => {
    const { status, headers } = await ask();
    expect(status).toBe(expected);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toMatch(/max-age=(?:31536000|[4-9]\d{7}).*includeSubDomains/);
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(headers['cache-control']).toBeDefined();
    expect(headers['x-request-id']).toMatch(/^[\w.-]{8,64}$/);
    expect(headers['x-powered-by']).toBeUndefined();
    expect(headers.server).toBeUndefined();
  });

  it('includes what Node itself cannot read', async () => {
    const answer = await server.raw('NONSENSE\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('x-content-type-options: nosniff');
    expect(answer).toContain('"code":"BAD_REQUEST"');
  });

  it('includes headers that are too large', async () => {
    const answer = await server.raw(`GET / HTTP/1.1\r\nhost: x\r\na: ${'a'.repeat(20_000)}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 431 /);
    expect(answer).toContain("frame-ancestors 'none'");
    expect(answer).toContain('"code":"HEADERS_TOO_LARGE"');
  });

  it('lets scripts run in pages alone', async () => {
    expect((await server.ask('/')).headers['content-security-policy']).toContain("script-src 'self'");
    expect((await server.post({ query: '{ hello }' })).headers['content-security-policy']).not.toContain('script-src');
  });

  it('is never kept by a shared cache', async () => {
    expect((await server.post({ query: '{ hello }' })).headers['cache-control']).toBe('no-store');
  });
});

describe('H4: a request that a proxy could read in another way', () => {
  const length = 'content-type: application/json\r\ncontent-length: 19\r\n';
  const body = '{"query":"{hello}"}';
  it.each([
    ['a length and chunks', `POST /graphql HTTP/1.1\r\nhost: x\r\n${length}transfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['an unknown transfer', `POST /graphql HTTP/1.1\r\nhost: x\r\ntransfer-encoding: xchunked\r\n\r\n${body}`],
    ['two lengths', `POST /graphql HTTP/1.1\r\nhost: x\r\n${length}content-length: 20\r\n\r\n${body}`],
    ['lines that end in half', 'GET /livez HTTP/1.1\nhost: x\n\n'],
    ['a space before the colon', 'GET /livez HTTP/1.1\r\nhost : x\r\n\r\n'],
    ['a folded header', 'GET /livez HTTP/1.1\r\nhost: x\r\na: b\r\n c\r\n\r\nX'],
    ['two hosts', 'GET /livez HTTP/1.1\r\nhost: x\r\nhost: y\r\nconnection: close\r\n\r\n'],
    ['no host', 'GET /livez HTTP/1.1\r\nconnection: close\r\n\r\n'],
  ])('is refused, and the connection closed: %s', async (_, bytes) => {
    const answer = await server.raw(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1 \d/g)).toHaveLength(1);
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
    expect(answer).not.toContain('"data"');
    expect(server.calls).toEqual([]);
  });

  it('may come from a health check of HTTP/1.0, which names no host', async () => {
    expect(await server.raw('GET /livez HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('is no other server’s: an address in absolute form is not ours', async () => {
    expect(await server.raw('GET http://evil.example/livez HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('may hold a header whose name is that of a part of every object', async () => {
    const names = '__proto__: a\r\nconstructor: b\r\n';
    const answer = await server.raw(`GET /livez HTTP/1.1\r\nhost: x\r\n${names}connection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('may expect what nobody knows, and has all headers in its answer', async () => {
    const answer = await server.raw('GET /livez HTTP/1.1\r\nhost: x\r\nexpect: nonsense\r\nconnection: close\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
  });
});

describe('H5: a client that is slow on purpose', () => {
  it('has a deadline for its headers, its request and its idleness, and a bound on what it may hold', () => {
    const { settings } = server.server;
    expect(settings).toMatchObject({ headersTimeout: 10_000, requestTimeout: 30_000, maxConnections: 200, maxRequestsPerSocket: 10_000 });
    expect(settings.keepAliveTimeout).toBeGreaterThan(0);
  });
});

describe('H7: a compressed body', () => {
  it.each(['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip'])('is refused unopened: %s', async (encoding) => {
    const { status, body } = await server.ask('/graphql', {
      method: 'POST',
      headers: { ...json, 'content-encoding': encoding },
      body: gzipSync(JSON.stringify({ query: '{ hello }' })),
    });
    expect(status).toBe(415);
    expect(body!.errors![0]!.extensions['code']).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect(server.calls).toEqual([]);
  });
});

describe('H8: another method', () => {
  it.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'HEAD'])('is refused with those that there are: %s', async (method) => {
    const { status, headers } = await server.ask('/graphql', { method });
    expect(status).toBe(405);
    expect(headers.allow).toBe('GET, POST');
  });

  it('is refused when it is no tunnel that we are: CONNECT', async () => {
    expect(await server.raw('CONNECT db:5432 HTTP/1.1\r\nhost: db:5432\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('is refused when nobody knows it: FOO', async () => {
    expect(await server.raw('FOO /graphql HTTP/1.1\r\nhost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('H9: a forged address of the client or of the server', () => {
  it('changes nothing: no answer names a host', async () => {
    const forged = {
      'x-forwarded-for': '10.6.6.6',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'for=10.6.6.6',
    };
    const { text, headers } = await server.post({ query: '{ hello }' }, { ...forged, host: 'evil.example', 'x-real-ip': '10.6.6.6' });
    expect(text + JSON.stringify(headers)).not.toMatch(/evil\.example|10\.6\.6\.6/);
  });

  it('does not make the link of the console leave for another host', async () => {
    const { headers } = await server.ask('/?token=wl_dev_the-token-of-the-tests', { headers: { host: 'evil.example' } });
    expect(headers.location).toBe('/');
  });
});

describe('H10: markup in an address', () => {
  it('is not sent back', async () => {
    const { status, text, headers } = await server.ask('/<script>alert(1)</script>');
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(text).not.toContain('script');
  });
});

describe('H11: what is not for the public', () => {
  it.each([
    '/.git/config',
    '/.env',
    '/package.json',
    '/debug',
    '/index.js.map',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/../../package.json',
  ])('is not there: %s', async (path) => {
    expect((await server.ask(path)).status).toBe(404);
  });

  it('is not in what health says', async () => {
    expect((await server.ask('/livez', { headers: { authorization: null } })).body).toEqual({ status: 'ok' });
    expect((await server.ask('/readyz', { headers: { authorization: null } })).body).toEqual({ status: 'ready' });
  });
});

describe('I7: a request id that would split the response', () => {
  it.each(['a%0d%0aSet-Cookie:x', 'a b c d e f g h', '<script>', 'short', 'x'.repeat(65), 'ünïcödé1'])('is replaced: %s', async (id) => {
    const { headers } = await server.ask('/livez', { headers: { 'x-request-id': Buffer.from(id).toString('latin1') } });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('is kept when it is harmless', async () => {
    expect((await server.ask('/livez', { headers: { 'x-request-id': 'build-17.step_3' } })).headers['x-request-id']).toBe(
      'build-17.step_3',
    );
  });
});

describe('W8: an answer in parts', () => {
  it.each(['text/event-stream', 'multipart/mixed;subscriptionSpec=1.0', 'multipart/mixed; deferSpec=20220824'])(
    'is not acceptable: %s',
    async (accept) => {
      const { status } = await server.post({ query: '{ hello }' }, { accept });
      expect(status).toBe(406);
      expect(server.calls).toEqual([]);
    },
  );
});
