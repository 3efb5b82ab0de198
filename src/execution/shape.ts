/**
 * The wrappers of a field's type, unwrapped once, and what they demand of a value.
 *
 * CompleteValue of the GraphQL specification (section 6.4.3) for values that are already there: no promises, so no promise per value. A value that
 * must be null where the type says that it may not is `undefined` to whoever asked for it, who then decides the same question one level up.
 */
import { GraphQLError, type GraphQLLeafType, type GraphQLOutputType, isLeafType, isListType, isNonNullType } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';

export interface Shape {
  readonly nonNull: boolean;
  /** The shape of an item, when this is a list. */
  readonly item: Shape | undefined;
  /** The type to serialize with, when this is a scalar or an enum; neither list nor leaf means an object. */
  readonly leaf: GraphQLLeafType | undefined;
}

export function shapeOf(type: GraphQLOutputType): Shape {
  const nonNull = isNonNullType(type);
  const nullable = nonNull ? type.ofType : type;
  return {
    nonNull,
    item: isListType(nullable) ? shapeOf(nullable.ofType) : undefined,
    leaf: isLeafType(nullable) ? nullable : undefined,
  };
}

/** Whoever completes values: told of each failure, and asked for the output of each object. */
export interface CompletionSink {
  /** Where in nested lists the current value stands; the first `depth` numbers are meant. */
  readonly indices: number[];
  readonly coordinate: string;
  /** Stands for a value that failed, so that what surrounds it is completed all the same; undefined when that would be work for nothing. */
  readonly tombstone: object | undefined;
  failed(error: unknown, depth: number): void;
  /** The output object, or undefined when it failed (and `failed` was told). */
  objectFor(value: unknown, depth: number): object | undefined;
}

/** The completed value; null where null is allowed; undefined where it is not, so that the caller has to become null itself. */
export function completeValue(shape: Shape, value: unknown, depth: number, sink: CompletionSink): unknown {
  if (value === null || value === undefined) {
    if (!shape.nonNull) return null;
    sink.failed(new Error(`Cannot return null for non-nullable field ${sink.coordinate}.`), depth);
    return sink.tombstone;
  }
  const completed = value instanceof Error ? failedWith(value, depth, sink) : completeInner(shape, value, depth, sink);
  if (completed !== undefined) return completed;
  return shape.nonNull ? sink.tombstone : null;
}

function failedWith(error: unknown, depth: number, sink: CompletionSink): undefined {
  sink.failed(error, depth);
}

function completeInner(shape: Shape, value: unknown, depth: number, sink: CompletionSink): unknown {
  if (shape.item) {
    const items = listOf(value);
    if (!items) return failedWith(new GraphQLError(`Expected Iterable, but did not find one for field "${sink.coordinate}".`), depth, sink);
    // Pushed, not preallocated: JSON.stringify takes its slow path for arrays that were born with holes.
    const completed: unknown[] = [];
    for (let index = 0; index < items.length; index++) {
      sink.indices[depth] = index;
      const item = completeValue(shape.item, items[index], depth + 1, sink);
      if (item === undefined) return undefined;
      completed.push(item);
    }
    return completed;
  }
  if (!shape.leaf) return sink.objectFor(value, depth);
  try {
    const serialized: unknown = shape.leaf.serialize(value);
    if (serialized !== null && serialized !== undefined) return serialized;
    const call = `${inspect(shape.leaf)}.serialize(${inspect(value)})`;
    throw new Error(`Expected \`${call}\` to return non-nullable value, returned: ${inspect(serialized)}`);
  } catch (error) {
    return failedWith(error, depth, sink);
  }
}

function listOf(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null && Symbol.iterator in value ? Array.from(value as Iterable<unknown>) : undefined;
}
