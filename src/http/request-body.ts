/** Reads a request body that must be JSON in UTF-8, within a number of bytes and levels. */
import type { IncomingMessage } from 'node:http';
import { refuse } from '../errors/refuse.ts';

/** The client left before it had sent its body. */
export class BodyAborted extends Error {
  override readonly name = 'BodyAborted';
}

const DEEPEST_JSON = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Throws UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE or BAD_REQUEST. */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<unknown> {
  return parseJson(await readBody(request, mostBytes));
}

/** The bytes of a body that says that it is JSON. Throws UNSUPPORTED_MEDIA_TYPE or PAYLOAD_TOO_LARGE. */
export async function readBody(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  checkMediaType(request);
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > mostBytes) throw refuse('PAYLOAD_TOO_LARGE', { limit: mostBytes });
  return readBytes(request, mostBytes);
}

/** Stops reading at the limit without destroying the request: its socket has to carry the refusal. */
function readBytes(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else {
        request.pause();
        reject(refuse('PAYLOAD_TOO_LARGE', { limit: mostBytes }));
      }
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', () => reject(new BodyAborted()));
    // Every request closes in the end; an error made for each would cost a stack trace.
    request.on('close', () => {
      if (!request.complete) reject(new BodyAborted());
    });
  });
}

export function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw refuse('BAD_REQUEST', { reason: 'The body is not UTF-8.' });
  }
  // JSON.parse recurses; a body of a million brackets would overflow the stack, so the depth is counted first.
  if (nesting(text) > DEEPEST_JSON) throw refuse('BAD_REQUEST', { reason: `The body is nested deeper than ${DEEPEST_JSON} levels.` });
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('BAD_REQUEST', { reason: 'The body is not JSON.' });
  }
}

/** The deepest nesting of brackets outside strings. */
function nesting(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charCodeAt(index);
    if (isInString) {
      if (character === 0x5c) index += 1;
      else if (character === 0x22) isInString = false;
    } else if (character === 0x22) isInString = true;
    else if (character === 0x7b || character === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (character === 0x7d || character === 0x5d) depth -= 1;
  }
  return deepest;
}

function checkMediaType(request: IncomingMessage): void {
  const given = request.headers['content-type'];
  const [essence = '', ...parameters] = (given ?? '').split(';').map((part) => part.trim().toLowerCase());
  if (essence !== 'application/json') throw refuse('UNSUPPORTED_MEDIA_TYPE', { reason: 'The body has to be `application/json`.' });
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')
    throw refuse('UNSUPPORTED_MEDIA_TYPE', { reason: 'The body has to be in UTF-8.' });
  // A kilobyte of gzip may hold a gigabyte; nobody needs to compress a query.
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity')
    throw refuse('UNSUPPORTED_MEDIA_TYPE', { reason: 'The body must not be compressed.' });
}

/** Throws TEXT_UNPRINTABLE when any text in a value holds NUL or half of a surrogate pair, which PostgreSQL cannot store. Iterative. */
export function checkTexts(root: unknown): void {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value === 'string') {
      if (value.includes('\0') || !value.isWellFormed()) throw refuse('TEXT_UNPRINTABLE', {});
    } else if (Array.isArray(value)) {
      // One by one: a megabyte holds half a million values, and that many arguments to one call overflow the stack.
      for (const item of value) stack.push(item);
    } else if (value !== null && typeof value === 'object') {
      for (const [name, item] of Object.entries(value)) stack.push(name, item);
    }
  }
}
