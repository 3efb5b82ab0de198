/** Roles, people and tokens in PostgreSQL, read together: everything as it stood at one moment, for the directory that each process keeps in memory. */
import type pg from 'pg';
import type { AccessRecords, GrantRecord, RoleRecord, Scope, TokenRecord, UserRecord } from '../access/records.ts';
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
    return this.all(deadline);
  }

  async all(deadline: Deadline = {}): Promise<AccessRecords> {
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
