/**
 * A request of mutations: one transaction, and once only for each idempotency key.
 *
 * What the answer says is what happened. A root field whose payload says FAILED has left nothing behind, and the others stand. An error anywhere in the answer undoes the
 * whole request, and the answer has no data. A request that stood in the way of another is run again from the start, so `execute` is called anew with a
 * context of its own.
 *
 * A key stands for the whole request, is the viewer's own, and is stored in the same transaction as what the request did: after a crash at any point, sending
 * the request again either finds the answer or runs it for the first time.
 */
import { createHash } from 'node:crypto';
import { type DocumentNode, type ExecutionResult, print } from 'graphql';
import { Refusal, refuse } from '../../errors/refuse.ts';
import { claimKey, type KeyedRequest, keepAnswer } from '../../stores/idempotency-store.ts';
import type { RequestContext } from '../context.ts';
import { RowLoaders } from '../loaders.ts';
import { READS_ELSEWHERE } from '../reads.ts';
import { isAboutRows, sentenceOfRaised } from './refusals.ts';
import { writerSettings } from './write.ts';

export interface MutationRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Those that the root fields were given. */
  readonly idempotencyKeys: readonly string[];
}

const LONGEST_KEY = 200;

export async function runMutation<C extends RequestContext & { readonly requestId?: string | undefined }>(
  request: MutationRequest,
  context: C,
  execute: (inside: C) => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const keyed = keyedRequest(request, context.viewer.id);
  const { signal, requestId } = context;
  const settings = writerSettings({ viewer: context.viewer, ...(requestId === undefined ? {} : { requestId }) });
  try {
    return await context.database.transaction(
      async (database) => {
        const run = ({ name, text, values = [] }: { name?: string | undefined; text: string; values?: readonly unknown[] }) =>
          database.query({ name, text, values, reads: READS_ELSEWHERE }, { signal });
        if (keyed) {
          const claim = await claimKey(run, keyed);
          if (claim.kind === 'another') throw refuse('IDEMPOTENCY_KEY_REUSED', {});
          if (claim.kind === 'repeated') return { data: claim.answer as Record<string, unknown> };
        }
        const result = await execute({ ...context, database, loaders: new RowLoaders() });
        if (result.errors) throw new Undone(result);
        if (keyed) await keepAnswer(run, keyed, result.data);
        return result;
      },
      { signal, settings },
    );
  } catch (error) {
    if (error instanceof Undone) return undone(error.result);
    // Rules that are looked at when all is written: what a dependency needs must be there at the end of the request.
    if (isAboutRows(error)) throw refuse('RULE_BROKEN', { reason: sentenceOfRaised(error) });
    throw error;
  }
}

/** Thrown inside of the transaction to undo it. */
class Undone extends Error {
  readonly result: ExecutionResult;
  constructor(result: ExecutionResult) {
    super('The answer has errors.');
    this.result = result;
  }
}

function undone({ errors = [], extensions }: ExecutionResult): ExecutionResult {
  // What is not allowed as a whole is no partial answer.
  for (const { originalError } of errors) if (originalError instanceof Refusal && originalError.row === 'FORBIDDEN') throw originalError;
  return { errors, data: null, ...(extensions ? { extensions } : {}) };
}

function keyedRequest({ document, operationName, variables, idempotencyKeys }: MutationRequest, viewer: string): KeyedRequest | undefined {
  const [key, ...others] = new Set(idempotencyKeys);
  if (key === undefined) return undefined;
  if (others.length > 0) throw refuse('IDEMPOTENCY_KEY_INVALID', { reason: 'A request has one idempotency key; several were given.' });
  if (key.length === 0 || key.length > LONGEST_KEY || key.includes('\0'))
    throw refuse('IDEMPOTENCY_KEY_INVALID', {
      reason: `An idempotency key has 1 to ${LONGEST_KEY} characters; this one has ${key.length}.`,
    });
  const hash = createHash('sha256')
    .update(JSON.stringify([printed(document), operationName, sorted(variables)]))
    .digest('base64url');
  return { viewer, key, hash };
}

const printedDocuments = new WeakMap<DocumentNode, string>();

function printed(document: DocumentNode): string {
  let text = printedDocuments.get(document);
  if (text === undefined) {
    text = print(document);
    printedDocuments.set(document, text);
  }
  return text;
}

/** The same values in the same order, however a client's library orders them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}
