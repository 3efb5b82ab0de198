/** The price of a document against a schema in SDL, in one line of a test. */

import { loadSchema } from '../../../src/cost/load-schema.ts';
import type { CostOptions } from '../../../src/cost/options.ts';
import { priceText, refusalOf } from '../../../src/cost/price-document.ts';

export interface Case {
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly options?: Partial<CostOptions>;
}

export function pricing(sdl: string, defaults: Partial<CostOptions> = {}) {
  const schema = loadSchema(sdl);
  const priced = (query: string, { variables = {}, operationName, options = {} }: Case = {}) =>
    priceText(schema, query, variables, operationName ?? null, { ...defaults, ...options }).price;
  return {
    schema,
    /** [typeCost, fieldCost] */
    ibm: (query: string, given?: Case): [number, number] => {
      const { typeCost, fieldCost } = priced(query, given);
      return [typeCost, fieldCost];
    },
    apollo: (query: string, given: Case = {}): number => priced(query, { ...given, options: { ...given.options, dialect: 'apollo' } }).cost,
    /** The code of the refusal; undefined when there is a price. */
    refusal: (query: string, given?: Case): string | undefined => {
      try {
        priced(query, given);
        return undefined;
      } catch (error) {
        const refusal = refusalOf(error);
        if (!refusal) throw error;
        return refusal.code;
      }
    },
  };
}
