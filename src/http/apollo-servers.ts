/**
 * Answers a text by Apollo Server, which parses, validates and negotiates; the execution is ours (`apollo-plugins.ts`).
 *
 * There is one server for each part of the schema that somebody may know. Apollo keeps documents that it validated by one schema, so a document is only ever
 * known to those who may know all of it, and what is refused is refused in the same words whether it is hidden or does not exist.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import type { ReportError } from '../monitoring/error-reporter.ts';
import { type Logger, loggable } from '../monitoring/logger.ts';
import type { AnswerOwners } from './answer-owners.ts';
import { executeBreadthFirst, joinRepeatedErrors, noteWhoseErrors } from './apollo-plugins.ts';
import type { AnswerType } from './negotiation.ts';
import type { PipelineContext } from './pipeline.ts';
import { presentApolloError } from './present-apollo-error.ts';
import { isEmpty } from './present-result.ts';
import { RecentDocuments } from './recent-documents.ts';
import type { GraphqlParameters } from './request-parameters.ts';
import type { Responder } from './responder.ts';
import { type SecondLimits, secondOpinions } from './second-opinions.ts';
import { tagAnswer } from './send-prepared.ts';

export interface ApolloServersOptions extends SecondLimits {
  /** The whole. */
  readonly schema: GraphQLSchema;
  readonly reportError: ReportError;
  readonly logger: Logger;
}

export class ApolloServers {
  private readonly options: ApolloServersOptions;
  private readonly owners: AnswerOwners;
  private readonly responder: Responder;
  private readonly whole: ApolloServer<PipelineContext>;
  private readonly parts = new WeakMap<GraphQLSchema, Promise<ApolloServer<PipelineContext>>>();

  constructor(options: ApolloServersOptions, owners: AnswerOwners, responder: Responder) {
    this.options = options;
    this.owners = owners;
    this.responder = responder;
    this.whole = this.serverOver(options.schema);
  }

  async start(): Promise<void> {
    await this.whole.start();
  }

  async stop(): Promise<void> {
    await this.whole.stop();
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    type: AnswerType,
    text: string,
    parameters: GraphqlParameters,
    context: PipelineContext,
  ): Promise<void> {
    const server = await this.serverFor(context.validatedBy);
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: forApollo(request, text, parameters),
      context: async () => context,
    });
    const { data } = context.outcome;
    send(response, answer, () => data !== undefined && tagAnswer(request, response, type, data, context.viewer));
  }

  private serverFor(schema: GraphQLSchema): ApolloServer<PipelineContext> | Promise<ApolloServer<PipelineContext>> {
    if (schema === this.options.schema) return this.whole;
    let starting = this.parts.get(schema);
    if (!starting) {
      const made = this.serverOver(schema);
      starting = made.start().then(() => made);
      this.parts.set(schema, starting);
    }
    return starting;
  }

  private serverOver(schema: GraphQLSchema): ApolloServer<PipelineContext> {
    const { options, owners } = this;
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
      formatError: (formatted, thrown) => presentApolloError(formatted, thrown, owners.requestIdOf(thrown), options.reportError),
      logger: quiet(options.logger),
      plugins: [
        ApolloServerPluginCacheControlDisabled(),
        ApolloServerPluginLandingPageDisabled(),
        noteWhoseErrors(owners),
        executeBreadthFirst(this.responder),
        joinRepeatedErrors(),
      ],
    });
  }

  /** A value that JSON cannot write is an error of somebody's request, and Apollo does not say whose; the data knows. */
  private written(result: FormattedExecutionResult): string {
    const context = result.data ? this.owners.contextOf(result.data) : undefined;
    try {
      if (!context || result.errors) return JSON.stringify(result);
      const { data, ...rest } = result;
      const text = JSON.stringify(data);
      context.outcome.data = text;
      context.outcome.keeping?.complete(text, isEmpty(data));
      const others = JSON.stringify(rest);
      return others === '{}' ? `{"data":${text}}` : `{"data":${text},${others.slice(1)}`;
    } catch (error) {
      if (context) this.owners.noteError(error, context.requestId);
      throw error;
    }
  }
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
