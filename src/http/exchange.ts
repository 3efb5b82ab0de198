/**
 * One request and what is known of it: the name it goes by in the log, the trace it belongs to, and, later, the operation that it asked for.
 *
 * The client's own request id is kept when it is harmless, so that its log and ours can be laid side by side; anything else gets a new one, since it is
 * sent back in a header. `traceparent` is W3C Trace Context, level 1: a trace that was begun elsewhere goes on in our lines.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Exchange {
  readonly requestId: string;
  readonly traceId: string | undefined;
  /** Where it came from, as `clientOf` says; set once somebody has asked whose it is. */
  address?: string | undefined;
  /** Until its turn came to begin. */
  waitedMilliseconds?: number;
  /** For the log; set once the request has been read. */
  operationName?: string | undefined;
  /** Of the first error that the client was told. */
  code?: string | undefined;
}

/** The public code of an error, as a client reads it. */
export function codeOf(error: { readonly extensions?: Readonly<Record<string, unknown>> } | undefined): string | undefined {
  const code = error?.extensions?.['code'];
  return typeof code === 'string' ? code : undefined;
}

export function exchangeOf(headers: IncomingHttpHeaders): Exchange {
  const given = headers['x-request-id'];
  const requestId = typeof given === 'string' && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
  return { requestId, traceId: traceIdOf(headers['traceparent']) };
}

function traceIdOf(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  // Version ff is forbidden, and ids of zeros are no ids.
  const match = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-|$)/.exec(header);
  return match?.[1];
}
