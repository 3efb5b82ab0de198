/**
 * Who is signed in, and how to change that.
 *
 * A token passes through here once, on its way to the server, and is kept nowhere: not in storage, not in the address, not in a variable
 * that outlives the call. What remains is a cookie that scripts cannot read.
 */
import { askOwnServer } from './same-origin.ts';

interface Viewer {
  readonly name: string;
  readonly role: string;
}

export type Session =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'signed-in'; readonly viewer: Viewer }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'unreachable' };

export async function readSession(): Promise<Session> {
  try {
    const answer = await askOwnServer('/session', { method: 'GET' });
    if (answer.ok) return sessionOf(((await answer.json()) as { viewer?: Viewer | null }).viewer);
    // A server may know sessions only by what they allow; then a query that everybody may ask tells.
    if (answer.status !== 404 && answer.status !== 405) return { kind: 'unreachable' };
    const asked = await askOwnServer('/graphql', { body: { query: '{ viewer { name role } }' } });
    if (asked.status >= 500) return { kind: 'unreachable' };
    return sessionOf(((await asked.json()) as { data?: { viewer?: Viewer | null } | null }).data?.viewer);
  } catch {
    return { kind: 'unreachable' };
  }
}

function sessionOf(viewer: Viewer | null | undefined): Session {
  return viewer ? { kind: 'signed-in', viewer } : { kind: 'signed-out' };
}

/** Resolves to what went wrong, in a sentence, or to undefined. */
export async function signIn(token: string): Promise<string | undefined> {
  try {
    const answer = await askOwnServer('/session', { body: { token } });
    if (answer.ok) return undefined;
    if (answer.status === 429) return 'Too many attempts. Wait a minute and try again.';
    if (answer.status === 400 || answer.status === 401) return 'This token is not valid, or has expired. Check that it was copied whole.';
    return `The server could not sign you in (status ${answer.status}). Try again in a moment.`;
  } catch {
    return 'The server does not answer. Check that it runs, and try again.';
  }
}

export async function signOut(): Promise<void> {
  try {
    await askOwnServer('/session', { method: 'DELETE' });
  } finally {
    location.assign('/');
  }
}

/** Takes a sign-in token out of the address, where the history and a copied link would keep it. */
export function takeTokenFromAddress(): string | undefined {
  const address = new URL(location.href);
  const token = address.searchParams.get('token') ?? new URLSearchParams(address.hash.slice(1)).get('token');
  if (token === null) return undefined;
  address.searchParams.delete('token');
  address.hash = '';
  history.replaceState(null, '', address);
  return token;
}
