/**
 * Our HTTP server: routes, deadlines of the connection, health, and the way it goes down.
 *
 * The routes are few, so they stand here in full. Each request passes security first, then says who it is, then reaches its route; whatever is
 * thrown on the way leaves through one exit.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { AddressRanges } from '../access/address-ranges.ts';
import { type Authenticator, credentialOf } from '../access/credentials.ts';
import type { Viewer } from '../access/viewer.ts';
import { present } from '../errors/present.ts';
import { refuse } from '../errors/refuse.ts';
import type { ReportError } from '../monitoring/error-reporter.ts';
import { type Logger, loggable } from '../monitoring/logger.ts';
import type { SecurityMiddleware } from '../security/security-middleware.ts';
import { answerJson } from './answer-json.ts';
import { clientOf, originOf } from './client-address.ts';
import { codeOf, type Exchange, exchangeOf } from './exchange.ts';
import type { GraphqlEndpoint } from './graphql-endpoint.ts';
import { isFromThisMachine, type MetricsText } from './metrics-endpoint.ts';
import { answerTypeFor } from './negotiation.ts';
import { QuickResponse } from './quick-response.ts';
import { rawAnswer } from './raw-answer.ts';
import { compressed, type Representations, sendRepresentation } from './representations.ts';
import { BodyAborted } from './request-body.ts';
import type { NamedByPath } from './request-parameters.ts';
import { SessionEndpoint } from './session-endpoint.ts';
import type { StaticFiles } from './static-files.ts';
import type { StreamEndpoint } from './stream-endpoint.ts';
import { Turns } from './turns.ts';

export interface HttpServerOptions {
  readonly host: string;
  readonly port: number;
  readonly maxConnections: number;
  readonly drainMilliseconds: number;
  readonly security: SecurityMiddleware;
  readonly authenticator: Authenticator;
  /** Whose word about a client's address and encryption is taken; nobody's when it is left out. */
  readonly trustedProxies?: AddressRanges | undefined;
  readonly graphql: GraphqlEndpoint;
  /** Subscriptions; the route is not there without it. */
  readonly streams?: StreamEndpoint;
  readonly pages: StaticFiles;
  /** The SDL, for those who may introspect. */
  readonly sdl: string | ((viewer: Viewer) => Representations);
  /** Whether the database answers; asked by `/readyz`, with a deadline of its own. */
  readonly isReady: () => Promise<boolean>;
  readonly reportError: ReportError;
  readonly logger: Logger;
  /** What `/metrics` says; the route is not there without it. */
  readonly metrics?: MetricsText;
  /** Told of each request when its answer has left. */
  readonly onRequestEnd?: (ended: { route: string; status: number; code: string | undefined; milliseconds: number }) => void;
}

const REGISTERED = '/graphql/p/';
const ROUTES: ReadonlySet<string> = new Set(['livez', 'readyz', 'metrics', 'session', 'schema.graphql']);
const HEADERS_MILLISECONDS = 10_000;
const REQUEST_MILLISECONDS = 30_000;
const KEEP_ALIVE_MILLISECONDS = 65_000;
const LARGEST_HEADERS_BYTES = 16 * 1024;
/** A client that reads its answer more slowly than this holds memory that others need. */
const SLOWEST_READ_MILLISECONDS = 60_000;
/** Requests in flight when a process stops are waited for; a connection that does nothing is not. */
const DRAIN_POLL_MILLISECONDS = 20;

export class HttpServer {
  private readonly options: HttpServerOptions;
  private readonly server: Server;
  private readonly sdlFor: (viewer: Viewer) => Representations;
  private readonly turns = new Turns();
  private readonly sessions: SessionEndpoint;
  private inFlight = 0;
  private isDraining = false;

