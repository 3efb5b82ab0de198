/**
 * A choice: a column that holds one of a few named values, an enum type in PostgreSQL and in GraphQL.
 *
 * The values are declared with their descriptions, so that no value can exist without words for it.
 */
import { GraphQLEnumType } from 'graphql';

export interface Choice<V extends string = string> {
  readonly name: string;
  readonly description: string;
  readonly values: Readonly<Record<V, string>>;
  readonly type: GraphQLEnumType;
}

/** The TypeScript type of the values of a choice. */
export type ChoiceOf<C> = C extends Choice<infer V> ? V : never;

/** Declares a choice. `values` maps each UPPER_CASE value to its description. */
export function defineChoice<const V extends string>(name: string, description: string, values: Readonly<Record<V, string>>): Choice<V> {
  const type = new GraphQLEnumType({
    name,
    description,
    values: Object.fromEntries(Object.entries<string>(values).map(([value, words]) => [value, { value, description: words }])),
  });
  return Object.freeze({ name, description, values, type });
}
