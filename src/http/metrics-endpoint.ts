/**
 * `/metrics`: Prometheus text, for the machine itself and for who administers.
 *
 * A scraper on the same machine needs no token. That a request came over loopback is believed only when nobody passed it on (a proxy on the same machine
 * would make the whole world local) and when it was addressed to this machine by a local name (a page that was led here by another name reads nothing).
 */
import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|localhost)$/;
const PASSED_ON = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'] as const;

export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

/** `address` is that of the client, as far as it is known. */
export function isFromThisMachine({ headers }: Pick<IncomingMessage, 'headers'>, address: string | undefined): boolean {
  if (address === undefined || !LOOPBACK.test(address)) return false;
  if (PASSED_ON.some((name) => headers[name] !== undefined) || headers.origin !== undefined) return false;
  const host = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return LOOPBACK.test(host);
}
