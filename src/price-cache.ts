/** Compiled prices, kept as long as the parsed document that they belong to. */
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type CompiledCost, compileCost } from './cost/compile.ts';
import type { CostOptions } from './cost/options.ts';

/** Introspection is answered from memory: a tenth of the weight of rows keeps GraphiQL's own query under every role's ceiling. */
export const INTROSPECTION_WEIGHT = 0.1;

export class PriceCache {
  private readonly schema: GraphQLSchema;
  private readonly options: Partial<CostOptions>;
  private readonly compiled = new WeakMap<DocumentNode, Map<string | null, CompiledCost>>();

  /** `largestPage` is that of any list; one that is above it is refused as such, before it has a price. */
  constructor(schema: GraphQLSchema, largestPage: number) {
    this.schema = schema;
    this.options = { largestPage, introspectionWeight: INTROSPECTION_WEIGHT };
  }

  /** Throws CostRefusal. */
  of(document: DocumentNode, operationName: string | null): CompiledCost {
    let byName = this.compiled.get(document);
    if (!byName) {
      byName = new Map();
      this.compiled.set(document, byName);
    }
    let compiled = byName.get(operationName);
    if (!compiled) {
      compiled = compileCost(this.schema, document, operationName, this.options);
      byName.set(operationName, compiled);
    }
    return compiled;
  }
}
