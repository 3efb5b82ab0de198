/** Statements of the write engine: what they see is nobody's cached answer. */
import type { Database } from '../context.ts';
import { READS_ELSEWHERE } from '../reads.ts';
import { compile, type Sql } from '../sql.ts';

export function run(
  fragment: Sql,
  { database, signal }: { database: Database; signal: AbortSignal },
): Promise<readonly (readonly unknown[])[]> {
  return database.query({ ...compile(fragment), reads: READS_ELSEWHERE }, { signal });
}
