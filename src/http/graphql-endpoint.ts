/**
 * `/graphql`: GraphQL over HTTP, and the way that each request goes.
 *
 * The shortest way is to an answer that is kept (`recall`), or that somebody else is working out (`obtainAnswer`). An operation that is known is parsed and
 * validated already, and goes to the executor at once (`answerPrepared`). A text goes through Apollo (`ApolloServers`). What the executor says of either is
 * presented by the same lines (`Responder`). Which of the two a request is, `select` decides.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import { refuse } from '../errors/refuse.ts';
import { loggable } from '../monitoring/logger.ts';
import type { PreparedOperation } from '../operations/operation.ts';
import type { SelectedOperation, SelectOperation } from '../operations/select-operation.ts';
import { AnswerOwners } from './answer-owners.ts';
import { ApolloServers, type ApolloServersOptions } from './apollo-servers.ts';
import { Deadline } from './deadline.ts';
import type { DocumentGate } from './document-gate.ts';
import type { Exchange } from './exchange.ts';
import type { KeptAnswers, KeptQuestion } from './kept-answers.ts';
import { type AnswerType, answerTypeFor } from './negotiation.ts';
import { obtainAnswer } from './obtain-answer.ts';
import type { PipelineContext } from './pipeline.ts';
import { isEmpty } from './present-result.ts';
import { RecentBodies } from './recent-bodies.ts';
import { parseJson, readBody } from './request-body.ts';
import { type GraphqlParameters, type NamedByPath, parametersOfAddress, parametersOfBody } from './request-parameters.ts';
import { costModeOf, wishesOf } from './request-wishes.ts';
import { Responder, type ResponderOptions } from './responder.ts';
import { sendKept, sendPrepared } from './send-prepared.ts';

export interface GraphqlEndpointOptions extends ResponderOptions, ApolloServersOptions {
  readonly schema: GraphQLSchema;
  /** The part of the schema by which a viewer's texts are validated; for everybody the whole unless said otherwise. */
  readonly schemaFor?: (viewer: Viewer) => GraphQLSchema;
  /** The text to run, or the known operation that a request names. Throws what the viewer may not. */
  readonly select: SelectOperation<Viewer>;
  /** Keeps what a client registered by sending it. */
  readonly remember: (viewer: Viewer, id: string, document: DocumentNode, bytes: number) => void;
  readonly gate: DocumentGate;
  readonly mostBodyBytes: number;
  readonly deadlineMilliseconds: number;
}

export class GraphqlEndpoint {
  private readonly options: GraphqlEndpointOptions;
  private readonly responder: Responder;
  private readonly apollo: ApolloServers;
  private readonly bodies = new RecentBodies();

  constructor(options: GraphqlEndpointOptions) {
    const owners = new AnswerOwners();
    this.options = options;
    this.responder = new Responder(options, owners);
    this.apollo = new ApolloServers(options, owners, this.responder);
  }

  start(): Promise<void> {
    return this.apollo.start();
  }

  stop(): Promise<void> {
    return this.apollo.stop();
  }

