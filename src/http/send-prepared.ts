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
import type { KeptAnswer } from './kept-answers.ts';
import type { AnswerType } from './negotiation.ts';
import { rateLimitHeaders } from './rate-limit-headers.ts';
import { addVary, isKnown } from './representations.ts';

export function sendPrepared(
  request: IncomingMessage,
  response: ServerResponse,
  type: AnswerType,
  { errors, extensions }: FormattedExecutionResult,
  written: string | undefined,
  viewer: Viewer,
): void {
  const parts: string[] = [];
  if (errors) parts.push(`"errors":${JSON.stringify(joinRepeated(errors))}`);
  if (written !== undefined) parts.push(`"data":${written}`);
  if (extensions !== undefined) parts.push(`"extensions":${JSON.stringify(extensions)}`);
  if (written !== undefined && !errors && tagAnswer(request, response, type, written, viewer)) return;
  response.setHeader('content-type', `${type}; charset=utf-8`);
  const body = `{${parts.join(',')}}`;
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}

const BEFORE_DATA = '{"data":';

/** An answer that was kept: the same headers, and the same bytes but for what it costs. */
export function sendKept(
  request: IncomingMessage,
  response: ServerResponse,
  type: AnswerType,
  { data, extensions, staleMilliseconds }: KeptAnswer,
  viewer: Viewer,
): void {
  if (response.destroyed) return;
  for (const [header, value] of Object.entries(rateLimitHeaders(extensions))) response.setHeader(header, value);
  if (staleMilliseconds !== undefined) {
    const seconds = Math.ceil(staleMilliseconds / 1000);
    response.setHeader('age', seconds);
    response.setHeader('warning', '110 - "Response is Stale"');
  }
  if (tagAnswer(request, response, type, data, viewer)) return;
  response.setHeader('content-type', `${type}; charset=utf-8`);
  // The data are what is kept: written as they are, and copied by nobody but the kernel.
  const rest = `,"extensions":${JSON.stringify(extensions)}}`;
  response.setHeader('content-length', BEFORE_DATA.length + data.length + Buffer.byteLength(rest));
  response.write(BEFORE_DATA);
  response.write(data);
  response.end(rest);
}

/** Tags the answer to a GET; says whether the client has it already, and was told so. */
export function tagAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  type: AnswerType,
  data: string | Buffer,
  viewer: Viewer,
): boolean {
  if (request.method !== 'GET') return false;
  const etag = tagOf(viewer, type, data);
  response.setHeader('etag', etag);
  response.setHeader('cache-control', 'private, no-cache');
  addVary(response, 'Authorization, Cookie, Accept');
  if (!isKnown(request.headers['if-none-match'], etag)) return false;
  response.removeHeader('content-type');
  response.writeHead(304).end();
  return true;
}

function tagOf({ id, fingerprint }: Viewer, type: AnswerType, data: string | Buffer): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([id, fingerprint, type]))
    .update(data);
  return `W/"${hash.digest('base64url').slice(0, 27)}"`;
}
