/** The demo estate in a test database, and the schema answering over it: everything of a request but HTTP. */
import { setMaxListeners } from 'node:events';
import { type ExecutionResult, parse, validate } from 'graphql';
import { administrator, type Viewer } from '../../src/access/viewer.ts';
import type { RequestContext } from '../../src/data/context.ts';
import { cursorCodec } from '../../src/data/cursor.ts';
import { noting } from '../../src/data/database.ts';
import { RowLoaders } from '../../src/data/loaders.ts';
import { ReadLog } from '../../src/data/reads.ts';
import { seedEstate } from '../../src/exchange/seed/seed-estate.ts';
import { executePlan } from '../../src/execution/execute.ts';
import { PlanCache } from '../../src/execution/plan-cache.ts';
import { schema } from '../../src/schema.ts';
import { countedDatabase, type TestDatabase, testDatabase } from './database.ts';

export interface Answered extends ExecutionResult {
  /** The statements that the answer took, in order. */
  readonly statements: readonly string[];
}

export interface Estate {
  readonly database: TestDatabase;
  /** Throws when the document does not fit the schema: a test that asks wrongly should not pass. */
  ask(source: string, options?: { variables?: Record<string, unknown>; viewer?: Viewer; operationName?: string }): Promise<Answered>;
  /** A request's context, for whoever executes by other means; it keeps the statements that it ran. */
  context(viewer?: Viewer): RequestContext & { readonly database: { readonly statements: readonly string[] } };
  close(): Promise<void>;
}

const plans = new PlanCache(schema);
const cursors = cursorCodec(Buffer.alloc(32, 7));
const somebody = administrator('test');

/** `resources` 0 leaves the database empty. */
export async function testEstate(resources: number): Promise<Estate> {
  const database = await testDatabase();
  if (resources > 0) await seedEstate(database.pool, { resources, seed: 1 });
  const context = (viewer: Viewer = somebody) => {
    const { signal } = new AbortController();
    // A document of many root fields has many statements waiting on the same signal.
    setMaxListeners(0, signal);
    const reads = new ReadLog();
    const counted = countedDatabase(database.pool);
    return {
      signal,
      viewer,
      cursors,
      loaders: new RowLoaders(),
      database: { ...noting(counted, reads), statements: counted.statements },
      reads,
    };
  };
  return {
    database,
    context,
    async ask(source, { variables = {}, viewer, operationName } = {}) {
      const document = parse(source);
      const problems = validate(schema, document);
      if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
      const asking = context(viewer);
      const result = await executePlan(plans.planFor(document, operationName), { variables, context: asking });
      return { ...result, statements: asking.database.statements };
    },
    close: () => database.close(),
  };
}