  /** `path` is what `/graphql/p/<id>` says. */
  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    viewer: Viewer,
    exchange: Exchange,
    path?: NamedByPath,
  ): Promise<void> {
    const type = answerTypeFor(request.headers.accept);
    if (!type) throw refuse('NOT_ACCEPTABLE', {});
    const parameters = request.method === 'POST' ? await this.parametersOfPost(request, path) : parametersOfGet(request, url, path);
    exchange.operationName = loggable(parameters.operationName);
    const selected = this.options.select(parameters, viewer);
    // Asked for by its id alone, it goes by the name under which it was registered.
    if (selected.kind === 'prepared') exchange.operationName ??= loggable(selected.operation.name || undefined);
    const costMode = costModeOf(request);
    const kept = costMode === 'run' ? this.options.kept : undefined;
    const question = kept && questionOf(kept, selected, parameters);
    const wishes = wishesOf(request);
    const register = selected.kind === 'text' ? this.registration(selected, viewer) : undefined;
    const recalled = question && !wishes.isFresh && kept.recall(question, viewer, wishes);
    if (recalled) {
      register?.(question.document);
      return sendKept(request, response, type, await recalled, viewer);
    }
    // A text that is known has passed the gate before.
    if (selected.kind === 'text' && !question) this.options.gate.check(selected.text);
    const deadline = new Deadline(this.options.deadlineMilliseconds, response);
    const { requestId, traceId, address } = exchange;
    const { signal } = deadline;
    const text = kept && selected.kind === 'text' && !question ? selected.text : undefined;
    const outcome: PipelineContext['outcome'] = { keeping: undefined, data: undefined };
    const validatedBy = this.schemaFor(viewer);
    const context: PipelineContext = {
      exchange,
      requestId,
      address,
      traceId,
      viewer,
      deadline,
      signal,
      costMode,
      validatedBy,
      register,
      text,
      outcome,
    };
    try {
      if (question && !wishes.isFresh) {
        const obtained = await obtainAnswer(kept, question, context);
        if (obtained) {
          register?.(question.document);
          return sendKept(request, response, type, obtained, viewer);
        }
      }
      if (selected.kind === 'prepared') await this.answerPrepared(request, response, type, selected.operation, parameters, context);
      else await this.apollo.answer(request, response, type, selected.text, parameters, context);
    } finally {
      outcome.keeping?.end();
      deadline.end();
    }
  }

  private async parametersOfPost(request: IncomingMessage, path: NamedByPath | undefined): Promise<GraphqlParameters> {
    const bytes = await readBody(request, this.options.mostBodyBytes);
    return path ? parametersOfBody(parseJson(bytes), path) : this.bodies.parametersOf(bytes);
  }

  /** What Apollo does for a text, less what was done when the operation was registered. */
  private async answerPrepared(
    request: IncomingMessage,
    response: ServerResponse,
    type: AnswerType,
    { document, name }: PreparedOperation,
    { variables }: GraphqlParameters,
    contextValue: PipelineContext,
  ): Promise<void> {
    const operationName = name || undefined;
    const operation = getOperationAST(document, operationName) ?? undefined;
    if (request.method === 'GET' && operation && operation.operation !== 'query') throw refuse('METHOD_NOT_ALLOWED', { allow: 'POST' });
    const asked = { document, operation, request: { operationName, variables }, contextValue };
    const { status, headers, result } = await this.responder.respond(asked);
    if (response.destroyed) return;
    for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
    response.statusCode = status ?? 200;
    const data = result.data === undefined ? undefined : JSON.stringify(result.data);
    if (data !== undefined && !result.errors) contextValue.outcome.keeping?.complete(data, isEmpty(result.data));
    sendPrepared(request, response, type, result, data, contextValue.viewer);
  }

  private schemaFor(viewer: Viewer): GraphQLSchema {
    return this.options.schemaFor?.(viewer) ?? this.options.schema;
  }

  private registration({ text, register }: { text: string; register: string | undefined }, viewer: Viewer): PipelineContext['register'] {
    return register === undefined ? undefined : (document) => this.options.remember(viewer, register, document, Buffer.byteLength(text));
  }
}

/** A GET that says that it has a body of some kind is a form of another site in disguise (GHSA-9q82-xgwf-vj6h). */
function parametersOfGet(request: IncomingMessage, url: URL, path: NamedByPath | undefined): GraphqlParameters {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/json\s*(?:;|$)/i.test(type))
    throw refuse('UNSUPPORTED_MEDIA_TYPE', { reason: 'A GET has no body; leave `content-type` out.' });
  return parametersOfAddress(url.searchParams, path);
}

/** What is asked, in the form in which its answer may have been kept; undefined for a text that nobody sent before. */
function questionOf(
  kept: KeptAnswers,
  selected: SelectedOperation,
  { operationName, variables = {} }: GraphqlParameters,
): KeptQuestion | undefined {
  if (selected.kind === 'prepared')
    return { document: selected.operation.document, operationName: selected.operation.name || null, variables };
  const document = kept.documentOf(selected.text);
  return document && { document, operationName: operationName ?? null, variables };
}
