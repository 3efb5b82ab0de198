/**
 * Walks a plan breadth-first: one call for each field and level, however many objects there are.
 *
 * The answer is built from the top. The output of an object is made, with its columns filled in, when the object arrives, and is put where it belongs
 * at once; then the fields below are called for all objects of that type together. Nothing is allocated for an object but its output: no promise, no
 * closure, no path. Nulls are propagated only when something failed, by one pass over the lists that contain it.
 *
 * The answer equals that of graphql-js 16, error texts included; which of several causes of one null is named is decided in failures.ts. A request
 * that is cancelled rejects with the reason of its signal.
 */
import {
  type ExecutionResult,
  execute as executeWithGraphql,
  type FieldNode,
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  getVariableValues,
  isAbstractType,
  isObjectType,
  Kind,
  OperationTypeNode,
  print,
} from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import type { ExecutionContext } from './batch.ts';
import { callBatch } from './call-batch.ts';
import { attachResolvers, NOBODY, typenameOf } from './dataloader-driver.ts';
import { type Failure, type FailureStep, Frame, locateFailures } from './failures.ts';
import { type LeafCompleter, readColumn } from './object-writer.ts';
import type { Plan, PlanField, PlanType } from './plan.ts';
import { type CompletionSink, completeValue } from './shape.ts';
import { sortErrors } from './sort-errors.ts';

/**
 * Told once for each field and level: for how many parents the field was asked, and how many objects it answered. A leaf answers as many as it was
 * asked for.
 */
export type Observer = (field: PlanField, parents: number, results: number) => void;

export interface ExecuteOptions {
  /** As the client sent them. */
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  /** As `getVariableValues` returned them, by whoever needed them before; `variables` is then used by delegated plans only. */
  readonly coercedVariables?: Readonly<Record<string, unknown>> | undefined;
  readonly rootValue?: unknown;
  readonly context: ExecutionContext;
  /** Defaults to the plan's own. */
  readonly schema?: GraphQLSchema | undefined;
  /** The schema that introspection shows; defaults to the plan's. */
  readonly introspected?: GraphQLSchema | undefined;
  /** How many wrong variables are reported before the rest is not looked at. */
  readonly maxErrors?: number | undefined;
  readonly observe?: Observer | undefined;
  /** Reports all failures that would each have made a null, instead of the one that is named for it. For looking into things; clients want one. */
  readonly everyCause?: boolean | undefined;
}

type Variables = Readonly<Record<string, unknown>>;
type Output = Record<string, unknown>;

export async function executePlan(plan: Plan, options: ExecuteOptions): Promise<ExecutionResult> {
  const { context } = options;
  context.signal.throwIfAborted();
  if (plan.handwritten.length > 0) return executeDelegated(plan, options);
  const coerced = coerceVariables(plan, options);
  if ('errors' in coerced) return { errors: coerced.errors };
  return new Run(plan, options, coerced.values).answer();
}

function coerceVariables(plan: Plan, options: ExecuteOptions): { values: Variables } | { errors: readonly GraphQLError[] } {
  if (options.coercedVariables) return { values: options.coercedVariables };
  const definitions = plan.operation.variableDefinitions ?? [];
  if (definitions.length === 0) return { values: {} };
  const { coerced, errors } = getVariableValues(plan.schema, definitions, options.variables ?? {}, { maxErrors: options.maxErrors ?? 50 });
  return errors ? { errors } : { values: coerced };
}

/** Resolvers written by hand take an `info` that only graphql-js can give them. */
async function executeDelegated(plan: Plan, options: ExecuteOptions): Promise<ExecutionResult> {
  attachResolvers(plan.schema);
  const result = await executeWithGraphql({
    schema: plan.schema,
    document: documentOf(plan),
    rootValue: options.rootValue,
    contextValue: options.context,
    variableValues: options.variables ?? {},
    options: { maxCoercionErrors: options.maxErrors ?? 50 },
  });
  options.context.signal.throwIfAborted();
  return sortErrors(result);
}

