/**
 * What execution and the data behind it agree on.
 *
 * A field that has to fetch something marks itself with `extensions.batch` and is then called once for all of its parents instead of once for
 * each. Execution knows nothing of databases and data knows nothing of documents: this file is all that they share.
 */
import type { GraphQLCompositeType, GraphQLField, GraphQLObjectType } from 'graphql';

/**
 * What a document asks of the objects that a field returns.
 *
 * The same field nodes of a compiled document give the same (`===`) selection, so that SQL compiled for it may be kept in a WeakMap. Fields that
 * `@skip` or `@include` decide by a variable are always listed: a selection says what may be read, not what this request reads.
 */
export interface Selection {
  /** The named type of the field: an object type, or the interface or union whose members `fieldsFor` is asked about. */
  readonly type: GraphQLCompositeType;
  fieldsFor(type: GraphQLObjectType): readonly SelectedField[];
}

export interface SelectedField {
  readonly responseKey: string;
  readonly field: GraphQLField<unknown, unknown>;
  readonly parentType: GraphQLObjectType;
  /** Undefined for leaves. */
  readonly selection: Selection | undefined;
}

/**
 * Answers one field for many parents: one result a parent, in their order.
 *
 * An element that is an `Error` fails that parent only; a throw fails all of them. Values of abstract types carry `__typename`.
 */
export type BatchResolver = (
  parents: readonly object[],
  args: Readonly<Record<string, unknown>>,
  selection: Selection,
  context: ExecutionContext,
) => Promise<readonly unknown[]> | readonly unknown[];

/** What every request carries; `data` extends it with the viewer and the pool. */
export interface ExecutionContext {
  readonly signal: AbortSignal;
}

/** `extensions.read`: a plain field that is computed from its parent alone, without waiting. */
export type FieldReader = (parent: object) => unknown;
