/**
 * Writes the answer of a known operation, and lets a client that asked by GET keep it.
 *
 * The same bytes as Apollo writes for the text. An answer to a GET may be kept by the client that got it and by nobody between (`private`), and is asked for again
 * each time (`no-cache`): whether its data are still the same is answered with 304. The tag stands for the data as this viewer may see them, and not for the price
 * beside them, which changes with every request; hence it is weak, and differs between viewers even where their data do not.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import { joinRepeated } from './join-repeated.ts';
import type { AnswerType } from './negotiation.ts';
import { addVary, isKnown } from './representations.ts';

export function sendPrepared(
  request: IncomingMessage,
  response: ServerResponse,
  type: AnswerType,
  { errors, data, extensions }: FormattedExecutionResult,
  viewer: Viewer,
): void {
  const parts: string[] = [];
  if (errors) parts.push(`"errors":${JSON.stringify(joinRepeated(errors))}`);
  const written = data === undefined ? undefined : JSON.stringify(data);
  if (written !== undefined) parts.push(`"data":${written}`);
  if (extensions !== undefined) parts.push(`"extensions":${JSON.stringify(extensions)}`);
  response.setHeader('content-type', `${type}; charset=utf-8`);
  if (request.method === 'GET' && written !== undefined && !errors) {
    const etag = tagOf(viewer, type, written);
    response.setHeader('etag', etag);
    response.setHeader('cache-control', 'private, no-cache');
    addVary(response, 'Authorization, Cookie, Accept');
    if (isKnown(request.headers['if-none-match'], etag)) {
      response.removeHeader('content-type');
      response.writeHead(304).end();
      return;
    }
  }
  const body = `{${parts.join(',')}}`;
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}

function tagOf({ id, fingerprint }: Viewer, type: AnswerType, data: string): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([id, fingerprint, type]))
    .update(data);
  return `W/"${hash.digest('base64url').slice(0, 27)}"`;
}