/** The plan's operation alone, or the given fields of it. */
function documentOf(plan: Plan, fields?: readonly FieldNode[]) {
  const { operation } = plan;
  // Introspection takes names and flags; the types of other variables may be none that it shows.
  const variableDefinitions = operation.variableDefinitions?.filter(({ type }) => /^(?:String|Boolean)!?$/.test(print(type))) ?? [];
  const definition = fields
    ? { ...operation, variableDefinitions, selectionSet: { kind: Kind.SELECTION_SET, selections: fields } as const }
    : operation;
  const fragments = Object.values(plan.fragments).filter((fragment) => fragment !== undefined);
  return { kind: Kind.DOCUMENT, definitions: [definition, ...fragments] } as const;
}

class Run implements LeafCompleter {
  readonly failures: Failure[] = [];
  readonly leafSink = new LeafSink();
  /** In the place of values that had to be null and must not be, when every cause is wanted: always dead. */
  readonly tombstone: object | undefined;
  private readonly plan: Plan;
  private readonly options: ExecuteOptions;
  private readonly variables: Variables;
  private readonly context: ExecutionContext;
  private readonly observe: Observer | undefined;
  /** Outputs that have to be null in the answer. */
  readonly dead = new Set<object>();

  constructor(plan: Plan, options: ExecuteOptions, variables: Variables) {
    this.plan = plan;
    this.options = options;
    this.variables = variables;
    this.context = options.context;
    this.observe = options.observe;
    this.tombstone = options.everyCause ? {} : undefined;
    if (this.tombstone) this.dead.add(this.tombstone);
  }

  async answer(): Promise<ExecutionResult> {
    const root = this.plan.rootFor(this.variables);
    if (root.failure) return { errors: [root.failure], data: null };
    const parent = typeof this.options.rootValue === 'object' && this.options.rootValue !== null ? this.options.rootValue : NOBODY;
    const output = root.write(parent, this) as Output;
    this.observeColumns(root, 1);
    let died = false;
    const troubles = this.leafSink.take();
    if (troubles) {
      died = this.leafSink.fatal;
      for (const { field, indices, error } of troubles) {
        this.failures.push({ frame: undefined, owner: output, steps: [{ field, indices }], error, level: 0 });
      }
    }
    if (!died) {
      const outcome =
        this.plan.operation.operation === OperationTypeNode.MUTATION
          ? this.followInTurn(root, [parent], [output])
          : this.follow(root, undefined, [parent], [output]);
      died = typeof outcome === 'boolean' ? outcome : await outcome;
    }
    const data = died ? null : output;
    if (this.failures.length === 0) return { data };
    return { errors: locateFailures(this.failures, data, this.tombstone !== undefined), data };
  }

  /** The columns that a writer does not recognise at a glance. */
  leaf(field: PlanField, value: unknown): unknown {
    const { shape } = field;
    if (shape.leaf && value !== null && value !== undefined && !(value instanceof Error)) {
      try {
        const serialized: unknown = shape.leaf.serialize(value);
        if (serialized !== null && serialized !== undefined) return serialized;
      } catch {
        // Once more below, to report it.
      }
    }
    return this.leafSink.complete(field, value);
  }

  /** Calls every link of a type for all its objects; true when some of these objects must become null. */
  private follow(
    plan: PlanType,
    frame: Frame | undefined,
    parents: readonly object[],
    outputs: readonly object[],
  ): boolean | Promise<boolean> {
    let died = false;
    let pending: Promise<boolean>[] | undefined;
    for (const link of plan.links) {
      let outcome: boolean | Promise<boolean>;
      try {
        outcome = this.followLink(link, frame, parents, outputs);
      } catch (error) {
        // Thrown here, it would leave the calls already under way without anybody to hear of their failure.
        outcome = Promise.reject(error);
      }
      if (typeof outcome === 'boolean') died = outcome || died;
      else if (pending) pending.push(outcome);
      else pending = [outcome];
    }
    if (!pending) return died;
    if (pending.length === 1) return died ? pending[0]!.then(() => true) : pending[0]!;
    return Promise.all(pending).then((outcomes) => died || outcomes.includes(true));
  }

  /** The fields of a mutation change things, so each waits for the one before it, and none runs once the answer is lost. */
  private async followInTurn(plan: PlanType, parents: readonly object[], outputs: readonly object[]): Promise<boolean> {
    for (const link of plan.links) {
      this.context.signal.throwIfAborted();
      if (await this.followLink(link, undefined, parents, outputs)) return true;
    }
    return false;
  }

