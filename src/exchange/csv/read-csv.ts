/**
 * The rows of a CSV file, one after another, in bounded memory whatever the file holds.
 *
 * RFC 4180, with a separator that may be another. The file is text in UTF-8, or in what its byte order mark or the caller says. What cannot be read ends the
 * reading with a sentence that names the line: a wrong byte, a NUL, a quote that never closes, a row of a megabyte, an archive.
 */
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';

export interface CsvRow {
  /** Where the row begins in the file, from 1. */
  readonly line: number;
  /** null for a cell with nothing in it, in quotes or not: what is empty is not kept as text anywhere. */
  readonly cells: readonly (string | null)[];
}

export interface ReadOptions {
  readonly delimiter: string;
  /** As https://encoding.spec.whatwg.org names it; a byte order mark overrules it. */
  readonly encoding: string;
  readonly signal?: AbortSignal;
  readonly onBytes?: (read: number) => void;
}

/** A file that cannot be read any further; `message` is for a person. */
export class UnreadableFileError extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(`Line ${line}: ${reason}`);
    this.line = line;
  }
}

const LARGEST_ROW_CHARACTERS = 1024 * 1024;

export async function* readCsv(file: string, options: ReadOptions): AsyncGenerator<CsvRow> {
  const parser = parse({
    delimiter: options.delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LARGEST_ROW_CHARACTERS,
  });
  // What goes wrong in one of them ends both, and comes out where the rows are taken.
  pipeline(Readable.from(decoded(createReadStream(file), options)), parser, () => undefined);
  const source = parser as AsyncIterable<{ record: string[]; info: Info }>;
  let line = 1;
  try {
    for await (const { record, info } of source) {
      options.signal?.throwIfAborted();
      yield { line, cells: record.map((cell) => cell || null) };
      line = info.lines + 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableFileError(line, sentenceFor(error)) : error;
  }
}

function sentenceFor({ code, message }: CsvError): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quote is opened here and never closed.';
    case 'CSV_MAX_RECORD_SIZE':
      return `The row is longer than ${LARGEST_ROW_CHARACTERS} characters; a quote may be missing.`;
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return 'A quote stands inside of a cell; a cell with quotes has to be quoted as a whole, with each quote doubled.';
    default:
      return message;
  }
}

const marks: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];
const archives: readonly (readonly [readonly number[], string])[] = [
  [[0x1f, 0x8b], 'gzip'],
  [[0x50, 0x4b, 0x03, 0x04], 'zip'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd'],
];

async function* decoded(bytes: AsyncIterable<Buffer>, { encoding, signal, onBytes }: ReadOptions): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let read = 0;
  let line = 1;
  for await (const chunk of bytes) {
    signal?.throwIfAborted();
    if (!decoder) {
      const beginsWith = ([mark]: readonly [readonly number[], string]): boolean => mark.every((byte, index) => chunk[index] === byte);
      const archive = archives.find(beginsWith);
      if (archive) throw new UnreadableFileError(1, `The file is a ${archive[1]} archive; unpack it first.`);
      decoder = new TextDecoder(marks.find(beginsWith)?.[1] ?? encoding, { fatal: true });
    }
    const text = decode(decoder, chunk, line);
    if (text.includes('\0')) throw new UnreadableFileError(line + linesIn(text.slice(0, text.indexOf('\0'))), 'There is a NUL character.');
    yield text;
    line += linesIn(text);
    read += chunk.length;
    onBytes?.(read);
  }
  if (decoder) decode(decoder, undefined, line);
}

function decode(decoder: TextDecoder, chunk: Buffer | undefined, line: number): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    // The decoder does not say where; the place is found by decoding what comes before, line by line.
    throw new UnreadableFileError(
      line + linesBefore(decoder.encoding, chunk),
      `The file is not ${decoder.encoding}; say what it is with --encoding.`,
    );
  }
}

function linesBefore(encoding: string, chunk: Buffer | undefined): number {
  if (!chunk) return 0;
  const text = new TextDecoder(encoding).decode(chunk);
  const broken = text.indexOf('\uFFFD');
  return linesIn(broken < 0 ? '' : text.slice(0, broken));
}

function linesIn(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
