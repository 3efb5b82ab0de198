/**
 * Webhooks, their deliveries, and how far the history has been looked through for them.
 *
 * The history is read once for all processes: whoever holds the row of the progress reads on and makes the deliveries, in one transaction, so that each change
 * makes each delivery once. Like the change feed, it goes by what a snapshot sees and not by the highest id, because a transaction may commit late. Sending is
 * claimed by rows: a delivery belongs to one process until its claim runs out, so that it is sent at least once whoever dies.
 */
import type { Statement } from './pool.ts';

export type Run = (statement: Statement) => Promise<readonly (readonly unknown[])[]>;

export interface StoredWebhook {
  readonly id: string;
  readonly name: string;
  readonly types: readonly string[];
  readonly actions: readonly string[];
  readonly condition: unknown;
  readonly url: string;
  readonly secret: Buffer;
  readonly enabled: boolean;
  readonly created: string;
  readonly createdBy: string;
}

export type DeliveryState = 'PENDING' | 'DELIVERED' | 'DEAD';

export interface StoredDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly event: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly due: string;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly created: string;
  readonly ended: string | null;
}

/** A change that a webhook may be told of. */
export interface ToldChange {
  readonly historyId: number;
  readonly at: string;
  readonly table: string;
  readonly rowId: number;
  readonly action: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly actor: string;
  readonly request: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** The webhooks of this type and action that stood when it happened. */
  readonly webhooks: readonly string[];
}

export interface NewDelivery {
  readonly webhookId: string;
  readonly historyId: number;
  readonly event: string;
  readonly body: string;
}

export interface ClaimedDelivery {
  readonly id: string;
  readonly webhookId: string;
  readonly body: string;
  readonly event: string;
  readonly attempts: number;
  readonly url: string;
  readonly secret: Buffer;
}

// Values of the kinds that no parser knows come as text: lists as JSON, bytes as hexadecimal digits.
const WEBHOOK = `id, name, to_jsonb(types), to_jsonb(actions), condition, url, encode(secret, 'hex'), enabled, created, "createdBy"`;
const DELIVERY = `id, "webhookId", event, state, attempts, due, "lastStatus", "lastError", created, ended`;

function webhookOf(row: readonly unknown[]): StoredWebhook {
  const [id, name, types, actions, condition, url, secret, enabled, created, createdBy] = row;
  return {
    id,
    name,
    types,
    actions,
    condition,
    url,
    secret: Buffer.from(secret as string, 'hex'),
    enabled,
    created,
    createdBy,
  } as StoredWebhook;
}

function deliveryOf(row: readonly unknown[]): StoredDelivery {
  const [id, webhookId, event, state, attempts, due, lastStatus, lastError, created, ended] = row;
  return { id, webhookId, event, state, attempts, due, lastStatus, lastError, created, ended } as StoredDelivery;
}

export async function listWebhooks(run: Run): Promise<readonly StoredWebhook[]> {
  return (await run({ text: `SELECT ${WEBHOOK} FROM wayleave."Webhook" ORDER BY name` })).map(webhookOf);
}

export async function findWebhook(run: Run, id: string): Promise<StoredWebhook | undefined> {
  const [row] = await run({ text: `SELECT ${WEBHOOK} FROM wayleave."Webhook" WHERE id::text = $1`, values: [id] });
  return row && webhookOf(row);
}

/** Undefined where the name is taken. Inserts, or changes the one with this id; a webhook that is enabled is told of what happens from then on. */
export async function saveWebhook(
  run: Run,
  { id, name, types, actions, condition, url, secret, enabled, createdBy }: Omit<StoredWebhook, 'created'>,
): Promise<StoredWebhook | undefined> {
  if (enabled)
    await run({
      text: `UPDATE wayleave."WebhookProgress" SET done = pg_current_snapshot(), target = NULL, position = 0
WHERE NOT EXISTS (SELECT FROM wayleave."Webhook" WHERE enabled)`,
    });
  const [row] = await run({
    text: `INSERT INTO wayleave."Webhook" AS w (id, name, types, actions, condition, url, secret, enabled, "createdBy")
SELECT $1::uuid, $2::text, $3::text[], $4::text[], $5::jsonb, $6::text, $7::bytea, $8::boolean, $9::text
WHERE NOT EXISTS (SELECT FROM wayleave."Webhook" WHERE name = $2::text AND id <> $1::uuid)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, types = EXCLUDED.types, actions = EXCLUDED.actions, condition = EXCLUDED.condition, url = EXCLUDED.url,
  secret = EXCLUDED.secret, enabled = EXCLUDED.enabled, failures = 0, "pausedUntil" = NULL,
  since = CASE WHEN EXCLUDED.enabled AND NOT w.enabled THEN EXCLUDED.since ELSE w.since END
RETURNING ${WEBHOOK}`,
    values: [id, name, types, actions, JSON.stringify(condition), url, secret, enabled, createdBy],
  });
  return row && webhookOf(row);
}

