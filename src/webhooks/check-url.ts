/**
 * Whether an address on the web may be that of a webhook, as far as the text alone tells; what a name resolves to is looked at with each connection.
 *
 * URL reads `http://2130706433`, `http://0x7f.1` and `http://１２７.0.0.1` as 127.0.0.1, so that all spellings of an address are one by the time it is looked at.
 */
import { isIP } from 'node:net';
import type { AddressPolicy } from './address-policy.ts';

/** Below 1024, HTTP has two; above, these speak other protocols, to which a request could be made to look like a command. */
const OTHER_PROTOCOLS: ReadonlySet<number> = new Set([
  1433, 1521, 2049, 2375, 3306, 3389, 5432, 5672, 5900, 6379, 6443, 9092, 9200, 10250, 11211, 27017,
]);
const LONGEST_URL = 2000;

/** A sentence that says what is wrong, or undefined. */
export function problemOfUrl(text: string, policy: AddressPolicy): string | undefined {
  if (text.length > LONGEST_URL) return `The URL has ${text.length} characters; ${LONGEST_URL} are allowed.`;
  if (!URL.canParse(text)) return 'This is no URL.';
  const { protocol, username, password, hostname, port, hash } = new URL(text);
  if (protocol !== 'https:' && protocol !== 'http:') return 'A webhook has an address that begins with https:// or http://.';
  if (username || password) return 'The URL may not hold a name or password; deliveries are signed instead.';
  if (hash) return 'The URL may not hold a fragment.';
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) {
    if (!policy.allows(host)) return `Addresses like ${host} are not public, and not allowed by WAYLEAVE_WEBHOOK_ADDRESSES.`;
  } else if (!host.includes('.') || /(^|\.)(localhost|local|internal|home\.arpa)$/i.test(host)) {
    if (!policy.allows('127.0.0.1')) return `${host} is a name of this host or of its neighbourhood.`;
  }
  const number = port === '' ? 443 : Number(port);
  if ((number < 1024 && number !== 443 && number !== 80) || OTHER_PROTOCOLS.has(number)) return `Port ${number} is not one for webhooks.`;
  return undefined;
}
