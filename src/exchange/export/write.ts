/**
 * Pages as text: NDJSON with one object a line, or CSV (RFC 4180) with a header line and the same columns in every row.
 *
 * CSV quotes every text, so that a program which takes another character for the separator does not cut a cell in two, and guards texts that spreadsheets
 * would run (`../csv/formula.ts`). A null is an empty cell.
 */
import { stringify } from 'csv-stringify/sync';
import { guarded } from '../csv/formula.ts';
import { joinList } from '../csv/list.ts';
import type { Node } from './pages.ts';
import type { ExportColumn } from './type-document.ts';

type Pages = AsyncIterable<readonly Node[]>;

export async function* ndjson(pages: Pages): AsyncGenerator<string> {
  for await (const page of pages) if (page.length > 0) yield page.map((node) => `${JSON.stringify(node)}\n`).join('');
}

export async function* csv(pages: Pages, columns: readonly ExportColumn[]): AsyncGenerator<string> {
  const options = { quoted_string: true, record_delimiter: '\r\n' } as const;
  yield stringify([columns.map(({ header }) => header)], options);
  for await (const page of pages)
    if (page.length > 0)
      yield stringify(
        page.map((node) => columns.map((column) => cellOf(node, column))),
        options,
      );
}

function cellOf(node: Node, { path, each, isText }: ExportColumn): string | number | bigint | null {
  let value: unknown = node;
  for (const step of path) value = (value as Node | null | undefined)?.[step];
  if (value === null || value === undefined) return null;
  if (each !== undefined) return guarded(joinList((value as readonly unknown[]).map(String)));
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return isText || typeof value === 'object' ? guarded(text) : typeof value === 'number' ? value : text;
}