export async function deleteWebhook(run: Run, id: string): Promise<boolean> {
  return (await run({ text: `DELETE FROM wayleave."Webhook" WHERE id::text = $1 RETURNING 1`, values: [id] })).length > 0;
}

/** Newest first. */
export async function listDeliveries(
  run: Run,
  { webhookId, state, first }: { webhookId: string | null; state: DeliveryState | null; first: number },
): Promise<readonly StoredDelivery[]> {
  const rows = await run({
    text: `SELECT ${DELIVERY} FROM wayleave."WebhookDelivery"
WHERE ($1::text IS NULL OR "webhookId"::text = $1) AND ($2::text IS NULL OR state = $2)
ORDER BY created DESC, id LIMIT $3`,
    values: [webhookId, state, first],
  });
  return rows.map(deliveryOf);
}

/** Sends again what has ended, at once and as often as a new one; undefined where there is no such delivery. */
export async function replayDelivery(run: Run, id: string): Promise<StoredDelivery | undefined> {
  const [row] = await run({
    text: `UPDATE wayleave."WebhookDelivery" SET state = 'PENDING', attempts = 0, due = now(), ended = NULL WHERE id::text = $1 AND state <> 'PENDING' RETURNING ${DELIVERY}`,
    values: [id],
  });
  if (row) return deliveryOf(row);
  const [waiting] = await run({ text: `SELECT ${DELIVERY} FROM wayleave."WebhookDelivery" WHERE id::text = $1`, values: [id] });
  return waiting && deliveryOf(waiting);
}

const ROWS_A_TURN = 500;

export interface Looked {
  readonly changes: readonly ToldChange[];
  /** Whether there is more to look through at once. */
  readonly hasMore: boolean;
}

/**
 * The next changes that concern a webhook; undefined when there is none, or when another process is at it. The progress is noted in the same transaction, so whoever calls this
 * stores the deliveries in it too, or rolls it back.
 */
export async function lookOn(run: Run): Promise<Looked | undefined> {
  // Without anybody to be told nothing is noted: the first webhook begins where it stands.
  const [mine] = await run({
    text: `SELECT target::text, position FROM wayleave."WebhookProgress"
WHERE EXISTS (SELECT FROM wayleave."Webhook" WHERE enabled) FOR UPDATE SKIP LOCKED`,
  });
  if (!mine) return undefined;
  // A statement of its own: its snapshot sees all that the last holder of the row has noted.
  if (mine[0] === null) await run({ text: `UPDATE wayleave."WebhookProgress" SET target = pg_current_snapshot(), position = 0` });
  const rows = await run({
    text: `SELECT h.id, h.at, h."table", h."rowId", h.action, h.actor, h.request, h.before, h.after, to_jsonb(array(
    SELECT w.id FROM wayleave."Webhook" w
    WHERE w.enabled AND h."table" = ANY (w.types) AND h.action = ANY (w.actions) AND NOT pg_visible_in_snapshot(h.transaction, w.since)
  ))
FROM wayleave."WebhookProgress" p
JOIN wayleave."History" h ON h.transaction >= pg_snapshot_xmin(p.done) AND h.id > p.position
WHERE NOT pg_visible_in_snapshot(h.transaction, p.done) AND pg_visible_in_snapshot(h.transaction, p.target)
  AND h."rowId" IS NOT NULL AND h."otherId" IS NULL
  AND h."table" IN (SELECT unnest(types) FROM wayleave."Webhook" WHERE enabled)
ORDER BY h.id
LIMIT ${ROWS_A_TURN}`,
  });
  const hasMore = rows.length === ROWS_A_TURN;
  await run(
    hasMore
      ? { text: `UPDATE wayleave."WebhookProgress" SET position = $1`, values: [rows.at(-1)![0]] }
      : { text: `UPDATE wayleave."WebhookProgress" SET done = target, target = NULL, position = 0` },
  );
  const changes = rows.map(([historyId, at, table, rowId, action, actor, request, before, after, webhooks]) => {
    return { historyId, at, table, rowId, action, actor, request, before, after, webhooks } as ToldChange;
  });
  return { changes: changes.filter(({ webhooks }) => webhooks.length > 0), hasMore };
}

