/**
 * The few words in which derived types are spoken to TypeGraphQL.
 *
 * Its decorators are plain functions over a prototype and a name, so a type that nobody wrote by hand can be declared with the same calls
 * that a hand-written class would make.
 */
import 'reflect-metadata';
import type { GraphQLEnumType, GraphQLScalarType } from 'graphql';
import { Arg, Directive, Extensions, Field, InputType, Mutation, ObjectType, Query, Resolver, Subscription } from 'type-graphql';
import type { ResourceClass } from '../facts.ts';

/** What TypeGraphQL accepts as a type: a class, a scalar, an enum, or one of them in a list. */
export type TypeReference = ResourceClass | GraphQLScalarType | GraphQLEnumType | object;
type MaybeList = TypeReference | readonly [TypeReference];

export interface FieldOptions {
  description: string;
  nullable?: boolean;
  args?: readonly ArgumentOptions[];
  extensions?: Record<string, unknown>;
}

export interface ArgumentOptions {
  name: string;
  type: () => MaybeList;
  description: string;
  nullable?: boolean;
  defaultValue?: unknown;
}

export type NewClass = new () => object;

export function newClass(name: string): NewClass {
  return { [name]: class {} }[name] as NewClass;
}

export function declareObject(type: ResourceClass, description: string): void {
  ObjectType({ description, simpleResolvers: true })(type as NewClass);
}

export function declareInput(
  name: string,
  description: string,
  fields: Record<string, { type: () => MaybeList; description: string }>,
): NewClass {
  const type = newClass(name);
  InputType({ description })(type);
  for (const [field, { type: of, description: words }] of Object.entries(fields))
    Field(of as never, { nullable: true, description: words })(type.prototype, field);
  return type;
}

/** An input of which exactly one field is given (the `@oneOf` directive of the GraphQL specification). */
export function declareOneOf(name: string, description: string, fields: Parameters<typeof declareInput>[2]): NewClass {
  const type = declareInput(name, description, fields);
  Directive('@oneOf')(type);
  return type;
}

export function declareField(on: ResourceClass, name: string, type: () => MaybeList, options: FieldOptions): void {
  const { description, nullable = false, args = [], extensions } = options;
  // A field with arguments has to be a method in TypeGraphQL's eyes; nobody ever calls it.
  if (args.length > 0) Object.defineProperty(on.prototype, name, { value: () => undefined, configurable: true });
  Field(type as never, { nullable, description })(on.prototype, name, args.length > 0 ? {} : (undefined as never));
  declareArguments(on, name, args);
  if (extensions) Extensions(extensions)(on.prototype, name);
}

export function declareQuery(root: NewClass, name: string, type: () => MaybeList, options: FieldOptions): void {
  declareRootField(root, name, options, Query(type as never, nullabilityOf(options)));
}

export function declareMutation(root: NewClass, name: string, type: () => MaybeList, options: FieldOptions): void {
  declareRootField(root, name, options, Mutation(type as never, nullabilityOf(options)));
}

/** What a subscription yields comes from elsewhere: TypeGraphQL only has to know that it is one. */
export function declareSubscription(root: NewClass, name: string, type: () => MaybeList, options: FieldOptions): void {
  const subscribe = (): never => {
    throw new Error(`${name} is not resolved by TypeGraphQL.`);
  };
  declareRootField(root, name, options, Subscription(type as never, { ...nullabilityOf(options), subscribe } as never));
}

const nullabilityOf = ({ description, nullable = false }: FieldOptions) => ({ description, nullable });

function declareRootField(root: NewClass, name: string, { args = [], extensions }: FieldOptions, decorate: MethodDecorator): void {
  Object.defineProperty(root.prototype, name, { value: () => undefined, configurable: true });
  decorate(root.prototype, name, {});
  declareArguments(root, name, args);
  if (extensions) Extensions(extensions)(root.prototype, name);
}

export function declareRoot(name: string): NewClass {
  const root = newClass(name);
  Resolver()(root);
  return root;
}

function declareArguments(on: ResourceClass, field: string, args: readonly ArgumentOptions[]): void {
  args.forEach(({ name, type, description, nullable = true, defaultValue }, index) => {
    const options = { nullable, description, ...(defaultValue === undefined ? {} : { defaultValue }) };
    Arg(name, type as never, options)(on.prototype, field, index);
  });
}
