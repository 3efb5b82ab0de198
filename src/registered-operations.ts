/** The parts of persisted operations, put together for this program's own schema: for the server, and for a check without one. */
import type { GraphQLSchema } from 'graphql';
import { createAssessor } from './assess-operation.ts';
import type { Config } from './config/config.ts';
import { defaultShapeLimits } from './cost/shape/check-shape.ts';
import { DocumentGate } from './http/document-gate.ts';
import type { GraphqlEndpointOptions } from './http/graphql-endpoint.ts';
import type { Logger } from './monitoring/logger.ts';
import { AutomaticOperations } from './operations/automatic-operations.ts';
import type { Assessor } from './operations/operation.ts';
import { OperationRegistry, type OperationSource } from './operations/operation-registry.ts';
import { createSelectOperation } from './operations/select-operation.ts';
import { UnknownTexts } from './operations/unknown-texts.ts';
import { INTROSPECTION_WEIGHT } from './price-cache.ts';
import { largestPageOf } from './resource/catalog.ts';
import { mostRowsOf } from './resource/most-rows.ts';
import { catalog, schema } from './schema.ts';

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

export interface RegisteredOperations extends Pick<GraphqlEndpointOptions, 'select' | 'remember'> {
  readonly registry: OperationRegistry;
  readonly unknown: UnknownTexts;
}

/** Reads the registry and watches it until `registry.stop()`. */
export async function openRegisteredOperations(
  source: OperationSource,
  { limits, automaticOperations }: Pick<Config, 'limits' | 'automaticOperations'>,
  logger: Logger,
): Promise<RegisteredOperations> {
  const registry = new OperationRegistry({
    source,
    assessor: assessorFor(limits),
    now: () => performance.now(),
    onProblem: (problem) => logger.error(problem, 'a registered operation is not served'),
  });
  const unknown = new UnknownTexts(
    (text) => logger.info(text, 'an operation that is not registered'),
    () => performance.now(),
  );
  const automatic = automaticOperations ? new AutomaticOperations() : undefined;
  await registry.start();
  return {
    registry,
    unknown,
    select: createSelectOperation({ registry, unknown, automatic }),
    remember: ({ id: viewer }, id, document, bytes) => automatic?.remember(viewer, id, document, bytes),
  };
}
