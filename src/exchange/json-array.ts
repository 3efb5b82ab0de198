/**
 * Reads a file that holds one JSON array, element by element, so that a file larger than memory can be read.
 *
 * Only brackets and strings are followed here; each element is then parsed by JSON.parse. Whatever is wrong is said with its line and column, and
 * with the number of the element, since exports often put everything on one line.
 */
import { createReadStream } from 'node:fs';
import { findMistake } from './json-place.ts';

export interface Element {
  readonly value: unknown;
  /** From 1. */
  readonly position: number;
  readonly line: number;
}

/** A file that cannot be read as what it should be. Nothing of it has been stored. */
export class BadFileError extends Error {
  override readonly name = 'BadFileError';
  constructor(file: string, place: string, reason: string) {
    super(`${file}, ${place}: ${reason}`);
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const COMMA = 0x2c;
const OPEN = new Set([0x5b, 0x7b]);
const CLOSE = new Set([0x5d, 0x7d]);
const SPACE = new Set([0x20, 0x09, 0x0a, 0x0d]);
/** No row of any inventory is this long; a file without end would otherwise fill the memory. */
const LONGEST_ELEMENT = 64 * 1024 * 1024;

export async function* readJsonArray(file: string): AsyncGenerator<Element> {
  let state: 'before' | 'element' | 'after' = 'before';
  let depth = 0;
  let inString = false;
  let escaped = false;
  let line = 1;
  let column = 0;
  let position = 0;
  let elementLine = 1;
  let elementColumn = 1;
  let pieces: Buffer[] = [];
  let length = 0;
  let isEmpty = true;
  const place = (): string => `line ${line}, column ${column}`;

  const finish = (): Element => {
    const text = Buffer.concat(pieces).toString('utf8');
    pieces = [];
    length = 0;
    position++;
    if (isEmpty) throw new BadFileError(file, place(), `element ${position} is missing before this comma or bracket.`);
    isEmpty = true;
    try {
      return { value: JSON.parse(text), position, line: elementLine };
    } catch {
      const { line: within, column: across, reason } = findMistake(text.trimStart());
      const at = `line ${elementLine + within - 1}, column ${within === 1 ? elementColumn + across - 1 : across} (element ${position})`;
      throw new BadFileError(file, at, reason);
    }
  };

  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index]!;
      column++;
      if (byte === NEWLINE) {
        line++;
        column = 0;
      }
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inString = false;
        continue;
      }
      if (state !== 'element') {
        if (SPACE.has(byte) || (line === 1 && column <= 3 && state === 'before' && [0xef, 0xbb, 0xbf].includes(byte))) continue;
        if (state === 'after') throw new BadFileError(file, place(), 'something follows the end of the array.');
        if (byte !== 0x5b) throw new BadFileError(file, place(), 'the file has to be a JSON array, beginning with [.');
        state = 'element';
        start = index + 1;
        continue;
      }
      if (depth === 0 && (byte === COMMA || byte === 0x5d)) {
        pieces.push(chunk.subarray(start, index));
        start = index + 1;
        if (byte === 0x5d) {
          state = 'after';
          if (isEmpty && position === 0) pieces = [];
          else yield finish();
        } else yield finish();
        continue;
      }
      if (isEmpty && !SPACE.has(byte)) {
        isEmpty = false;
        elementLine = line;
        elementColumn = column;
      }
      if (byte === QUOTE) inString = true;
      else if (OPEN.has(byte)) depth++;
      else if (CLOSE.has(byte) && --depth < 0) throw new BadFileError(file, place(), 'this bracket closes nothing.');
    }
    if (state === 'element' && start < chunk.length) {
      pieces.push(chunk.subarray(start));
      length += chunk.length - start;
      if (length > LONGEST_ELEMENT)
        throw new BadFileError(file, `line ${elementLine}, column ${elementColumn}`, 'this element is longer than 64 MiB.');
    }
  }
  if (state === 'before') throw new BadFileError(file, 'line 1', 'the file is empty.');
  if (state === 'element')
    throw new BadFileError(file, place(), `the file ends inside the array, in element ${position + 1} that begins on line ${elementLine}.`);
}
