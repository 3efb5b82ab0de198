/** How far imports of files have come, so that one that was killed goes on where it was. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Database } from '../../data/context.ts';
import { READS_ELSEWHERE } from '../../data/reads.ts';

interface Running {
  readonly database: Database;
  readonly signal: AbortSignal;
}

/** The same for the same bytes read in the same way into the same type. */
export async function fingerprintOf(file: string, ...readAs: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(readAs));
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const run = ({ database, signal }: Running, text: string, values: readonly unknown[]): Promise<readonly (readonly unknown[])[]> =>
  database.query({ name: undefined, text, values, reads: READS_ELSEWHERE }, { signal });

/** Rows that are done with, stored or refused. */
export async function rowsDone(fingerprint: string, running: Running): Promise<number> {
  const [row] = await run(running, 'SELECT "rowsDone" FROM wayleave."ImportProgress" WHERE fingerprint = $1', [fingerprint]);
  return (row?.[0] as number | undefined) ?? 0;
}

/** Within the transaction of the batch. */
export async function noteRowsDone(fingerprint: string, rows: number, running: Running): Promise<void> {
  await run(
    running,
    `INSERT INTO wayleave."ImportProgress" (fingerprint, "rowsDone") VALUES ($1, $2)
ON CONFLICT (fingerprint) DO UPDATE SET "rowsDone" = EXCLUDED."rowsDone", updated = now()`,
    [fingerprint, rows],
  );
}

export async function forgetProgress(fingerprint: string, running: Running): Promise<void> {
  await run(running, 'DELETE FROM wayleave."ImportProgress" WHERE fingerprint = $1', [fingerprint]);
}
