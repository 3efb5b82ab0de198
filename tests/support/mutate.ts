/** A request of mutations over a test database: everything of it but HTTP, price and access, with the statements that it took. */
import { parse, validate } from 'graphql';
import type { Viewer } from '../../src/access/viewer.ts';
import { runMutation } from '../../src/data/write/mutation-request.ts';
import { executePlan } from '../../src/execution/execute.ts';
import { PlanCache } from '../../src/execution/plan-cache.ts';
import { schema } from '../../src/schema.ts';
import type { Answered, Estate } from './estate.ts';

const plans = new PlanCache(schema);

export async function mutate(
  estate: Estate,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  viewer?: Viewer,
): Promise<Answered> {
  const document = parse(source);
  const problems = validate(schema, document);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  const context = estate.context(viewer);
  const plan = plans.planFor(document, null);
  const result = await runMutation({ document, operationName: null, variables, idempotencyKeys: [] }, context, (inside) =>
    executePlan(plan, { variables, context: inside }),
  );
  return { ...result, statements: context.database.statements };
}
