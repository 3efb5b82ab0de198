/**
 * Every request of the pages.
 *
 * The session is a cookie, and a browser sends cookies with requests that another site forged, too. What another site cannot send is a
 * header of its own choosing without asking us first, so every request carries one and the server refuses a cookie without it.
 */
export interface OwnRequest {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

const CSRF_HEADER = 'x-wayleave-csrf';

export function askOwnServer(path: string, { method = 'POST', body, headers = {}, signal }: OwnRequest): Promise<Response> {
  return fetch(path, {
    method,
    credentials: 'same-origin',
    mode: 'same-origin',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
      [CSRF_HEADER]: '1',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
}
