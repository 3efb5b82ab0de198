/**
 * The composition root: the only file that knows every part.
 *
 * Read from top to bottom it is the journey of a request: security, access, the gate, Apollo, the executor, the data engine, PostgreSQL.
 */
import { fileURLToPath } from 'node:url';
import type { GraphQLSchema } from 'graphql';
import { addressRanges } from './access/address-ranges.ts';
import { developmentSecret } from './access/local-secrets.ts';
import type { Viewer } from './access/viewer.ts';
import { VisibleSchemas } from './access/visible-schema.ts';
import { createAnswerOperation } from './assembly/answer-operation.ts';
import { createChangeStreams } from './assembly/change-streams.ts';
import { type OpenAccess, openAccess } from './assembly/open-access.ts';
import { openCache } from './assembly/open-cache.ts';
import { followChanges, watchFeed } from './assembly/open-changes.ts';
import { openRegisteredOperations, operationAdministration } from './assembly/open-operations.ts';
import { openStatistics } from './assembly/open-statistics.ts';
import { openWebhooks } from './assembly/open-webhooks.ts';
import { PriceCache } from './assembly/price-cache.ts';
import { spendingOf } from './assembly/spending.ts';
import type { Config } from './config/config.ts';
import { Admission } from './cost/admission/admission.ts';
import { millisecondsAllowed, patience } from './cost/admission/time-allowed.ts';
import type { Budgets } from './cost/budget/budget.ts';
import { LocalBudgets } from './cost/budget/local-budgets.ts';
import { RedisBudgets } from './cost/budget/redis-budgets.ts';
import { printSchemaWithCost } from './cost/print-schema.ts';
import { defaultShapeLimits } from './cost/shape/check-shape.ts';
import { createAllocator } from './data/allocate/allocator.ts';
import { cursorCodec } from './data/cursor.ts';
import { noting } from './data/database.ts';
import { RowLoaders } from './data/loaders.ts';
import { ReadLog } from './data/reads.ts';
import { PlanCache } from './execution/plan-cache.ts';
import { DocumentGate } from './http/document-gate.ts';
import { GraphqlEndpoint } from './http/graphql-endpoint.ts';
import { HttpServer } from './http/http-server.ts';
import { compressed, type Representations } from './http/representations.ts';
import { StaticFiles } from './http/static-files.ts';
import { StreamEndpoint } from './http/stream-endpoint.ts';
import { AlertSystem } from './monitoring/alert-system.ts';
import { createErrorReporter } from './monitoring/error-reporter.ts';
import type { Logger } from './monitoring/logger.ts';
import { Metrics } from './monitoring/metrics.ts';
import { PerformanceMonitor } from './monitoring/performance-monitor.ts';
import { largestPageOf } from './resource/catalog.ts';
import type { AppContext } from './root-fields/context.ts';
import { catalog, schema } from './schema.ts';
import { SecurityMiddleware } from './security/security-middleware.ts';
import { type OpenDatabase, openDatabase } from './stores/open-database.ts';
import { query } from './stores/pool.ts';
import { Redis } from './stores/redis.ts';
import { databaseOver } from './stores/transaction.ts';

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
const MOST_STREAMS = 200;
const MOST_STREAMS_OF_VIEWER = 10;

