/**
 * From what a request names to what it may run: the text itself, or an operation that is known.
 *
 * The viewer's mode decides, and nothing that the request says of its client. Where only known operations run, a text that is known is run from the
 * registry, under the registry's bounds, as if its id had been sent. Every reason for which an id is not served (it does not exist, is retired, belongs
 * to others, is asked for an operation that was not registered, asks for what the viewer may not know of the schema) is one answer, so that nobody can find
 * out which it was.
 */
import type { DocumentNode } from 'graphql';
import { refuse } from '../errors/refuse.ts';
import type { Viewer } from './audience.ts';
import type { AutomaticOperations } from './automatic-operations.ts';
import { checkBounds } from './check-bounds.ts';
import type { PreparedOperation } from './operation.ts';
import { operationIdOf } from './operation-id.ts';
import type { OperationRegistry } from './operation-registry.ts';
import type { UnknownTexts } from './unknown-texts.ts';

export interface AskedOperation {
  readonly query: string | undefined;
  /** As `readOperationId` gave it. */
  readonly documentId: string | undefined;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

export type SelectedOperation =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** The id under which to remember it once it has been answered. */
      readonly register: string | undefined;
    }
  | { readonly kind: 'prepared'; readonly operation: PreparedOperation };

export interface SelectOperationOptions<V extends Viewer = Viewer> {
  readonly registry: Pick<OperationRegistry, 'find'>;
  readonly unknown: Pick<UnknownTexts, 'note'>;
  /** Whether all that a document asks for is in the part of the schema that a viewer may know; everything is for everybody unless said otherwise. */
  readonly isKnownTo?: ((document: DocumentNode, viewer: V) => boolean) | undefined;
  /** Absent where clients may not register by sending. */
  readonly automatic: AutomaticOperations | undefined;
}

export type SelectOperation<V extends Viewer = Viewer> = (asked: AskedOperation, viewer: V) => SelectedOperation;

export function createSelectOperation<V extends Viewer>({
  registry,
  unknown,
  automatic,
  isKnownTo = () => true,
}: SelectOperationOptions<V>): SelectOperation<V> {
  return (asked, viewer) => {
    const { query, documentId, operationName } = asked;
    const isFree = viewer.operations === 'any' || viewer.operations === 'note-unknown';
    if (query !== undefined && viewer.operations === 'ids') throw refuse('PERSISTED_QUERY_ID_REQUIRED', {});
    if (query === undefined && documentId === undefined) throw refuse('BAD_REQUEST', { reason: nothingAsked });
    // A text is hashed only where somebody wants to know its id.
    const id = query !== undefined && (viewer.operations !== 'any' || documentId !== undefined) ? operationIdOf(query) : documentId;
    if (documentId !== undefined && documentId !== id) {
      if (isFree) throw refuse('BAD_REQUEST', { reason: 'The id is not that of the text: it is the SHA-256 of every byte of it.' });
      throw refuse('PERSISTED_QUERY_NOT_IN_LIST', {});
    }
    if (query !== undefined && isFree) {
      if (viewer.operations === 'note-unknown' && registry.find(id!, viewer).length === 0)
        unknown.note({ id: id!, operationName, viewer: viewer.id });
      return { kind: 'text', text: query, register: automatic && documentId };
    }
    // To say that it does not validate would name the type or field that is hidden, out of a text that the viewer need not have seen; so it is not there.
    const found = registry.find(id!, viewer).filter(({ document }) => isKnownTo(document, viewer));
    if (found.length > 0) return { kind: 'prepared', operation: held(named(found, operationName), asked) };
    if (!isFree || !automatic) throw refuse('PERSISTED_QUERY_NOT_IN_LIST', {});
    return { kind: 'prepared', operation: remembered(automatic, viewer, id!, operationName) };
  };
}

const nothingAsked = '`query` is missing: the text of a GraphQL document, or `documentId`, the id of a registered one.';

/** A request may pick among the operations of a text that were registered, and no others. */
function named(found: readonly PreparedOperation[], operationName: string | undefined): PreparedOperation {
  if (operationName === undefined) {
    if (found.length > 1) throw refuse('BAD_REQUEST', { reason: 'Say which operation to run: `operationName`.' });
    return found[0]!;
  }
  const operation = found.find(({ name }) => name === operationName);
  if (!operation) throw refuse('PERSISTED_QUERY_NOT_IN_LIST', {});
  return operation;
}

function held(operation: PreparedOperation, { variables }: AskedOperation): PreparedOperation {
  if (variables && operation.bounds) checkBounds(variables, operation.bounds);
  return operation;
}

/** What a viewer registered by sending it has no bounds of its own: each request is priced by what it gives, as it was when its text was sent. */
function remembered(automatic: AutomaticOperations, viewer: Viewer, id: string, operationName: string | undefined): PreparedOperation {
  const document = automatic.find(viewer, id);
  if (!document) throw refuse('PERSISTED_QUERY_NOT_FOUND', {});
  return { id, document, name: operationName ?? '', bounds: undefined };
}
