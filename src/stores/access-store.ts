/**
 * Roles, people, tokens and the trail of access in PostgreSQL.
 *
 * Reading gives everything as it stood at one moment, for the directory that each process keeps in memory. Each change is one transaction together with
 * its row in the trail: what could not be written down was not done.
 */
import type pg from 'pg';
import type { CountedEntry } from '../access/audit-buffer.ts';
import {
  AccessChangeRefused,
  type AccessRecords,
  type AuditRow,
  type Author,
  type GrantRecord,
  type GrantToStore,
  type ListedToken,
  MOST_GRANTS,
  type RoleRecord,
  type Scope,
  type ScopedBy,
  type TokenRecord,
  type TokenToStore,
  type UserRecord,
  type UserToStore,
} from '../access/records.ts';
import type { Action, AllowanceClass, OperationsMode } from '../access/viewer.ts';
import { type Deadline, query } from './pool.ts';

const VERSION = 'SELECT "version" FROM "wayleave"."AccessVersion"';

/** One statement sees one moment, so what it reads together belongs together. */
const EVERYTHING = `
SELECT
  (SELECT "version" FROM "wayleave"."AccessVersion"),
  (SELECT coalesce(json_agg(json_build_array(r."id", r."name", r."description", r."allowance", r."builtIn") ORDER BY r."id"), '[]')
   FROM "wayleave"."Role" r),
  (SELECT coalesce(json_agg(json_build_array(g."roleId", g."id", g."action", g."resource", g."tenantIds", g."siteIds", g."regionIds", g."tagIds", g."statuses", g."shared") ORDER BY g."id"), '[]')
   FROM "wayleave"."Grant" g),
  (SELECT coalesce(json_agg(json_build_array(u."id", u."issuer", u."subject", u."name", u."disabled" IS NOT NULL,
     ARRAY(SELECT "roleId" FROM "wayleave"."UserRole" WHERE "userId" = u."id" ORDER BY 1)) ORDER BY u."id"), '[]')
   FROM "wayleave"."User" u),
  (SELECT coalesce(json_agg(json_build_array(t."id", t."keyId", encode(t."digest", 'hex'), t."pepper", t."name", t."roleId", t."tenantIds", t."siteIds", t."addresses",
     t."readOnly", t."budget", t."operations", extract(epoch FROM t."expires") * 1000) ORDER BY t."id"), '[]')
   FROM "wayleave"."ApiToken" t
   WHERE t."revoked" IS NULL)`;

type RoleArray = [number, string, string, AllowanceClass, boolean];
type Ids = number[] | null;
type GrantArray = [number, number, Action, string | null, Ids, Ids, Ids, Ids, string[] | null, boolean];
type UserArray = [number, string, string, string, boolean, number[]];
type TokenArray = [
  number,
  string,
  string,
  string,
  string,
  number,
  Ids,
  Ids,
  string[] | null,
  boolean,
  number | null,
  OperationsMode,
  number | null,
];

export class AccessStore {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Everything, or undefined when the version is still the known one. */
  async load(known: number | undefined, deadline: Deadline = {}): Promise<AccessRecords | undefined> {
    if (known !== undefined) {
      const [row] = await query(this.pool, { name: 'access version', text: VERSION }, deadline);
      if (row?.[0] === known) return undefined;
    }
    const [row] = await query(this.pool, { text: EVERYTHING }, deadline);
    const [version, roles, grants, users, tokens] = row as [number, RoleArray[], GrantArray[], UserArray[], TokenArray[]];
    const grantsByRole = new Map<number, GrantRecord[]>(roles.map(([id]) => [id, []]));
    for (const grant of grants) grantsByRole.get(grant[0])!.push(grantOf(grant));
    return {
      version,
      roles: roles.map((role) => roleOf(role, grantsByRole.get(role[0])!)),
      users: users.map(userOf),
      tokens: tokens.map(tokenOf),
    };
  }

