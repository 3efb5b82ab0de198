/** Compiled prices, kept as long as the parsed document that they belong to. */
import { type DocumentNode, type GraphQLSchema, getIntrospectionQuery, parse } from 'graphql';
import { type CompiledCost, compileCost } from '../cost/compile.ts';
import type { CostOptions } from '../cost/options.ts';

/** Introspection is answered from memory: a tenth of the weight of rows keeps GraphiQL's own query under every role's ceiling. */
export const INTROSPECTION_WEIGHT = 0.1;

/** A thousand items of an upsert, with the objects that they refer to; twice as many would block the process for longer than 50 ms. */
const MOST_INPUT_OBJECTS = 5000;

export class PriceCache {
  /** The whole schema. */
  private readonly schema: GraphQLSchema;
  private readonly options: Partial<CostOptions>;
  private readonly compiled = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string | null, CompiledCost>>>();

  /** `largestPage` is that of any list; one that is above it is refused as such, before it has a price. */
  constructor(schema: GraphQLSchema, largestPage: number) {
    this.schema = schema;
    this.options = { largestPage, introspectionWeight: INTROSPECTION_WEIGHT, mostInputObjects: MOST_INPUT_OBJECTS };
    // The first look at a whole schema takes a while; what is learned from it spares it everybody else.
    for (const inputValueDeprecation of [false, true]) this.of(parse(getIntrospectionQuery({ inputValueDeprecation })), null);
  }

  /**
   * Throws CostRefusal. A document has its price by the schema that it was validated by: in the whole one, the price of an interface or of introspection
   * would tell of types that the viewer may not know, and its variables would take values that do not exist for it.
   */
  of(document: DocumentNode, operationName: string | null, schema: GraphQLSchema = this.schema): CompiledCost {
    let byDocument = this.compiled.get(schema);
    if (!byDocument) {
      byDocument = new WeakMap();
      this.compiled.set(schema, byDocument);
    }
    let byName = byDocument.get(document);
    if (!byName) {
      byName = new Map();
      byDocument.set(document, byName);
    }
    let compiled = byName.get(operationName);
    if (!compiled) {
      compiled = compileCost(schema, document, operationName, this.options);
      byName.set(operationName, compiled);
    }
    return compiled;
  }
}
