/** Attacks F1 to F6: what a page of another site can make a browser send. A refused request never reaches the executor. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ALLOWED_ORIGIN, startGraphqlServer, type TestGraphqlServer, TOKEN } from '../../support/graphql-server.ts';

let server: TestGraphqlServer;
let cookie: string;
beforeAll(async () => {
  server = await startGraphqlServer();
  const { headers } = await server.ask('/session', {
    method: 'POST',
    headers: { authorization: null, 'content-type': 'application/json' },
    body: JSON.stringify({ token: TOKEN }),
  });
  cookie = headers['set-cookie']![0]!.split(';')[0]!;
});
afterAll(() => server.stop());
beforeEach(() => {
  server.calls.length = 0;
});

/** What the browser of somebody who is signed in would send. */
const asBrowser = (headers: Readonly<Record<string, string | readonly string[]>> = {}) => ({ authorization: null, cookie, ...headers });
const mutation = JSON.stringify({ query: 'mutation { rename(name: "x") }' });

describe('F1: a POST of a type that a form can send', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['an upload', 'multipart/form-data; boundary=x'],
    ['plain text', 'text/plain'],
    ['JSON as a parameter of plain text', 'text/plain; application/json'],
    ['no type that can be read', 'application'],
    ['a type beside JSON', 'application/json, text/plain'],
  ])('is refused: %s', async (_, type) => {
    const { status, body } = await server.ask('/graphql', { method: 'POST', headers: asBrowser({ 'content-type': type }), body: mutation });
    expect([400, 415]).toContain(status);
    expect(['CSRF_BLOCKED', 'UNSUPPORTED_MEDIA_TYPE']).toContain(body!.errors![0]!.extensions['code']);
    expect(server.calls).toEqual([]);
  });

  it('is refused without any type', async () => {
    const { status } = await server.ask('/graphql', { method: 'POST', headers: asBrowser(), body: mutation });
    expect(status).toBe(400);
    expect(server.calls).toEqual([]);
  });

  it('is refused with two types', async () => {
    const headers = asBrowser({ 'content-type': ['application/json', 'text/plain'] });
    const { status } = await server.ask('/graphql', { method: 'POST', headers, body: mutation });
    expect([400, 415]).toContain(status);
    expect(server.calls).toEqual([]);
  });

  it('is refused with a token too, as the wrong type', async () => {
    const { status, body } = await server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: mutation });
    expect(status).toBe(415);
    expect(body!.errors![0]!.extensions['code']).toBe('UNSUPPORTED_MEDIA_TYPE');
  });
});

describe('F2: a GET', () => {
  const query = `/graphql?${new URLSearchParams({ query: '{ hello }' })}`;

  it('is refused without a header that a page cannot set', async () => {
    const { status, body } = await server.ask(query, { headers: asBrowser() });
    expect(status).toBe(400);
    expect(body!.errors![0]!.extensions['code']).toBe('CSRF_BLOCKED');
    expect(server.calls).toEqual([]);
  });

  it('is answered with one', async () => {
    expect((await server.ask(query, { headers: asBrowser({ 'x-wayleave-csrf': '1' }) })).status).toBe(200);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])('is refused with the type %s', async (type) => {
    const { status } = await server.ask(query, { headers: asBrowser({ 'x-wayleave-csrf': '1', 'content-type': type }) });
    expect(status).toBe(415);
    expect(server.calls).toEqual([]);
  });

  it('never runs a mutation', async () => {
    const { status, headers } = await server.get({ query: 'mutation { rename(name: "x") }' });
    expect(status).toBe(405);
    expect(headers.allow).toBe('POST');
    expect(server.calls).toEqual([]);
  });

  it('never runs a mutation under a name that the document does not have', async () => {
    const { status } = await server.get({ query: 'mutation A { rename(name: "x") }', operationName: 'B' });
    expect(status).toBe(400);
    expect(server.calls).toEqual([]);
  });

  it('never runs the mutation of a document that also has a query', async () => {
    const { status } = await server.get({ query: 'query A { hello } mutation B { rename(name: "x") }', operationName: 'B' });
    expect(status).toBe(405);
    expect(server.calls).toEqual([]);
  });

  it('is refused when a parameter is given twice', async () => {
    const { status } = await server.ask('/graphql?query=%7Bhello%7D&query=%7Brequired%7D');
    expect(status).toBe(400);
    expect(server.calls).toEqual([]);
  });
});

