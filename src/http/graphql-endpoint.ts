/**
 * `/graphql`: GraphQL over HTTP through Apollo Server's pipeline, answered by our own executor.
 *
 * Apollo parses, validates, negotiates and calls its plugins; `responseForOperation` then hands the document to the breadth-first executor instead of
 * graphql-js. Documents that were seen before are neither parsed, validated nor compiled again.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { DocumentNode, ExecutionResult, FormattedExecutionResult, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import depthLimit from 'graphql-depth-limit';
import type { Viewer } from '../access/viewer.ts';
import { present } from '../errors/present.ts';
import { refuse } from '../errors/refuse.ts';
import type { Logger } from '../monitoring/logger.ts';
import { loggable } from '../monitoring/logger.ts';
import type { DocumentGate } from './document-gate.ts';
import { checkTexts, readJson } from './request-body.ts';

/** What travels with an operation through Apollo's pipeline. */
export interface OperationContext {
  readonly requestId: string;
  readonly viewer: Viewer;
  /** Ends the operation: at its deadline, or when the client leaves. */
  readonly signal: AbortSignal;
}

export interface GraphqlEndpointOptions {
  readonly schema: GraphQLSchema;
  /** Answers a validated operation. A throw is an error of the whole operation. */
  readonly execute: (operation: Operation, context: OperationContext) => Promise<ExecutionResult>;
  readonly gate: DocumentGate;
  readonly mostBodyBytes: number;
  readonly deepest: number;
  readonly deadlineMilliseconds: number;
  readonly logger: Logger;
}

export interface Operation {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const ANSWER_TYPES = ['application/graphql-response+json', 'application/json', 'application/*', '*/*'];

export class GraphqlEndpoint {
  private readonly options: GraphqlEndpointOptions;
  private readonly apollo: ApolloServer<OperationContext>;

