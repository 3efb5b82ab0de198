/**
 * `/graphql`: GraphQL over HTTP, and the way that each request goes.
 *
 * The shortest way is to an answer that is kept (`recall`), or that somebody else is working out (`obtainAnswer`). What is known, be it registered or a text that
 * came before, is parsed and validated already, and goes to the executor at once (`answerKnown`). A new text goes through Apollo (`ApolloServers`). What the
 * executor says of either is presented by the same lines (`Responder`). What a request may run, `select` decides.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type DocumentNode, type GraphQLSchema, getOperationAST } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import { refuse } from '../errors/refuse.ts';
import { loggable } from '../monitoring/logger.ts';
import type { SelectedOperation, SelectOperation } from '../operations/select-operation.ts';
import { AnswerOwners } from './answer-owners.ts';
import { ApolloServers, type ApolloServersOptions } from './apollo-servers.ts';
import { Deadline } from './deadline.ts';
import type { DocumentGate } from './document-gate.ts';
import type { Exchange } from './exchange.ts';
import type { KeptAnswers, KeptQuestion } from './kept-answers.ts';
import { KnownDocuments } from './known-documents.ts';
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
  /** Absent where no answer is given again. */
  readonly kept?: KeptAnswers | undefined;
  readonly mostBodyBytes: number;
  readonly deadlineMilliseconds: number;
}

export class GraphqlEndpoint {
  private readonly options: GraphqlEndpointOptions;
  private readonly responder: Responder;
  private readonly apollo: ApolloServers;
  private readonly bodies = new RecentBodies();
  private readonly documents: KnownDocuments;

  constructor(options: GraphqlEndpointOptions) {
    const owners = new AnswerOwners();
    this.options = options;
    this.documents = new KnownDocuments(options.schema);
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
    const validatedBy = this.options.schemaFor?.(viewer) ?? this.options.schema;
    const question = this.questionOf(selected, parameters, validatedBy);
    const learn = selected.kind === 'text' ? this.learnerOf(selected, viewer, validatedBy) : undefined;
    const costMode = costModeOf(request);
    const kept = costMode === 'run' ? this.options.kept : undefined;
    const wishes = wishesOf(request);
    const recalled = question && !wishes.isFresh && kept?.recall(question, viewer, wishes);
    if (recalled) {
      learn?.(question.document);
      return sendKept(request, response, type, await recalled, viewer);
    }
    // A text that is known has passed the gate before.
    if (selected.kind === 'text' && !question) this.options.gate.check(selected.text);
    const deadline = new Deadline(this.options.deadlineMilliseconds, response, exchange.waitedMilliseconds);
    const { requestId, traceId, address } = exchange;
    const outcome: PipelineContext['outcome'] = { keeping: undefined, data: undefined };
    const context: PipelineContext = {
      exchange,
      requestId,
      address,
      traceId,
      viewer,
      deadline,
      get signal() {
        return deadline.signal;
      },
      costMode,
      validatedBy,
      learn,
      kept: question ? undefined : kept,
      outcome,
    };
    try {
      if (question && kept && !wishes.isFresh) {
        const obtained = await obtainAnswer(kept, question, context);
        if (obtained) {
          learn?.(question.document);
          return sendKept(request, response, type, obtained, viewer);
        }
      }
      if (question) await this.answerKnown(request, response, type, question, context);
      // What is registered is always known.
      else if (selected.kind === 'text') await this.apollo.answer(request, response, type, selected.text, parameters, context);
    } finally {
      outcome.keeping?.end();
      deadline.end();
    }
  }

  private async parametersOfPost(request: IncomingMessage, path: NamedByPath | undefined): Promise<GraphqlParameters> {
    const bytes = await readBody(request, this.options.mostBodyBytes);
    return path ? parametersOfBody(parseJson(bytes), path) : this.bodies.parametersOf(bytes);
  }

  /** What Apollo does for a text, less what was done when the operation was registered or the text came for the first time. */
  private async answerKnown(
    request: IncomingMessage,
    response: ServerResponse,
    type: AnswerType,
    { document, operationName: name, variables }: KeptQuestion,
    contextValue: PipelineContext,
  ): Promise<void> {
    const operationName = name ?? undefined;
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

  /** What is asked, where its document is known: registered, or sent before as a text. */
  private questionOf(
    selected: SelectedOperation,
    { operationName, variables = {} }: GraphqlParameters,
    validatedBy: GraphQLSchema,
  ): KeptQuestion | undefined {
    if (selected.kind === 'prepared')
      return { document: selected.operation.document, operationName: selected.operation.name || null, variables };
    const document = this.documents.get(validatedBy, selected.text);
    return document && { document, operationName: operationName ?? null, variables };
  }

  private learnerOf({ text, register }: SelectedText, viewer: Viewer, validatedBy: GraphQLSchema): PipelineContext['learn'] {
    return (document) => {
      this.documents.add(validatedBy, text, document);
      if (register !== undefined) this.options.remember(viewer, register, document, Buffer.byteLength(text));
    };
  }
}

type SelectedText = Extract<SelectedOperation, { kind: 'text' }>;

/** A GET that says that it has a body of some kind is a form of another site in disguise (GHSA-9q82-xgwf-vj6h). */
function parametersOfGet(request: IncomingMessage, url: URL, path: NamedByPath | undefined): GraphqlParameters {
  const type = request.headers['content-type'];
  if (type !== undefined && !/^application\/json\s*(?:;|$)/i.test(type))
    throw refuse('UNSUPPORTED_MEDIA_TYPE', { reason: 'A GET has no body; leave `content-type` out.' });
  return parametersOfAddress(url.searchParams, path);
}
