/**
 * Registers texts the way `wayleave operations publish` does, for tests of what is registered.
 *
 * `operationsFor` answers what an endpoint needs over a list in memory; `register` writes to a database.
 */

import { assessorFor } from '../../src/assembly/open-operations.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Bounds, OperationRecord } from '../../src/operations/operation.ts';
import { operationIdOf } from '../../src/operations/operation-id.ts';
import { OperationStore } from '../../src/stores/operation-store.ts';
import type { TestDatabase } from './database.ts';

export const assessor = assessorFor(readConfig({ NODE_ENV: 'test' }).limits);

export interface Registration {
  readonly audience?: string;
  readonly name?: string;
  readonly bounds?: Bounds;
  readonly state?: string;
}

/** The rows of a text: one for each of its operations, or for the one that is named. */
export function recordsOf(
  text: string,
  { audience = 'role:administrator', name, bounds = {}, state = 'active' }: Registration = {},
): OperationRecord[] {
  return assessor.assess(text, name, bounds).map((operation) => ({
    id: operationIdOf(text),
    text,
    audience,
    owner: 'tests',
    version: 1,
    state,
    schemaHash: assessor.schemaHash,
    ...operation,
  }));
}

/** Answers the id. */
export async function register(database: TestDatabase, text: string, registration: Registration = {}): Promise<string> {
  await new OperationStore(database.pool).publish(recordsOf(text, registration), 10_000, { actor: 'tests' });
  return operationIdOf(text);
}
