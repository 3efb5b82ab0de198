/**
 * The composition root: the only file that knows every part.
 *
 * Read from top to bottom it is the journey of a request: security, access, the gate, Apollo, the executor, the data engine, PostgreSQL.
 */
import { fileURLToPath } from 'node:url';
import { printSchema } from 'graphql';
import { type Authenticator, createAuthenticator } from './access/credentials.ts';
import { developmentSecret, developmentToken } from './access/local-secrets.ts';
import { administrator, type Viewer } from './access/viewer.ts';
import type { Config } from './config/config.ts';
import { defaultShapeLimits } from './cost/shape/check-shape.ts';
import type { RequestContext } from './data/context.ts';
import { cursorCodec } from './data/cursor.ts';
import { RowLoaders } from './data/loaders.ts';
import { executePlan } from './execution/execute.ts';
import { PlanCache } from './execution/plan-cache.ts';
import { DocumentGate } from './http/document-gate.ts';
import { GraphqlEndpoint } from './http/graphql-endpoint.ts';
import { HttpServer } from './http/http-server.ts';
import { StaticFiles } from './http/static-files.ts';
import { createErrorReporter } from './monitoring/error-reporter.ts';
import type { Logger } from './monitoring/logger.ts';
import { schema } from './schema.ts';
import { SecurityMiddleware } from './security/security-middleware.ts';
import { type OpenDatabase, openDatabase } from './stores/open-database.ts';
import { query } from './stores/pool.ts';

export interface RunningServer {
  readonly url: string;
  /** The console's address with the token in it; absent in production. */
  readonly signInUrl: string | undefined;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** What is done to a migrated database before requests are served: the demo estate of a first start. */
  readonly prepare?: (database: OpenDatabase) => Promise<void>;
}

const READINESS_MILLISECONDS = 1000;

/** Starts everything, in the order in which a request needs it, and answers once requests are served. */
export async function startServer({ config, logger, prepare }: ServerOptions): Promise<RunningServer> {
  const reportError = createErrorReporter(logger);
  const secret = Buffer.from(config.secret ?? developmentSecret(config.home));
  const { authenticator, token } = authentication(config, secret);
  const security = new SecurityMiddleware({ allowedOrigins: config.allowedOrigins });
  const { depth, aliases, rootFields, directives, tokens, bodyBytes } = config.limits;
  const gate = new DocumentGate({ ...defaultShapeLimits, depth, aliases, rootFields, directives }, tokens);

  const database = await openDatabase(config);
  try {
    await prepare?.(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const plans = new PlanCache(schema);
  const cursors = cursorCodec(secret);
  const graphql = new GraphqlEndpoint({
    schema,
    gate,
    mostBodyBytes: bodyBytes,
    deepest: depth,
    mostAliases: aliases,
    mostDirectives: directives,
    deadlineMilliseconds: config.requestDeadlineMilliseconds,
    reportError,
    logger,
    execute: ({ document, operationName, variables }, { viewer, signal }) => {
      const context: RequestContext = {
        signal,
        viewer,
        cursors,
        loaders: new RowLoaders(),
        database: { query: (statement, options) => query(database.pool, statement, options) },
      };
      return executePlan(plans.planFor(document, operationName), { variables, context });
    },
  });
  await graphql.start();

  const http = new HttpServer({
    host: config.host,
    port: config.port,
    maxConnections: config.maxConnections,
    drainMilliseconds: config.drainMilliseconds,
    security,
    authenticator,
    graphql,
    pages: new StaticFiles(fileURLToPath(new URL('../dist/web', import.meta.url))),
    sdl: printSchema(schema),
    isReady: () =>
      query(database.pool, { text: 'SELECT 1', values: [] }, { signal: AbortSignal.timeout(READINESS_MILLISECONDS) }).then(
        () => true,
        () => false,
      ),
    reportError,
    logger,
  });
  const { port } = await http.listen();
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  return {
    url,
    signInUrl: token && `${url}/?token=${token}`,
    async stop() {
      await http.stop();
      await database.close();
    },
  };
}

/** Until tokens have a table of their own, the development token is the only one, and it is an administrator's. */
function authentication(config: Config, secret: Buffer): { authenticator: Authenticator; token: string | undefined } {
  const token = config.mode.kind === 'development' ? developmentToken(config.home) : undefined;
  const tokens = new Map<string, Viewer>(token === undefined ? [] : [[token, administrator('development')]]);
  return { authenticator: createAuthenticator({ secret, tokens, now: Date.now }), token };
}
