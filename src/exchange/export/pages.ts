/**
 * One page after another, each asked for by where the last one ended, so that what is held in memory is a page and the order is that of the list.
 */
import type { ExecutionResult } from 'graphql';

/** Answers the document of the export with these variables, for whoever exports. */
export type Ask = (variables: Readonly<Record<string, unknown>>) => Promise<ExecutionResult>;

export type Node = Readonly<Record<string, unknown>>;

interface Page {
  readonly nodes?: readonly Node[];
  readonly edges?: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface PagesOptions {
  readonly root: string;
  readonly rows: 'nodes' | 'edges';
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Throws the first error that an answer has: what follows it would be a hole that nobody sees. */
export async function* pages(ask: Ask, { root, rows, variables = {} }: PagesOptions): AsyncGenerator<readonly Node[]> {
  let after: string | null = null;
  for (;;) {
    const { data, errors } = await ask({ ...variables, after });
    const [error] = errors ?? [];
    if (error) throw error;
    const page = data![root] as Page;
    yield page[rows] ?? [];
    const { hasNextPage, endCursor } = page.pageInfo;
    if (!hasNextPage) return;
    if (endCursor === null || endCursor === after) throw new Error('A page does not say where the next one begins.');
    after = endCursor;
  }
}
