/** People in PostgreSQL, by what their identity provider calls them, and the roles that they were given here. */
import type pg from 'pg';
import { AccessChangeRefused, type Author } from '../access/access-change.ts';
import type { UserKeeper, UserToStore } from '../access/user-keeper.ts';
import { changeAccess } from './access-trail.ts';
import { idOfRole } from './role-store.ts';

export class UserStore implements UserKeeper {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Stores a person, or what is new about them: the roles given replace those that they had. */
  async save(user: UserToStore, author: Author): Promise<number> {
    return changeAccess(this.pool, author, 'user.save', async (client) => {
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

  async delete(id: number, author: Author): Promise<void> {
    await changeAccess(this.pool, author, 'user.delete', async (client) => {
      const { rowCount } = await client.query('DELETE FROM "wayleave"."User" WHERE "id" = $1', [id]);
      if (rowCount === 0) throw new AccessChangeRefused(`There is no user ${id}.`);
      return { answer: undefined, subject: `user:${id}` };
    });
  }
}
