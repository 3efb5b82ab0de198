/** Files made to hurt the reader: each is refused with the line, in memory that does not grow with the file. */
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readHeaders } from '../../../src/exchange/csv/headers.ts';
import { readCsv, UnreadableFileError } from '../../../src/exchange/csv/read-csv.ts';
import { readRow } from '../../../src/exchange/csv/row-input.ts';
import { catalog } from '../../../src/schema.ts';

const folder = mkdtempSync(join(tmpdir(), 'wayleave-csv-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function file(content: string | Uint8Array): string {
  files += 1;
  const path = join(folder, `${files}.csv`);
  writeFileSync(path, content);
  return path;
}

async function rows(path: string, encoding = 'utf-8', delimiter = ','): Promise<readonly (readonly (string | null)[])[]> {
  const all = [];
  for await (const { cells } of readCsv(path, { encoding, delimiter })) all.push(cells);
  return all;
}

async function refusalOf(path: string, encoding?: string): Promise<UnreadableFileError> {
  try {
    await rows(path, encoding);
  } catch (error) {
    expect(error).toBeInstanceOf(UnreadableFileError);
    return error as UnreadableFileError;
  }
  throw new Error('The file was read.');
}

/** `bytes` of a pattern, written without holding them. */
async function large(head: string, pattern: string, bytes: number): Promise<string> {
  files += 1;
  const path = join(folder, `${files}.csv`);
  const chunk = pattern.repeat(Math.ceil(65536 / pattern.length));
  await pipeline(
    Readable.from(
      (function* () {
        yield head;
        for (let written = 0; written < bytes; written += chunk.length) yield chunk;
      })(),
    ),
    createWriteStream(path),
  );
  return path;
}

describe('a file with', () => {
  it('a quote that never closes is refused at its line', async () => {
    const { line, message } = await refusalOf(file('name\nfirst\n"second\nthird\n'));
    expect(line).toBe(3);
    expect(message).toMatch(/never closed/);
  });

  it('a quote that never closes before 64 MB of text is refused before all of it is read', async () => {
    const path = await large('name\n"', 'x\n', 64 * 1024 * 1024);
    let read = 0;
    const reading = async (): Promise<void> => {
      for await (const _ of readCsv(path, { encoding: 'utf-8', delimiter: ',', onBytes: (bytes) => (read = bytes) }));
    };
    await expect(reading()).rejects.toThrow(/Line 2: The row is longer than/);
    expect(read).toBeLessThan(4 * 1024 * 1024);
  });

  it('a header of ten million columns is refused', async () => {
    const { line } = await refusalOf(await large('a', ',a', 20_000_000));
    expect(line).toBe(1);
  });

  it('more columns than any type has is refused by its header', () => {
    const { problems } = readHeaders(
      catalog.get('Site'),
      Array.from({ length: 501 }, (_, index) => `c${index}`),
      new Map(),
    );
    expect(problems).toEqual([expect.objectContaining({ reason: 'There are 501 columns; 500 are the most.' })]);
  });

  it('a cell of 8 MB is refused', async () => {
    const { line } = await refusalOf(await large('name\n', 'x', 8 * 1024 * 1024));
    expect(line).toBe(2);
  });

  it.each([
    ['gzip', gzipSync('name\nx\n')],
    ['zip', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
  ])('an archive in it is refused unopened: %s', async (kind, bytes) => {
    expect((await refusalOf(file(bytes))).message).toBe(`Line 1: The file is a ${kind} archive; unpack it first.`);
  });

  it('a NUL is refused at its line', async () => {
    expect((await refusalOf(file('name\na\nb\0\n'))).line).toBe(3);
  });

  it('bytes that are no UTF-8 is refused at their line, and read when it says what they are', async () => {
    const path = file(Buffer.from('name\na\nZ\xfcrich\n', 'latin1'));
    expect((await refusalOf(path)).line).toBe(3);
    expect(await rows(path, 'windows-1252')).toEqual([['name'], ['a'], ['Zürich']]);
  });

  it('a byte order mark is read as what the mark says', async () => {
    expect(await rows(file(Buffer.from('\uFEFFname\nZürich\n', 'utf16le')))).toEqual([['name'], ['Zürich']]);
    expect(await rows(file('\uFEFFname\nZürich\n'))).toEqual([['name'], ['Zürich']]);
  });

  it('the same header twice is refused, the mark of the file or not', () => {
    const { problems } = readHeaders(catalog.get('Site'), ['name', 'slug', 'name'], new Map());
    expect(problems).toEqual([{ column: 3, header: 'name', reason: 'The header stands there twice.' }]);
  });

  it('deeply nested JSON in a cell is refused as that cell', () => {
    const headers = readHeaders(catalog.get('Site'), ['name', 'customFields'], new Map());
    const { problems } = readRow(headers, ['x', `${'['.repeat(50_000)}`]);
    expect(problems).toEqual([expect.objectContaining({ column: 2, header: 'customFields' })]);
  });

  it('names of the prototype gains nothing', () => {
    const { problems } = readHeaders(
      catalog.get('Site'),
      ['__proto__', 'constructor.prototype', 'customFields.__proto__', 'name'],
      new Map(),
    );
    expect(problems.map(({ column }) => column)).toEqual([1, 2, 3]);
    const headers = readHeaders(catalog.get('Site'), ['name', 'customFields'], new Map());
    readRow(headers, ['x', '{"__proto__": {"isAdmin": true}}']);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('rows that are too short or too long is told which', async () => {
    const headers = readHeaders(catalog.get('Site'), ['name', 'slug'], new Map());
    expect(readRow(headers, ['a']).problems).toEqual([{ column: 0, header: '', reason: 'The row has 1 cells, the header 2.' }]);
  });
});
