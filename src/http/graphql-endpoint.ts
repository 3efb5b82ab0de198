/**
 * `/graphql`: GraphQL over HTTP through Apollo Server's pipeline, answered by our own executor.
 *
 * A text goes through Apollo, which parses, validates and negotiates; its `responseForOperation` then hands the document to the breadth-first executor
 * instead of graphql-js. An operation that is known is parsed and validated already: it goes to the executor at once, and what comes back is presented
 * by the same lines (`respond`). Which of the two a request is, `select` decides.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import {
  type DocumentNode,
  type ExecutionResult,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import { type Presented, present } from '../errors/present.ts';
import { Refusal, refuse } from '../errors/refuse.ts';
import { withoutSuggestion } from '../errors/without-suggestion.ts';
import type { ReportError } from '../monitoring/error-reporter.ts';
import { type Logger, loggable } from '../monitoring/logger.ts';
import type { PreparedOperation } from '../operations/operation.ts';
import type { SelectedOperation, SelectOperation } from '../operations/select-operation.ts';
import { ClientLeft, Deadline } from './deadline.ts';
import type { DocumentGate } from './document-gate.ts';
import { codeOf, type Exchange } from './exchange.ts';
import { joinRepeated } from './join-repeated.ts';
import type { Keeping, KeptAnswer, KeptAnswers, KeptQuestion } from './kept-answers.ts';
import { type AnswerType, answerTypeFor } from './negotiation.ts';
import { rateLimitHeaders } from './rate-limit-headers.ts';
import { RecentDocuments } from './recent-documents.ts';
import { readJson } from './request-body.ts';
import { type GraphqlParameters, type NamedByPath, parametersOfAddress, parametersOfBody } from './request-parameters.ts';
import { secondOpinions } from './second-opinions.ts';
import { sendKept, sendPrepared, tagAnswer } from './send-prepared.ts';

export type CostMode = 'run' | 'report' | 'validate';

/** What travels with an operation through Apollo's pipeline. */
export interface OperationContext {
  readonly requestId: string;
  /** Where the request came from. */
  readonly address?: string | undefined;
  readonly traceId: string | undefined;
  readonly viewer: Viewer;
  /** Ends the operation: at its deadline, or when the client leaves. */
  readonly signal: AbortSignal;
}

/** The same, with what only this file needs. */
interface PipelineContext extends OperationContext {
  readonly exchange: Exchange;
  readonly costMode: CostMode;
  /** Absent for a known operation. */
  readonly validatedBy: GraphQLSchema | undefined;
  readonly deadline: Deadline;
  /** Told the document of a text once it has been answered, where that registers it. */
  readonly register: ((document: DocumentNode) => void) | undefined;
  /** The text of a document that may be met again. */
  readonly text: string | undefined;
  /** An object of its own, since Apollo hands on a copy of the context. */
  readonly outcome: Outcome;
}

/** What becomes known of the answer on the way. */
interface Outcome {
  /** To be told of the answer, so that it may be given again. */
  keeping: Keeping | undefined;
  /** The text of its data, where it has no errors and was written for Apollo. */
  data: string | undefined;
}

export interface GraphqlEndpointOptions {
  readonly schema: GraphQLSchema;
  /** The part of the schema by which a viewer's texts are validated; for everybody the whole unless said otherwise. */
  readonly schemaFor?: (viewer: Viewer) => GraphQLSchema;
  /** Answers a validated operation. A throw is an error of the whole operation. */
  readonly execute: (operation: Operation, context: OperationContext, noteRead?: Keeping['noteRead']) => Promise<ExecutionResult>;
  /** The text to run, or the known operation that a request names. Throws what the viewer may not. */
  readonly select: SelectOperation;
  /** Keeps what a client registered by sending it. */
  readonly remember: (viewer: Viewer, id: string, document: DocumentNode, bytes: number) => void;
  /** Absent where no answer is given again. */
  readonly kept?: KeptAnswers | undefined;
  readonly gate: DocumentGate;
  readonly mostBodyBytes: number;
  readonly deepest: number;
  readonly mostAliases: number;
  readonly mostDirectives: number;
  readonly deadlineMilliseconds: number;
  readonly reportError: ReportError;
  readonly logger: Logger;
}

