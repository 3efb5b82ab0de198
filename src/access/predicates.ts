/**
 * From grants to the rows of a resource. Pure, and deny by default: what no grant reaches is not there.
 *
 * A grant's scope becomes a filter in the resource's own filter language: a device is of a tenant by its `tenant`, an interface by that of its `device`.
 * Which way leads from a resource to a dimension of scopes is handed over as data (`ScopePaths`, made from the declarations); a resource from which no
 * way leads cannot be scoped, and is hidden from whoever has only scoped grants.
 */
import type { GrantRecord, Scope } from './records.ts';
import type { RowPredicate } from './viewer.ts';

/** Relations to follow, one after another: `['device', 'tenant']`; empty for the object itself. */
export type RelationPath = readonly string[];

/** The ways from one resource to what scopes name. Several are alternatives: of a union's relations exactly one is set. */
export interface ResourceScopePaths {
  readonly tenant: readonly RelationPath[];
  readonly site: readonly RelationPath[];
  readonly region: readonly RelationPath[];
  /** To what bears tags, and the name of its list of them; undefined for a tag itself. */
  readonly tag: readonly { readonly path: RelationPath; readonly list: string | undefined }[];
  /** To what has a status, and the values that it may take. */
  readonly status: readonly { readonly path: RelationPath; readonly values: readonly string[] }[];
}

export interface ScopePaths {
  /** Undefined for what is no resource. */
  of(resource: string): ResourceScopePaths | undefined;
  /** The public id of a row, as filters take it. */
  globalId(resource: string, id: number): string;
}

type Filter = Readonly<Record<string, unknown>>;

export const ALL: RowPredicate = Object.freeze({ kind: 'all' });
export const NONE: RowPredicate = Object.freeze({ kind: 'none' });

/** The rows that any of the predicates lets through. */
export function anyOf(predicates: readonly RowPredicate[]): RowPredicate {
  if (predicates.some(({ kind }) => kind === 'all')) return ALL;
  const filters = distinct(predicates.flatMap((predicate) => (predicate.kind === 'where' ? [predicate.filter] : [])));
  if (filters.length === 0) return NONE;
  return { kind: 'where', filter: filters.length === 1 ? filters[0]! : { or: filters } };
}

/** The rows that all of the predicates let through. */
export function allOf(predicates: readonly RowPredicate[]): RowPredicate {
  if (predicates.some(({ kind }) => kind === 'none')) return NONE;
  const filters = distinct(predicates.flatMap((predicate) => (predicate.kind === 'where' ? [predicate.filter] : [])));
  if (filters.length === 0) return ALL;
  return { kind: 'where', filter: filters.length === 1 ? filters[0]! : { and: filters } };
}

/** The rows of a resource that any of the grants reaches; the grants are those of one action. */
export function rowsOf(resource: string, grants: readonly GrantRecord[], paths: ScopePaths): RowPredicate {
  const concerned = grants.filter((grant) => grant.resource === undefined || grant.resource === resource);
  return anyOf(concerned.map(({ scope }) => rowsInScope(resource, scope, paths)));
}

/** The rows of a resource that lie in all dimensions of a scope. */
export function rowsInScope(resource: string, scope: Scope, paths: ScopePaths): RowPredicate {
  const { tenants, sites, regions, tags, statuses } = scope;
  const ways = paths.of(resource);
  if (!ways) return tenants || sites || regions || tags || statuses ? NONE : ALL;
  const oneOf = (type: string, ids: readonly number[]): Filter => ({ id: { in: ids.map((id) => paths.globalId(type, id)) } });
  const by = (ways: readonly RelationPath[], filter: Filter): RowPredicate => anyOf(ways.map((way) => where(nested(way, filter))));
  const parts: RowPredicate[] = [];
  if (tenants) parts.push(by(ways.tenant, oneOf('Tenant', tenants)));
  if (sites) parts.push(by(ways.site, oneOf('Site', sites)));
  if (regions) parts.push(by(ways.region, { ancestors: oneOf('Region', regions) }));
  if (tags) {
    const named = oneOf('Tag', tags);
    parts.push(anyOf(ways.tag.map(({ path, list }) => where(nested(path, list === undefined ? named : { [list]: { some: named } })))));
  }
  if (statuses)
    parts.push(
      anyOf(
        ways.status.map(({ path, values }) => {
          // A status that this resource does not know is held by none of its rows; the database would refuse it as a value.
          const known = statuses.filter((status) => values.includes(status));
          return known.length === 0 ? NONE : where(nested(path, { status: { in: known } }));
        }),
      ),
    );
  return allOf(parts);
}

const where = (filter: Filter): RowPredicate => ({ kind: 'where', filter });

const nested = (path: RelationPath, filter: Filter): Filter =>
  path.reduceRight<Filter>((inner, relation) => ({ [relation]: inner }), filter);

function distinct(filters: readonly Filter[]): readonly Filter[] {
  return [...new Map(filters.map((filter) => [JSON.stringify(filter), filter])).values()];
}