  private followLink(
    link: PlanField,
    frame: Frame | undefined,
    parents: readonly object[],
    outputs: readonly object[],
  ): boolean | Promise<boolean> {
    if (link.kind === 'introspection') return this.introspect(link, outputs[0] as Output);
    const level = (frame?.level ?? 0) + (link.kind === 'batch' ? 1 : 0);
    const placing = new Placing(this, link, frame, new Frame(frame, outputs, link, level));
    const args = link.argumentsOf(this.variables);
    if ('error' in args) return this.failAll(placing, outputs, args.error, frame?.level ?? 0);
    if (link.kind === 'batch') return this.followBatch(link, args.values, placing, parents, outputs);
    const values: unknown[] = [];
    for (let index = 0; index < parents.length; index++) values.push(readColumn(link, parents[index]!));
    return this.settle(link, placing, outputs, values);
  }

  private async followBatch(
    link: PlanField,
    args: Variables,
    placing: Placing,
    parents: readonly object[],
    outputs: readonly object[],
  ): Promise<boolean> {
    const { signal } = this.context;
    signal.throwIfAborted();
    let values: readonly unknown[];
    try {
      const answer = callBatch(link.batch!, parents, args, link.asked, this.context, link.coordinate);
      values = Array.isArray(answer) ? answer : await answer;
    } catch (error) {
      // A statement that was cancelled with the request fails too, but that is not what is to be told.
      signal.throwIfAborted();
      return this.failAll(placing, outputs, error, placing.frame.level);
    }
    signal.throwIfAborted();
    return this.settle(link, placing, outputs, values);
  }

  private failAll(placing: Placing, outputs: readonly object[], error: unknown, level: number): boolean {
    this.observe?.(placing.link, outputs.length, 0);
    for (let index = 0; index < outputs.length; index++) {
      const owner = outputs[index]!;
      this.failures.push({ frame: placing.frame.parent, owner, steps: [{ field: placing.link, indices: [] }], error, level });
      if (placing.link.shape.nonNull) this.dead.add(owner);
    }
    return placing.link.shape.nonNull;
  }

  /** Puts the values of a link where they belong and goes on below them. */
  private settle(link: PlanField, placing: Placing, outputs: readonly object[], values: readonly unknown[]): boolean | Promise<boolean> {
    const { shape, responseKey } = link;
    const plainList = shape.item !== undefined && shape.item.item === undefined && shape.item.leaf === undefined;
    let died = false;
    for (let index = 0; index < outputs.length; index++) {
      const owner = outputs[index] as Output;
      placing.owner = owner;
      const value = values[index];
      const completed = plainList && Array.isArray(value) ? placing.list(value) : completeValue(shape, value, 0, placing);
      if (completed === undefined) {
        this.dead.add(owner);
        died = true;
      } else if (completed !== null) owner[responseKey] = completed;
    }
    this.observe?.(link, outputs.length, link.selection ? placing.count : outputs.length);
    if (this.tombstone) died = this.propagate(placing.frame) || died;
    const below = this.descend(placing);
    if (typeof below === 'boolean') return (below && this.propagate(placing.frame)) || died;
    return below.then((diedBelow) => (diedBelow && this.propagate(placing.frame)) || died);
  }

  private descend(placing: Placing): boolean | Promise<boolean> {
    let died = false;
    let pending: Promise<boolean>[] | undefined;
    for (const group of placing.groups) {
      this.observeColumns(group.plan, group.count);
      if (group.outputs.length === 0) continue;
      const outcome = this.follow(group.plan, placing.frame, group.parents, group.outputs);
      if (typeof outcome === 'boolean') died = outcome || died;
      else if (pending) pending.push(outcome);
      else pending = [outcome];
    }
    if (!pending) return died;
    if (pending.length === 1) return died ? pending[0]!.then(() => true) : pending[0]!;
    return Promise.all(pending).then((outcomes) => died || outcomes.includes(true));
  }

  private observeColumns(plan: PlanType, parents: number): void {
    if (!this.observe) return;
    for (const field of plan.fields) {
      if (field.kind === 'column' || field.kind === 'typename') this.observe(field, parents, parents);
    }
  }

