/**
 * Whether a viewer may know all that a registered operation asks for.
 *
 * An operation is checked against the whole schema when it is registered, for an audience that may be anybody. Whoever runs it knows a part of the schema,
 * and a text with more than that part would be refused; so is the id. A document is validated once against each part, and parsed never again.
 */
import { type DocumentNode, type GraphQLSchema, Kind, validate } from 'graphql';
import type { Viewer } from '../access/viewer.ts';

export type IsKnownTo = (document: DocumentNode, viewer: Viewer) => boolean;

/** `readableBy` answers the same schema for all who may know the same. */
export function createIsKnownTo(schema: GraphQLSchema, readableBy: (viewer: Viewer) => GraphQLSchema): IsKnownTo {
  const verdicts = new WeakMap<DocumentNode, WeakMap<GraphQLSchema, boolean>>();
  return (document, viewer) => {
    const readable = readableBy(viewer);
    // By the whole one it was registered.
    if (readable === schema) return true;
    let bySchema = verdicts.get(document);
    if (!bySchema) {
      bySchema = new WeakMap();
      verdicts.set(document, bySchema);
    }
    let isKnown = bySchema.get(readable);
    if (isKnown === undefined) {
      isKnown = hasRoots(readable, document) && validate(readable, document, undefined, { maxErrors: 1 }).length === 0;
      bySchema.set(readable, isKnown);
    }
    return isKnown;
  };
}

/** The rules of graphql-js say nothing of an operation for which a schema has no root. */
const hasRoots = (schema: GraphQLSchema, { definitions }: DocumentNode): boolean =>
  definitions.every((definition) => definition.kind !== Kind.OPERATION_DEFINITION || schema.getRootType(definition.operation) != null);
