/**
 * Sends one body to a webhook, and comes back with a status within ten seconds, whatever the other side does.
 *
 * The address is checked where the connection is made: by the lookup that the socket itself uses, and again on the socket once it is connected. Checking the
 * name beforehand would leave the time in between to a name server that answers differently the second time (DNS rebinding). Redirects are answers like any
 * other and are not followed; of the answer nothing but the status is kept, and no more than 64 KB of it is read.
 */
import { lookup as resolve } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { AddressPolicy } from './address-policy.ts';

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Posted = { readonly kind: 'answered'; readonly status: number } | { readonly kind: 'failed'; readonly reason: string };

export interface PostLimits {
  readonly milliseconds: number;
  readonly answerBytes: number;
}

export const POST_LIMITS: PostLimits = { milliseconds: 10_000, answerBytes: 64 * 1024 };
const LONGEST_HEADERS = 16 * 1024;

export type Resolver = typeof resolve;

class AddressRefused extends Error {}

export function post(
  { url, headers, body }: Posting,
  policy: AddressPolicy,
  limits = POST_LIMITS,
  resolver: Resolver = resolve,
): Promise<Posted> {
  return new Promise((settle) => {
    const target = new URL(url);
    const host = target.hostname.replace(/^\[|\]$/g, '');
    const failed = (error: unknown): void => settle({ kind: 'failed', reason: reasonOf(error, limits) });
    // A literal address is connected to without a lookup.
    if (isIP(host) !== 0 && !policy.allows(host)) return failed(new AddressRefused(host));
    const deadline = AbortSignal.timeout(limits.milliseconds);
    const sending = (target.protocol === 'https:' ? requestHttps : requestHttp)(target, {
      method: 'POST',
      agent: false,
      lookup: guardedLookup(policy, resolver),
      maxHeaderSize: LONGEST_HEADERS,
      signal: deadline,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
        'accept-encoding': 'identity',
        'user-agent': 'wayleave-webhook',
        connection: 'close',
      },
    });
    sending.on('socket', (socket) => {
      socket.on('connect', () => {
        if (!policy.allows(socket.remoteAddress ?? '')) socket.destroy(new AddressRefused(socket.remoteAddress ?? 'unknown'));
      });
    });
    sending.on('error', failed);
    sending.on('response', (answer) => {
      let read = 0;
      const answered = (): void => settle({ kind: 'answered', status: answer.statusCode! });
      answer.on('data', (chunk: Buffer) => {
        read += chunk.length;
        if (read <= limits.answerBytes) return;
        failed(new Error(`The answer is longer than ${limits.answerBytes} bytes.`));
        sending.destroy();
      });
      answer.on('end', answered);
      answer.on('error', failed);
      answer.on('aborted', () => failed(new Error('The answer broke off.')));
    });
    sending.end(body);
  });
}

/** Refuses a name as soon as one of its addresses is refused: whoever mixes them wants the other one to be taken. */
function guardedLookup(policy: AddressPolicy, resolver: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    resolver(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const wrong = addresses.find(({ address }) => !policy.allows(address));
      const [first] = addresses;
      if (wrong || !first) return callback(new AddressRefused(wrong?.address ?? 'nothing'), '', 0);
      if (options.all) return (callback as unknown as (error: null, all: typeof addresses) => void)(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

/** For the operator who looks why a delivery did not arrive; nothing that the other side sent. */
function reasonOf(error: unknown, { milliseconds }: PostLimits): string {
  if (error instanceof AddressRefused) return `The address ${error.message} may not be reached.`;
  const { name, code, message } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') return `There was no whole answer within ${milliseconds} ms.`;
  return code ?? message.slice(0, 200);
}
