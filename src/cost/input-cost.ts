/**
 * What the arguments of one call cost.
 *
 * IBM, section 5.3.2.2: an argument costs its weight and the cost of the input fields used on it, at every depth; the sum may be negative. Without a
 * declared weight each input object counts by itself, those of a list too. Arguments with a default in the schema are used. Apollo Router: what an operation gives explicitly is scored, each object of an input type at its weight.
 * A variable is walked once an evaluation however many fields use it: a thousand aliases over one filter of 100 KB would otherwise be a thousand walks.
 */
import {
  type ArgumentNode,
  type DirectiveNode,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  type ValueNode,
} from 'graphql';
import type { CostSchema, InputFacts } from './cost-schema.ts';
import { type Amount, sumOf, type Variables } from './expression.ts';
import { CostRefusal } from './refusal.ts';

/** Deeper input than any schema needs; a value nested deeper would exhaust the stack. */
const DEEPEST_INPUT = 200;

export interface InputPricing {
  readonly facts: CostSchema;
  readonly dialect: 'ibm' | 'apollo';
  /** The default weight of an argument or input field that takes an object. */
  readonly inputObjectWeight: number;
  /** Walks of variables, shared by all fields of a document. */
  readonly variableWalks: Map<string, (variables: Variables) => number>;
}

export function argumentsCost(pricing: InputPricing, inputs: readonly InputFacts[], given: readonly ArgumentNode[] | undefined): Amount {
  const amounts: Amount[] = [];
  for (const input of inputs) {
    const node = given?.find((argument) => argument.name.value === input.name)?.value;
    amounts.push(inputCost(pricing, input, node, 0));
  }
  return sumOf(amounts);
}

/** The directives of the specification itself weigh nothing; those of a schema may have weighty arguments. */
export function directivesCost(pricing: InputPricing, directives: readonly DirectiveNode[] | undefined): Amount {
  if (!directives || directives.length === 0 || pricing.dialect === 'apollo') return 0;
  return sumOf(
    directives.map((directive) => argumentsCost(pricing, pricing.facts.directiveArguments(directive.name.value), directive.arguments)),
  );
}

function inputCost(pricing: InputPricing, input: InputFacts, node: ValueNode | undefined, depth: number): Amount {
  const defaulted =
    pricing.dialect === 'ibm' && input.defaultValue !== undefined ? costOfValue(pricing, input, input.defaultValue, depth) : 0;
  if (!node) return defaulted;
  if (node.kind === Kind.VARIABLE) {
    const name = node.name.value;
    const walk = walkOfVariable(pricing, name, input);
    return (variables) => (variables[name] === undefined ? defaulted : walk(variables));
  }
  if (pricing.dialect === 'apollo') return apolloLiteral(pricing, input, node, depth);
  return sumOf([input.declaredWeight ?? 0, literalContents(pricing, input, input.type, node, depth)]);
}

/** What each object weighs where the argument or input field that takes it declares no weight of its own. */
function objectWeight({ inputObjectWeight }: InputPricing, input: InputFacts): number {
  return input.isObject && input.declaredWeight === undefined ? inputObjectWeight : 0;
}

/** The input fields used within a literal. */
function literalContents(pricing: InputPricing, input: InputFacts, type: GraphQLInputType, node: ValueNode, depth: number): Amount {
  guardDepth(depth);
  if (node.kind === Kind.LIST) {
    const nullable = getNullableType(type);
    const itemType = isListType(nullable) ? nullable.ofType : type;
    return sumOf(node.values.map((item) => literalContents(pricing, input, itemType, item, depth + 1)));
  }
  const namedType = getNamedType(type);
  if (!isInputObjectType(namedType)) return 0;
  if (node.kind === Kind.VARIABLE) return contentsOfVariable(pricing, node.name.value, input, type);
  if (node.kind !== Kind.OBJECT) return 0;
  const given = new Map(node.fields.map((field) => [field.name.value, field.value]));
  const fields = pricing.facts.inputFields(namedType).map((field) => inputCost(pricing, field, given.get(field.name), depth + 1));
  return sumOf([objectWeight(pricing, input), ...fields]);
}

function walkOfVariable(pricing: InputPricing, name: string, input: InputFacts): (variables: Variables) => number {
  const weight = pricing.dialect === 'ibm' ? input.declaredWeight : declaredAnywhere(pricing, input);
  return sharedWalk(pricing, `${name}:${input.type.toString()}:${weight}`, (variables) => costOfValue(pricing, input, variables[name], 0));
}

