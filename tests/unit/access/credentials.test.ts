import { describe, expect, it } from 'vitest';
import { createAuthenticator, credentialOf, SESSION_COOKIE } from '../../../src/access/credentials.ts';
import { administrator } from '../../../src/access/viewer.ts';

const viewer = administrator('tests');
const clock = { now: 0 };
const authenticatorWith = (secret: number) =>
  createAuthenticator({ secret: Buffer.alloc(32, secret), tokens: new Map([['the-token', viewer]]), now: () => clock.now });
const authenticator = authenticatorWith(1);
const sessionIn = (cookie: string) => cookie.split(';')[0]!.slice(SESSION_COOKIE.length + 1);

describe('A credential', () => {
  it('is found in the header, under either scheme in any case', () => {
    for (const scheme of ['Bearer', 'bearer', 'Token', 'TOKEN'])
      expect(credentialOf({ authorization: `${scheme} the-token` })).toEqual({ kind: 'bearer', token: 'the-token' });
  });
  it('is found in the session’s cookie, among others', () => {
    expect(credentialOf({ cookie: `a=b; ${SESSION_COOKIE}=value; c=d` })).toEqual({ kind: 'cookie', value: 'value' });
  });
  it('in the header counts alone, even when it is wrong', () => {
    expect(credentialOf({ authorization: 'nonsense', cookie: `${SESSION_COOKIE}=value` })).toEqual({ kind: 'malformed' });
  });
  it('may be missing', () => {
    expect(credentialOf({})).toEqual({ kind: 'none' });
    expect(credentialOf({ cookie: 'a=b; =; ;;' })).toEqual({ kind: 'none' });
  });
});

describe('A token', () => {
  it('names its viewer, the same object each time', () => {
    expect(authenticator.viewerOfToken('the-token')).toBe(viewer);
  });
  it.each(['', 'the-toke', 'the-token ', 'THE-TOKEN', '__proto__', 'constructor'])('names nobody when it is %j', (token) => {
    expect(authenticator.viewerOfToken(token)).toBeUndefined();
  });
});

describe('A session', () => {
  it('names the viewer who began it, until it ends', () => {
    clock.now = 0;
    const value = sessionIn(authenticator.sessionCookie(viewer, { secure: false }));
    expect(authenticator.viewerOfSession(value)).toBe(viewer);
    clock.now = 12 * 60 * 60 * 1000 - 1;
    expect(authenticator.viewerOfSession(value)).toBe(viewer);
    clock.now += 1;
    expect(authenticator.viewerOfSession(value)).toBeUndefined();
    clock.now = 0;
  });
  it('signed with another secret names nobody', () => {
    const value = sessionIn(authenticatorWith(2).sessionCookie(viewer, { secure: false }));
    expect(authenticator.viewerOfSession(value)).toBeUndefined();
  });
  it('of a viewer who is gone names nobody', () => {
    const value = sessionIn(authenticator.sessionCookie(administrator('gone'), { secure: false }));
    expect(authenticator.viewerOfSession(value)).toBeUndefined();
  });
  it.each(['', '.', 'a.b', 'a', '..', 'e30.', 'null.null'])('that nobody made names nobody: %j', (value) => {
    expect(authenticator.viewerOfSession(value)).toBeUndefined();
  });
  it('travels over encrypted connections alone where there is one', () => {
    expect(authenticator.sessionCookie(viewer, { secure: true })).toMatch(/; Secure$/);
    expect(authenticator.sessionCookie(viewer, { secure: false })).not.toContain('Secure');
  });
});

describe('An administrator', () => {
  it('sees every row', () => {
    expect(viewer.rows('Device')).toEqual({ kind: 'all' });
  });
});
