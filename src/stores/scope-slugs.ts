/** The slugs of what scopes name, and their ids. */
import type pg from 'pg';
import { AccessChangeRefused } from '../access/access-change.ts';
import type { ScopedBy, ScopeKeeper } from '../access/named-scopes.ts';

export class ScopeSlugs implements ScopeKeeper {
  private readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

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

  async slugsOf(table: ScopedBy, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const { rows } = await this.pool.query<{ id: string; slug: string }>(`SELECT "id", "slug" FROM "${table}" WHERE "id" = ANY ($1)`, [
      ids,
    ]);
    return new Map(rows.map(({ id, slug }) => [Number(id), slug]));
  }
}