  /** Stores a token and answers its id. */
  async createToken(token: TokenToStore, author: Author): Promise<number> {
    return this.change(author, 'token.create', async (client) => {
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
  async rotateToken(
    id: number,
    fresh: Pick<TokenToStore, 'keyId' | 'digest' | 'pepper'>,
    graceMilliseconds: number,
    author: Author,
  ): Promise<number> {
    return this.change(author, 'token.rotate', async (client) => {
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
  async revokeToken(id: number, author: Author): Promise<void> {
    await this.change(author, 'token.revoke', async (client) => {
      const { rowCount } = await client.query('UPDATE "wayleave"."ApiToken" SET "revoked" = coalesce("revoked", now()) WHERE "id" = $1', [
        id,
      ]);
      if (rowCount === 0) throw new AccessChangeRefused(`There is no token ${id}.`);
      return { answer: undefined, subject: `token:${id}` };
    });
  }

  /** The id of a token by its own id, its key id, or its name where only one that stands bears it. */
  async findToken(reference: string): Promise<number> {
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

  async tokens({ all = false, first = 1000, after = 0 } = {}): Promise<readonly ListedToken[]> {
    const { rows } = await this.pool.query<ListedToken & { id: string; budget: string | null }>(
      `SELECT t."id", t."keyId", t."name", r."name" AS "role",
         (SELECT array_agg("slug" ORDER BY "slug") FROM "Tenant" WHERE "id" = ANY (t."tenantIds")) AS "tenants",
         (SELECT array_agg("slug" ORDER BY "slug") FROM "Site" WHERE "id" = ANY (t."siteIds")) AS "sites",
         t."addresses", t."readOnly" AS "isReadOnly", t."budget", t."operations", ${iso('t."created"')} AS "created", t."createdBy",
         ${iso('t."expires"')} AS "expires", ${iso('t."revoked"')} AS "revoked", ${iso('t."lastUsed"')} AS "lastUsed"
       FROM "wayleave"."ApiToken" t
       JOIN "wayleave"."Role" r ON r."id" = t."roleId"
       WHERE t."id" > $3 AND ($1 OR (t."revoked" IS NULL AND (t."expires" IS NULL OR t."expires" > now())))
       ORDER BY t."id"
       LIMIT $2`,
      [all, first, after],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id), budget: row.budget === null ? null : Number(row.budget) }));
  }

  async createRole(name: string, description: string, allowance: AllowanceClass, author: Author): Promise<number> {
    return this.change(author, 'role.create', async (client) => {
      const { rows } = await client.query<{ id: string }>(
        'INSERT INTO "wayleave"."Role" ("name", "description", "allowance") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING "id"',
        [name, description, allowance],
      );
      if (!rows[0]) throw new AccessChangeRefused(`There is a role ${name} already.`);
      return { answer: Number(rows[0].id), subject: `role:${name}`, detail: { description, allowance } };
    });
  }

  async deleteRole(name: string, author: Author): Promise<void> {
    await this.change(author, 'role.delete', async (client) => {
      const id = await idOfRole(client, name, { changing: true });
      const { rows } = await client.query<{ id: string }>(
        'SELECT "id" FROM "wayleave"."ApiToken" WHERE "roleId" = $1 AND "revoked" IS NULL LIMIT 1',
        [id],
      );
      if (rows[0]) throw new AccessChangeRefused(`Token ${rows[0].id} has the role ${name}; revoke it first.`);
      await client.query('DELETE FROM "wayleave"."ApiToken" WHERE "roleId" = $1', [id]);
      await client.query('DELETE FROM "wayleave"."Role" WHERE "id" = $1', [id]);
      return { answer: undefined, subject: `role:${name}` };
    });
  }

  async addGrant(role: string, { action, resource, scope = {}, isShared = false }: GrantToStore, author: Author): Promise<number> {
    return this.change(author, 'role.grant', async (client) => {
      const roleId = await idOfRole(client, role, { changing: true });
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO "wayleave"."Grant" ("roleId", "action", "resource", "tenantIds", "siteIds", "regionIds", "tagIds", "statuses", "shared")
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         RETURNING "id"`,
        [
          roleId,
          action,
          resource ?? null,
          scope.tenants ?? null,
          scope.sites ?? null,
          scope.regions ?? null,
          scope.tags ?? null,
          scope.statuses ?? null,
          isShared,
        ],
      );
      const id = Number(rows[0]!.id);
      const { rowCount } = await client.query('SELECT FROM "wayleave"."Grant" WHERE "roleId" = $1', [roleId]);
      if (rowCount! > MOST_GRANTS) throw new AccessChangeRefused(`A role has ${MOST_GRANTS} grants at most.`);
      return { answer: id, subject: `role:${role}`, detail: { grant: id, action, resource, scope, isShared } };
    });
  }

  async removeGrant(id: number, author: Author): Promise<void> {
    await this.change(author, 'role.ungrant', async (client) => {
      const { rows } = await client.query<{ name: string; builtIn: boolean }>(
        `SELECT r."name", r."builtIn" FROM "wayleave"."Grant" g JOIN "wayleave"."Role" r ON r."id" = g."roleId" WHERE g."id" = $1`,
        [id],
      );
      if (!rows[0]) throw new AccessChangeRefused(`There is no grant ${id}.`);
      if (rows[0].builtIn) throw new AccessChangeRefused(`The role ${rows[0].name} is built in and stays as it is.`);
      await client.query('DELETE FROM "wayleave"."Grant" WHERE "id" = $1', [id]);
      return { answer: undefined, subject: `role:${rows[0].name}`, detail: { grant: id } };
    });
  }

  /** Stores a person, or what is new about them: the roles given replace those that they had. */
  async saveUser(user: UserToStore, author: Author): Promise<number> {
    return this.change(author, 'user.save', async (client) => {
      const { issuer, subject, name, roles, isDisabled = false } = user;
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO "wayleave"."User" ("issuer", "subject", "name", "disabled")
         VALUES ($1, $2, $3, CASE WHEN $4 THEN now() END)
         ON CONFLICT ("issuer", "subject") DO UPDATE SET "name" = excluded."name", "disabled" = excluded."disabled"
         RETURNING "id"`,
        [issuer, subject, name, isDisabled],
      );
      const id = Number(rows[0]!.id);
      await client.query('DELETE FROM "wayleave"."UserRole" WHERE "userId" = $1', [id]);
      for (const role of new Set(roles))
        await client.query('INSERT INTO "wayleave"."UserRole" ("userId", "roleId") VALUES ($1, $2)', [id, await idOfRole(client, role)]);
      return { answer: id, subject: `user:${id}`, detail: { issuer, subject, name, roles, isDisabled } };
    });
  }

  async deleteUser(id: number, author: Author): Promise<void> {
    await this.change(author, 'user.delete', async (client) => {
      const { rowCount } = await client.query('DELETE FROM "wayleave"."User" WHERE "id" = $1', [id]);
      if (rowCount === 0) throw new AccessChangeRefused(`There is no user ${id}.`);
      return { answer: undefined, subject: `user:${id}` };
    });
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

  async writeAudit(entries: readonly CountedEntry[]): Promise<void> {
    await insertAudit(this.pool, entries);
  }

  async audit({ first = 100, before }: { first?: number; before?: number | undefined } = {}): Promise<readonly AuditRow[]> {
    const { rows } = await this.pool.query<AuditRow & { id: string }>(
      `SELECT "id", ${iso('"at"')} AS "at", "actor", "action", "subject", "result", "reason", "address", "requestId", "count", "detail"
       FROM "wayleave"."AccessAudit"
       WHERE $2::bigint IS NULL OR "id" < $2
       ORDER BY "id" DESC
       LIMIT $1`,
      [first, before ?? null],
    );
    return rows.map((row) => ({ ...row, id: Number(row.id) }));
  }

  /** Ids by their slugs; throws a sentence that names the first slug that nobody has. */
  async idsOf(table: ScopedBy, slugs: readonly string[]): Promise<readonly number[]> {
    const { rows } = await this.pool.query<{ id: string; slug: string }>(`SELECT "id", "slug" FROM "${table}" WHERE "slug" = ANY ($1)`, [
      slugs,
    ]);
    const ids = new Map(rows.map(({ id, slug }) => [slug, Number(id)]));
    return slugs.map((slug) => {
      const id = ids.get(slug);
      if (id === undefined) throw new AccessChangeRefused(`There is no ${table.toLowerCase()} with the slug ${slug}.`);
      return id;
    });
  }

  /** Slugs by their ids; those of rows that are gone are missing. */
  async slugsOf(table: ScopedBy, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const { rows } = await this.pool.query<{ id: string; slug: string }>(`SELECT "id", "slug" FROM "${table}" WHERE "id" = ANY ($1)`, [
      ids,
    ]);
    return new Map(rows.map(({ id, slug }) => [Number(id), slug]));
  }

  private async isKeyId(reference: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('SELECT FROM "wayleave"."ApiToken" WHERE "keyId" = $1', [reference]);
    return rowCount === 1;
  }

  private async change<T>(
    { actor, address, requestId }: Author,
    action: string,
    work: (client: pg.PoolClient) => Promise<{ answer: T; subject: string; detail?: Readonly<Record<string, unknown>> }>,
  ): Promise<T> {
    const client = await this.pool.connect();
    let isClean = false;
    try {
      await client.query('BEGIN');
      try {
        const { answer, subject, detail } = await work(client);
        await insertAudit(client, [{ actor, action, subject, result: 'done', address, requestId, detail, count: 1 }]);
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
}

const iso = (expression: string): string => `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

async function idOfRole(client: pg.PoolClient, name: string, { changing = false } = {}): Promise<number> {
  const { rows } = await client.query<{ id: string; builtIn: boolean }>('SELECT "id", "builtIn" FROM "wayleave"."Role" WHERE "name" = $1', [
    name,
  ]);
  const [role] = rows;
  if (!role) throw new AccessChangeRefused(`There is no role ${name}.`);
  if (changing && role.builtIn) throw new AccessChangeRefused(`The role ${name} is built in and stays as it is.`);
  return Number(role.id);
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

async function insertAudit(on: pg.Pool | pg.PoolClient, entries: readonly CountedEntry[]): Promise<void> {
  await on.query(
    `INSERT INTO "wayleave"."AccessAudit" ("actor", "action", "subject", "result", "reason", "address", "requestId", "count", "detail")
     SELECT e."actor", e."action", e."subject", e."result", e."reason", e."address", e."requestId", e."count", coalesce(e."detail", '{}')
     FROM jsonb_to_recordset($1::jsonb) AS e ("actor" text, "action" text, "subject" text, "result" text, "reason" text, "address" text, "requestId" text,
       "count" integer, "detail" jsonb)`,
    [JSON.stringify(entries)],
  );
}

function grantOf([, id, action, resource, tenants, sites, regions, tags, statuses, isShared]: GrantArray): GrantRecord {
  const scope: Scope = {
    ...(tenants ? { tenants } : {}),
    ...(sites ? { sites } : {}),
    ...(regions ? { regions } : {}),
    ...(tags ? { tags } : {}),
    ...(statuses ? { statuses } : {}),
  };
  return { id, action, resource: resource ?? undefined, scope, isShared };
}

function roleOf([id, name, description, allowance, isBuiltIn]: RoleArray, grants: readonly GrantRecord[]): RoleRecord {
  return { id, name, description, allowance, isBuiltIn, grants };
}

function userOf([id, issuer, subject, name, isDisabled, roleIds]: UserArray): UserRecord {
  return { id, issuer, subject, name, roleIds, isDisabled };
}

function tokenOf([
  id,
  keyId,
  digest,
  pepper,
  name,
  roleId,
  tenants,
  sites,
  addresses,
  isReadOnly,
  budget,
  operations,
  expires,
]: TokenArray): TokenRecord {
  return {
    id,
    keyId,
    digest: Buffer.from(digest, 'hex'),
    pepper,
    name,
    roleId,
    tenants: tenants ?? undefined,
    sites: sites ?? undefined,
    addresses: addresses ?? undefined,
    isReadOnly,
    budget: budget ?? undefined,
    operations,
    expires: expires ?? undefined,
  };
}