  /** Takes dead objects out of what was placed; true when an owner dies of it. */
  private propagate(frame: Frame): boolean {
    const { shape, responseKey } = frame.field;
    let died = false;
    frame.keepPlaced().forEach((value, index) => {
      const kept = this.keep(shape, value);
      if (kept === value) return;
      const owner = frame.owners[index] as Output;
      owner[responseKey] = kept ?? null;
      if (kept !== undefined) return;
      this.dead.add(owner);
      died = true;
    });
    return died;
  }

  private keep(shape: PlanField['shape'], value: unknown): unknown {
    if (value === null || value === undefined) return value;
    // A tombstone may stand where a list would.
    if (!shape.item || !Array.isArray(value)) return !this.dead.has(value) ? value : shape.nonNull ? undefined : null;
    let changed = false;
    const kept: unknown[] = [];
    for (const item of value) {
      const keptItem = this.keep(shape.item, item);
      if (keptItem === undefined) return shape.nonNull ? undefined : null;
      changed ||= keptItem !== item;
      kept.push(keptItem);
    }
    return changed ? kept : value;
  }

  /** The schema's description of itself comes from graphql-js, which has it; its resolvers never wait. */
  private introspect(link: PlanField, output: Output): boolean {
    const result = executeWithGraphql({
      schema: this.options.introspected ?? this.plan.schema,
      document: documentOf(this.plan, link.nodes),
      variableValues: this.options.variables ?? this.variables,
    }) as ExecutionResult;
    for (const error of result.errors ?? []) {
      this.failures.push({ frame: undefined, owner: output, steps: [{ field: link, indices: [] }], error, level: 0 });
    }
    this.observe?.(link, 1, 1);
    output[link.responseKey] = result.data?.[link.responseKey] ?? null;
    return !result.data;
  }

  /** The plan for a value of an abstract type; undefined when it does not say which type it is, and `failed` was told. */
  planOf(link: PlanField, value: unknown, sink: CompletionSink, depth: number): PlanType | undefined {
    const declared = link.selection!.type;
    try {
      const type = isAbstractType(declared) ? runtimeType(this.plan.schema, declared, link, value) : declared;
      const plan = link.selection!.planFor(type);
      if (plan.failure) throw plan.failure;
      return plan;
    } catch (error) {
      sink.failed(error, depth);
      return undefined;
    }
  }
}

