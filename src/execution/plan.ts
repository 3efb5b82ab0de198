/**
 * A document, understood once.
 *
 * A plan is a tree of fields: for each field what to call, with which arguments, and what its values must look like; for each runtime type of its
 * values the fields below. Branches are compiled when the first object of their type arrives, so an abstract type with forty members costs what
 * the answer contains. The tree follows response keys and never shares branches, which gives every field one static path.
 */
import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import { type ArgumentsOf, areHarmless, compileArguments } from './arguments.ts';
import type { BatchResolver, FieldReader, SelectedField, Selection } from './batch.ts';
import { type CollectionScope, collectFields } from './collect-fields.ts';
import { interpretingWriter, type ObjectWriter, specialisedWriter } from './object-writer.ts';
import { type Shape, shapeOf } from './shape.ts';

/** What decides how a field is answered; everything but the first two is a call of its own per level. */
export type FieldKind =
  | 'typename'
  /** A leaf that is copied from the parent. */
  | 'column'
  /** The same, but its arguments may turn out to be wrong, which has to be reported although nobody reads them. */
  | 'checked-column'
  | 'object'
  | 'batch'
  | 'introspection';

export class PlanField implements SelectedField {
  readonly responseKey: string;
  /** Response keys from the root, joined with dots. Unique together with `parentType`. */
  readonly path: string;
  readonly parentType: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  readonly nodes: readonly FieldNode[];
  readonly coordinate: string;
  /** Its place among the fields of its type, as the answer lists them. */
  readonly order: number;
  readonly kind: FieldKind;
  readonly shape: Shape;
  readonly batch: BatchResolver | undefined;
  readonly read: FieldReader | undefined;
  readonly argumentsOf: ArgumentsOf;
  readonly selection: PlanSelection | undefined;
  /** What a batch resolver is handed: its selection, or one that asks for nothing when it answers with leaves. */
  readonly asked: Selection;

  constructor(
    scope: PlanScope,
    parentType: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    responseKey: string,
    nodes: readonly FieldNode[],
    parentPath: string,
    order: number,
  ) {
    this.order = order;
    this.responseKey = responseKey;
    this.path = parentPath === '' ? responseKey : `${parentPath}.${responseKey}`;
    this.parentType = parentType;
    this.field = field;
    this.nodes = nodes;
    this.coordinate = `${parentType.name}.${field.name}`;
    this.shape = shapeOf(field.type);
    this.batch = field.extensions['batch'] as BatchResolver | undefined;
    this.read = field.extensions['read'] as FieldReader | undefined;
    this.argumentsOf = compileArguments(field, nodes[0]!);
    const named = getNamedType(field.type);
    this.selection = isCompositeType(named) ? new PlanSelection(scope, named, selectionSetsOf(nodes), this.path) : undefined;
    this.asked = this.selection ?? { type: parentType, fieldsFor: () => [] };
    this.kind = this.kindOf();
  }

  private kindOf(): FieldKind {
    if (this.field === TypeNameMetaFieldDef) return 'typename';
    if (this.field === SchemaMetaFieldDef || this.field === TypeMetaFieldDef) return 'introspection';
    if (this.batch) return 'batch';
    if (this.selection) return 'object';
    return areHarmless(this.field, this.nodes[0]!, this.argumentsOf) ? 'column' : 'checked-column';
  }
}

/** One runtime type at one place of the document. */
export class PlanType {
  readonly type: GraphQLObjectType;
  readonly fields: readonly PlanField[];
  /** The fields that are not written together with the object. */
  readonly links: readonly PlanField[];
  /** Why no object of this type can be answered: a directive whose condition is null. */
  readonly failure: GraphQLError | undefined;
  /** Makes the output of one object: every response key in order, columns filled, links null. */
  write: ObjectWriter;

  constructor(scope: PlanScope, type: GraphQLObjectType, selectionSets: readonly SelectionSetNode[], path: string) {
    const fields: PlanField[] = [];
    let failure: GraphQLError | undefined;
    try {
      for (const [responseKey, nodes] of collectFields(scope, type, selectionSets)) {
        const field = fieldOf(scope.schema, type, nodes[0]!.name.value);
        if (field) fields.push(new PlanField(scope, type, field, responseKey, nodes, path, fields.length));
      }
    } catch (error) {
      failure = error as GraphQLError;
    }
    this.type = type;
    this.fields = fields;
    this.links = fields.filter((field) => field.kind !== 'typename' && field.kind !== 'column');
    this.failure = failure;
    this.write = this.writerThatSpecialises(scope.specialiseAfter);
  }

