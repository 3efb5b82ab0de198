/**
 * `/graphql/stream`: subscriptions over server-sent events, in the "distinct connections" mode of graphql-sse: a request is a subscription, its answer the
 * stream. https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 *
 * Each event bears an `id`, so that `EventSource` resumes by itself (`Last-Event-ID`). Events are worked out as they are read: a client that reads slowly is
 * worked for slowly, with at most one event waiting for it, and one that stops reading is cut off. What ends a stream for good is said in a last `next`
 * with errors, then `complete`; where the client should come again, the connection just ends.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import { present } from '../errors/present.ts';
import { refuse } from '../errors/refuse.ts';
import { withoutSuggestion } from '../errors/without-suggestion.ts';
import type { ReportError } from '../monitoring/error-reporter.ts';
import { loggable } from '../monitoring/logger.ts';
import type { SelectOperation } from '../operations/select-operation.ts';
import type { DocumentGate } from './document-gate.ts';
import type { Exchange } from './exchange.ts';
import { readJson } from './request-body.ts';
import { type GraphqlParameters, parametersOfAddress, parametersOfBody } from './request-parameters.ts';
import { type SecondLimits, secondOpinions } from './second-opinions.ts';

export interface StreamedEvent {
  /** Where to resume after it. */
  readonly id: string;
  readonly result: ExecutionResult;
}

export interface SubscribedOperation {
  readonly document: DocumentNode;
  /** What the viewer may know of the schema. */
  readonly validatedBy: GraphQLSchema;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The `Last-Event-ID` of a client that comes again. */
  readonly after: string | undefined;
  readonly requestId: string;
  readonly signal: AbortSignal;
  /** Whose rights count for the next event. */
  readonly viewer: () => Viewer;
}

export interface StreamEndpointOptions extends SecondLimits {
  readonly schema: GraphQLSchema;
  readonly schemaFor?: (viewer: Viewer) => GraphQLSchema;
  readonly select: SelectOperation<Viewer>;
  readonly gate: DocumentGate;
  readonly mostBodyBytes: number;
  /** Begins a subscription. Throws, before anything is sent, what the viewer may not or cannot pay. */
  readonly subscribe: (operation: SubscribedOperation) => Promise<AsyncIterable<StreamedEvent>>;
  readonly mostStreams: number;
  readonly mostStreamsOfViewer: number;
  /** For how long a client may leave what was sent to it unread. */
  readonly unreadMilliseconds?: number;
  readonly reportError: ReportError;
}

const HEARTBEAT_MILLISECONDS = 12_000;
/** A revoked viewer's stream ends within a second, what the directory takes to hear of it included. */
const VIEWER_MILLISECONDS = 200;
const UNREAD_MILLISECONDS = 10_000;

export class StreamEndpoint {
  private readonly options: StreamEndpointOptions;
  private readonly streams = new Map<AbortController, string>();
  private isStopped = false;

  constructor(options: StreamEndpointOptions) {
    this.options = options;
  }

  /** Streams that are open, for the operator. */
  get open(): number {
    return this.streams.size;
  }

  /** Ends all streams; their clients come again elsewhere. */
  stop(): void {
    this.isStopped = true;
    for (const stream of this.streams.keys()) stream.abort();
  }