/** Starts everything, in the order in which a request needs it, and answers once requests are served. */
export async function startServer({ config, logger, prepare }: ServerOptions): Promise<RunningServer> {
  const reportError = createErrorReporter(logger);
  const secret = Buffer.from(config.secret ?? developmentSecret(config.home));
  const security = new SecurityMiddleware({ allowedOrigins: config.allowedOrigins });
  const { depth, aliases, rootFields, directives, tokens, bodyBytes } = config.limits;
  const gate = new DocumentGate({ ...defaultShapeLimits, depth, aliases, rootFields, directives }, tokens);

  const database = await openDatabase(config);
  let access: OpenAccess;
  try {
    await prepare?.(database);
    access = await openAccess(config, secret, database, logger);
  } catch (error) {
    await database.close();
    throw error;
  }
  const changes = await followChanges({ url: database.url, pool: database.pool, secret, historyMonths: config.historyMonths, logger });
  const cursors = cursorCodec(secret);
  const redis =
    config.redis.kind === 'on' ? new Redis({ url: config.redis.url, onError: (error) => logger.warn({ err: error }, 'Redis') }) : undefined;
  await redis?.connect();
  const timeLimits = { deadlineMilliseconds: config.requestDeadlineMilliseconds, dearCost: config.allowances.interactive.ceiling };
  const admission = new Admission({
    now: () => performance.now(),
    mostOperations: operationsAtOnce(config.databaseConnections),
    mostCost: config.costInFlight,
    deadlineMilliseconds: config.requestDeadlineMilliseconds,
    patienceFor: (cost) => patience(cost, timeLimits),
  });
  const budgets = budgetsOf(redis);
  const prices = new PriceCache(schema, largestPageOf(catalog));
  const spending = spendingOf(config);
  const metrics = new Metrics();
  const caching = await openCache({ schema, secret, feed: changes.feed, prices, budgets, spending, config, logger, metrics });
  const statistics = openStatistics({ catalog, pool: database.pool, logger });
  const alerts = new AlertSystem(metrics, logger);
  watchFeed(changes.feed, metrics, alerts);
  const { pool } = database;
  const monitor = new PerformanceMonitor({
    metrics,
    alerts,
    admission: () => admission.state,
    connections: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
  });
  const allocator = createAllocator(catalog);
  const operationsAdministered = operationAdministration(pool, config);
  const { webhooks, stop: stopWebhooks } = openWebhooks({ catalog, pool, feed: changes.feed, secret, config, logger });
  const visible = new VisibleSchemas(schema);
  const contextFor = (
    viewer: Viewer,
    signal: AbortSignal,
    milliseconds: number,
    requestId: string | undefined,
    address?: string | undefined,
  ): AppContext => {
    const reads = new ReadLog();
    const statements = noting(databaseOver(database.pool, milliseconds), reads);
    const { administration } = access;
    return {
      signal,
      viewer,
      cursors,
      loaders: new RowLoaders(),
      database: statements,
      reads,
      administration,
      operations: operationsAdministered,
      allocator,
      webhooks,
      cache: caching,
      audit: access.audit,
      onForbidden: (action, resource) =>
        access.audit.note({
          actor: viewer.id,
          action: 'mutate',
          subject: `${resource}.${action}`,
          result: 'refused',
          reason: 'not granted',
          requestId,
          address,
        }),
      requestId,
      address,
    };
  };
  const plans = new PlanCache(schema);
  const answer = createAnswerOperation({
    plans,
    budgets,
    admission,
    millisecondsFor: (cost) => millisecondsAllowed(cost, timeLimits),
    prices,
    ...spending,
    introspectedBy: (viewer) => visible.introspectableBy(viewer),
    onWrite: (viewer) => caching?.onWrite(viewer),
    onForbidden: ({ id: actor }, origin) =>
      access.audit.note({ actor, action: 'mutate', result: 'refused', reason: 'read-only', ...origin }),
    contextFor,
    monitor,
    fanOuts: statistics.fanOuts,
    onUnsoundPrice: (price) => {
      monitor.priceWasUnsound();
      logger.error(price, 'an answer cost more than its price');
    },
  });
  caching?.auditBy(answer);
  const operations = await openRegisteredOperations({
    url: database.url,
    config,
    logger,
    metrics,
    readableBy: (viewer) => visible.readableBy(viewer),
  });
  const graphql = new GraphqlEndpoint({
    schema,
    schemaFor: (viewer) => visible.readableBy(viewer),
    select: operations.select,
    remember: operations.remember,
    gate,
    mostBodyBytes: bodyBytes,
    deepest: depth,
    mostAliases: aliases,
    mostDirectives: directives,
    deadlineMilliseconds: config.requestDeadlineMilliseconds,
    reportError,
    logger,
    kept: caching?.kept,
    execute: (operation, { viewer, signal, requestId, address }, noteRead) =>
      answer({ ...operation, requestId, address }, viewer, signal, noteRead),
  });
  await graphql.start();

  const streams = new StreamEndpoint({
    schema,
    schemaFor: (viewer) => visible.readableBy(viewer),
    select: operations.select,
    gate,
    mostBodyBytes: bodyBytes,
    deepest: depth,
    mostAliases: aliases,
    mostDirectives: directives,
    mostStreams: MOST_STREAMS,
    mostStreamsOfViewer: MOST_STREAMS_OF_VIEWER,
    subscribe: createChangeStreams({ catalog, feed: changes.feed, plans, prices, cursors, answer, contextFor }),
    reportError,
  });
  const http = new HttpServer({
    host: config.host,
    port: config.port,
    maxConnections: config.maxConnections,
    drainMilliseconds: config.drainMilliseconds,
    security,
    authenticator: access.authenticator,
    trustedProxies: config.trustedProxies.length > 0 ? addressRanges(config.trustedProxies) : undefined,
    graphql,
    streams,
    pages: new StaticFiles(fileURLToPath(new URL('../dist/web', import.meta.url))),
    sdl: sdlOf((viewer) => visible.introspectableBy(viewer)),
    isReady: () =>
      query(database.pool, { text: 'SELECT 1', values: [] }, { signal: AbortSignal.timeout(READINESS_MILLISECONDS) }).then(
        () => true,
        () => false,
      ),
    reportError,
    logger,
    metrics,
    onRequestEnd: (ended) => monitor.requestEnded(ended),
  });
  const { port } = await http.listen();
  const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
  return {
    url,
    signInUrl: access.developmentToken && `${url}/?token=${access.developmentToken}`,
    async stop() {
      await http.stop();
      statistics.stop();
      monitor.stop();
      alerts.stop();
      await operations.stop();
      caching?.stop();
      await stopWebhooks();
      await changes.stop();
      redis?.close();
      await access.stop();
      await database.close();
    },
  };
}

/** The SDL of what a viewer may introspect, written and compressed once for all who may introspect the same. */
function sdlOf(introspectableBy: (viewer: Viewer) => GraphQLSchema): (viewer: Viewer) => Representations {
  const written = new WeakMap<GraphQLSchema, Representations>();
  return (viewer) => {
    const shown = introspectableBy(viewer);
    let text = written.get(shown);
    if (!text) {
      text = compressed('text/plain; charset=utf-8', printSchemaWithCost(shown));
      written.set(shown, text);
    }
    return text;
  };
}

/** An operation may have several statements under way, and some connections are for what is no operation: readiness, refreshing what we know. */
function operationsAtOnce(connections: number): number {
  return Math.max(1, connections - Math.floor(connections / 5));
}

/** While Redis does not answer, each process goes on with a tenth of every budget: ten processes together never spend more than one budget. */
const SHARE_WITHOUT_REDIS = 0.1;

function budgetsOf(redis: Redis | undefined): Budgets {
  const now = (): number => performance.now();
  if (!redis) return new LocalBudgets({ now });
  return new RedisBudgets({
    evaluate: (script, keys, parameters) => redis.evaluate(script, keys, parameters),
    fallback: new LocalBudgets({ now, share: SHARE_WITHOUT_REDIS }),
  });
}