export interface Operation {
  /** The `GraphQL-Cost` header: what is said of the price, and whether the operation runs at all. */
  readonly costMode: CostMode;
  readonly document: DocumentNode;
  /** The schema that it was validated by; absent for a known operation. */
  readonly validatedBy?: GraphQLSchema | undefined;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export class GraphqlEndpoint {
  private readonly options: GraphqlEndpointOptions;
  private readonly apollo: ApolloServer<PipelineContext>;
  /**
   * One for each part of the schema that somebody may know. Apollo keeps documents that it validated by one schema, so a document is only ever known to
   * those who may know all of it, and what is refused is refused in the same words whether it is hidden or does not exist.
   */
  private readonly apollos = new WeakMap<GraphQLSchema, Promise<ApolloServer<PipelineContext>>>();
  /** Whose an error or an answer is: Apollo formats errors without saying which request they belong to. */
  private readonly requestIds = new WeakMap<object, string>();
  /** Of the requests whose data these are: Apollo writes them without saying either. */
  private readonly outcomes = new WeakMap<object, Outcome>();

  constructor(options: GraphqlEndpointOptions) {
    this.options = options;
    this.apollo = this.apolloOver(options.schema);
  }

  private apolloOver(schema: GraphQLSchema): ApolloServer<PipelineContext> {
    const { options } = this;
    return new ApolloServer<PipelineContext>({
      schema,
      // Parts of the schema are several, so what each keeps is little.
      ...(schema === options.schema ? {} : { documentStore: new RecentDocuments() }),
      // Nobody gets here without a credential, and whoever has one may read the schema.
      introspection: true,
      // Forgery and body limits are checked before (SecurityMiddleware, readJson), and registered operations have their own store.
      csrfPrevention: false,
      persistedQueries: false,
      allowBatchedHttpRequests: false,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      validationOptions: { maxErrors: 20 },
      validationRules: [...secondOpinions(options)],
      stringifyResult: (result) => this.written(result),
      formatError: (formatted, thrown) => this.shown(formatted, thrown),
      logger: quiet(options.logger),
      plugins: [
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginLandingPageDisabled(),
        this.noteWhoseErrors(),
        this.executeBreadthFirst(),
        this.joinRepeatedErrors(),
      ],
    });
  }

  async start(): Promise<void> {
    await this.apollo.start();
  }

  async stop(): Promise<void> {
    await this.apollo.stop();
  }

  private schemaFor(viewer: Viewer): GraphQLSchema {
    return this.options.schemaFor?.(viewer) ?? this.options.schema;
  }

  private async apolloFor(schema: GraphQLSchema): Promise<ApolloServer<PipelineContext>> {
    if (schema === this.options.schema) return this.apollo;
    let starting = this.apollos.get(schema);
    if (!starting) {
      const made = this.apolloOver(schema);
      starting = made.start().then(() => made);
      this.apollos.set(schema, starting);
    }
    return starting;
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
    const parameters = await this.parametersOf(request, url, path);
    exchange.operationName = loggable(parameters.operationName);
    const selected = this.options.select(parameters, viewer);
    // Asked for by its id alone, it goes by the name under which it was registered.
    if (selected.kind === 'prepared') exchange.operationName ??= loggable(selected.operation.name || undefined);
    const costMode = costModeOf(request.headers['graphql-cost']);
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
    const outcome: Outcome = { keeping: undefined, data: undefined };
    const validatedBy = selected.kind === 'text' ? this.schemaFor(viewer) : undefined;
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
        const obtained = await this.obtain(kept, question, context);
        if (obtained) {
          register?.(question.document);
          return sendKept(request, response, type, obtained, viewer);
        }
      }
      if (selected.kind === 'prepared') await this.answerPrepared(request, response, type, selected.operation, parameters, context);
      else {
        const apollo = await this.apolloFor(this.schemaFor(viewer));
        const answer = await apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: forApollo(request, selected.text, parameters),
          context: async () => context,
        });
        const { data } = outcome;
        send(response, answer, () => data !== undefined && tagAnswer(request, response, type, data, viewer));
      }
    } finally {
      outcome.keeping?.end();
      deadline.end();
    }
  }

  /** The answer, if somebody else is working it out or has it; otherwise the task of working it out, in the context. */
  private async obtain(kept: KeptAnswers, question: KeptQuestion, context: PipelineContext): Promise<KeptAnswer | undefined> {
    const { viewer, signal, deadline, outcome } = context;
    const obtaining = kept.obtain(question, viewer, signal);
    if (!obtaining) return undefined;
    try {
      const obtained = await deadline.race(obtaining);
      if ('data' in obtained) return obtained;
      outcome.keeping = obtained;
      return undefined;
    } catch (error) {
      // Who was waiting for another's answer may be handed a task that nobody will work on any more.
      obtaining.then(
        (late) => 'end' in late && late.end(),
        () => undefined,
      );
      throw error instanceof ClientLeft ? refuse('SERVICE_UNAVAILABLE', {}) : error;
    }
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
    const { status, headers, result } = await this.respond({ document, operation, request: { operationName, variables }, contextValue });
    if (response.destroyed) return;
    for (const [header, value] of Object.entries(headers)) response.setHeader(header, value);
    response.statusCode = status ?? 200;
    const data = result.data === undefined ? undefined : JSON.stringify(result.data);
    if (data !== undefined && !result.errors) contextValue.outcome.keeping?.complete(data, isEmpty(result.data));
    sendPrepared(request, response, type, result, data, contextValue.viewer);
  }

  private registration({ text, register }: { text: string; register: string | undefined }, viewer: Viewer): PipelineContext['register'] {
    return register === undefined ? undefined : (document) => this.options.remember(viewer, register, document, Buffer.byteLength(text));
  }

  private async parametersOf(request: IncomingMessage, url: URL, path: NamedByPath | undefined): Promise<GraphqlParameters> {
    if (request.method === 'POST') return parametersOfBody(await readJson(request, this.options.mostBodyBytes), path);
    // A GET that says that it has a body of some kind is a form of another site in disguise (GHSA-9q82-xgwf-vj6h).
    const type = request.headers['content-type'];
    if (type !== undefined && !/^application\/json\s*(?:;|$)/i.test(type))
      throw refuse('UNSUPPORTED_MEDIA_TYPE', { reason: 'A GET has no body; leave `content-type` out.' });
    return parametersOfAddress(url.searchParams, path);
  }

  /** A value that JSON cannot write is an error of somebody's request, and Apollo does not say whose; the data knows. */
  private written(result: FormattedExecutionResult): string {
    try {
      const outcome = result.data ? this.outcomes.get(result.data) : undefined;
      if (!outcome || result.errors) return JSON.stringify(result);
      const { data, ...rest } = result;
      const text = JSON.stringify(data);
      outcome.data = text;
      outcome.keeping?.complete(text, isEmpty(data));
      const others = JSON.stringify(rest);
      return others === '{}' ? `{"data":${text}}` : `{"data":${text},${others.slice(1)}`;
    } catch (error) {
      const requestId = result.data ? this.requestIds.get(result.data) : undefined;
      if (error instanceof Error && requestId) this.requestIds.set(error, requestId);
      throw error;
    }
  }

  private noteWhoseErrors(): ApolloServerPlugin<PipelineContext> {
    const note = (error: unknown, requestId: string): void => {
      if (error instanceof Error) this.requestIds.set(error, requestId);
    };
    return {
      requestDidStart: async () => ({
        didEncounterErrors: async ({ errors, contextValue }) => {
          for (const error of errors) note(error, contextValue.requestId);
        },
      }),
      unexpectedErrorProcessingRequest: async ({ error, requestContext }) => note(error, requestContext.contextValue.requestId),
    };
  }

  private executeBreadthFirst(): ApolloServerPlugin<PipelineContext> {
    return {
      requestDidStart: async () => ({
        responseForOperation: async (context) => {
          const { status, headers, result } = await this.respond(context);
          return {
            http: { ...(status === undefined ? {} : { status }), headers: new HeaderMap(Object.entries(headers)) },
            body: { kind: 'single' as const, singleResult: result },
          };
        },
      }),
    };
  }

  /** Executes a validated operation, and says what the client is shown of it: the one way to an answer, for texts and for known operations. */
  private async respond(asked: PipelineRequest): Promise<Responded> {
    const { requestId, register, text, outcome } = asked.contextValue;
    const result = await this.execute(asked);
    if (result.data) {
      this.requestIds.set(result.data, requestId);
      this.outcomes.set(result.data, outcome);
    }
    // What has a price passed every check, the ceiling of one request among them.
    if (result.extensions?.['cost']) {
      register?.(asked.document);
      if (text !== undefined) this.options.kept?.learn(text, asked.document);
    }
    const errors = result.errors?.map((error) => present(error, requestId));
    for (const { hidden } of errors ?? []) if (hidden) this.options.reportError(hidden.thrown, { requestId });
    const failure = errors && failureOf(result, errors);
    asked.contextValue.exchange.code = codeOf(errors?.[0]?.error);
    return {
      status: failure?.status,
      headers: { ...rateLimitHeaders(result.extensions), ...failure?.headers },
      result: withErrors(result, errors),
    };
  }

  private async execute({ document, request, operation, contextValue }: PipelineRequest): Promise<ExecutionResult> {
    const { requestId, traceId, address, viewer, deadline, signal, costMode, text, validatedBy } = contextValue;
    const { operationName } = request;
    // Apollo's own `operationName` is null for one that the document does not have; executing that would run some other operation, by GET a mutation.
    if (!operation) {
      const reason = operationName
        ? `The document has no operation named \`${operationName}\`.`
        : 'Say which operation to run: `operationName`.';
      return { errors: [refuse('BAD_REQUEST', { reason })] };
    }
    // The rules of graphql-js say nothing of an operation for which the schema has no root, and its executor throws.
    if (!(validatedBy ?? this.options.schema).getRootType(operation.operation))
      return {
        errors: [refuse('GRAPHQL_VALIDATION_FAILED', { reason: `This schema has no operations of the kind \`${operation.operation}\`.` })],
      };
    try {
      const asked = { document, validatedBy, operationName: operationName ?? null, variables: request.variables ?? {}, costMode };
      // A text that is met for the first time has had no document by which to look.
      if (text !== undefined && this.options.kept) {
        const obtained = await this.obtain(this.options.kept, asked, contextValue);
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

  private joinRepeatedErrors(): ApolloServerPlugin<PipelineContext> {
    return {
      requestDidStart: async () => ({
        willSendResponse: async ({ response: { body }, contextValue }) => {
          if (body.kind !== 'single' || !body.singleResult.errors) return;
          contextValue.exchange.code ??= codeOf(body.singleResult.errors[0]);
          body.singleResult.errors = joinRepeated(body.singleResult.errors);
        },
      }),
    };
  }

  /** Errors that Apollo itself answers with: of parsing, validating, or its own checks. Ours have been through `present` before. */
  private shown(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
    const code = formatted.extensions?.['code'];
    if (formatted.message.startsWith('GET requests only support query operations'))
      return refuse('METHOD_NOT_ALLOWED', { allow: 'POST' }).toJSON();
    const isRefusal = thrown instanceof GraphQLError && thrown.originalError instanceof Refusal;
    if (!isRefusal && (code === 'GRAPHQL_VALIDATION_FAILED' || code === 'GRAPHQL_PARSE_FAILED' || code === 'BAD_REQUEST'))
      return { ...formatted, message: withoutSuggestion(formatted.message), extensions: { code } };
    const requestId = (thrown instanceof Error ? this.requestIds.get(thrown) : undefined) ?? 'of this answer';
    const { error, hidden } = present(thrown, requestId);
    if (hidden) this.options.reportError(hidden.thrown, { requestId });
    return error;
  }
}

/** What of Apollo's context an execution needs; a known operation comes without the rest. */
interface PipelineRequest {
  readonly document: DocumentNode;
  readonly operation?: OperationDefinitionNode | undefined;
  readonly request: { readonly operationName?: string | undefined; readonly variables?: Readonly<Record<string, unknown>> | undefined };
  readonly contextValue: PipelineContext;
}

interface Responded {
  /** Undefined where the answer is one. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly result: FormattedExecutionResult;
}

/** What an executor throws as a whole is about no place of the document, so it is none of the client's business, even as an error of GraphQL. */
function asThrown(error: unknown): unknown {
  return error instanceof GraphQLError && !(error instanceof Refusal) ? new Error(error.message, { cause: error }) : error;
}

/** A partial answer is an answer. One with nothing in it, for reasons of ours, takes the status of the first, so that a load balancer and a retry see it. */
function failureOf({ data }: ExecutionResult, errors: readonly Presented[]): Presented | undefined {
  if (data === undefined) return errors[0];
  const isEmpty = data === null || Object.values(data).every((value) => value === null);
  return isEmpty && errors.every(({ status }) => status >= 500) ? errors[0] : undefined;
}

/** Errors stand first, where a reader sees them. */
function withErrors({ errors: _, ...result }: ExecutionResult, errors: readonly Presented[] | undefined): FormattedExecutionResult {
  return errors ? { errors: errors.map(({ error }) => error), ...result } : result;
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

const MOST_STALE_SECONDS = 60;

/** `Cache-Control` of a request (RFC 9111, section 5.2.1): `no-cache` wants an answer that is worked out, `max-stale=N` takes one that may no longer hold. */
function wishesOf({ headers }: IncomingMessage): { readonly isFresh: boolean; readonly mostStaleMilliseconds: number } {
  const wishes = headers['cache-control'];
  if (wishes === undefined) return noWishes;
  const seconds = /(?:^|[\s,])max-stale=(\d{1,9})(?:$|[\s,])/i.exec(wishes)?.[1];
  return {
    isFresh: /(?:^|[\s,])no-(?:cache|store)(?:$|[\s,])/i.test(wishes),
    mostStaleMilliseconds: 1000 * Math.min(MOST_STALE_SECONDS, Number(seconds ?? 0)),
  };
}

const noWishes = Object.freeze({ isFresh: false, mostStaleMilliseconds: 0 });

/** Nothing at all was found. */
function isEmpty(data: ExecutionResult['data']): boolean {
  return Object.values(data ?? {}).every((value) => value === null);
}

/** An unknown word asks for nothing special, as an unknown header would. */
function costModeOf(header: string | string[] | undefined): CostMode {
  return header === 'report' || header === 'validate' ? header : 'run';
}

/** Apollo tells `undefined` from absent. What it would make of ids is no concern of its: they are ours, and were looked at. */
function forApollo(request: IncomingMessage, query: string, { operationName, variables, extensions }: GraphqlParameters) {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
  const { persistedQuery: _, ...others } = extensions ?? {};
  const given = Object.entries({ query, operationName, variables, extensions: extensions && others }).filter(
    ([, value]) => value !== undefined,
  );
  if (request.method === 'POST') return { method: 'POST', headers, search: '', body: Object.fromEntries(given) };
  const search = new URLSearchParams(given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
  return { method: 'GET', headers, search: `?${search}`, body: undefined };
}

/** `isSent` is asked once the headers are set, and may have sent the whole answer. */
function send(response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse, isSent: () => boolean): void {
  if (response.destroyed) return;
  if (body.kind !== 'complete') throw new Error('Answers in parts are not supported.');
  response.statusCode = status ?? 200;
  for (const [name, value] of headers) response.setHeader(name, value);
  if (isSent()) return;
  response.setHeader('content-length', Buffer.byteLength(body.string));
  response.end(body.string);
}

/** Apollo's own lines, at our level; its words about requests are for the log and not for the console. */
function quiet(logger: Logger) {
  const say = (level: 'debug' | 'info' | 'warn' | 'error') => (message?: unknown) => logger[level](loggable(String(message)));
  return { debug: say('debug'), info: say('debug'), warn: say('warn'), error: say('error') };
}