function runtimeType(schema: GraphQLSchema, declared: GraphQLAbstractType, link: PlanField, value: unknown): GraphQLObjectType {
  const name = typenameOf(value);
  const nodes = link.nodes;
  if (name === undefined) {
    throw new GraphQLError(
      `Abstract type "${declared.name}" must resolve to an Object type at runtime for field "${link.coordinate}". Either the "${declared.name}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
      { nodes },
    );
  }
  const type = schema.getType(name);
  if (!type)
    throw new GraphQLError(`Abstract type "${declared.name}" was resolved to a type "${name}" that does not exist inside the schema.`, {
      nodes,
    });
  if (!isObjectType(type))
    throw new GraphQLError(`Abstract type "${declared.name}" was resolved to a non-object type "${name}".`, { nodes });
  if (schema.isSubType(declared, type)) return type;
  throw new GraphQLError(`Runtime Object type "${name}" is not a possible type for "${declared.name}".`, { nodes });
}

interface LeafTrouble extends FailureStep {
  readonly error: unknown;
}

/** Collects what goes wrong while the columns of one object are written, until whoever places the object asks. */
class LeafSink implements CompletionSink {
  readonly indices: number[] = [];
  coordinate = '';
  readonly tombstone = undefined;
  fatal = false;
  private field: PlanField | undefined;
  private troubles: LeafTrouble[] | undefined;
  complete(field: PlanField, value: unknown): unknown {
    this.field = field;
    this.coordinate = field.coordinate;
    const completed = completeValue(field.shape, value, 0, this);
    if (completed !== undefined) return completed;
    this.fatal = true;
    return null;
  }

  /** What the last object met, once; `fatal` then says whether it has to be null. */
  take(): readonly LeafTrouble[] | undefined {
    const { troubles } = this;
    if (troubles) this.troubles = undefined;
    return troubles;
  }

  failed(error: unknown, depth: number): void {
    if (!this.troubles) {
      this.troubles = [];
      this.fatal = false;
    }
    this.troubles.push({ field: this.field!, indices: this.indices.slice(0, depth), error });
  }

  objectFor(value: unknown): undefined {
    throw new Error(`A column holds no object: ${inspect(value)}.`);
  }
}

interface Group {
  readonly plan: PlanType;
  count: number;
  /** Kept only where there is something to follow. */
  readonly parents: object[];
  readonly outputs: object[];
}

/** Completes the values of one link at one level, and gathers the objects among them by runtime type. */
class Placing implements CompletionSink {
  readonly indices: number[] = [];
  readonly link: PlanField;
  readonly frame: Frame;
  readonly tombstone: object | undefined;
  readonly groups: Group[] = [];
  owner: object = NOBODY;
  count = 0;
  private readonly run: Run;
  private readonly ownerFrame: Frame | undefined;
  private readonly abstract: boolean;
  private group: Group | undefined;
  /** Outputs by value, where parents are likely to share one object and that spares work below it. */
  private readonly shared: Map<unknown, object> | undefined;

  constructor(run: Run, link: PlanField, ownerFrame: Frame | undefined, frame: Frame) {
    this.run = run;
    this.tombstone = run.tombstone;
    this.link = link;
    this.ownerFrame = ownerFrame;
    this.frame = frame;
    this.abstract = link.selection !== undefined && isAbstractType(link.selection.type);
    this.shared = link.selection && link.kind === 'batch' && !link.shape.item && frame.owners.length > 1 ? new Map() : undefined;
  }

  get coordinate(): string {
    return this.link.coordinate;
  }

  failed(error: unknown, depth: number, ...below: readonly FailureStep[]): void {
    const here = { field: this.link, indices: this.indices.slice(0, depth) };
    this.run.failures.push({ frame: this.ownerFrame, owner: this.owner, steps: [here, ...below], error, level: this.frame.level });
  }

  objectFor(value: unknown, depth: number): object | undefined {
    this.count++;
    const known = this.shared?.get(value);
    if (known) return known;
    const group = this.groupOf(value, depth);
    if (!group) return undefined;
    const parent = typeof value === 'object' ? value! : NOBODY;
    const output = group.plan.write(parent, this.run);
    const troubles = this.run.leafSink.take();
    if (troubles) {
      for (const { error, ...step } of troubles) this.failed(error, depth, step);
      if (this.run.leafSink.fatal) {
        if (!this.tombstone) return undefined;
        this.run.dead.add(output);
      }
    } else this.shared?.set(value, output);
    group.count++;
    if (group.plan.links.length > 0) {
      group.parents.push(parent);
      group.outputs.push(output);
    }
    return output;
  }

  /** `completeValue` for a list of objects, the shape of nearly everything that is wide. */
  list(values: readonly unknown[]): unknown {
    const item = this.link.shape.item!;
    // A copy of the right length without holes: one that is pushed into reserves room for 17, and JSON.stringify is slow where holes have been.
    const completed = values.slice();
    for (let index = 0; index < completed.length; index++) {
      const value = completed[index];
      this.indices[0] = index;
      const output =
        typeof value === 'object' && value !== null && !(value instanceof Error)
          ? (this.objectFor(value, 1) ?? (item.nonNull ? this.tombstone : null))
          : completeValue(item, value, 1, this);
      if (output === undefined) return this.link.shape.nonNull ? undefined : null;
      completed[index] = output;
    }
    return completed;
  }

  private groupOf(value: unknown, depth: number): Group | undefined {
    if (this.group && !this.abstract) return this.group;
    const name = this.abstract ? typenameOf(value) : undefined;
    if (this.group?.plan.type.name === name && name !== undefined) return this.group;
    let group = this.groups.find((candidate) => candidate.plan.type.name === name);
    if (!group) {
      const plan = this.run.planOf(this.link, value, this, depth);
      if (!plan) return undefined;
      group = { plan, count: 0, parents: [], outputs: [] };
      this.groups.push(group);
    }
    this.group = group;
    return group;
  }
}
