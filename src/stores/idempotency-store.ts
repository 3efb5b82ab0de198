/**
 * Idempotency keys, as rows of "wayleave"."IdempotencyKey": one for each viewer and key, with what was answered.
 *
 * All of it runs in the transaction of the mutation that the key stands for. Claiming a key that another transaction has just claimed waits for that one to
 * end: if it is stored, its answer is found; if it is undone, the key is free.
 */
import type { Statement } from './pool.ts';

type Run = (statement: Statement) => Promise<readonly (readonly unknown[])[]>;

export interface KeyedRequest {
  readonly viewer: string;
  readonly key: string;
  /** Of what was asked. */
  readonly hash: string;
}

export type Claim = { readonly kind: 'first' } | { readonly kind: 'repeated'; readonly answer: unknown } | { readonly kind: 'another' };

/** How many forgotten keys each new one sweeps away. */
const SWEEP = 20;

export async function claimKey(run: Run, { viewer, key, hash }: KeyedRequest): Promise<Claim> {
  const claimed = await run({
    name: 'wayleave claim idempotency key',
    text: `INSERT INTO "wayleave"."IdempotencyKey" AS k ("viewer", "key", "hash")
VALUES ($1, $2, $3)
ON CONFLICT ("viewer", "key") DO UPDATE SET "hash" = EXCLUDED."hash", "answer" = NULL, "at" = now()
WHERE k."at" < now() - interval '24 hours'
RETURNING 1`,
    values: [viewer, key, hash],
  });
  if (claimed.length > 0) {
    await sweep(run);
    return { kind: 'first' };
  }
  const [known] = await run({
    name: 'wayleave read idempotency key',
    text: 'SELECT "hash", "answer" FROM "wayleave"."IdempotencyKey" WHERE "viewer" = $1 AND "key" = $2',
    values: [viewer, key],
  });
  // Swept away between the two statements: as free as if it had never been.
  if (!known) return claimKey(run, { viewer, key, hash });
  const [itsHash, answer] = known;
  return itsHash === hash ? { kind: 'repeated', answer } : { kind: 'another' };
}

export async function keepAnswer(run: Run, { viewer, key }: KeyedRequest, answer: unknown): Promise<void> {
  await run({
    name: 'wayleave keep idempotent answer',
    text: 'UPDATE "wayleave"."IdempotencyKey" SET "answer" = $3::json WHERE "viewer" = $1 AND "key" = $2',
    values: [viewer, key, JSON.stringify(answer)],
  });
}

async function sweep(run: Run): Promise<void> {
  await run({
    name: 'wayleave sweep idempotency keys',
    text: `DELETE FROM "wayleave"."IdempotencyKey" WHERE ("viewer", "key") IN (
  SELECT "viewer", "key" FROM "wayleave"."IdempotencyKey" WHERE "at" < now() - interval '24 hours' ORDER BY "at" LIMIT ${SWEEP} FOR UPDATE SKIP LOCKED
)`,
  });
}
