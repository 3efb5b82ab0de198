/**
 * The real HTTP server around a tiny schema, for tests of the transport: what reaches the executor, and what comes back, is all that they look at.
 *
 * `calls` says which operations were executed; a refused one must not be among them. `lines` is the log.
 */
import { buildSchema, execute, type GraphQLSchema } from 'graphql';
import { createAuthenticator } from '../../src/access/credentials.ts';
import { administrator } from '../../src/access/viewer.ts';
import { defaultShapeLimits } from '../../src/cost/shape/check-shape.ts';
import { compilePlan } from '../../src/execution/compile.ts';
import { executePlan } from '../../src/execution/execute.ts';
import { DocumentGate } from '../../src/http/document-gate.ts';
import { GraphqlEndpoint } from '../../src/http/graphql-endpoint.ts';
import { HttpServer } from '../../src/http/http-server.ts';
import type { Operation, OperationContext } from '../../src/http/pipeline.ts';
import { StaticFiles } from '../../src/http/static-files.ts';
import { createErrorReporter } from '../../src/monitoring/error-reporter.ts';
import { createLogger, type Logger } from '../../src/monitoring/logger.ts';
import { createSelectOperation, type SelectOperation } from '../../src/operations/select-operation.ts';
import { SecurityMiddleware } from '../../src/security/security-middleware.ts';
import { type ExactAnswer, type ExactRequest, sendBytes, sendRequest } from './exact-client.ts';

export const TOKEN = 'wl_dev_the-token-of-the-tests';
export const ALLOWED_ORIGIN = 'https://allowed.example';

export const tinySchema = buildSchema(`
  type Query {
    "Says hello."
    hello(name: String, color: Color): String
    device(id: ID!): Device
    devices(first: Int): [Device!]!
    required: String!
    colors(in: [Color!]): [String!]
    broken(how: String): String
  }
  enum Color { RED GREEN }
  type Device { id: ID! name: String site: Site number: Int }
  type Site { name: String devices(first: Int): [Device!]! }
  type Mutation { rename(name: String!): String }
`);

export interface TestServerOptions {
  readonly schema?: GraphQLSchema;
  readonly rootValue?: Readonly<Record<string, unknown>>;
  readonly execute?: (operation: Operation, context: OperationContext) => ReturnType<typeof executePlan>;
  readonly deadlineMilliseconds?: number;
  readonly drainMilliseconds?: number;
  readonly mostBodyBytes?: number;
  readonly pages?: string;
  readonly logger?: Logger;
  readonly isReady?: () => Promise<boolean>;
  /** Which operation a request names; texts alone unless said otherwise. */
  readonly select?: SelectOperation;
}

export interface Answer extends ExactAnswer {
  /** The body as JSON; undefined when it is none. */
  readonly body: GraphqlBody | undefined;
}

export interface GraphqlBody {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly locations?: readonly unknown[];
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
  readonly [other: string]: unknown;
}

/** Credentials are sent unless `authorization` is given. */
export type Asking = ExactRequest;

export async function startGraphqlServer(options: TestServerOptions = {}) {
  const calls: Operation[] = [];
  const contexts: OperationContext[] = [];
  const lines: string[] = [];
  const schema = options.schema ?? tinySchema;
  const rootValue = options.rootValue ?? { hello: 'hi', devices: [], required: 'here' };
  const logger = options.logger ?? createLogger('debug', { write: (line) => void lines.push(line) });
  const reportError = createErrorReporter(logger);
  const authenticator = createAuthenticator({
    secret: Buffer.alloc(32, 7),
    tokens: new Map([[TOKEN, administrator('tests')]]),
    now: Date.now,
  });
  const graphql = new GraphqlEndpoint({
    schema,
    select:
      options.select ?? createSelectOperation({ registry: { find: () => [] }, unknown: { note: () => undefined }, automatic: undefined }),
    remember: () => undefined,
    gate: new DocumentGate(defaultShapeLimits, 4000),
    mostBodyBytes: options.mostBodyBytes ?? 1024 * 1024,
    deepest: defaultShapeLimits.depth,
    mostAliases: defaultShapeLimits.aliases,
    mostDirectives: defaultShapeLimits.directives,
    reportError,
    deadlineMilliseconds: options.deadlineMilliseconds ?? 10_000,
    logger,
    execute: async (operation, context) => {
      calls.push(operation);
      contexts.push(context);
      if (options.execute) return options.execute(operation, context);
      const { document, operationName, variables } = operation;
      return executePlan(compilePlan(schema, document, operationName), { variables, rootValue, context });
    },
  });
  await graphql.start();
  const server = new HttpServer({
    host: '127.0.0.1',
    port: 0,
    maxConnections: 200,
    drainMilliseconds: options.drainMilliseconds ?? 5000,
    security: new SecurityMiddleware({ allowedOrigins: [ALLOWED_ORIGIN] }),
    authenticator,
    graphql,
    pages: new StaticFiles(options.pages ?? 'no-such-folder'),
    sdl: 'type Query { hello: String }',
    isReady: options.isReady ?? (async () => true),
    reportError,
    logger,
  });
  const { port } = await server.listen();
  const url = `http://127.0.0.1:${port}`;

  const ask = async (path: string, { headers, ...asking }: Asking = {}): Promise<Answer> => {
    const answer = await sendRequest(`${url}${path}`, { ...asking, headers: { authorization: `Bearer ${TOKEN}`, ...headers } });
    return { ...answer, body: jsonOf(answer.text) };
  };

  return {
    url,
    port,
    server,
    calls,
    contexts,
    lines,
    ask,
    /** POST of a JSON value to /graphql. */
    post: (value: unknown, headers: Asking['headers'] = {}): Promise<Answer> =>
      ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) }),
    /** GET of /graphql with parameters. */
    get: (parameters: Readonly<Record<string, string>>, headers: Asking['headers'] = {}): Promise<Answer> =>
      ask(`/graphql?${new URLSearchParams(parameters)}`, { headers }),
    /** Bytes on a socket, and all that comes back until the server hangs up. */
    raw: (bytes: string): Promise<string> => sendBytes(port, bytes),
    stop: () => server.stop(),
  };
}

export type TestGraphqlServer = Awaited<ReturnType<typeof startGraphqlServer>>;

/** graphql-js as the executor, for schemas with resolvers and values that are functions. */
export const withGraphqlJs =
  (schema: GraphQLSchema, rootValue?: unknown) =>
  async ({ document, operationName, variables }: Operation, contextValue: OperationContext) =>
    execute({ schema, document, rootValue, operationName, variableValues: variables, contextValue });

function jsonOf(text: string): GraphqlBody | undefined {
  try {
    return JSON.parse(text) as GraphqlBody;
  } catch {
    return undefined;
  }
}
