/** Questions of the command line: documents answered by the data engine for a viewer, without HTTP, price or budget. */
import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { DocumentNode, ExecutionResult } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { RequestContext } from '../data/context.ts';
import { cursorCodec } from '../data/cursor.ts';
import { noting } from '../data/database.ts';
import { RowLoaders } from '../data/loaders.ts';
import { ReadLog } from '../data/reads.ts';
import { executePlan } from '../execution/execute.ts';
import { PlanCache } from '../execution/plan-cache.ts';
import { schema } from '../schema.ts';
import type { OpenDatabase } from '../stores/open-database.ts';
import { databaseOver } from '../stores/transaction.ts';

export interface Asker {
  ask(document: DocumentNode, variables?: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
  /** What one request has; a new one for each. */
  context(): RequestContext;
}

export function askAs(viewer: Viewer, pool: OpenDatabase['pool'], signal: AbortSignal): Asker {
  // All statements of all questions wait on the one signal.
  setMaxListeners(0, signal);
  const plans = new PlanCache(schema);
  // Cursors are read by none but the process that made them.
  const cursors = cursorCodec(randomBytes(32));
  const context = (): RequestContext => {
    const reads = new ReadLog();
    return { signal, viewer, cursors, loaders: new RowLoaders(), database: noting(databaseOver(pool), reads), reads };
  };
  return { context, ask: (document, variables = {}) => executePlan(plans.planFor(document), { variables, context: context() }) };
}
