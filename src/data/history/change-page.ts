/** Pages of changes, the newest first: how large, from where on, and where the next begins. */
import { refuse } from '../../errors/refuse.ts';
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import type { RequestContext } from '../context.ts';
import type { CursorCodec } from '../cursor.ts';
import { type Sql, sql } from '../sql.ts';
import type { HistoryRow } from './history-row.ts';
import { type ChangeNode, present } from './present-changes.ts';

export const CHANGE_PAGE = 50;
export const MOST_CHANGES = 500;

export interface ChangePage {
  readonly nodes: readonly ChangeNode[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export function pageSize(args: Readonly<Record<string, unknown>>): number {
  const size = (args['first'] as number | null | undefined) ?? CHANGE_PAGE;
  if (size < 0) throw refuse('PAGE_NEGATIVE', { size });
  if (size > MOST_CHANGES) throw refuse('PAGE_TOO_LARGE', { size, most: MOST_CHANGES });
  return size;
}

export function boundOf(args: Readonly<Record<string, unknown>>, list: string, cursors: CursorCodec): Sql | undefined {
  const after = args['after'] as string | null | undefined;
  return after ? sql`h.id < ${Number(cursors.decode(list, after)[0])}::bigint` : undefined;
}

/** Rows by their pages, one more than fits where there is more, made into pages together: whatever they refer to is looked at by one statement. */
export async function pagesOf(
  catalog: Catalog,
  pages: readonly (readonly HistoryRow[])[],
  { size, list, lookedTo, onto }: { size: number; list: string; lookedTo?: number | undefined; onto?: ResourceEntry },
  context: RequestContext,
): Promise<readonly ChangePage[]> {
  const shown = await present(
    catalog,
    pages.flatMap((rows) => rows.slice(0, size)),
    context,
    onto,
  );
  const cursor = (id: number | undefined): string | null => (id === undefined ? null : context.cursors.encode(list, [String(id)]));
  let from = 0;
  return pages.map((rows) => {
    const page = rows.slice(0, size);
    const nodes = shown.slice(from, from + page.length);
    from += page.length;
    return {
      nodes,
      pageInfo: {
        hasNextPage: rows.length > size || lookedTo !== undefined,
        hasPreviousPage: false,
        startCursor: cursor(page[0]?.id),
        endCursor: cursor(rows.length > size ? page.at(-1)?.id : (lookedTo ?? page.at(-1)?.id)),
      },
    };
  });
}
