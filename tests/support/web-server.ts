/**
 * A small server for tests of the pages: dist/web under the content security policy of production, a GraphQL endpoint that really executes
 * over a made-up estate, prices by a simple rule, and keeps a session in a cookie. It counts what the browser reports and asks for.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, normalize, resolve } from 'node:path';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  graphql,
  isCompositeType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { estateData, estateSchema, estateSdl } from './web-estate.ts';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

export const TOKEN = 'wl_test_8Jq0Zc4hY2';
export const SESSION_COOKIE = { name: 'session', value: 'signed-in-by-the-test' };
const SESSION = `${SESSION_COOKIE.name}=${SESSION_COOKIE.value}`;
const MAXIMUM_QUERY_COST = 25_000;
const BUCKET = 50_000;

interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string | undefined;
  readonly costHeader: string | undefined;
  readonly csrf: string | undefined;
  readonly authorization: string | undefined;
}

export interface WebServer {
  readonly url: string;
  readonly seen: SeenRequest[];
  readonly violations: string[];
  /** How many subscriptions are being listened to. */
  readonly streaming: { open: number };
  /** How the server behaves from now on. */
  readonly mood: { prices: boolean; delayMilliseconds: (query: string) => number };
  close(): Promise<void>;
}

export async function startWebServer(): Promise<WebServer> {
  const root = resolve('dist/web');
  const seen: SeenRequest[] = [];
  const violations: string[] = [];
  const mood: WebServer['mood'] = { prices: true, delayMilliseconds: () => 0 };
  const streaming = { open: 0 };
  const schema = estateSchema();
  let available = BUCKET;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const address = new URL(request.url ?? '/', 'http://localhost');
    const body = await textOf(request);
    const json = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
    };
    if (address.pathname === '/csp-report') {
      violations.push(body);
      response.writeHead(204).end();
      return;
    }
    const signedIn = (request.headers.cookie ?? '').includes(SESSION);
    const asked = address.pathname === '/graphql' ? (JSON.parse(body) as GraphqlRequest) : undefined;
    seen.push({
      method: request.method ?? '',
      path: address.pathname,
      query: asked?.query,
      costHeader: request.headers['graphql-cost'] as string | undefined,
      csrf: request.headers['x-wayleave-csrf'] as string | undefined,
      authorization: request.headers.authorization,
    });
    if (address.pathname === '/session') {
      if (request.method === 'GET') return json(200, { viewer: signedIn ? estateData.viewer : null });
      if (request.method === 'DELETE') {
        response.writeHead(204, { 'set-cookie': 'session=; Max-Age=0; Path=/' }).end();
        return;
      }
      const { token } = JSON.parse(body) as { token: string };
      if (token === TOKEN) response.writeHead(204, { 'set-cookie': `${SESSION}; HttpOnly; SameSite=Strict; Path=/` }).end();
      else json(401, { errors: [{ message: 'This token is not valid.', extensions: { code: 'UNAUTHENTICATED' } }] });
      return;
    }
    if (address.pathname === '/graphql/stream') {
      streaming.open += 1;
      response.on('close', () => {
        streaming.open -= 1;
      });
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      for (const number of [1, 2]) response.write(`event: next\ndata: ${JSON.stringify({ data: { changes: { number } } })}\n\n`);
      return;
    }
    if (asked || address.pathname === '/schema.graphql') {
      if (!signedIn) return json(401, { errors: [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }] });
      if (!asked) {
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(estateSdl);
        return;
      }
      await new Promise((done) => setTimeout(done, mood.delayMilliseconds(asked.query)));
      const { status, result, spent } = await execute(schema, asked, request.headers['graphql-cost'], mood.prices, available);
      available -= spent;
      return json(status, result);
    }
    sendFile(root, address.pathname, response);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    violations,
    streaming,
    mood,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function sendFile(root: string, path: string, response: ServerResponse): void {
  const name = path === '/' ? '/index.html' : path === '/graphiql' ? '/graphiql.html' : path;
  const file = normalize(`${root}${name}`);
  if (!file.startsWith(root) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': `${CONTENT_SECURITY_POLICY}; report-uri /csp-report`,
    'cross-origin-opener-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(readFileSync(file));
}

async function execute(schema: GraphQLSchema, asked: GraphqlRequest, mode: unknown, prices: boolean, available: number) {
  const refuse = (code: string, errors: readonly GraphQLError[]) => ({
    status: 400,
    result: { errors: errors.map((error) => ({ ...error.toJSON(), extensions: { code } })) },
    spent: 0,
  });
  let document: DocumentNode;
  try {
    document = parse(asked.query);
  } catch (error) {
    return refuse('GRAPHQL_PARSE_FAILED', [error as GraphQLError]);
  }
  const faults = validate(schema, document);
  if (faults.length > 0) return refuse('GRAPHQL_VALIDATION_FAILED', faults);
  if (!getOperationAST(document, asked.operationName)) return refuse('BAD_REQUEST', [new GraphQLError('Say which operation to run.')]);

  const cost = priceOf(schema, document, asked.variables ?? {}, available);
  if (prices && mode === 'validate') return { status: 200, result: { extensions: { cost } }, spent: 0 };
  const result = await graphql({ schema, source: asked.query, rootValue: estateData, variableValues: asked.variables, ...nameOf(asked) });
  if (!prices) return { status: 200, result, spent: 0 };
  const actual = Math.ceil(cost.requestedQueryCost * 0.6);
  const { hint: _hint, allowed: _allowed, maximumQueryCost: _maximum, ...paid } = cost;
  const fields = cost.fields.map((field) => ({ ...field, actual: Math.ceil(field.requested * 0.6), count: 1 }));
  const throttleStatus = { ...cost.throttleStatus, currentlyAvailable: available - actual };
  return {
    status: 200,
    result: { ...result, extensions: { cost: { ...paid, fields, throttleStatus, actualQueryCost: actual } } },
    spent: actual,
  };
}

const nameOf = ({ operationName }: GraphqlRequest) => (operationName ? { operationName } : {});

/** A point for each object and each call, lists by their `first`, connections free: near enough to the real price to look like it. */
function priceOf(schema: GraphQLSchema, document: DocumentNode, variables: Readonly<Record<string, unknown>>, available: number) {
  const types = new TypeInfo(schema);
  const path: string[] = [];
  const sizes: number[] = [1];
  const fields: { path: string; requested: number }[] = [];
  let objects = 0;
  let calls = 0;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter(field) {
          path.push(field.alias?.value ?? field.name.value);
          const first = field.arguments?.find(({ name }) => name.value === 'first')?.value;
          const asked = first?.kind === Kind.INT ? Number(first.value) : first?.kind === Kind.VARIABLE ? variables[first.name.value] : 1;
          const within = sizes.at(-1) ?? 1;
          sizes.push(within * (typeof asked === 'number' ? asked : 1));
          const named = getNamedType(types.getType() ?? undefined);
          if (!named || !isCompositeType(named) || /Connection$|PageInfo/.test(named.name)) return;
          objects += sizes.at(-1)!;
          calls += within;
          fields.push({ path: path.join('.'), requested: sizes.at(-1)! + within });
        },
        leave() {
          path.pop();
          sizes.pop();
        },
      },
    }),
  );
  fields.sort((one, other) => other.requested - one.requested);
  const requestedQueryCost = objects + calls;
  const dearest = fields[0];
  return {
    requestedQueryCost,
    maximumQueryCost: MAXIMUM_QUERY_COST,
    allowed: requestedQueryCost <= MAXIMUM_QUERY_COST,
    typeCost: objects,
    fieldCost: calls,
    fields,
    ...(dearest && dearest.requested > 100
      ? {
          hint: `Ask for 10 instead of more at ${dearest.path.replace(/\.nodes$/, '')}: saves up to ${Math.round(dearest.requested * 0.8)} points.`,
        }
      : {}),
    throttleStatus: { maximumAvailable: BUCKET, currentlyAvailable: available, restoreRate: 10 },
  };
}
