/**
 * Numbers that the database measures for many rows at once; a resource names one with `@Measured`.
 *
 * Each gets the keys of its rows and answers with one number a key; what it counts is subject to the viewer's predicate.
 */

import type { Catalog } from '../resource/catalog.ts';
import type { RequestContext } from './context.ts';
import { FilterCompiler } from './filter.ts';
import { allOf, columnOf, compile, type Sql, sql, word } from './sql.ts';

export type Measure = (catalog: Catalog, keys: readonly number[], context: RequestContext) => Promise<ReadonlyMap<number, number>>;

/**
 * How full a prefix is, in percent: a container by the child prefixes in it, any other by its addresses; an IPv4 prefix that is no pool and longer
 * than one address does not count its network and broadcast address (NetBox's reckoning).
 */
async function prefixUtilization(catalog: Catalog, keys: readonly number[], context: RequestContext): Promise<ReadonlyMap<number, number>> {
  const filters = new FilterCompiler(context.viewer);
  const child = filters.alias();
  const address = filters.alias();
  const seen = (resource: string, alias: string): Sql => filters.visible(catalog.get(resource), alias);
  const within = (alias: string, column: string, operator: Sql): Sql =>
    sql`${columnOf(alias, column)} ${operator} p."prefix" AND ${columnOf(alias, 'vrfId')} IS NOT DISTINCT FROM p."vrfId"`;
  const between = filters.alias();
  // A prefix that the viewer may not see does not cover those below it: what it hides must not show in a number either.
  const covers = allOf([
    sql`${columnOf(between, 'prefix')} >> ${columnOf(child, 'prefix')}`,
    within(between, 'prefix', sql`<<`),
    seen('Prefix', between),
  ]);
  const widest = sql`NOT EXISTS (SELECT FROM "Prefix" ${word(between)} WHERE ${covers})`;
  const statement = compile(sql`SELECT p.id,
  CASE
    WHEN p."markUtilized" THEN 100
    WHEN p.status = 'CONTAINER' THEN (
      SELECT coalesce(sum(2.0 ^ (masklen(p."prefix") - masklen(${columnOf(child, 'prefix')}))), 0) * 100
      FROM "Prefix" ${word(child)}
      WHERE ${allOf([within(child, 'prefix', sql`<<`), seen('Prefix', child), widest])}
    )
    ELSE (
      SELECT count(DISTINCT host(${columnOf(address, 'address')})) * 100.0 / greatest(1, 2.0 ^ (CASE family(p."prefix") WHEN 4 THEN 32 ELSE 128 END - masklen(p."prefix"))
        - CASE WHEN family(p."prefix") = 4 AND NOT p."isPool" AND masklen(p."prefix") < 31 THEN 2 ELSE 0 END)
      FROM "IpAddress" ${word(address)}
      WHERE ${allOf([within(address, 'address', sql`<<=`), seen('IpAddress', address)])}
    )
  END::double precision
FROM "Prefix" p
WHERE p.id = ANY (${keys}::bigint[])`);
  const reads = { reached: filters.reached, own: [{ table: 'Prefix' }, { table: 'IpAddress' }] };
  const rows = await context.database.query({ ...statement, reads }, context);
  return new Map(rows.map(([key, percent]) => [key as number, Math.min(100, Math.round((percent as number) * 100) / 100)]));
}

export const measures: Readonly<Record<string, Measure>> = { prefixUtilization };
