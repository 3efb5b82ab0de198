/** What travels with an operation from `/graphql` to its answer. */
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Deadline } from './deadline.ts';
import type { Exchange } from './exchange.ts';
import type { Keeping, KeptAnswers } from './kept-answers.ts';

export type CostMode = 'run' | 'report' | 'validate';

export interface Operation {
  /** The `GraphQL-Cost` header: what is said of the price, and whether the operation runs at all. */
  readonly costMode: CostMode;
  readonly document: DocumentNode;
  /** The schema that it was validated by: what the viewer may know. */
  readonly validatedBy?: GraphQLSchema | undefined;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What whoever answers the operation is told beside it. */
export interface OperationContext {
  readonly requestId: string;
  /** Where the request came from. */
  readonly address?: string | undefined;
  readonly traceId: string | undefined;
  readonly viewer: Viewer;
  /** Ends the operation: at its deadline, or when the client leaves. */
  readonly signal: AbortSignal;
}

/** The same, with what only the transport needs. */
export interface PipelineContext extends OperationContext {
  readonly exchange: Exchange;
  readonly costMode: CostMode;
  readonly validatedBy: GraphQLSchema;
  readonly deadline: Deadline;
  /** Told the document of a text once it has been answered: it is known from then on, and registered where that was asked for. */
  readonly learn: ((document: DocumentNode) => void) | undefined;
  /** Where to look for an answer to a text that came for the first time, as soon as it has a document. */
  readonly kept: KeptAnswers | undefined;
  /** An object of its own, since Apollo hands on a copy of the context. */
  readonly outcome: Outcome;
}

/** What becomes known of the answer on the way. */
export interface Outcome {
  /** To be told of the answer, so that it may be given again. */
  keeping: Keeping | undefined;
  /** The text of its data, where it has no errors and was written for Apollo. */
  data: string | undefined;
}

/** What of Apollo's context an execution needs; a known operation comes without the rest. */
export interface PipelineRequest {
  readonly document: DocumentNode;
  readonly operation?: OperationDefinitionNode | undefined;
  readonly request: { readonly operationName?: string | undefined; readonly variables?: Readonly<Record<string, unknown>> | undefined };
  readonly contextValue: PipelineContext;
}
