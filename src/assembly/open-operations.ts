/** The parts of persisted operations, put together for this program's own schema: for the server, and for a check without one. */
import type { GraphQLSchema } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Config } from '../config/config.ts';
import { defaultShapeLimits } from '../cost/shape/check-shape.ts';
import { DocumentGate } from '../http/document-gate.ts';
import type { GraphqlEndpointOptions } from '../http/graphql-endpoint.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { AutomaticOperations } from '../operations/automatic-operations.ts';
import type { Assessor } from '../operations/operation.ts';
import { OperationAdministration } from '../operations/operation-administration.ts';
import { OperationRegistry } from '../operations/operation-registry.ts';
import { createSelectOperation } from '../operations/select-operation.ts';
import { UnknownTexts } from '../operations/unknown-texts.ts';
import { largestPageOf } from '../resource/catalog.ts';
import { mostRowsOf } from '../resource/most-rows.ts';
import { catalog, schema } from '../schema.ts';
import type { OpenDatabase } from '../stores/open-database.ts';
import { OperationStore } from '../stores/operation-store.ts';
import { createPool } from '../stores/pool.ts';
import { createAssessor } from './assess-operation.ts';
import { createIsKnownTo } from './known-to-viewer.ts';
import { INTROSPECTION_WEIGHT } from './price-cache.ts';

/** Another schema than our own may be given, as a check against an older or a newer one needs. */
export function assessorFor(limits: Config['limits'], of: GraphQLSchema = schema): Assessor {
  const { depth, aliases, rootFields, directives, tokens } = limits;
  return createAssessor({
    schema: of,
    gate: new DocumentGate({ ...defaultShapeLimits, depth, aliases, rootFields, directives }, tokens),
    second: { deepest: depth, mostAliases: aliases, mostDirectives: directives },
    cost: { largestPage: largestPageOf(catalog), introspectionWeight: INTROSPECTION_WEIGHT },
    mostRowsOf,
  });
}

/** Publishing and retiring, over a database: for the command line and for mutations. */
export function operationAdministration(
  pool: OpenDatabase['pool'],
  { limits, allowances }: Pick<Config, 'limits' | 'allowances'>,
): OperationAdministration {
  return new OperationAdministration({
    keeper: new OperationStore(pool),
    assessor: assessorFor(limits),
    ceilingOf: (allowance) => allowances[allowance].ceiling,
  });
}

export interface RegisteredOperations extends Pick<GraphqlEndpointOptions, 'select' | 'remember'> {
  stop(): Promise<void>;
}

export interface RegisteredOperationsOptions {
  readonly url: string;
  readonly config: Pick<Config, 'limits' | 'automaticOperations'>;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'counter' | 'gauge'>;
  /** The part of the schema that a viewer may know; the whole unless said otherwise. */
  readonly readableBy?: (viewer: Viewer) => GraphQLSchema;
}

/** Longer than this an answer is not waited for, and its connection is given up: time for twenty megabytes of texts, and less than a registry may be old. */
const POLL_DEADLINE_MILLISECONDS = 4000;

/**
 * Reads the registry and follows it until it is stopped.
 *
 * It asks on a connection of its own, so that requests that hold all others cannot keep it from hearing what was retired.
 */
export async function openRegisteredOperations({
  url,
  config,
  logger,
  metrics,
  readableBy = () => schema,
}: RegisteredOperationsOptions): Promise<RegisteredOperations> {
  const pool = createPool({
    url,
    size: 1,
    connectionTimeoutMilliseconds: POLL_DEADLINE_MILLISECONDS,
    statementTimeoutMilliseconds: POLL_DEADLINE_MILLISECONDS,
  });
  const registry = new OperationRegistry({
    source: new OperationStore(pool),
    assessor: assessorFor(config.limits),
    now: () => performance.now(),
    onProblem: (problem) => logger.error(problem, 'a registered operation is not served'),
  });
  const unregistered = metrics.counter('wayleave_unregistered_texts_total', 'Texts that were noted because they are not registered.');
  const unknown = new UnknownTexts(
    (text) => logger.info(text, 'an operation that is not registered'),
    () => performance.now(),
  );
  const automatic = config.automaticOperations ? new AutomaticOperations() : undefined;
  try {
    await registry.start();
  } catch (error) {
    await pool.end();
    throw error;
  }
  metrics.gauge('wayleave_registered_operations', 'Operations that are registered and active.', () => registry.size);
  return {
    select: createSelectOperation({
      registry,
      automatic,
      isKnownTo: createIsKnownTo(schema, readableBy),
      unknown: {
        note(text) {
          unregistered.add();
          unknown.note(text);
        },
      },
    }),
    remember: (viewer, id, document, bytes) => automatic?.remember(viewer, id, document, bytes),
    async stop() {
      await registry.stop();
      await pool.end();
    },
  };
}