  constructor(options: HttpServerOptions) {
    this.options = options;
    this.sessions = new SessionEndpoint(options);
    const { sdl } = options;
    const same = typeof sdl === 'string' ? compressed('text/plain; charset=utf-8', sdl) : undefined;
    this.sdlFor = typeof sdl === 'string' ? () => same! : sdl;
    this.server = createServer(
      { maxHeaderSize: LARGEST_HEADERS_BYTES, requireHostHeader: false, joinDuplicateHeaders: true, ServerResponse: QuickResponse },
      (request, response) => this.receive(request, response),
    );
    this.server.headersTimeout = HEADERS_MILLISECONDS;
    this.server.requestTimeout = REQUEST_MILLISECONDS;
    this.server.keepAliveTimeout = KEEP_ALIVE_MILLISECONDS;
    this.server.maxConnections = options.maxConnections;
    this.server.maxRequestsPerSocket = 10_000;
    // An expectation that nobody knows may be ignored (RFC 9110, section 10.1.1); Node would answer it without any of our headers.
    this.server.on('checkExpectation', (request, response) => this.receive(request, response));
    this.server.on('clientError', (error: NodeJS.ErrnoException, socket) => this.answerUnreadable(error, socket));
    this.server.on('connect', (_, socket) =>
      socket.end(rawAnswer(refuse('METHOD_NOT_ALLOWED', { allow: 'GET, POST' }), this.options.security)),
    );
  }

  /** What bounds a client's patience with us and ours with it, as Node applies it. */
  get settings(): Pick<Server, 'headersTimeout' | 'requestTimeout' | 'keepAliveTimeout' | 'maxConnections' | 'maxRequestsPerSocket'> {
    const { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections, maxRequestsPerSocket } = this.server;
    return { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections, maxRequestsPerSocket };
  }

