/** API tokens in PostgreSQL: their digests and what they may do, never their secrets. */
import type pg from 'pg';
import { AccessChangeRefused, type Author } from '../access/access-change.ts';
import type { TokenRecord } from '../access/records.ts';
import type { FreshSecret, ListedToken, TokenKeeper, TokensWanted, TokenToStore } from '../access/token-keeper.ts';
import { changeAccess } from './access-trail.ts';
import { isoTime } from './iso-time.ts';
import { idOfRole } from './role-store.ts';

export class TokenStore implements TokenKeeper {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Stores a token and answers its id. */
  async create(token: TokenToStore, author: Author): Promise<number> {
    return changeAccess(this.pool, author, 'token.create', async (client) => {
      const roleId = await idOfRole(client, token.role);
      const id = await insertToken(client, token, roleId, author.actor);
      const { keyId, name, role, tenants, sites, addresses, isReadOnly, budget, operations, expires } = token;
      return {
        answer: id,
        subject: `token:${id}`,
        detail: { keyId, name, role, tenants, sites, addresses, isReadOnly, budget, operations, expires: expires?.toISOString() },
      };
    });
  }

  /**
   * A new secret for a token: a new row with all that the old one was allowed, while the old one ends after the grace, or at once without one.
   */
  async rotate(id: number, fresh: FreshSecret, graceMilliseconds: number, author: Author): Promise<number> {
    return changeAccess(this.pool, author, 'token.rotate', async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO "wayleave"."ApiToken"
           ("keyId", "digest", "pepper", "name", "roleId", "tenantIds", "siteIds", "addresses", "readOnly", "budget", "operations", "createdBy", "expires")
         SELECT $2, $3, $4, "name", "roleId", "tenantIds", "siteIds", "addresses", "readOnly", "budget", "operations", $5, "expires"
         FROM "wayleave"."ApiToken"
         WHERE "id" = $1 AND "revoked" IS NULL AND ("expires" IS NULL OR "expires" > now())
         RETURNING "id"`,
        [id, fresh.keyId, fresh.digest, fresh.pepper, author.actor],
      );
      if (!rows[0]) throw new AccessChangeRefused(`There is no token ${id} that stands.`);
      if (graceMilliseconds > 0)
        await client.query(
          `UPDATE "wayleave"."ApiToken" SET "expires" = least("expires", now() + $2 * interval '1 millisecond') WHERE "id" = $1`,
          [id, graceMilliseconds],
        );
      else await client.query('UPDATE "wayleave"."ApiToken" SET "revoked" = now() WHERE "id" = $1', [id]);
      return { answer: Number(rows[0].id), subject: `token:${id}`, detail: { replacedBy: `token:${rows[0].id}`, graceMilliseconds } };
    });
  }

  /** Ends a token. One that had ended already stays as it is. */
  async revoke(id: number, author: Author): Promise<void> {
    await changeAccess(this.pool, author, 'token.revoke', async (client) => {
      const { rowCount } = await client.query('UPDATE "wayleave"."ApiToken" SET "revoked" = coalesce("revoked", now()) WHERE "id" = $1', [
        id,
      ]);
      if (rowCount === 0) throw new AccessChangeRefused(`There is no token ${id}.`);
      return { answer: undefined, subject: `token:${id}` };
    });
  }

  /** The id of a token by its own id, its key id, or its name where only one that stands bears it. */
  async find(reference: string): Promise<number> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT "id" FROM "wayleave"."ApiToken"
       WHERE "id"::text = $1 OR "keyId" = $1 OR ("name" = $1 AND "revoked" IS NULL)
       ORDER BY ("id"::text = $1 OR "keyId" = $1) DESC, "id" DESC
       LIMIT 2`,
      [reference],
    );
    const [first, second] = rows;
    if (!first) throw new AccessChangeRefused(`There is no token ${reference}.`);
    if (second && first.id !== reference && !(await this.isKeyId(reference)))
      throw new AccessChangeRefused(`Several tokens are called ${reference}; give the id of one.`);
    return Number(first.id);
  }

  async list({ all = false, first = 1000, after = 0 }: TokensWanted = {}): Promise<readonly ListedToken[]> {
    const { rows } = await this.pool.query<ListedToken & { id: string; budget: string | null }>(
      `SELECT t."id", t."keyId", t."name", r."name" AS "role",
         (SELECT array_agg("slug" ORDER BY "slug") FROM "Tenant" WHERE "id" = ANY (t."tenantIds")) AS "tenants",
         (SELECT array_agg("slug" ORDER BY "slug") FROM "Site" WHERE "id" = ANY (t."siteIds")) AS "sites",
         t."addresses", t."readOnly" AS "isReadOnly", t."budget", t."operations", ${isoTime('t."created"')} AS "created", t."createdBy",
         ${isoTime('t."expires"')} AS "expires", ${isoTime('t."revoked"')} AS "revoked", ${isoTime('t."lastUsed"')} AS "lastUsed"
       FROM "wayleave"."ApiToken" t
       JOIN "wayleave"."Role" r ON r."id" = t."roleId"
       WHERE t."id" > $3 AND ($1 OR (t."revoked" IS NULL AND (t."expires" IS NULL OR t."expires" > now())))
       ORDER BY t."id"
       LIMIT $2`,
      [all, first, after],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id), budget: row.budget === null ? null : Number(row.budget) }));
  }

  /** When tokens were last used; older news changes nothing. */
  async noteUse(uses: ReadonlyMap<number, Date>): Promise<void> {
    await this.pool.query(
      `UPDATE "wayleave"."ApiToken" t SET "lastUsed" = used."at"
       FROM unnest($1::bigint[], $2::timestamptz[]) AS used ("id", "at")
       WHERE t."id" = used."id" AND (t."lastUsed" IS NULL OR t."lastUsed" < used."at")`,
      [[...uses.keys()], [...uses.values()]],
    );
  }

  /** Another digest of the same secret, unless the token has been given another one in the meantime. */
  async replaceDigest(token: TokenRecord, digest: Buffer, pepper: string): Promise<void> {
    await this.pool.query('UPDATE "wayleave"."ApiToken" SET "digest" = $3, "pepper" = $4 WHERE "id" = $1 AND "digest" = $2', [
      token.id,
      token.digest,
      digest,
      pepper,
    ]);
  }

  private async isKeyId(reference: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('SELECT FROM "wayleave"."ApiToken" WHERE "keyId" = $1', [reference]);
    return rowCount === 1;
  }
}

async function insertToken(client: pg.PoolClient, token: TokenToStore, roleId: number, createdBy: string): Promise<number> {
  const { keyId, digest, pepper, name, tenants, sites, addresses, isReadOnly = false, budget, operations = 'any', expires } = token;
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO "wayleave"."ApiToken"
       ("keyId", "digest", "pepper", "name", "roleId", "tenantIds", "siteIds", "addresses", "readOnly", "budget", "operations", "createdBy", "expires")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     RETURNING "id"`,
    [
      keyId,
      digest,
      pepper,
      name,
      roleId,
      tenants ?? null,
      sites ?? null,
      addresses ?? null,
      isReadOnly,
      budget ?? null,
      operations,
      createdBy,
      expires ?? null,
    ],
  );
  return Number(rows[0]!.id);
}
