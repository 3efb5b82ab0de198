/** What the data engine is given with each request. */

import type { Viewer } from '../access/viewer.ts';
import type { ExecutionContext } from '../execution/batch.ts';
import type { CursorCodec } from './cursor.ts';
import type { RowLoaders } from './loaders.ts';

/** Runs one statement; rows come as arrays, in the order of the select list. */
export interface Database {
  query(
    statement: { name: string | undefined; text: string; values: readonly unknown[] },
    options: { signal: AbortSignal },
  ): Promise<readonly (readonly unknown[])[]>;
}

export interface RequestContext extends ExecutionContext {
  readonly viewer: Viewer;
  readonly database: Database;
  readonly cursors: CursorCodec;
  readonly loaders: RowLoaders;
}