  /** The address that it listens on. */
  listen(): Promise<AddressInfo> {
    const { host, port, maxConnections } = this.options;
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      // As many as may be connected may come at once. A connection for which the kernel has no place is tried again after 1, 3, 7 and 15 seconds, and
      // Node's own backlog holds 511.
      this.server.listen({ port, host, backlog: maxConnections }, () => resolve(this.server.address() as AddressInfo));
    });
  }

  /** Takes no new connections, waits for the requests in flight up to the drain time, then closes what is left. */
  async stop(): Promise<void> {
    this.isDraining = true;
    this.options.streams?.stop();
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    const end = Date.now() + this.options.drainMilliseconds;
    while (this.inFlight > 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MILLISECONDS));
    this.server.closeAllConnections();
    await closed;
    await this.options.graphql.stop();
  }

  private receive(request: IncomingMessage, response: ServerResponse): void {
    const began = performance.now();
    const exchange = exchangeOf(request.headers);
    this.inFlight += 1;
    // A request is in flight until its answer has left, not until it has been written.
    response.once('close', () => {
      this.inFlight -= 1;
      this.note(request, response, exchange, performance.now() - began);
    });
    this.turns.take(() => {
      exchange.waitedMilliseconds = performance.now() - began;
      void this.handle(request, response, exchange);
    });
  }

  private async handle(request: IncomingMessage, response: ServerResponse, exchange: Exchange): Promise<void> {
    // Whoever left while waiting for a turn is not worked for.
    if (response.destroyed) return;
    try {
      response.setHeader('x-request-id', exchange.requestId);
      if (this.isDraining) response.setHeader('connection', 'close');
      await this.route(request, response, exchange);
    } catch (error) {
      this.fail(request, response, error, exchange);
    }
    if (!response.writableFinished && !response.destroyed) {
      const slowest = setTimeout(() => response.destroy(), SLOWEST_READ_MILLISECONDS);
      response.once('close', () => clearTimeout(slowest));
    }
  }

  /** A line for each request; refusals are worth reading, the rest is for those who look closely. */
  private note(
    request: IncomingMessage,
    response: ServerResponse,
    { requestId, traceId, operationName, code }: Exchange,
    milliseconds: number,
  ): void {
    const { method, url = '' } = request;
    const { statusCode: status } = response;
    this.options.onRequestEnd?.({ route: routeOf(url), status, code, milliseconds });
    const level = status === 401 || status === 403 ? 'info' : 'debug';
    if (!this.options.logger.isLevelEnabled(level)) return;
    const line = {
      requestId,
      traceId,
      method,
      // The query string may hold a document or a token; the path cannot.
      path: loggable(url.split('?', 1)[0]),
      operationName,
      status,
      milliseconds: Math.round(milliseconds * 10) / 10,
    };
    try {
      this.options.logger[level](line, 'request');
    } catch {
      // A log that cannot be written is no reason to end the process.
    }
  }

  private async route(request: IncomingMessage, response: ServerResponse, exchange: Exchange): Promise<void> {
    const { security, pages } = this.options;
    security.setHeaders(response, 'answer');
    checkHost(request);
    const url = urlOf(request);
    const { pathname } = url;
    switch (pathname) {
      case '/livez':
        return this.only(request, response, 'GET, HEAD') ? answerJson(response, 200, { status: 'ok' }) : undefined;
      case '/metrics':
        return this.only(request, response, 'GET, HEAD') ? this.answerMetrics(request, response, exchange) : undefined;
      case '/readyz':
        return this.only(request, response, 'GET, HEAD') ? this.answerReadiness(response) : undefined;
      case '/session':
        if (!this.only(request, response, 'GET, POST, DELETE')) return;
        security.checkOrigin(request, response);
        security.checkForgery(request);
        return this.sessions.answer(request, response, exchange);
      case '/schema.graphql': {
        if (!this.only(request, response, 'GET, HEAD')) return;
        security.checkOrigin(request, response);
        const viewer = await this.viewerOf(request, exchange);
        if (viewer.operations === 'known' || viewer.operations === 'ids')
          throw refuse('FORBIDDEN', { reason: 'This token runs registered operations, and does not read the schema.' });
        // Whose it is must be asked each time; whether it has changed can be told by its tag.
        response.setHeader('cache-control', 'private, no-cache');
        return sendRepresentation(request, response, this.sdlFor(viewer));
      }
      case '/graphql':
        return this.answerGraphql(request, response, url, exchange);
      case '/graphql/stream':
        return this.answerStream(request, response, url, exchange);
    }
    if (pathname.startsWith(REGISTERED)) return this.answerRegistered(request, response, url, exchange);
    if (pathname === '/' && url.searchParams.has('token')) return this.sessions.beginByLink(request, response, url, exchange);
    if (!pages.has(pathname)) throw refuse('NOT_FOUND', {});
    if (!this.only(request, response, 'GET, HEAD')) return;
    security.setHeaders(response, 'page');
    pages.serve(pathname, request, response);
  }

  private async answerGraphql(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    exchange: Exchange,
    path?: NamedByPath,
  ): Promise<void> {
    const { security, graphql } = this.options;
    if (!this.only(request, response, 'GET, POST')) return;
    security.checkOrigin(request, response);
    const viewer = await this.viewerOf(request, exchange);
    security.checkForgery(request);
    return graphql.answer(request, response, url, viewer, exchange, path);
  }

  private async answerStream(request: IncomingMessage, response: ServerResponse, url: URL, exchange: Exchange): Promise<void> {
    const { security, streams } = this.options;
    if (!this.only(request, response, 'GET, POST')) return;
    security.checkOrigin(request, response);
    const viewer = await this.viewerOf(request, exchange);
    security.checkForgery(request);
    if (!streams) throw refuse('NOT_FOUND', {});
    return streams.answer(request, response, url, viewer, exchange, () => this.knownViewer(request, exchange));
  }

  /** `/graphql/p/<id>[/<operation>]`: an address for each registered operation, for caches, logs and people. */
  private async answerRegistered(request: IncomingMessage, response: ServerResponse, url: URL, exchange: Exchange): Promise<void> {
    const [id = '', operationName, ...rest] = url.pathname.slice(REGISTERED.length).split('/');
    if (rest.length > 0) throw refuse('NOT_FOUND', {});
    return this.answerGraphql(request, response, url, exchange, { id, operationName: operationName || undefined });
  }

  /** Answers other methods than those allowed, a preflight among them; says whether the request may go on. */
  private only(request: IncomingMessage, response: ServerResponse, methods: string): boolean {
    if (request.method === 'OPTIONS') {
      this.options.security.answerPreflight(request, response, methods);
      return false;
    }
    if (!methods.split(', ').includes(request.method!)) {
      response.setHeader('allow', methods);
      throw refuse('METHOD_NOT_ALLOWED', { allow: methods });
    }
    return true;
  }

  private async viewerOf(request: IncomingMessage, exchange: Exchange): Promise<Viewer> {
    const viewer = await this.knownViewer(request, exchange);
    if (!viewer) throw refuse('UNAUTHENTICATED', {});
    return viewer;
  }

  private knownViewer(request: IncomingMessage, exchange: Exchange): Promise<Viewer | undefined> {
    const { authenticator, trustedProxies } = this.options;
    return authenticator.viewerOf(credentialOf(request.headers), originOf(request, exchange, trustedProxies));
  }

  private async answerMetrics(request: IncomingMessage, response: ServerResponse, exchange: Exchange): Promise<void> {
    const { metrics, trustedProxies } = this.options;
    if (!metrics) throw refuse('NOT_FOUND', {});
    if (request.headers.authorization !== undefined || !isFromThisMachine(request, clientOf(request, trustedProxies).address)) {
      const viewer = await this.viewerOf(request, exchange);
      if (viewer.role !== 'administrator') throw refuse('FORBIDDEN', { reason: 'Metrics are for administrators.' });
    }
    response.setHeader('content-type', metrics.contentType);
    response.setHeader('cache-control', 'no-store');
    response.end(await metrics.text());
  }

  private async answerReadiness(response: ServerResponse): Promise<void> {
    if (this.isDraining || !(await this.options.isReady())) throw refuse('SERVICE_UNAVAILABLE', {});
    answerJson(response, 200, { status: 'ready' });
  }

  private fail(request: IncomingMessage, response: ServerResponse, error: unknown, exchange: Exchange): void {
    const { requestId } = exchange;
    // A client that leaves in the middle of its body has done nothing that anybody has to look into.
    if (error instanceof BodyAborted) {
      response.destroy();
      return;
    }
    const { error: shown, status, headers, hidden } = present(error, requestId);
    exchange.code = codeOf(shown);
    if (hidden) this.options.reportError(hidden.thrown, { requestId });
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    // What was left unread of a refused body would be taken for the next request.
    if (!request.complete) response.setHeader('connection', 'close');
    const isGraphql = request.url?.startsWith('/graphql') === true;
    answerJson(response, status, { errors: [shown] }, isGraphql ? answerTypeFor(request.headers.accept) : undefined);
  }

  /** A request that Node could not read has no request object; the answer is written onto the socket by hand. */
  private answerUnreadable({ code }: NodeJS.ErrnoException, socket: Duplex): void {
    if (!socket.writable || code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const refusal =
      code === 'HPE_HEADER_OVERFLOW'
        ? refuse('HEADERS_TOO_LARGE', {})
        : code === 'ERR_HTTP_REQUEST_TIMEOUT'
          ? refuse('REQUEST_TIMEOUT', {})
          : refuse('BAD_REQUEST', { reason: 'This is not a request of HTTP/1.1.' });
    socket.end(rawAnswer(refusal, this.options.security));
  }
}

