/**
 * A choice: a column that holds one of a few named values, an enum type in PostgreSQL and in GraphQL.
 *
 * The values are declared with their descriptions, so that no value can exist without words for it.
 */
import { registerEnumType } from 'type-graphql';

export interface Choice<V extends string = string> {
  readonly name: string;
  readonly description: string;
  /** Each value with its description. */
  readonly values: Readonly<Record<V, string>>;
  /** The enum as TypeGraphQL knows it. */
  readonly members: Readonly<Record<V, V>>;
}

/** The TypeScript type of the values of a choice. */
export type ChoiceOf<C> = C extends Choice<infer V> ? V : never;

/** Declares a choice. `values` maps each UPPER_CASE value to its description. */
export function defineChoice<const V extends string>(name: string, description: string, values: Readonly<Record<V, string>>): Choice<V> {
  const members = Object.fromEntries(Object.keys(values).map((value) => [value, value])) as Record<V, V>;
  const valuesConfig = Object.fromEntries(Object.entries<string>(values).map(([value, words]) => [value, { description: words }]));
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as never });
  return Object.freeze({ name, description, values, members });
}
