/**
 * Registered operations, as rows of "wayleave"."Operation".
 *
 * Whoever publishes holds the registry's row until it is done, so that two publishers never number the same version; the trigger on the table counts that row
 * up, which is what the processes look at. What a row says of its text is checked by whoever reads it (src/operations/operation-registry.ts). A change and its
 * entries in the trail of access are one transaction: what could not be written down was not done.
 */
import type pg from 'pg';
import { AccessChangeRefused, type Author } from '../access/access-change.ts';
import { changeSeveral } from './access-trail.ts';

/** As src/operations/operation.ts has it. */
export interface OperationRow {
  readonly id: string;
  readonly text: string;
  readonly audience: string;
  readonly owner: string;
  readonly name: string;
  readonly version: number;
  readonly kind: string;
  readonly state: string;
  readonly bounds: Readonly<Record<string, { readonly max?: number; readonly length?: number; readonly objects?: number }>>;
  readonly price: number;
  readonly schemaHash: string;
}

export type NewOperationRow = Omit<OperationRow, 'version'>;

const COLUMNS = '"hash" AS "id", "text", "audience", "owner", "name", "version", "kind", "state", "bounds", "price", "schemaHash"';

/** Every process keeps all active texts in memory. */
const MOST_ACTIVE_BYTES = 64 * 1024 * 1024;

export class OperationStore {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Another one as soon as anything has changed. */
  async version(): Promise<string> {
    const { rows } = await this.pool.query<{ version: string }>({
      name: 'wayleave operations version',
      text: 'SELECT "version"::text FROM "wayleave"."OperationRegistry"',
    });
    return rows[0]?.version ?? 'none';
  }

  /** One statement, so that the version is the one of the rows. */
  async active(most: number): Promise<{ version: string; records: OperationRow[] }> {
    const { rows } = await this.pool.query<OperationRow & { registryVersion: string }>(
      `SELECT "OperationRegistry"."version"::text AS "registryVersion", "active".*
      FROM "wayleave"."OperationRegistry"
      LEFT JOIN (
        SELECT ${COLUMNS} FROM "wayleave"."Operation" WHERE "state" = 'active' ORDER BY "Operation"."id" DESC LIMIT $1
      ) AS "active" ON true`,
      [most],
    );
    return {
      version: rows[0]?.registryVersion ?? 'none',
      records: rows.filter(({ id }) => id !== null).map(({ registryVersion: _, ...record }) => record),
    };
  }

  /** Newest version first, by name. */
  async list(filter: {
    readonly audience?: string | undefined;
    readonly states: readonly string[];
    readonly most?: number | undefined;
  }): Promise<OperationRow[]> {
    const { rows } = await this.pool.query<OperationRow>(
      `SELECT ${COLUMNS}
      FROM "wayleave"."Operation"
      WHERE "state" = ANY ($1) AND ($2::text IS NULL OR "audience" = $2)
      ORDER BY "audience", "name", "version" DESC
      LIMIT $3`,
      [filter.states, filter.audience ?? null, filter.most ?? null],
    );
    return rows;
  }

  /** All of them or none. A text that its audience knows under the name keeps its version; another one gets the next. Throws when there would be too many. */
  publish(operations: readonly NewOperationRow[], mostActive: number, author: Author): Promise<OperationRow[]> {
    return this.change('operation.publish', author, async (client) => {
      await client.query('SELECT FROM "wayleave"."OperationRegistry" FOR UPDATE');
      const published: OperationRow[] = [];
      for (const operation of operations) published.push(await upsert(client, operation));
      const { rows } = await client.query<{ active: number; bytes: number }>(
        `SELECT count(*)::integer AS "active", coalesce(sum(octet_length("text")), 0)::float8 AS "bytes"
        FROM "wayleave"."Operation" WHERE "state" = 'active'`,
      );
      const [{ active, bytes }] = rows as [{ active: number; bytes: number }];
      if (active > mostActive)
        throw new AccessChangeRefused(
          `The registry would hold ${active} active operations; ${mostActive} are served. Retire what nobody sends.`,
        );
      if (bytes > MOST_ACTIVE_BYTES)
        throw new AccessChangeRefused(
          `The registry would hold ${bytes} bytes of active texts; ${MOST_ACTIVE_BYTES} are served. Retire what nobody sends.`,
        );
      return published;
    });
  }

  /** Whose ceiling an audience has. Throws for a role or a token that there is not. */
  async allowanceOf(audience: string): Promise<'interactive' | 'integrator' | 'administrator'> {
    const [kind, name] = audience.split(':') as [string, string];
    const { rows } = await this.pool.query<{ allowance: 'interactive' | 'integrator' | 'administrator' }>(
      kind === 'role'
        ? 'SELECT "allowance" FROM "wayleave"."Role" WHERE "name" = $1'
        : `SELECT "allowance" FROM "wayleave"."ApiToken" AS "token" JOIN "wayleave"."Role" AS "role" ON "role"."id" = "token"."roleId"
           WHERE "token"."id"::text = $1 AND "token"."revoked" IS NULL`,
      [name],
    );
    const [row] = rows;
    if (!row) throw new AccessChangeRefused(`There is no ${kind} ${name}.`);
    return row.allowance;
  }

  /** Answers what was retired by this call. */
  retire(audience: string, ids: readonly string[], author: Author): Promise<OperationRow[]> {
    return this.change('operation.retire', author, async (client) => {
      const { rows } = await client.query<OperationRow>(
        `UPDATE "wayleave"."Operation" SET "state" = 'retired', "stateChanged" = now()
        WHERE "audience" = $1 AND "hash" = ANY ($2) AND "state" <> 'retired'
        RETURNING ${COLUMNS}`,
        [audience, ids],
      );
      return rows;
    });
  }

  private change(action: string, author: Author, work: (client: pg.PoolClient) => Promise<OperationRow[]>): Promise<OperationRow[]> {
    return changeSeveral(this.pool, author, action, async (client) => {
      const rows = await work(client);
      const changed = rows.map(({ id, name, audience, version, state, price, owner }) => ({
        subject: `operation:${id}`,
        detail: { name, audience, version, state, price, owner },
      }));
      return { answer: rows, changed };
    });
  }
}

async function upsert(client: pg.PoolClient, operation: NewOperationRow): Promise<OperationRow> {
  const { id, text, audience, owner, name, kind, state, bounds, price, schemaHash } = operation;
  const { rows } = await client.query<OperationRow>(
    `INSERT INTO "wayleave"."Operation"
      ("hash", "text", "audience", "owner", "name", "version", "kind", "state", "bounds", "price", "schemaHash")
    SELECT $1, $2, $3, $4, $5,
      1 + coalesce((SELECT max("version") FROM "wayleave"."Operation" WHERE "audience" = $3 AND "name" = $5), 0),
      $6, $7, $8, $9, $10
    ON CONFLICT ("audience", "hash", "name") DO UPDATE SET
      "text" = excluded."text",
      "owner" = excluded."owner",
      "kind" = excluded."kind",
      -- A draft of what is served already changes nothing for those who send it.
      "state" = CASE WHEN "Operation"."state" = 'active' THEN 'active' ELSE excluded."state" END,
      "bounds" = excluded."bounds",
      "price" = excluded."price",
      "schemaHash" = excluded."schemaHash",
      "stateChanged" = CASE WHEN "Operation"."state" = excluded."state" THEN "Operation"."stateChanged" ELSE now() END
    RETURNING ${COLUMNS}`,
    [id, text, audience, owner, name, kind, state, JSON.stringify(bounds), price, schemaHash],
  );
  return rows[0]!;
}
