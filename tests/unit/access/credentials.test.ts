import { describe, expect, it } from 'vitest';
import type { Found } from '../../../src/access/access-directory.ts';
import { type Attempt, createAuthenticator, credentialOf, SESSION_COOKIE } from '../../../src/access/credentials.ts';
import { administrator, type Viewer } from '../../../src/access/viewer.ts';

const viewer = administrator('tests');
const clock = { now: 0 };
const authenticatorWith = (secret: number, previous: readonly number[] = []) =>
  createAuthenticator({
    secret: Buffer.alloc(32, secret),
    previousSecrets: previous.map((byte) => Buffer.alloc(32, byte)),
    tokens: new Map([['the-token', viewer]]),
    now: () => clock.now,
  });
const authenticator = authenticatorWith(1);
const sessionIn = (cookie: string) => cookie.split(';')[0]!.slice(SESSION_COOKIE.length + 1);
const signedIn = async (at = authenticator) => sessionIn((await at.signIn('the-token', { secure: false }))!.cookie);
const resumed = (value: string, at = authenticator) => at.viewerOf({ kind: 'cookie', value });

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
  it('names its viewer, the same object each time', async () => {
    expect(await authenticator.viewerOf({ kind: 'bearer', token: 'the-token' })).toBe(viewer);
  });
  it.each(['', 'the-toke', 'the-token ', 'THE-TOKEN', '__proto__', 'constructor', 'a.b.c'])('names nobody when it is %j', async (token) => {
    expect(await authenticator.viewerOf({ kind: 'bearer', token })).toBeUndefined();
    expect(await authenticator.signIn(token, { secure: false })).toBeUndefined();
  });
});

describe('A session', () => {
  it('names the viewer who began it, until it ends', async () => {
    clock.now = 0;
    const value = await signedIn();
    expect(await resumed(value)).toBe(viewer);
    clock.now = 12 * 60 * 60 * 1000 - 1;
    expect(await resumed(value)).toBe(viewer);
    clock.now += 1;
    expect(await resumed(value)).toBeUndefined();
    clock.now = 0;
  });
  it('signed with another secret names nobody, unless it was ours before', async () => {
    const value = await signedIn(authenticatorWith(2));
    expect(await resumed(value)).toBeUndefined();
    expect(await resumed(value, authenticatorWith(1, [3, 2]))).toBe(viewer);
  });
  it('of a viewer who is gone names nobody', async () => {
    const others = createAuthenticator({
      secret: Buffer.alloc(32, 1),
      tokens: new Map([['the-token', administrator('gone')]]),
      now: () => clock.now,
    });
    expect(await resumed(await signedIn(others))).toBeUndefined();
  });
  it.each(['', '.', 'a.b', 'a', '..', 'e30.', 'null.null'])('that nobody made names nobody: %j', async (value) => {
    expect(await resumed(value)).toBeUndefined();
  });
  it('travels over encrypted connections alone where there is one', async () => {
    expect((await authenticator.signIn('the-token', { secure: true }))!.cookie).toMatch(/; Secure$/);
    expect((await authenticator.signIn('the-token', { secure: false }))!.cookie).not.toContain('Secure');
  });
});

describe('A session of a token that is kept elsewhere', () => {
  let found: Found;
  const attempts: Attempt[] = [];
  const withDirectory = createAuthenticator({
    secret: Buffer.alloc(32, 1),
    tokens: new Map(),
    now: () => clock.now,
    directory: {
      viewerOfToken: async () => found,
      viewerOfSession: async () => found,
      viewerOfPerson: async () => found,
    },
    onAttempt: (attempt) => attempts.push(attempt),
  });
  const asRole = (role: string): Viewer => ({ ...viewer, id: 'token:7', role });
  it('ends as soon as the token does, and as soon as it has another role', async () => {
    found = { kind: 'viewer', viewer: asRole('interactive') };
    const value = sessionIn((await withDirectory.signIn('any', { secure: false }))!.cookie);
    expect(await resumed(value, withDirectory)).toBe(found.viewer);
    found = { kind: 'viewer', viewer: asRole('administrator') };
    expect(await resumed(value, withDirectory)).toBeUndefined();
    found = { kind: 'nobody', reason: 'ended' };
    expect(await resumed(value, withDirectory)).toBeUndefined();
  });
  it('tells the trail who signed in, and why somebody did not, with the address and the request', async () => {
    attempts.length = 0;
    found = { kind: 'viewer', viewer: asRole('interactive') };
    await withDirectory.signIn('any', { secure: false, address: '192.0.2.1', requestId: 'one' });
    found = { kind: 'nobody', reason: 'wrong secret' };
    await withDirectory.viewerOf({ kind: 'bearer', token: 'any' }, { address: '192.0.2.2', requestId: 'two' });
    await withDirectory.viewerOf({ kind: 'none' }, { address: '192.0.2.3', requestId: 'three' });
    expect(attempts).toMatchObject([
      { action: 'login', viewer: { id: 'token:7' }, reason: undefined, address: '192.0.2.1', requestId: 'one' },
      { action: 'authenticate', viewer: undefined, reason: 'wrong secret', address: '192.0.2.2', requestId: 'two' },
    ]);
  });
});

describe('An administrator', () => {
  it('sees every row', () => {
    expect(viewer.rows('Device')).toEqual({ kind: 'all' });
  });
});
