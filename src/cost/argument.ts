/**
 * The value of one argument or input field, as far as the document alone decides it.
 *
 * Supplied variables come before the operation's defaults, which come before the schema's; an explicit null is a value. Variables arrive coerced, so
 * a single item where a list is expected is already a list.
 */
import { type ArgumentNode, Kind, type ValueNode, valueFromAST } from 'graphql';
import type { InputFacts } from './cost-schema.ts';
import type { Variables } from './expression.ts';

export type ArgumentValue =
  | { readonly kind: 'absent' }
  | { readonly kind: 'constant'; readonly value: unknown }
  /** Undefined where the argument turns out to be absent. */
  | { readonly kind: 'dynamic'; read(variables: Variables): unknown };

export function argumentValue(input: InputFacts, given: readonly ArgumentNode[] | undefined): ArgumentValue {
  const node = given?.find((argument) => argument.name.value === input.name)?.value;
  const fallback = input.defaultValue;
  if (!node) return fallback === undefined ? { kind: 'absent' } : { kind: 'constant', value: fallback };
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    return { kind: 'dynamic', read: (variables) => (variables[name] === undefined ? fallback : variables[name]) };
  }
  if (holdsVariable(node))
    return { kind: 'dynamic', read: (variables) => valueFromAST(node, input.type, variables as Record<string, unknown>) };
  const value = valueFromAST(node, input.type);
  return value === undefined ? { kind: 'absent' } : { kind: 'constant', value };
}

export function holdsVariable(root: ValueNode): boolean {
  const stack = [root];
  for (let value = stack.pop(); value; value = stack.pop()) {
    if (value.kind === Kind.VARIABLE) return true;
    if (value.kind === Kind.LIST) stack.push(...value.values);
    else if (value.kind === Kind.OBJECT) for (const field of value.fields) stack.push(field.value);
  }
  return false;
}
