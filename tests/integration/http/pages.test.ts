import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraphqlServer, type TestGraphqlServer } from '../../support/graphql-server.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

describe('/schema.graphql', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('is the schema, for those who are known', async () => {
    const { status, headers, text } = await server.ask('/schema.graphql');
    expect(status).toBe(200);
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(buildSchema(text).getType('Device')).toBeDefined();
    expect((await server.ask('/schema.graphql', { headers: { authorization: null } })).status).toBe(401);
  });

  it('comes compressed to those who take that, in a fraction of the bytes', async () => {
    const plain = await server.ask('/schema.graphql');
    const br = await server.ask('/schema.graphql', { headers: { 'accept-encoding': 'gzip, deflate, br' } });
    const gzip = await server.ask('/schema.graphql', { headers: { 'accept-encoding': 'gzip' } });
    expect(br.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Origin, Accept-Encoding' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    expect(br.bytes.length).toBeLessThan(plain.bytes.length / 5);
  });

  it('is not sent again to those who have it, and still not told to strangers', async () => {
    const { etag } = (await server.ask('/schema.graphql')).headers;
    const again = await server.ask('/schema.graphql', { headers: { 'if-none-match': `"other", W/${etag!}` } });
    expect({ status: again.status, bytes: again.bytes.length }).toEqual({ status: 304, bytes: 0 });
    const stranger = await server.ask('/schema.graphql', { headers: { authorization: null, 'if-none-match': etag! } });
    expect(stranger.status).toBe(401);
  });
});

describe('The pages', () => {
  const script = `console.log(${JSON.stringify('x'.repeat(5000))});`;
  let folder: string;
  let server: TestGraphqlServer;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wayleave-pages-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Wayleave</title>');
    writeFileSync(join(folder, 'graphiql.html'), '<!doctype html><title>GraphiQL</title>');
    writeFileSync(join(folder, 'assets/main-1a2b.js'), script);
    writeFileSync(join(folder, 'assets/main-1a2b.js.br'), brotliCompressSync(script));
    writeFileSync(join(folder, 'assets/main-1a2b.js.map'), '{}');
    server = await startGraphqlServer({ pages: folder });
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are served to everybody, under their short names', async () => {
    for (const [path, title] of [
      ['/', 'Wayleave'],
      ['/graphiql', 'GraphiQL'],
    ] as const) {
      const { status, headers, text } = await server.ask(path, { headers: { authorization: null } });
      expect(status).toBe(200);
      expect(text).toContain(title);
      expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
      expect(headers['content-security-policy']).toContain("script-src 'self'");
    }
  });

  it('send the brotli twin to those who take it, and the script itself to others', async () => {
    const plain = await server.ask('/assets/main-1a2b.js');
    const twin = await server.ask('/assets/main-1a2b.js', { headers: { 'accept-encoding': 'br' } });
    expect(plain.text).toBe(script);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(twin.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, max-age=31536000, immutable' });
    expect(Number(twin.headers['content-length'])).toBeLessThan(200);
    expect(plain.headers.vary).toContain('Accept-Encoding');
    expect(plain.headers.etag).not.toBe(twin.headers.etag);
  });

  it('are known files and nothing else: no twin by its own name, no source map, nothing outside the folder', async () => {
    const paths = [
      '/assets/main-1a2b.js.br',
      '/assets/main-1a2b.js.map',
      '/assets',
      '/../package.json',
      '/assets/..%2f..%2fpackage.json',
      '/.env',
    ];
    const answers = await Promise.all(paths.map((path) => server.ask(path)));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404));
  });

  it('are read and not written to: another method is refused with those that there are', async () => {
    for (const [path, method] of [
      ['/', 'POST'],
      ['/graphiql', 'PUT'],
      ['/assets/main-1a2b.js', 'DELETE'],
    ] as const) {
      const { status, headers, body } = await server.ask(path, { method });
      expect({ status, allow: headers.allow, code: body!.errors![0]!.extensions['code'] }).toEqual({
        status: 405,
        allow: 'GET, HEAD',
        code: 'METHOD_NOT_ALLOWED',
      });
    }
    expect((await server.ask('/graphiql', { method: 'OPTIONS' })).headers.allow).toBe('GET, HEAD');
    expect((await server.ask('/nothing', { method: 'POST' })).status).toBe(404);
  });

  it('have no body for HEAD', async () => {
    const { status, headers, text } = await server.ask('/graphiql', { method: 'HEAD' });
    expect({ status, text }).toEqual({ status: 200, text: '' });
    expect(Number(headers['content-length'])).toBeGreaterThan(10);
  });
});