  constructor(options: GraphqlEndpointOptions) {
    this.options = options;
    this.apollo = new ApolloServer<OperationContext>({
      schema: options.schema,
      introspection: true,
      // Forgery and body limits are checked before (SecurityMiddleware, readJson), and registered operations have their own store.
      csrfPrevention: false,
      persistedQueries: false,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      validationOptions: { maxErrors: 20 },
      // A second opinion; the gate has already made sure that this walk is short and ends.
      validationRules: [depthLimit(options.deepest)],
      stringifyResult: (result) => JSON.stringify(result),
      formatError: (formatted, thrown) => this.shown(formatted, thrown),
      logger: quiet(options.logger),
      plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), this.executeBreadthFirst()],
    });
  }

  async start(): Promise<void> {
    await this.apollo.start();
  }

  async stop(): Promise<void> {
    await this.apollo.stop();
  }

  async answer(request: IncomingMessage, response: ServerResponse, url: URL, viewer: Viewer, requestId: string): Promise<void> {
    checkAccept(request);
    const body = request.method === 'POST' ? await readJson(request, this.options.mostBodyBytes) : undefined;
    this.checkOperation(request, body, url);
    const deadline = new Deadline(this.options.deadlineMilliseconds, response);
    try {
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) if (value !== undefined) headers.set(name, String(value));
      const answer = await this.apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: request.method!, headers, search: url.search, body },
        context: async () => ({ requestId, viewer, signal: deadline.signal }),
      });
      send(response, answer);
    } finally {
      deadline.end();
    }
  }

  /** What can be refused before anything is parsed, and the gate for the document. */
  private checkOperation(request: IncomingMessage, body: unknown, url: URL): void {
    if (Array.isArray(body))
      throw refuse('BAD_REQUEST', { reason: 'Several operations in one request are not supported; send them one by one.' });
    if (request.method === 'POST' && (body === null || typeof body !== 'object'))
      throw refuse('BAD_REQUEST', { reason: 'The body has to be a JSON object with a `query`.' });
    checkTexts(body);
    const fields = body as { query?: unknown } | undefined;
    const text = request.method === 'POST' ? fields?.query : url.searchParams.get('query');
    if (typeof text === 'string' && text !== '') this.options.gate.check(text);
  }

  private executeBreadthFirst(): ApolloServerPlugin<OperationContext> {
    const { execute } = this.options;
    return {
      requestDidStart: async () => ({
        responseForOperation: async ({ document, operationName, request, contextValue }) => {
          const result = await this.executeSafely(
            () => execute({ document, operationName, variables: request.variables ?? {} }, contextValue),
            contextValue,
          );
          const errors = result.errors?.map((error) => present(error, contextValue.requestId));
          for (const { hidden } of errors ?? [])
            if (hidden)
              this.options.logger.error({ requestId: contextValue.requestId, err: causeOf(hidden) }, 'an error was hidden from the client');
          // A partial answer is an answer; only one without data takes the status of its error.
          const failed = result.data === undefined ? errors?.[0] : undefined;
          const singleResult: Record<string, unknown> = { ...result };
          if (errors) singleResult['errors'] = errors.map(({ error }) => error);
          return {
            http: { ...(failed ? { status: failed.status } : {}), headers: new HeaderMap(Object.entries(failed?.headers ?? {})) },
            body: { kind: 'single' as const, singleResult: singleResult as FormattedExecutionResult },
          };
        },
      }),
    };
  }

  private async executeSafely(run: () => Promise<ExecutionResult>, { signal, requestId }: OperationContext): Promise<ExecutionResult> {
    try {
      const result = await run();
      signal.throwIfAborted();
      return result;
    } catch (error) {
      if (signal.aborted) this.options.logger.warn({ requestId }, 'an operation was cancelled');
      return { errors: [(signal.aborted ? signal.reason : error) as never] };
    }
  }

  /** Errors that Apollo itself answers with: of parsing, validating, or its own checks. */
  private shown(formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError {
    const code = formatted.extensions?.['code'];
    if (code === 'INTERNAL_SERVER_ERROR') {
      this.options.logger.error({ err: thrown }, 'an error was hidden from the client');
      return present(thrown instanceof Error ? thrown : new Error(String(thrown)), 'unknown').error;
    }
    if (code === 'OPERATION_RESOLUTION_FAILURE') return { ...formatted, extensions: { code: 'BAD_REQUEST' } };
    return { ...formatted, extensions: { code: code ?? 'BAD_USER_INPUT' } };
  }
}

/** Ends an operation after so many milliseconds, or when the client closes the connection before it has its answer. */
class Deadline {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly response: ServerResponse;
  private readonly onClose = (): void => {
    if (!this.response.writableFinished) this.controller.abort(refuse('SERVICE_UNAVAILABLE', {}));
  };

  constructor(milliseconds: number, response: ServerResponse) {
    this.response = response;
    this.timer = setTimeout(() => this.controller.abort(refuse('TIMEOUT', { milliseconds })), milliseconds);
    response.once('close', this.onClose);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  end(): void {
    clearTimeout(this.timer);
    this.response.off('close', this.onClose);
  }
}

function checkAccept({ headers: { accept } }: IncomingMessage): void {
  if (accept === undefined) return;
  const accepted = accept.split(',').map((range) => range.split(';')[0]!.trim().toLowerCase());
  if (!accepted.some((range) => range === '' || ANSWER_TYPES.includes(range))) throw refuse('NOT_ACCEPTABLE', {});
}

function send(response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): void {
  if (response.destroyed) return;
  response.statusCode = status ?? 200;
  for (const [name, value] of headers) response.setHeader(name, value);
  if (body.kind !== 'complete') throw new Error('Answers in parts are not supported.');
  response.setHeader('content-length', Buffer.byteLength(body.string));
  response.end(body.string);
}

function causeOf(error: unknown): unknown {
  return error instanceof Error && 'originalError' in error && error.originalError ? error.originalError : error;
}

/** Apollo's own lines, at our level; its words about requests are for the log and not for the console. */
function quiet(logger: Logger) {
  const say = (level: 'debug' | 'info' | 'warn' | 'error') => (message?: unknown) => logger[level](loggable(String(message)));
  return { debug: say('debug'), info: say('debug'), warn: say('warn'), error: say('error') };
}