/** Few values, whatever is asked for. */
function routeOf(url: string): string {
  const [path = '', ...rest] = url.split('?', 1)[0]!.slice(1).split('/');
  if (path === 'graphql') return rest[0] === 'p' ? 'operation' : rest[0] === 'stream' ? 'stream' : 'graphql';
  return ROUTES.has(path) ? path : 'page';
}

/** Two hosts mean one thing to a proxy and another to us (RFC 9112, section 3.2). Health checks of HTTP/1.0 name none. */
function checkHost({ rawHeaders, httpVersion }: IncomingMessage): void {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) if (rawHeaders[index]!.toLowerCase() === 'host') hosts += 1;
  if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0'))
    throw refuse('BAD_REQUEST', { reason: `A request has one \`Host\`; this one has ${hosts}.` });
}

/** Nearly all requests are for it, and to read an address takes longer than to find a kept answer. */
const GRAPHQL = new URL('http://localhost/graphql');

function urlOf(request: IncomingMessage): URL {
  if (request.url === GRAPHQL.pathname) return GRAPHQL;
  try {
    // The host is of no interest, and may be anything; a request target in absolute form is not served.
    return new URL(request.url!.startsWith('/') ? `http://localhost${request.url}` : 'http://localhost/-');
  } catch {
    throw refuse('BAD_REQUEST', { reason: 'The address cannot be read.' });
  }
}
