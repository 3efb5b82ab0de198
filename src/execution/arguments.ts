/**
 * The arguments of a field, coerced no more often than they can change.
 *
 * Without variables the answer is the same object for every run, frozen, so that whoever is called may key a cache on it. With variables it is
 * coerced once a run, however many parents the field has. What graphql-js would throw for each parent is handed back as a value.
 */
import { type FieldNode, type GraphQLField, getArgumentValues, Kind, type ValueNode } from 'graphql';

export type Arguments = Readonly<Record<string, unknown>>;
export type CoercedArguments = { readonly values: Arguments } | { readonly error: unknown };
export type ArgumentsOf = (variables: Arguments) => CoercedArguments;

const NO_ARGUMENTS: CoercedArguments = { values: Object.freeze({}) };
const withoutArguments: ArgumentsOf = () => NO_ARGUMENTS;

export function compileArguments(field: GraphQLField<unknown, unknown>, node: FieldNode): ArgumentsOf {
  if (field.args.length === 0) return withoutArguments;
  if (node.arguments?.some((argument) => namesVariable(argument.value))) return (variables) => coerce(field, node, variables);
  const constant = coerce(field, node, {});
  return () => constant;
}

/** True when nothing about these arguments can fail or differ, so that a field that ignores them need not look at them. */
export function areHarmless(field: GraphQLField<unknown, unknown>, node: FieldNode, argumentsOf: ArgumentsOf): boolean {
  if (field.args.length === 0) return true;
  return !node.arguments?.some((argument) => namesVariable(argument.value)) && 'values' in argumentsOf({});
}

function coerce(field: GraphQLField<unknown, unknown>, node: FieldNode, variables: Arguments): CoercedArguments {
  try {
    return { values: Object.freeze(getArgumentValues(field, node, variables)) };
  } catch (error) {
    return { error };
  }
}

function namesVariable(value: ValueNode): boolean {
  switch (value.kind) {
    case Kind.VARIABLE:
      return true;
    case Kind.LIST:
      return value.values.some(namesVariable);
    case Kind.OBJECT:
      return value.fields.some((field) => namesVariable(field.value));
    default:
      return false;
  }
}
