/** Roles and their grants in PostgreSQL. */
import type pg from 'pg';
import { AccessChangeRefused, type Author } from '../access/access-change.ts';
import { type GrantToStore, MOST_GRANTS, type RoleKeeper } from '../access/role-keeper.ts';
import type { AllowanceClass } from '../access/viewer.ts';
import { changeAccess } from './access-trail.ts';

export class RoleStore implements RoleKeeper {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  async create(name: string, description: string, allowance: AllowanceClass, author: Author): Promise<number> {
    return changeAccess(this.pool, author, 'role.create', async (client) => {
      const { rows } = await client.query<{ id: string }>(
        'INSERT INTO "wayleave"."Role" ("name", "description", "allowance") VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING "id"',
        [name, description, allowance],
      );
      if (!rows[0]) throw new AccessChangeRefused(`There is a role ${name} already.`);
      return { answer: Number(rows[0].id), subject: `role:${name}`, detail: { description, allowance } };
    });
  }

  async delete(name: string, author: Author): Promise<void> {
    await changeAccess(this.pool, author, 'role.delete', async (client) => {
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
    return changeAccess(this.pool, author, 'role.grant', async (client) => {
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
    await changeAccess(this.pool, author, 'role.ungrant', async (client) => {
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
}

/** `changing` refuses a role that is built in. */
export async function idOfRole(client: pg.PoolClient, name: string, { changing = false } = {}): Promise<number> {
  const { rows } = await client.query<{ id: string; builtIn: boolean }>('SELECT "id", "builtIn" FROM "wayleave"."Role" WHERE "name" = $1', [
    name,
  ]);
  const [role] = rows;
  if (!role) throw new AccessChangeRefused(`There is no role ${name}.`);
  if (changing && role.builtIn) throw new AccessChangeRefused(`The role ${name} is built in and stays as it is.`);
  return Number(role.id);
}
