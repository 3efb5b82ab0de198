/** Scopes as people write and read them: by the slugs of what they name, while grants and tokens hold ids. */
import type { RoleRecord, Scope } from './records.ts';

/** The resources whose rows scopes name, by their slugs. */
export type ScopedBy = 'Tenant' | 'Site' | 'Region' | 'Tag';

/** Who knows the slugs: `stores/scope-slugs.ts`. */
export interface ScopeKeeper {
  /** Ids by their slugs; throws a sentence that names the first slug that nobody has. */
  idsOf(table: ScopedBy, slugs: readonly string[]): Promise<readonly number[]>;
  /** Slugs by their ids; those of rows that are gone are missing. */
  slugsOf(table: ScopedBy, ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
}

export interface NamedScope {
  readonly tenants?: readonly string[] | undefined;
  readonly sites?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** A dimension in which nothing is named does not bound. */
export async function scopeNamed(keeper: ScopeKeeper, named: NamedScope): Promise<Omit<Scope, 'statuses'>> {
  const ids = async (table: ScopedBy, given: readonly string[] | undefined) =>
    nonEmpty(given) && [...new Set(await keeper.idsOf(table, given!))];
  const [tenants, sites, regions, tags] = await Promise.all([
    ids('Tenant', named.tenants),
    ids('Site', named.sites),
    ids('Region', named.regions),
    ids('Tag', named.tags),
  ]);
  return { ...(tenants ? { tenants } : {}), ...(sites ? { sites } : {}), ...(regions ? { regions } : {}), ...(tags ? { tags } : {}) };
}

/** How the scopes of these roles read; what is gone reads as `#` and its id. */
export async function namesOfScopes(keeper: ScopeKeeper, roles: readonly RoleRecord[]): Promise<(scope: Scope) => NamedScope> {
  const scopes = roles.flatMap(({ grants }) => grants.map(({ scope }) => scope));
  const known = new Map(
    await Promise.all(
      (
        [
          ['Tenant', scopes.flatMap(({ tenants }) => tenants ?? [])],
          ['Site', scopes.flatMap(({ sites }) => sites ?? [])],
          ['Region', scopes.flatMap(({ regions }) => regions ?? [])],
          ['Tag', scopes.flatMap(({ tags }) => tags ?? [])],
        ] as const
      ).map(async ([table, ids]) => [table, ids.length > 0 ? await keeper.slugsOf(table, ids) : new Map()] as const),
    ),
  );
  const slugs = (table: ScopedBy, ids: readonly number[] | undefined) => ids?.map((id) => known.get(table)?.get(id) ?? `#${id}`);
  return ({ tenants, sites, regions, tags }) => ({
    tenants: slugs('Tenant', tenants),
    sites: slugs('Site', sites),
    regions: slugs('Region', regions),
    tags: slugs('Tag', tags),
  });
}

export const nonEmpty = <T>(values: readonly T[] | undefined): readonly T[] | undefined =>
  values && values.length > 0 ? values : undefined;