describe('F3: an origin that only looks like ours or like a listed one', () => {
  it.each([
    'https://evil.example',
    'null',
    'https://allowed.example.evil.tld',
    'https://evilallowed.example',
    'http://allowed.example',
    'https://allowed.example:444',
    'HTTPS://ALLOWED.EXAMPLE',
    'https://allowed.example/',
  ])('is refused and never told that it may read: %s', async (origin) => {
    const { status, headers } = await server.post({ query: '{ hello }' }, { origin });
    expect(status).toBe(400);
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers.vary).toContain('Origin');
    expect(server.calls).toEqual([]);
  });

  it('may be a listed one, which reads the answer and sends no cookies', async () => {
    const { status, headers } = await server.post({ query: '{ hello }' }, { origin: ALLOWED_ORIGIN });
    expect(status).toBe(200);
    expect(headers['access-control-allow-origin']).toBe(ALLOWED_ORIGIN);
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers.vary).toContain('Origin');
  });

  it('may be our own', async () => {
    expect((await server.post({ query: '{ hello }' }, { origin: server.url })).status).toBe(200);
  });
});

describe('F4: a preflight', () => {
  it('tells a listed origin what it may send, for ten minutes at most', async () => {
    const { status, headers } = await server.ask('/graphql', {
      method: 'OPTIONS',
      headers: { authorization: null, origin: ALLOWED_ORIGIN, 'access-control-request-method': 'POST' },
    });
    expect(status).toBe(204);
    expect(headers['access-control-allow-origin']).toBe(ALLOWED_ORIGIN);
    expect(headers['access-control-allow-methods']).toBe('GET, POST');
    expect(headers['access-control-allow-headers']).toContain('authorization');
    expect(Number(headers['access-control-max-age'])).toBeLessThanOrEqual(600);
  });

  it('tells any other origin nothing', async () => {
    const { headers } = await server.ask('/graphql', {
      method: 'OPTIONS',
      headers: { authorization: null, origin: 'https://evil.example', 'access-control-request-method': 'DELETE' },
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('is not needed to ask which methods there are', async () => {
    const { status, headers } = await server.ask('/graphql', { method: 'OPTIONS', headers: { authorization: null } });
    expect(status).toBe(204);
    expect(headers.allow).toBe('GET, POST');
  });
});

describe('F5: a request that says that it is another', () => {
  it('is what it is: a method override changes nothing', async () => {
    const query = `/graphql?${new URLSearchParams({ query: 'mutation { rename(name: "x") }', _method: 'POST' })}`;
    expect((await server.ask(query, { headers: { 'x-http-method-override': 'POST' } })).status).toBe(405);
    expect(server.calls).toEqual([]);
  });

  it('never wraps an answer into a script', async () => {
    const { text } = await server.get({ query: '{ hello }', callback: 'steal' });
    expect(text).not.toContain('steal');
  });
});

describe('F6: a browser that says that another site asks', () => {
  it.each(['script', 'image', 'iframe', 'empty'])('is refused as %s', async (destination) => {
    const { status } = await server.get({ query: '{ hello }' }, { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': destination });
    expect(status).toBe(400);
    expect(server.calls).toEqual([]);
  });

  it('is refused although the origin is ours by name', async () => {
    const headers = { origin: server.url, 'sec-fetch-site': 'cross-site' };
    expect((await server.post({ query: '{ hello }' }, headers)).status).toBe(400);
  });
});
