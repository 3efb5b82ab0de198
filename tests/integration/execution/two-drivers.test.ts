/** Over the real schema and a real estate, the plan and graphql-js over DataLoader give the same bytes for any document. */
import fc from 'fast-check';
import { execute, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from '../../../src/access/viewer.ts';
import { cursorCodec } from '../../../src/data/cursor.ts';
import { RowLoaders } from '../../../src/data/loaders.ts';
import { compilePlan } from '../../../src/execution/compile.ts';
import { attachResolvers } from '../../../src/execution/dataloader-driver.ts';
import { executePlan } from '../../../src/execution/execute.ts';
import { sortErrors } from '../../../src/execution/sort-errors.ts';
import { schema } from '../../../src/schema.ts';
import { countedDatabase } from '../../support/database.ts';
import { type Estate, testEstate } from '../../support/estate.ts';
import { estateDocuments } from '../../support/estate-documents.ts';
import type { RandomDocument } from '../../support/random-documents.ts';

let estate: Estate;
beforeAll(async () => {
  attachResolvers(schema);
  estate = await testEstate(5_000);
});
afterAll(() => estate.close());

function newContext() {
  const database = countedDatabase(estate.database.pool);
  return {
    signal: new AbortController().signal,
    viewer: administrator('test'),
    cursors: cursorCodec(Buffer.alloc(32, 7)),
    loaders: new RowLoaders(),
    database,
  };
}

describe('any document about the estate', () => {
  it('has the same answer from both drivers, and the plan asks the database no more often', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(estateDocuments(), async (random: RandomDocument) => {
        expect(validate(schema, random.document)).toEqual([]);
        const { document, variables } = random;
        const context = newContext();
        const ours = await executePlan(compilePlan(schema, document, null, { specialiseAfter: 0 }), { variables, context });
        const contextValue = newContext();
        const theirs = sortErrors(await execute({ schema, document, variableValues: variables, contextValue }));
        expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
        if (!ours.data || ours.errors) return;
        answered++;
        // Where something failed, graphql-js may leave out what is below a sibling.
        expect(context.database.statements.length).toBeLessThanOrEqual(contextValue.database.statements.length);
      }),
      // Each shrinking step asks the database; a failure is replayed by its seed instead.
      { numRuns: 300, endOnFailure: true },
    );
    expect(answered).toBeGreaterThan(30);
  }, 180_000);
});
