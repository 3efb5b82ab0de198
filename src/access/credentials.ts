/**
 * From a request's credential to its viewer.
 *
 * Two kinds are accepted: a bearer token in the Authorization header, and the session cookie that GraphiQL and the console hold after signing in with
 * one. The cookie is the viewer's name and an expiry under an HMAC; it is HttpOnly and SameSite=Strict, so only our own pages send it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Viewer } from './viewer.ts';

export const SESSION_COOKIE = 'wayleave_session';
const SESSION_SECONDS = 12 * 60 * 60;

export type Credential =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'cookie'; readonly value: string }
  | { readonly kind: 'malformed' };

/** The credential of a request. A header wins over a cookie, even when it is wrong: nobody means two. */
export function credentialOf(headers: { readonly authorization?: string | undefined; readonly cookie?: string | undefined }): Credential {
  const { authorization, cookie } = headers;
  if (authorization !== undefined) {
    const match = /^(?:bearer|token) ([\w.~+/=-]{1,4096})$/i.exec(authorization);
    return match ? { kind: 'bearer', token: match[1]! } : { kind: 'malformed' };
  }
  for (const pair of cookie?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && value) return { kind: 'cookie', value };
  }
  return { kind: 'none' };
}

export interface Authenticator {
  /** The viewer of a token, or undefined for one that is not valid. */
  viewerOfToken(token: string): Viewer | undefined;
  /** The viewer of a session cookie, or undefined when it is forged or has expired. */
  viewerOfSession(value: string): Viewer | undefined;
  /** The `Set-Cookie` value of a new session for a token's bearer. */
  sessionCookie(viewer: Viewer, options: { secure: boolean }): string;
  readonly endSessionCookie: string;
}

interface AuthenticatorOptions {
  readonly secret: Buffer;
  /** Viewers by their token. */
  readonly tokens: ReadonlyMap<string, Viewer>;
  readonly now: () => number;
}

export function createAuthenticator({ secret, tokens, now }: AuthenticatorOptions): Authenticator {
  const digest = (token: string): string => createHmac('sha256', secret).update(`token\0${token}`).digest('base64url');
  // Looked up by digest, so that the comparison tells nothing about how much of a guess was right.
  const viewersByDigest = new Map([...tokens].map(([token, viewer]) => [digest(token), viewer]));
  const viewersById = new Map([...tokens.values()].map((viewer) => [viewer.id, viewer]));
  const sign = (payload: string): Buffer => createHmac('sha256', secret).update(`session\0${payload}`).digest();
  return {
    viewerOfToken: (token) => viewersByDigest.get(digest(token)),
    viewerOfSession(value) {
      const [payload = '', signature = ''] = value.split('.');
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(payload);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const { viewer, expires } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { viewer: string; expires: number };
      return expires > now() ? viewersById.get(viewer) : undefined;
    },
    sessionCookie(viewer, { secure }) {
      const payload = Buffer.from(JSON.stringify({ viewer: viewer.id, expires: now() + SESSION_SECONDS * 1000 })).toString('base64url');
      const value = `${payload}.${sign(payload).toString('base64url')}`;
      return `${SESSION_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SESSION_SECONDS}${secure ? '; Secure' : ''}`;
    },
    endSessionCookie: `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`,
  };
}