  /** Generated code writes an object about ten times as fast, and costs as much as a few hundred objects: documents that are rare or small do without. */
  private writerThatSpecialises(after: number): ObjectWriter {
    const interpret = interpretingWriter(this.fields);
    let written = 0;
    return (parent, leaves) => {
      if (++written > after) {
        this.write = specialisedWriter(this.fields) ?? interpret;
        return this.write(parent, leaves);
      }
      return interpret(parent, leaves);
    };
  }
}

export class PlanSelection implements Selection {
  readonly type: GraphQLCompositeType;
  private readonly scope: PlanScope;
  private readonly selectionSets: readonly SelectionSetNode[];
  private readonly path: string;
  private readonly plans = new Map<GraphQLObjectType, PlanType>();
  private readonly asked = new Map<GraphQLObjectType, readonly SelectedField[]>();

  constructor(scope: PlanScope, type: GraphQLCompositeType, selectionSets: readonly SelectionSetNode[], path: string) {
    this.scope = scope;
    this.type = type;
    this.selectionSets = selectionSets;
    this.path = path;
  }

  planFor(type: GraphQLObjectType): PlanType {
    let plan = this.plans.get(type);
    if (!plan) {
      plan = new PlanType(this.scope, type, this.selectionSets, this.path);
      this.plans.set(type, plan);
    }
    return plan;
  }

  /** Without `__typename`, which nobody has to fetch. */
  fieldsFor(type: GraphQLObjectType): readonly SelectedField[] {
    let fields = this.asked.get(type);
    if (!fields) {
      fields = this.planFor(type).fields.filter((field) => field.kind !== 'typename');
      this.asked.set(type, fields);
    }
    return fields;
  }
}

export interface PlanScope extends CollectionScope {
  readonly schema: GraphQLSchema;
  /** How many objects of a type are written by interpretation before code is generated for it. */
  readonly specialiseAfter: number;
}

/** An operation, with one compiled tree for each combination of the variables that its directives depend on. */
export class Plan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>;
  readonly rootType: GraphQLObjectType;
  /** Coordinates of the fields with a resolver of their own: graphql-js runs the whole document when there are any. */
  readonly handwritten: readonly string[];
  private readonly conditions: readonly string[];
  private readonly specialiseAfter: number;
  private readonly variants = new Map<string, PlanType>();

  constructor(parts: {
    readonly schema: GraphQLSchema;
    readonly operation: OperationDefinitionNode;
    readonly fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>;
    readonly rootType: GraphQLObjectType;
    readonly handwritten: readonly string[];
    readonly conditions: readonly string[];
    readonly specialiseAfter: number;
  }) {
    this.schema = parts.schema;
    this.operation = parts.operation;
    this.fragments = parts.fragments;
    this.rootType = parts.rootType;
    this.handwritten = parts.handwritten;
    this.conditions = parts.conditions;
    this.specialiseAfter = parts.specialiseAfter;
  }

  /** The tree for these coerced variables; the same tree for equal values of the variables that matter. */
  rootFor(variables: Readonly<Record<string, unknown>>): PlanType {
    const key = conditionKey(this.conditions, variables);
    let root = this.variants.get(key);
    if (!root) {
      root = this.compileRoot(variables);
      // Every variable in a directive doubles the possible trees, so a client must not be able to make us keep them all.
      if (this.variants.size >= 32) this.variants.delete(this.variants.keys().next().value!);
      this.variants.set(key, root);
    }
    return root;
  }

  private compileRoot(variables: Readonly<Record<string, unknown>>): PlanType {
    const { schema, fragments, specialiseAfter } = this;
    const scope = { schema, fragments, specialiseAfter, conditions: pickConditions(this.conditions, variables) };
    return new PlanType(scope, this.rootType, [this.operation.selectionSet], '');
  }
}

/** Equal for variables that make every `@skip` and `@include` decide alike. */
export function conditionKey(conditions: readonly string[], variables: Readonly<Record<string, unknown>>): string {
  let key = '';
  for (const name of conditions) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    key += value === true ? '1' : value === false ? '0' : value === null ? 'n' : 'u';
  }
  return key;
}

export function pickConditions(conditions: readonly string[], variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const picked: Record<string, unknown> = Object.create(null);
  for (const name of conditions) {
    if (Object.hasOwn(variables, name)) picked[name] = variables[name];
  }
  return picked;
}

export function selectionSetsOf(nodes: readonly FieldNode[]): readonly SelectionSetNode[] {
  return nodes.flatMap((node) => node.selectionSet ?? []);
}

/** Undefined for a field that the type does not have, which validation refuses and execution passes over. */
export function fieldOf(schema: GraphQLSchema, type: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (type === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  const fields = type.getFields();
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}
