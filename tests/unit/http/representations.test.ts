import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { chooseEncoding, compressed, type Representations, represent, sendRepresentation } from '../../../src/http/representations.ts';

const text = 'type Query { hello: String }\n'.repeat(200);

function ask(content: Representations, headers: Record<string, string> = {}, method = 'GET') {
  const sent: Record<string, unknown> = {};
  let status = 0;
  let body: Buffer | undefined;
  const response = {
    getHeader: (name: string) => sent[name],
    setHeader: (name: string, value: unknown) => (sent[name] = value),
    writeHead(code: number) {
      status = code;
      return response;
    },
    end: (chunk?: Buffer) => (body = chunk),
  };
  sendRepresentation({ headers, method } as unknown as IncomingMessage, response as unknown as ServerResponse, content);
  return { status, headers: sent, body };
}

describe('The encoding', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['br', 'br'],
    ['gzip, deflate, br', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'br'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['deflate, zstd', undefined],
    ['br;q=nonsense', undefined],
    ['identity', undefined],
  ])('for `%s` is %s', (accepted, expected) => {
    expect(chooseEncoding(accepted, ['br', 'gzip'])).toBe(expected);
  });
});

describe('A content that is compressed once', () => {
  const content = compressed('text/plain; charset=utf-8', text);

  it('is the same text in every encoding', () => {
    expect(ask(content).body!.toString()).toBe(text);
    expect(brotliDecompressSync(ask(content, { 'accept-encoding': 'br' }).body!).toString()).toBe(text);
    expect(gunzipSync(ask(content, { 'accept-encoding': 'gzip' }).body!).toString()).toBe(text);
  });

  it('says which bytes it sent: their length, their encoding, and a tag of their own', () => {
    const plain = ask(content).headers;
    const br = ask(content, { 'accept-encoding': 'br' });
    expect(plain).not.toHaveProperty('content-encoding');
    expect(br.headers).toMatchObject({ 'content-encoding': 'br', 'content-length': br.body!.length });
    expect(br.headers['etag']).not.toBe(plain['etag']);
  });

  it('says that it depends on what is accepted, even when it was sent as it is', () => {
    expect(ask(content).headers['vary']).toBe('Accept-Encoding');
  });

  it.each([
    ['the same tag', (etag: string) => etag, 304],
    ['one of several', (etag: string) => `"x", ${etag}`, 304],
    ['a weak one', (etag: string) => `W/${etag}`, 304],
    ['another', () => '"x"', 200],
    ['a part of it', (etag: string) => etag.slice(0, -2), 200],
  ])('is not sent to those who have it: %s', (_, given, expected) => {
    const etag = ask(content).headers['etag'] as string;
    const { status, body } = ask(content, { 'if-none-match': given(etag) });
    expect(status).toBe(expected);
    expect(body === undefined).toBe(expected === 304);
  });

  it('has headers and no body for HEAD', () => {
    const { headers, body } = ask(content, {}, 'HEAD');
    expect(body).toBeUndefined();
    expect(headers['content-length']).toBe(text.length);
  });
});

it('A content without other encodings varies with nothing', () => {
  expect(ask(represent('font/woff2', Buffer.from('x')), { 'accept-encoding': 'br' }).headers).not.toHaveProperty('vary');
});
