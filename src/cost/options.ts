/** How prices are made, with the defaults of each dialect. */
export type Dialect = 'ibm' | 'apollo';

export interface CostOptions {
  readonly dialect: Dialect;
  /** The length of a list that nothing bounds: without end for IBM, 10 for Apollo. */
  readonly assumedListSize: number;
  /** The default weight of an argument or input field that takes an object. */
  readonly inputObjectWeight: number;
  /** Multiplies what introspection costs, which a server answers from memory. */
  readonly introspectionWeight: number;
  /** The largest page that anybody may ask for; the default is the largest number that GraphQL's Int holds. */
  readonly largestPage: number;
  /** Objects in all variables together: coercing one takes some 10 µs, whether it is used or not. */
  readonly mostInputObjects: number;
  /** Steps that compiling may take before it refuses: 25,000 are some 30 ms. Introspection may visit three times as many elements. */
  readonly workBudget: number;
}

export function costOptions(given: Partial<CostOptions> = {}): CostOptions {
  const dialect = given.dialect ?? 'ibm';
  return {
    dialect,
    assumedListSize: given.assumedListSize ?? (dialect === 'ibm' ? Number.POSITIVE_INFINITY : 10),
    inputObjectWeight: given.inputObjectWeight ?? 1,
    introspectionWeight: given.introspectionWeight ?? 1,
    largestPage: given.largestPage ?? 2_147_483_647,
    mostInputObjects: given.mostInputObjects ?? 100_000,
    workBudget: given.workBudget ?? 25_000,
  };
}
