/**
 * The other driver: the same batch resolvers under plain graphql-js.
 *
 * graphql-js calls a resolver for each object; here each such call becomes a load, and DataLoader gathers the loads of one field into one call
 * of its batch resolver. It is slower than the plan by the promises it makes for each object, and serves what a plan cannot: documents with
 * hand-written resolvers, and subscriptions. Loaders live as long as the context of their request.
 */
import DataLoader from 'dataloader';
import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type OperationDefinitionNode,
} from 'graphql';
import { type Arguments, compileArguments } from './arguments.ts';
import type { BatchResolver, ExecutionContext, FieldReader, Selection } from './batch.ts';
import { callBatch } from './call-batch.ts';
import { conditionVariables } from './collect-fields.ts';
import { conditionKey, type PlanScope, PlanSelection, pickConditions, selectionSetsOf } from './plan.ts';

type Resolver = GraphQLFieldResolver<unknown, ExecutionContext>;

const attached = new WeakSet<object>();
const attachedSchemas = new WeakSet<GraphQLSchema>();

/** What a field without a parent is given: the root value, or this. */
export const NOBODY: object = Object.freeze({});

/** True for a field whose own resolver has to be called, because no batch resolver or reader stands in for it. */
export function isHandwritten(field: GraphQLField<unknown, unknown>): boolean {
  if (!field.resolve || attached.has(field.resolve) || field.resolve === defaultFieldResolver) return false;
  // The three meta fields have resolvers of graphql-js itself, and are answered without them or by handing them back.
  return !field.name.startsWith('__') && !field.extensions['batch'] && !field.extensions['read'];
}

/**
 * Gives every batched or read field of the schema a resolver that graphql-js can call, and makes values of abstract types be known by their
 * `__typename`.
 *
 * Rows are plain objects, so `isTypeOf` tests, which libraries derive from classes, would refuse all of them: they are taken off. Does nothing the
 * second time.
 */
export function attachResolvers(schema: GraphQLSchema): void {
  if (attachedSchemas.has(schema)) return;
  attachedSchemas.add(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type)) {
      type.isTypeOf = undefined;
      for (const field of Object.values(type.getFields())) attachTo(field);
    } else if (isAbstractType(type) && type.resolveType) {
      const fallback = type.resolveType;
      type.resolveType = (value, context, info, abstractType) => typenameOf(value) ?? fallback(value, context, info, abstractType);
    }
  }
}

function attachTo(field: GraphQLField<unknown, ExecutionContext>): void {
  const batch = field.extensions['batch'] as BatchResolver | undefined;
  const read = field.extensions['read'] as FieldReader | undefined;
  if (batch) field.resolve = resolveThroughLoader(batch);
  else if (read) field.resolve = (parent) => read(objectOf(parent));
  else return;
  attached.add(field.resolve);
}

export function typenameOf(value: unknown): string | undefined {
  const name = typeof value === 'object' && value !== null ? (value as { __typename?: unknown }).__typename : undefined;
  return typeof name === 'string' ? name : undefined;
}

function objectOf(parent: unknown): object {
  return typeof parent === 'object' && parent !== null ? parent : NOBODY;
}

/** graphql-js keeps one array of field nodes for each field and runtime type of an execution, which is exactly what shares a loader. */
const loaders = new WeakMap<ExecutionContext, WeakMap<readonly FieldNode[], DataLoader<object, unknown>>>();

function resolveThroughLoader(batch: BatchResolver): Resolver {
  return (parent, args, context, info) => {
    let ofRequest = loaders.get(context);
    if (!ofRequest) {
      ofRequest = new WeakMap();
      loaders.set(context, ofRequest);
    }
    let loader = ofRequest.get(info.fieldNodes);
    if (!loader) {
      const asked = selectionFor(info);
      const constant = constantArguments(info) ?? args;
      loader = new DataLoader(async (parents) => {
        context.signal.throwIfAborted();
        return callBatch(batch, parents, constant, asked, context, `${info.parentType.name}.${info.fieldName}`) as Promise<unknown[]>;
      });
      ofRequest.set(info.fieldNodes, loader);
    }
    return loader.load(objectOf(parent));
  };
}

