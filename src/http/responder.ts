/** Answers a validated operation: the one way from a document to what the client is shown, for texts and for known operations. */
import { type ExecutionResult, GraphQLError } from 'graphql';
import { Refusal, refuse } from '../errors/refuse.ts';
import type { ReportError } from '../monitoring/error-reporter.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { AnswerOwners } from './answer-owners.ts';
import { ClientLeft } from './deadline.ts';
import type { Keeping } from './kept-answers.ts';
import { obtainAnswer } from './obtain-answer.ts';
import type { Operation, OperationContext, PipelineRequest } from './pipeline.ts';
import { type PresentedResult, presentResult } from './present-result.ts';

export interface ResponderOptions {
  /** Answers a validated operation. A throw is an error of the whole operation. */
  readonly execute: (operation: Operation, context: OperationContext, noteRead?: Keeping['noteRead']) => Promise<ExecutionResult>;
  readonly reportError: ReportError;
  readonly logger: Logger;
}

export class Responder {
  private readonly options: ResponderOptions;
  private readonly owners: AnswerOwners;

  constructor(options: ResponderOptions, owners: AnswerOwners) {
    this.options = options;
    this.owners = owners;
  }

  async respond(asked: PipelineRequest): Promise<PresentedResult> {
    const { document, contextValue } = asked;
    const { requestId, learn, exchange } = contextValue;
    const result = await this.execute(asked);
    if (result.data) this.owners.noteData(result.data, contextValue);
    // What has a price passed every check, the ceiling of one request among them.
    if (result.extensions?.['cost']) learn?.(document);
    const presented = presentResult(result, requestId, this.options.reportError);
    exchange.code = presented.code;
    return presented;
  }

  private async execute({ document, request, operation, contextValue }: PipelineRequest): Promise<ExecutionResult> {
    const { requestId, traceId, address, viewer, deadline, costMode, kept, validatedBy } = contextValue;
    const { operationName } = request;
    // Apollo's own `operationName` is null for one that the document does not have; executing that would run some other operation, by GET a mutation.
    if (!operation) {
      const reason = operationName
        ? `The document has no operation named \`${operationName}\`.`
        : 'Say which operation to run: `operationName`.';
      return { errors: [refuse('BAD_REQUEST', { reason })] };
    }
    // The rules of graphql-js say nothing of an operation for which the schema has no root, and its executor throws.
    if (!validatedBy.getRootType(operation.operation))
      return {
        errors: [refuse('GRAPHQL_VALIDATION_FAILED', { reason: `This schema has no operations of the kind \`${operation.operation}\`.` })],
      };
    const { signal } = deadline;
    try {
      const asked = { document, validatedBy, operationName: operationName ?? null, variables: request.variables ?? {}, costMode };
      // A text that is met for the first time has had no document by which to look.
      if (kept) {
        const obtained = await obtainAnswer(kept, asked, contextValue);
        if (obtained) return { data: JSON.parse(obtained.data.toString()), extensions: obtained.extensions };
      }
      const noteRead = contextValue.outcome.keeping?.noteRead;
      const result = await deadline.race(this.options.execute(asked, { requestId, traceId, address, viewer, signal }, noteRead));
      signal.throwIfAborted();
      return result;
    } catch (error) {
      if (!signal.aborted) return { errors: [asThrown(error) as never] };
      this.options.logger.info({ requestId }, signal.reason instanceof ClientLeft ? 'the client left' : 'an operation passed its deadline');
      return { errors: [(signal.reason instanceof ClientLeft ? refuse('SERVICE_UNAVAILABLE', {}) : signal.reason) as never] };
    }
  }
}

/** What an executor throws as a whole is about no place of the document, so it is none of the client's business, even as an error of GraphQL. */
function asThrown(error: unknown): unknown {
  return error instanceof GraphQLError && !(error instanceof Refusal) ? new Error(error.message, { cause: error }) : error;
}
