/** An answer as bytes, for a socket whose request could not be read: the same headers and the same form of error as everywhere else. */
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { present } from '../errors/present.ts';
import type { Refusal } from '../errors/refuse.ts';
import type { SecurityMiddleware } from '../security/security-middleware.ts';

export function rawAnswer(refusal: Refusal, security: SecurityMiddleware): string {
  const requestId = randomUUID();
  const { error, status, headers } = present(refusal, requestId);
  const body = JSON.stringify({ errors: [error] });
  const all = {
    ...security.rawHeaders(),
    ...headers,
    ...(status === 405 ? { allow: 'GET, POST' } : {}),
    'x-request-id': requestId,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