interface Compiled {
  readonly conditions: readonly string[];
  readonly scopes: Map<string, PlanScope>;
  readonly fields: WeakMap<FieldNode, CompiledField[]>;
}

interface CompiledField {
  readonly scope: PlanScope;
  readonly nodes: readonly FieldNode[];
  readonly parentType: object;
  readonly selection: Selection;
  readonly argumentsOf: ReturnType<typeof compileArguments>;
}

const compiledOperations = new WeakMap<GraphQLSchema, WeakMap<OperationDefinitionNode, Compiled>>();

function compiledOperation(info: GraphQLResolveInfo): Compiled {
  let ofSchema = compiledOperations.get(info.schema);
  if (!ofSchema) {
    ofSchema = new WeakMap();
    compiledOperations.set(info.schema, ofSchema);
  }
  let compiled = ofSchema.get(info.operation);
  if (!compiled) {
    compiled = { conditions: allConditions(info), scopes: new Map(), fields: new WeakMap() };
    ofSchema.set(info.operation, compiled);
  }
  return compiled;
}

/** What this field was compiled to when these nodes were last executed with the same directives in force. */
function compiledField(info: GraphQLResolveInfo): CompiledField {
  const compiled = compiledOperation(info);
  const key = conditionKey(compiled.conditions, info.variableValues);
  let scope = compiled.scopes.get(key);
  if (!scope) {
    const { schema, fragments } = info;
    scope = {
      schema,
      fragments,
      specialiseAfter: Number.POSITIVE_INFINITY,
      conditions: pickConditions(compiled.conditions, info.variableValues),
    };
    if (compiled.scopes.size >= 32) compiled.scopes.delete(compiled.scopes.keys().next().value!);
    compiled.scopes.set(key, scope);
  }
  const first = info.fieldNodes[0]!;
  let known = compiled.fields.get(first);
  if (!known) {
    known = [];
    compiled.fields.set(first, known);
  }
  const found = known.find(
    (entry) => entry.scope === scope && entry.parentType === info.parentType && sameNodes(entry.nodes, info.fieldNodes),
  );
  if (found) return found;
  const named = getNamedType(info.returnType);
  const field = info.parentType.getFields()[info.fieldName]!;
  const entry = {
    scope,
    nodes: info.fieldNodes,
    parentType: info.parentType,
    selection: isCompositeType(named) ? selectionOf(scope, named, info.fieldNodes) : { type: info.parentType, fieldsFor: () => [] },
    argumentsOf: compileArguments(field, first),
  };
  if (known.length >= 64) known.shift();
  known.push(entry);
  return entry;
}

function selectionFor(info: GraphQLResolveInfo): Selection {
  return compiledField(info).selection;
}

function selectionOf(scope: PlanScope, type: GraphQLCompositeType, nodes: readonly FieldNode[]): Selection {
  return new PlanSelection(scope, type, selectionSetsOf(nodes), '');
}

function constantArguments(info: GraphQLResolveInfo): Arguments | undefined {
  const coerced = compiledField(info).argumentsOf(info.variableValues);
  return 'values' in coerced ? coerced.values : undefined;
}

function sameNodes(left: readonly FieldNode[], right: readonly FieldNode[]): boolean {
  return left.length === right.length && left.every((node, index) => node === right[index]);
}

function allConditions(info: GraphQLResolveInfo): readonly string[] {
  const names = new Set<string>();
  const sets = [info.operation.selectionSet, ...Object.values(info.fragments).map((fragment) => fragment.selectionSet)];
  for (let set = sets.pop(); set; set = sets.pop()) {
    for (const selection of set.selections) {
      for (const name of conditionVariables(selection.directives)) names.add(name);
      if ('selectionSet' in selection && selection.selectionSet) sets.push(selection.selectionSet);
    }
  }
  return [...names];
}
