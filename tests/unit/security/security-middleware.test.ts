import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/errors/refuse.ts';
import { SecurityMiddleware } from '../../../src/security/security-middleware.ts';

const security = new SecurityMiddleware({ allowedOrigins: ['https://allowed.example'] });

function request(method: string, headers: Readonly<Record<string, string>>): IncomingMessage {
  return { method, headers: { host: 'wayleave.example', ...headers } } as unknown as IncomingMessage;
}

function response() {
  const headers: Record<string, string> = {};
  return {
    headers,
    setHeader(name: string, value: string) {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => undefined,
    end: () => undefined,
  };
}

const isRefused = (check: () => void): boolean => {
  try {
    check();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    return true;
  }
};

describe('A request that a page of another site could send by itself', () => {
  const json = { 'content-type': 'application/json' };
  it.each<[string, string, Record<string, string>, boolean]>([
    ['a GET', 'GET', {}, true],
    ['a form', 'POST', { 'content-type': 'application/x-www-form-urlencoded' }, true],
    ['a POST without a type', 'POST', {}, true],
    ['a POST whose type begins like JSON', 'POST', { 'content-type': 'application/jsonp' }, true],
    ['a GET that says JSON', 'GET', json, true],
    ['a POST of JSON, which needs a preflight', 'POST', json, false],
    ['a POST of JSON with a charset', 'POST', { 'content-type': 'Application/JSON; charset=utf-8' }, false],
    ['a GET with a credential, which no browser adds', 'GET', { authorization: 'Bearer x' }, false],
    ['a GET with our header, which needs a preflight', 'GET', { 'x-wayleave-csrf': '1' }, false],
    ['a GET with our header left empty', 'GET', { 'x-wayleave-csrf': '' }, true],
  ])('is refused when it is one: %s', (_, method, headers, refused) => {
    expect(isRefused(() => security.checkForgery(request(method, headers)))).toBe(refused);
  });
});

describe('An origin', () => {
  const check = (headers: Record<string, string>) => {
    const answer = response();
    const refused = isRefused(() => security.checkOrigin(request('POST', headers), answer as unknown as ServerResponse));
    return { refused, allowed: answer.headers['access-control-allow-origin'], vary: answer.headers['vary'] };
  };
  it('is told that it may read when it is listed, and every answer varies by it', () => {
    expect(check({ origin: 'https://allowed.example' })).toEqual({ refused: false, allowed: 'https://allowed.example', vary: 'Origin' });
  });
  it('is let pass and told nothing when it is our own', () => {
    expect(check({ origin: 'https://wayleave.example' })).toEqual({ refused: false, allowed: undefined, vary: 'Origin' });
  });
  it('is refused when it is any other', () => {
    expect(check({ origin: 'https://wayleave.example.evil.tld' })).toEqual({ refused: true, allowed: undefined, vary: 'Origin' });
  });
  it('may be missing, as from a program', () => {
    expect(check({}).refused).toBe(false);
  });
  it('may not be missing when the browser says that another site asks', () => {
    expect(check({ 'sec-fetch-site': 'cross-site' }).refused).toBe(true);
  });
});

describe('The headers of an answer that is written by hand', () => {
  it('are those of every other answer', () => {
    const written = response();
    security.setHeaders(written as unknown as ServerResponse, 'answer');
    expect(security.rawHeaders()).toEqual(written.headers);
    expect(Object.keys(written.headers).length).toBeGreaterThan(10);
  });
});
