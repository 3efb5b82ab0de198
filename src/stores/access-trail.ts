/**
 * The trail of access: rows are written where what they tell of is written, on a connection that is inside the transaction of a change, or on any.
 *
 * A change of access is one transaction together with its row: what could not be written down was not done.
 */
import type pg from 'pg';
import type { Author } from '../access/access-change.ts';
import type { AuditRow, CountedEntry } from '../access/audit-buffer.ts';
import { isoTime } from './iso-time.ts';

export async function writeTrail(on: pg.Pool | pg.PoolClient, entries: readonly CountedEntry[]): Promise<void> {
  await on.query(
    `INSERT INTO "wayleave"."AccessAudit" ("actor", "action", "subject", "result", "reason", "address", "requestId", "count", "detail")
     SELECT e."actor", e."action", e."subject", e."result", e."reason", e."address", e."requestId", e."count", coalesce(e."detail", '{}')
     FROM jsonb_to_recordset($1::jsonb) AS e ("actor" text, "action" text, "subject" text, "result" text, "reason" text, "address" text, "requestId" text,
       "count" integer, "detail" jsonb)`,
    [JSON.stringify(entries)],
  );
}

/** The latest first. */
export async function readTrail(
  pool: pg.Pool,
  { first = 100, before }: { first?: number; before?: number | undefined } = {},
): Promise<readonly AuditRow[]> {
  const { rows } = await pool.query<AuditRow & { id: string }>(
    `SELECT "id", ${isoTime('"at"')} AS "at", "actor", "action", "subject", "result", "reason", "address", "requestId", "count", "detail"
     FROM "wayleave"."AccessAudit"
     WHERE $2::bigint IS NULL OR "id" < $2
     ORDER BY "id" DESC
     LIMIT $1`,
    [first, before ?? null],
  );
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** What was changed, in the words of the trail. */
export interface Changed {
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Does the work and writes what came of it into the trail, or neither. */
export function changeAccess<T>(
  pool: pg.Pool,
  author: Author,
  action: string,
  work: (client: pg.PoolClient) => Promise<Changed & { readonly answer: T }>,
): Promise<T> {
  return changeSeveral(pool, author, action, async (client) => {
    const { answer, ...changed } = await work(client);
    return { answer, changed: [changed] };
  });
}

/** The same, where one work changes any number of things. */
export async function changeSeveral<T>(
  pool: pg.Pool,
  { actor, address, requestId }: Author,
  action: string,
  work: (client: pg.PoolClient) => Promise<{ readonly answer: T; readonly changed: readonly Changed[] }>,
): Promise<T> {
  const client = await pool.connect();
  let isClean = false;
  try {
    await client.query('BEGIN');
    try {
      const { answer, changed } = await work(client);
      await writeTrail(
        client,
        changed.map(({ subject, detail }) => ({ actor, action, subject, result: 'done', address, requestId, detail, count: 1 })),
      );
      await client.query('COMMIT');
      isClean = true;
      return answer;
    } catch (error) {
      await client.query('ROLLBACK');
      isClean = true;
      throw error;
    }
  } finally {
    // A connection that could not even roll back may still be inside the transaction.
    client.release(!isClean);
  }
}
