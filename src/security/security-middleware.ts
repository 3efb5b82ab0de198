/**
 * The first part that every request passes: headers, origins, forgery, and the form of the request line.
 *
 * The threat is a browser that is made to send what its user did not mean: a form or a script of another site, aimed at a server on loopback or inside the
 * company, where cookies or the network itself lend it authority. So: no cross-site request reaches an operation unless its origin is listed; a
 * request that a plain form could have made is refused, whatever it carries; and answers may not be framed, sniffed or read by others.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';
import { refuse } from '../errors/refuse.ts';

export interface SecurityOptions {
  /** Exactly as browsers send them in `Origin`. */
  readonly allowedOrigins: readonly string[];
}

const CSRF_HEADERS = ['x-wayleave-csrf', 'apollo-require-preflight', 'x-apollo-operation-name'];
const PREFLIGHT_SECONDS = 600;

/** Pages of our own may run our own scripts and nothing else. Answers that are not pages may run nothing at all. */
const pagePolicy = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};
const answerPolicy = { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"], 'base-uri': ["'none'"], 'form-action': ["'none'"] };

type ReadyHeaders = readonly (readonly [name: string, value: string])[];

/** What helmet sets, asked once: none of it depends on a request. */
function readyHeaders(directives: Record<string, string[]>): ReadyHeaders {
  const headers = new Map<string, string>();
  const response = {
    setHeader: (name: string, value: string) => headers.set(name.toLowerCase(), value),
    removeHeader: () => undefined,
  };
  const set = helmet({
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  });
  set({} as IncomingMessage, response as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw error;
  });
  return [...headers];
}

export class SecurityMiddleware {
  private readonly options: SecurityOptions;
  private readonly pageHeaders: ReadyHeaders;
  private readonly answerHeaders: ReadyHeaders;

  constructor(options: SecurityOptions) {
    this.options = options;
    this.pageHeaders = readyHeaders(pagePolicy);
    this.answerHeaders = [...readyHeaders(answerPolicy), ['cache-control', 'no-store']];
  }

  /** The headers of an answer that is written by hand, to a request that could not even be read. */
  rawHeaders(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.answerHeaders);
  }

  /** Sets the headers that every answer bears; `kind` decides what its content may do in a browser. */
  setHeaders(response: ServerResponse, kind: 'page' | 'answer'): void {
    for (const [name, value] of kind === 'page' ? this.pageHeaders : this.answerHeaders) response.setHeader(name, value);
  }

  /** Lets listed origins read the answer. Throws CSRF_BLOCKED for any other site's request. */
  checkOrigin(request: IncomingMessage, response: ServerResponse): void {
    const { origin } = request.headers;
    response.setHeader('vary', 'Origin');
    if (origin === undefined) {
      // A browser that says that another site asks, without an origin to check: an image, a script, a navigation.
      if (request.headers['sec-fetch-site'] === 'cross-site') throw refuse('CSRF_BLOCKED', {});
      return;
    }
    if (this.isOwnOrigin(request, origin)) return;
    if (!this.options.allowedOrigins.includes(origin)) throw refuse('CSRF_BLOCKED', {});
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'x-request-id, retry-after, ratelimit, ratelimit-policy');
  }

  /** Answers a preflight: which methods and headers a listed origin may send. */
  answerPreflight(request: IncomingMessage, response: ServerResponse, methods: string): void {
    const { origin } = request.headers;
    response.setHeader('allow', methods);
    response.setHeader('vary', 'Origin');
    if (origin !== undefined && this.options.allowedOrigins.includes(origin)) {
      response.setHeader('access-control-allow-origin', origin);
      response.setHeader('access-control-allow-methods', methods);
      response.setHeader(
        'access-control-allow-headers',
        'authorization, content-type, graphql-cost, traceparent, x-request-id, x-wayleave-csrf',
      );
      response.setHeader('access-control-max-age', String(PREFLIGHT_SECONDS));
    }
    response.statusCode = 204;
    response.end();
  }

  /**
   * Refuses what a page of another site could send without a preflight: a GET, or a POST of a type that forms have. A bearer token in a header is proof
   * enough, since no browser adds one by itself.
   */
  checkForgery(request: IncomingMessage): void {
    const contentType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (request.method === 'POST' && contentType === 'application/json') return;
    if (request.headers.authorization !== undefined) return;
    if (CSRF_HEADERS.some((header) => request.headers[header])) return;
    throw refuse('CSRF_BLOCKED', {});
  }

  private isOwnOrigin(request: IncomingMessage, origin: string): boolean {
    const { host } = request.headers;
    return (
      host !== undefined &&
      (origin === `http://${host}` || origin === `https://${host}`) &&
      request.headers['sec-fetch-site'] !== 'cross-site'
    );
  }
}