function contentsOfVariable(
  pricing: InputPricing,
  name: string,
  input: InputFacts,
  type: GraphQLInputType,
): (variables: Variables) => number {
  const weight = objectWeight(pricing, input);
  return sharedWalk(pricing, `contents:${name}:${type.toString()}:${weight}`, (variables) =>
    contentsOf(pricing, weight, type, variables[name], 0),
  );
}

function sharedWalk(
  { variableWalks }: InputPricing,
  key: string,
  walk: (variables: Variables) => number,
): (variables: Variables) => number {
  let shared = variableWalks.get(key);
  if (!shared) {
    let walked: Variables | undefined;
    let cost = 0;
    shared = (variables) => {
      if (walked !== variables) {
        cost = walk(variables);
        walked = variables;
      }
      return cost;
    };
    variableWalks.set(key, shared);
  }
  return shared;
}

/** The cost of an argument or input field whose coerced value is known; undefined is absent. */
function costOfValue(pricing: InputPricing, input: InputFacts, value: unknown, depth: number): number {
  if (value === undefined) return 0;
  if (pricing.dialect === 'apollo') return apolloValue(pricing, input, value, depth);
  return (input.declaredWeight ?? 0) + contentsOf(pricing, objectWeight(pricing, input), input.type, value, depth);
}

function contentsOf(pricing: InputPricing, each: number, type: GraphQLInputType, value: unknown, depth: number): number {
  guardDepth(depth);
  const namedType = getNamedType(type);
  if (typeof value !== 'object' || value === null || !isInputObjectType(namedType)) return 0;
  let total = 0;
  if (Array.isArray(value)) {
    for (const item of value) total += contentsOf(pricing, each, type, item, depth + 1);
    return total;
  }
  total = each;
  for (const [name, given] of Object.entries(value)) {
    const field = pricing.facts.inputField(namedType, name);
    if (field) total += costOfValue(pricing, field, given, depth + 1);
  }
  return total;
}

/** Apollo takes the weight of the type where the argument declares none. */
function declaredAnywhere({ facts }: InputPricing, input: InputFacts): number | undefined {
  return input.declaredWeight ?? facts.declaredTypeWeight(getNamedType(input.type));
}

function apolloLiteral(pricing: InputPricing, input: InputFacts, node: ValueNode, depth: number): Amount {
  guardDepth(depth);
  const declared = declaredAnywhere(pricing, input);
  const namedType = getNamedType(input.type);
  if (node.kind === Kind.NULL) return 0;
  if (node.kind === Kind.VARIABLE) return walkOfVariable(pricing, node.name.value, input);
  if (node.kind === Kind.LIST) return sumOf([declared ?? 0, ...node.values.map((item) => apolloLiteral(pricing, input, item, depth + 1))]);
  if (node.kind === Kind.OBJECT && isInputObjectType(namedType)) {
    const fields = new Map(pricing.facts.inputFields(namedType).map((field) => [field.name, field]));
    return sumOf([
      declared ?? pricing.inputObjectWeight,
      ...node.fields.flatMap(({ name, value }) => {
        const field = fields.get(name.value);
        return field ? [apolloLiteral(pricing, field, value, depth + 1)] : [];
      }),
    ]);
  }
  return declared ?? 0;
}

function apolloValue(pricing: InputPricing, input: InputFacts, value: unknown, depth: number): number {
  guardDepth(depth);
  if (value === null || value === undefined) return 0;
  const declared = declaredAnywhere(pricing, input);
  const namedType = getNamedType(input.type);
  if (Array.isArray(value)) {
    let total = declared ?? 0;
    for (const item of value) total += apolloValue(pricing, input, item, depth + 1);
    return total;
  }
  if (typeof value !== 'object' || !isInputObjectType(namedType)) return declared ?? 0;
  let total = declared ?? pricing.inputObjectWeight;
  for (const [name, given] of Object.entries(value)) {
    const field = pricing.facts.inputField(namedType, name);
    if (field) total += apolloValue(pricing, field, given, depth + 1);
  }
  return total;
}

function guardDepth(depth: number): void {
  if (depth > DEEPEST_INPUT) throw new CostRefusal({ code: 'COST_TOO_COMPLEX', limit: DEEPEST_INPUT });
}
