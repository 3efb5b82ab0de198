/** Over the real schema and a real estate, no answer ever costs more than its price. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ActualCost } from '../../../src/cost/actual-cost.ts';
import { compileCost, evaluateCost } from '../../../src/cost/compile.ts';
import { CostRefusal } from '../../../src/cost/refusal.ts';
import { compilePlan } from '../../../src/execution/compile.ts';
import { executePlan } from '../../../src/execution/execute.ts';
import { schema } from '../../../src/schema.ts';
import { type Estate, testEstate } from '../../support/estate.ts';
import { estateDocuments } from '../../support/estate-documents.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await testEstate(5000);
});
afterAll(() => estate.close());

it('is never exceeded by what is counted while the answer is built', async () => {
  let counted = 0;
  await fc.assert(
    fc.asyncProperty(estateDocuments(), async ({ document, variables: raw }) => {
      const compiled = compileCost(schema, document);
      let variables: Readonly<Record<string, unknown>>;
      let cost: number;
      try {
        variables = compiled.coerce(raw);
        ({ cost } = evaluateCost(compiled, variables));
      } catch (error) {
        // What has no price is not answered.
        expect(error).toBeInstanceOf(CostRefusal);
        return;
      }
      const actual = new ActualCost(compiled, variables);
      await executePlan(compilePlan(schema, document), {
        variables: raw,
        coercedVariables: variables,
        context: estate.context(),
        observe: actual.note,
      });
      expect(actual.total).toBeLessThanOrEqual(cost);
      if (actual.total > 1) counted += 1;
    }),
    { numRuns: 300 },
  );
  expect(counted).toBeGreaterThan(150);
});
