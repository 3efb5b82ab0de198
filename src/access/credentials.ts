/**
 * From a request's credential to its viewer.
 *
 * Three kinds are accepted: a token of ours in the Authorization header; a JWT there, where an identity provider is configured; and the session cookie
 * that GraphiQL and the console hold after signing in with one of the two. The cookie says whose session it is and until when, under an HMAC; it is
 * HttpOnly and SameSite=Strict, so only our own pages send it. It is no copy of the token's rights: each request asks anew whether the token stands.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Found, Refused } from './access-directory.ts';
import type { Person } from './oidc.ts';
import { ProvenDigests } from './proven-digests.ts';
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
    const match = /^(?:bearer|token) ([\w.~+/=-]{1,8192})$/i.exec(authorization);
    return match ? { kind: 'bearer', token: match[1]! } : { kind: 'malformed' };
  }
  for (const pair of cookie?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === SESSION_COOKIE && value) return { kind: 'cookie', value };
  }
  return { kind: 'none' };
}

/** Where a request came from: for address ranges and the trail. */
export interface Origin {
  readonly address?: string | undefined;
  readonly requestId?: string | undefined;
}

export interface Authenticator {
  /** The viewer of a credential, or undefined when it is none, or none that is valid. SERVICE_UNAVAILABLE when that cannot be known. */
  viewerOf(credential: Credential, origin?: Origin): Promise<Viewer | undefined>;
  /** Begins a session for the bearer of a token: its viewer and the `Set-Cookie` value. */
  signIn(token: string, options: Origin & { readonly secure: boolean }): Promise<{ viewer: Viewer; cookie: string } | undefined>;
  readonly endSessionCookie: string;
}

/** What the authenticator tells the trail. */
export interface Attempt extends Origin {
  readonly action: 'login' | 'authenticate';
  readonly viewer: Viewer | undefined;
  /** Undefined when it succeeded. */
  readonly reason: Refused | undefined;
}

export interface AuthenticatorOptions {
  /** Signs sessions; those signed with a previous one are still good. */
  readonly secret: Buffer;
  readonly previousSecrets?: readonly Buffer[];
  /** Viewers by their token, beside those of the directory: what development signs in with. */
  readonly tokens: ReadonlyMap<string, Viewer>;
  readonly now: () => number;
  readonly directory?: {
    viewerOfToken(token: string, address: string | undefined): Promise<Found>;
    viewerOfSession(viewerId: string, address: string | undefined): Promise<Found>;
    viewerOfPerson(person: Person, roles: readonly string[]): Promise<Found>;
  };
  /** Whom a JWT names, where an identity provider is configured. */
  readonly personOf?: (token: string) => Promise<{ person: Person; roles: readonly string[]; expires: number } | undefined>;
  /** Told of each sign-in, and of each credential that is refused. */
  readonly onAttempt?: (attempt: Attempt) => void;
}

interface Session {
  readonly viewer: string;
  /** What the viewer's role was called when the session began; another role needs another session. */
  readonly role: string;
  readonly expires: number;
  /** Whose it is when it is no token's: what the identity provider said. */
  readonly person?: { readonly person: Person; readonly roles: readonly string[] };
}

const isJwt = (token: string): boolean => token.split('.').length === 3;

export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { secret, previousSecrets = [], tokens, now, directory, personOf, onAttempt } = options;
  const digest = (token: string): string => createHmac('sha256', secret).update(`token\0${token}`).digest('base64url');
  // Looked up by digest, so that the comparison tells nothing about how much of a guess was right.
  const viewersByDigest = new Map([...tokens].map(([token, viewer]) => [digest(token), viewer]));
  const proven = new ProvenDigests(digest);
  const viewersById = new Map([...tokens.values()].map((viewer) => [viewer.id, viewer]));
  const sign = (payload: string, key = secret): Buffer => createHmac('sha256', key).update(`session\0${payload}`).digest();
  const nobody = (reason: Refused): Found => ({ kind: 'nobody', reason });

  interface Proven {
    readonly found: Found;
    readonly expires?: number;
    readonly person?: NonNullable<Session['person']>;
  }

  function fixedViewerOf(token: string): Viewer | undefined {
    // Where there are none, as in production, nobody pays for a digest that nothing can equal.
    if (tokens.size === 0) return undefined;
    return viewersByDigest.get(proven.check(token, (candidate) => viewersByDigest.has(candidate)).digest);
  }

  async function prove(token: string, address: string | undefined): Promise<Proven> {
    const fixed = fixedViewerOf(token);
    if (fixed) return { found: { kind: 'viewer', viewer: fixed } };
    if (personOf && isJwt(token)) {
      const named = await personOf(token);
      if (!named || !directory) return { found: nobody('malformed') };
      const { person, roles, expires } = named;
      return { found: await directory.viewerOfPerson(person, roles), expires, person: { person, roles } };
    }
    return { found: directory ? await directory.viewerOfToken(token, address) : nobody('unknown') };
  }

  /** What a cookie says, if we said it and it has not ended. */
  function sessionOf(value: string): Session | Refused {
    const [payload = '', signature = ''] = value.split('.');
    const given = Buffer.from(signature, 'base64url');
    const isOurs = [secret, ...previousSecrets].some((key) => {
      const expected = sign(payload, key);
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
    if (!isOurs) return 'forged';
    const session = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Session;
    return session.expires > now() ? session : 'ended';
  }

  async function resume(value: string, address: string | undefined): Promise<Found> {
    const session = sessionOf(value);
    if (typeof session === 'string') return nobody(session);
    const fixed = viewersById.get(session.viewer);
    const found: Found = fixed
      ? { kind: 'viewer', viewer: fixed }
      : !directory
        ? nobody('ended')
        : session.person
          ? await directory.viewerOfPerson(session.person.person, session.person.roles)
          : await directory.viewerOfSession(session.viewer, address);
    return found.kind === 'viewer' && found.viewer.role !== session.role ? nobody('ended') : found;
  }

  async function find(credential: Credential, address: string | undefined): Promise<Found | undefined> {
    switch (credential.kind) {
      case 'none':
        return undefined;
      case 'malformed':
        return nobody('malformed');
      case 'bearer':
        return (await prove(credential.token, address)).found;
      case 'cookie':
        return resume(credential.value, address);
    }
  }

  return {
    async viewerOf(credential, origin = {}) {
      const found = await find(credential, origin.address);
      if (found?.kind === 'viewer') return found.viewer;
      // A session that has ended is nobody's attempt.
      if (found && found.reason !== 'ended') onAttempt?.({ action: 'authenticate', viewer: undefined, reason: found.reason, ...origin });
      return undefined;
    },
    async signIn(token, { secure, ...origin }) {
      const { found, expires, person } = await prove(token, origin.address);
      if (found.kind !== 'viewer') {
        onAttempt?.({ action: 'login', viewer: undefined, reason: found.reason, ...origin });
        return undefined;
      }
      const { viewer } = found;
      const most = now() + SESSION_SECONDS * 1000;
      const session: Session = {
        viewer: viewer.id,
        role: viewer.role,
        expires: Math.min(most, expires ?? most),
        ...(person ? { person } : {}),
      };
      const payload = Buffer.from(JSON.stringify(session)).toString('base64url');
      const seconds = Math.floor((session.expires - now()) / 1000);
      onAttempt?.({ action: 'login', viewer, reason: undefined, ...origin });
      return {
        viewer,
        cookie: `${SESSION_COOKIE}=${payload}.${sign(payload).toString('base64url')}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${seconds}${secure ? '; Secure' : ''}`,
      };
    },
    endSessionCookie: `${SESSION_COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`,
  };
}