  /** `viewerNow` says who the client is by now: undefined once its credential is worth nothing. */
  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    viewer: Viewer,
    exchange: Exchange,
    viewerNow: () => Promise<Viewer | undefined>,
  ): Promise<void> {
    if (!/(?:^|[\s,])(?:text\/event-stream|text\/\*|\*\/\*)(?:$|[\s,;])/i.test(request.headers.accept ?? ''))
      throw refuse('NOT_ACCEPTABLE', {});
    const parameters =
      request.method === 'POST'
        ? parametersOfBody(await readJson(request, this.options.mostBodyBytes))
        : parametersOfAddress(url.searchParams);
    exchange.operationName = loggable(parameters.operationName);
    const operation = this.operationOf(parameters, viewer);
    const ending = new AbortController();
    this.admit(viewer, ending);
    let current = viewer;
    const whileOpen = [
      onClose(response, () => ending.abort()),
      every(VIEWER_MILLISECONDS, async () => {
        // Whether the client may still be told cannot be said: it is not told, and comes again from the last event that it has.
        const found = await viewerNow().catch((error: unknown) => ending.abort(error));
        if (found) current = found;
        else ending.abort(refuse('UNAUTHENTICATED', {}));
      }),
    ];
    try {
      const after = request.headers['last-event-id'];
      const events = await this.options.subscribe({
        ...operation,
        after: typeof after === 'string' && after !== '' ? after : undefined,
        requestId: exchange.requestId,
        signal: ending.signal,
        viewer: () => current,
      });
      begin(response);
      whileOpen.push(every(HEARTBEAT_MILLISECONDS, async () => void response.write(':\n\n')));
      await this.send(response, events, ending.signal, exchange);
    } finally {
      for (const end of whileOpen) end();
      this.streams.delete(ending);
    }
  }

  private operationOf(parameters: GraphqlParameters, viewer: Viewer) {
    const { select, gate, schema, schemaFor } = this.options;
    const { variables = {} } = parameters;
    const selected = select(parameters, viewer);
    const validatedBy = schemaFor?.(viewer) ?? schema;
    if (selected.kind === 'prepared') {
      const { document, name } = selected.operation;
      return { document, validatedBy, operationName: subscriptionName(document, name || undefined), variables };
    }
    gate.check(selected.text);
    const document = parsed(selected.text);
    const [problem] = validate(validatedBy, document, [...specifiedRules, ...secondOpinions(this.options)], { maxErrors: 1 });
    if (problem) throw isRefusal(problem) ? problem : refuse('GRAPHQL_VALIDATION_FAILED', { reason: withoutSuggestion(problem.message) });
    return { document, validatedBy, operationName: subscriptionName(document, parameters.operationName), variables };
  }

  private admit(viewer: Viewer, stream: AbortController): void {
    const { mostStreams, mostStreamsOfViewer } = this.options;
    if (this.isStopped) throw refuse('SERVICE_UNAVAILABLE', {});
    let own = 0;
    for (const owner of this.streams.values()) if (owner === viewer.id) own += 1;
    if (own >= mostStreamsOfViewer) throw refuse('STREAM_LIMIT_EXCEEDED', { limit: mostStreamsOfViewer });
    if (this.streams.size >= mostStreams) throw refuse('OVERLOADED', { retryAfterSeconds: 10 });
    this.streams.set(stream, viewer.id);
  }

  private async send(
    response: ServerResponse,
    events: AsyncIterable<StreamedEvent>,
    signal: AbortSignal,
    { requestId }: Exchange,
  ): Promise<void> {
    const { unreadMilliseconds = UNREAD_MILLISECONDS } = this.options;
    try {
      for await (const { id, result } of events) {
        const { errors, ...rest } = result;
        const shown = errors?.map((error) => this.shown(error, requestId));
        await write(
          response,
          `id: ${id}\nevent: next\ndata: ${JSON.stringify(shown ? { errors: shown, ...rest } : rest)}\n\n`,
          unreadMilliseconds,
        );
      }
    } catch (error) {
      const reason = signal.aborted ? signal.reason : error;
      // An end without a reason is ours, or the client's: it comes again if it wants to.
      if (!(reason instanceof GraphQLError)) {
        if (!signal.aborted) this.options.reportError(reason as Error, { requestId });
        response.end();
        return;
      }
      if (response.destroyed) return;
      const last = JSON.stringify({ errors: [this.shown(reason, requestId)] });
      response.end(`event: next\ndata: ${last}\n\nevent: complete\ndata:\n\n`);
      return;
    }
    response.end();
  }

  private shown(error: unknown, requestId: string) {
    const { error: formatted, hidden } = present(error, requestId);
    if (hidden) this.options.reportError(hidden.thrown, { requestId });
    return formatted;
  }
}

const isRefusal = (error: GraphQLError): boolean => error.extensions['code'] !== undefined;

function parsed(text: string): DocumentNode {
  try {
    return parse(text);
  } catch (error) {
    throw refuse('GRAPHQL_PARSE_FAILED', { reason: (error as Error).message });
  }
}

/** The name of the operation to run, which has to be a subscription. */
function subscriptionName(document: DocumentNode, name: string | undefined): string | null {
  const operation = getOperationAST(document, name);
  if (!operation) throw refuse('BAD_REQUEST', { reason: 'Say which operation to run: `operationName`.' });
  if (operation.operation !== 'subscription')
    throw refuse('BAD_REQUEST', { reason: 'Only subscriptions are streamed; send queries and mutations to `/graphql`.' });
  return name ?? null;
}

function begin(response: ServerResponse): void {
  response.statusCode = 200;
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  // nginx collects answers unless it is told not to.
  response.setHeader('x-accel-buffering', 'no');
  response.flushHeaders();
  response.write(':\n\n');
}

/** Writes, and waits until the client has made room for more. */
async function write(response: ServerResponse, text: string, unreadMilliseconds: number): Promise<void> {
  if (response.destroyed) throw new Error('The client has left.');
  if (response.write(text)) return;
  await new Promise<void>((resolve, reject) => {
    const settle = (end: () => void) => () => {
      clearTimeout(timer);
      response.off('drain', drained);
      response.off('close', closed);
      end();
    };
    const drained = settle(resolve);
    const closed = settle(() => reject(new Error('The client has left.')));
    const timer = setTimeout(
      settle(() => {
        response.destroy();
        reject(new Error('The client does not read.'));
      }),
      unreadMilliseconds,
    );
    response.once('drain', drained);
    response.once('close', closed);
  });
}

function onClose(response: ServerResponse, act: () => void): () => void {
  response.once('close', act);
  return () => response.off('close', act);
}

/** Does it again and again, one after the other. */
function every(milliseconds: number, act: () => Promise<void>): () => void {
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    void act().finally(() => {
      isBusy = false;
    });
  }, milliseconds);
  return () => clearInterval(timer);
}
