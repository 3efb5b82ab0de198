/**
 * Plans, kept as long as the document that they came from.
 *
 * Apollo and the registry of persisted operations keep parsed documents and hand out the same object again, so a WeakMap on it needs no size, no
 * clock and no hash of the text: the plan goes when the document goes.
 */
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { compilePlan } from './compile.ts';
import type { Plan } from './plan.ts';

export class PlanCache {
  private readonly schema: GraphQLSchema;
  private readonly plans = new WeakMap<DocumentNode, Map<string | undefined, Plan>>();

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
  }

  /** Throws what `compilePlan` throws, every time: a name that the document does not have is not remembered. */
  planFor(document: DocumentNode, operationName?: string | null): Plan {
    let plans = this.plans.get(document);
    const known = plans?.get(operationName ?? undefined);
    if (known) return known;
    const plan = compilePlan(this.schema, document, operationName);
    if (!plans) {
      plans = new Map();
      this.plans.set(document, plans);
    }
    plans.set(operationName ?? undefined, plan);
    return plan;
  }
}