/** Rows as they are now, as JSON by their keys. `table` is one of ours. */
export async function rowsNow(
  run: Run,
  table: string,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Readonly<Record<string, unknown>>>> {
  const rows = await run({
    text: `SELECT id, to_jsonb(t) FROM "${table.replaceAll('"', '""')}" t WHERE id = ANY ($1::bigint[])`,
    values: [ids],
  });
  return new Map(rows as readonly (readonly [number, Readonly<Record<string, unknown>>])[]);
}

export async function addDeliveries(run: Run, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  await run({
    text: `INSERT INTO wayleave."WebhookDelivery" ("webhookId", "historyId", event, body)
SELECT * FROM jsonb_to_recordset($1::jsonb) AS d ("webhookId" uuid, "historyId" bigint, event text, body text)
ON CONFLICT DO NOTHING`,
    values: [JSON.stringify(deliveries)],
  });
}

/** Deliveries that are due, for whoever asks and for `seconds`; counted as an attempt, so that one that kills its sender does not come for ever. */
export async function claimDeliveries(run: Run, most: number, seconds: number): Promise<readonly ClaimedDelivery[]> {
  const rows = await run({
    text: `UPDATE wayleave."WebhookDelivery" d SET attempts = d.attempts + 1, due = now() + make_interval(secs => $2)
FROM wayleave."Webhook" w
WHERE w.id = d."webhookId" AND d.id IN (
  SELECT waiting.id FROM wayleave."WebhookDelivery" waiting JOIN wayleave."Webhook" its ON its.id = waiting."webhookId"
  WHERE waiting.state = 'PENDING' AND waiting.due <= now() AND its.enabled AND (its."pausedUntil" IS NULL OR its."pausedUntil" <= now())
  ORDER BY waiting.due
  LIMIT $1
  FOR UPDATE OF waiting SKIP LOCKED
)
RETURNING d.id, d."webhookId", d.body, d.event, d.attempts, w.url, encode(w.secret, 'hex')`,
    values: [most, seconds],
  });
  return rows.map(([id, webhookId, body, event, attempts, url, secret]) => {
    return { id, webhookId, body, event, attempts, url, secret: Buffer.from(secret as string, 'hex') } as ClaimedDelivery;
  });
}

export async function noteDelivered(run: Run, { id, webhookId }: ClaimedDelivery, status: number): Promise<void> {
  await run({
    text: `WITH healthy AS (UPDATE wayleave."Webhook" SET failures = 0, "pausedUntil" = NULL WHERE id = $3 AND failures > 0)
UPDATE wayleave."WebhookDelivery" SET state = 'DELIVERED', ended = now(), "lastStatus" = $2, "lastError" = NULL WHERE id = $1`,
    values: [id, status, webhookId],
  });
}

export interface Failure {
  readonly status: number | null;
  readonly reason: string;
  /** Undefined when it is given up. */
  readonly againInSeconds: number | undefined;
}

export async function noteFailed(
  run: Run,
  { id, webhookId }: ClaimedDelivery,
  failure: Failure,
  pause: { after: number; seconds: number },
): Promise<void> {
  await run({
    text: `WITH failing AS (
  UPDATE wayleave."Webhook" SET failures = failures + 1,
    "pausedUntil" = CASE WHEN failures + 1 >= $6 THEN now() + make_interval(secs => $7) END
  WHERE id = $5
)
UPDATE wayleave."WebhookDelivery" SET "lastStatus" = $2, "lastError" = $3,
  state = CASE WHEN $4::double precision IS NULL THEN 'DEAD' ELSE 'PENDING' END,
  ended = CASE WHEN $4::double precision IS NULL THEN now() END,
  due = now() + make_interval(secs => coalesce($4::double precision, 0))
WHERE id = $1`,
    values: [id, failure.status, failure.reason, failure.againInSeconds ?? null, webhookId, pause.after, pause.seconds],
  });
}

/** Deliveries that arrived more than so many days ago. */
export async function forgetDelivered(run: Run, days: number): Promise<void> {
  await run({
    text: `DELETE FROM wayleave."WebhookDelivery" WHERE state = 'DELIVERED' AND ended < now() - make_interval(days => $1)`,
    values: [days],
  });
}
