/**
 * Numbers that the database measures for many rows at once; a resource names one with `@Measured`.
 *
 * Each gets the keys of its rows and answers with one number a key; what it counts is subject to the viewer's predicate.
 */

import type { Catalog } from '../resource/catalog.ts';
import type { RequestContext } from './context.ts';
import { FilterCompiler } from './filter.ts';
import { allOf, columnOf, compile, FALSE, type Sql, sql, TRUE, word } from './sql.ts';

export type Measure = (catalog: Catalog, keys: readonly number[], context: RequestContext) => Promise<ReadonlyMap<number, number>>;

/**
 * How full a prefix is, in percent: a container by the child prefixes in it, any other by its addresses and the ranges that count as used; an IPv4 prefix
 * that is no pool and longer than one address does not count its network and broadcast address (NetBox's reckoning).
 *
 * Addresses are not read where the viewer may see them all: they are counted by blocks of 256 as they come and go (migration 19). Only those that stand in
 * their VRF more than once are looked up, since a host counts once. An IPv6 network of 2^48 addresses is never full to a hundredth of a percent.
 */
async function prefixUtilization(catalog: Catalog, keys: readonly number[], context: RequestContext): Promise<ReadonlyMap<number, number>> {
  const filters = new FilterCompiler(context.viewer);
  const seen = (resource: string, alias: string): Sql => filters.visible(catalog.get(resource), alias);
  const statement = compile(sql`SELECT p.id,
  CASE
    WHEN p."markUtilized" THEN 100
    WHEN p.status = 'CONTAINER' THEN ${shareOfChildren(filters.alias(), seen)}
    ELSE (${usedByRanges(filters.alias(), seen)} + ${usedByAddresses(filters, seen)}) * 100.0 / greatest(1, 2.0 ^ (n.bits - masklen(p."prefix"))
      - CASE WHEN n.bits = 32 AND NOT p."isPool" AND masklen(p."prefix") < 31 THEN 2 ELSE 0 END)
  END::double precision
FROM "Prefix" p
CROSS JOIN LATERAL (
  SELECT coalesce(p."vrfId", 0) AS vrf, host_of(p."prefix") AS low, host_of(broadcast(p."prefix")) AS high, CASE family(p."prefix") WHEN 4 THEN 32 ELSE 128 END AS bits
) n
WHERE p.id = ANY (${keys}::bigint[])`);
  const reads = { reached: filters.reached, own: [{ table: 'Prefix' }, { table: 'IpAddress' }, { table: 'IpRange' }] };
  const rows = await context.database.query({ ...statement, reads }, context);
  return new Map(rows.map(([key, percent]) => [key as number, Math.min(100, Math.round((percent as number) * 100) / 100)]));
}

type Seen = (resource: string, alias: string) => Sql;

/**
 * In the order of prefixes, one that begins beyond all before it lies in none of them. A prefix that the viewer may not see does not cover those below
 * it: what it hides must not show in a number either.
 */
function shareOfChildren(child: string, seen: Seen): Sql {
  const prefix = columnOf(child, 'prefix');
  const within = allOf([
    sql`coalesce(${columnOf(child, 'vrfId')}, 0) = n.vrf`,
    sql`${prefix} > p."prefix"`,
    sql`${prefix} <= n.high`,
    seen('Prefix', child),
  ]);
  return sql`(
      SELECT coalesce(sum(2.0 ^ (masklen(p."prefix") - masklen(c.prefix))), 0) * 100
      FROM (
        SELECT ${prefix} AS prefix, max(host_of(broadcast(${prefix}))) OVER (ORDER BY ${prefix} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
        FROM "Prefix" ${word(child)}
        WHERE ${within}
      ) c
      WHERE c.reached IS NULL OR host_of(c.prefix) > c.reached
    )`;
}

/** Ranges of one VRF never overlap; what of a range lies outside of the prefix is cut off. */
function usedByRanges(range: string, seen: Seen): Sql {
  const [first, last] = [sql`host_of(${columnOf(range, 'startAddress')})`, sql`host_of(${columnOf(range, 'endAddress')})`];
  return sql`(
      SELECT coalesce(sum(wayleave.number_of(least(${last}, n.high)) - wayleave.number_of(greatest(${first}, n.low)) + 1), 0)
      FROM "IpRange" ${word(range)}
      WHERE ${allOf([usedRange(range, seen), sql`inetrange(${first}, ${last}, '[]') && inetrange(n.low, n.high, '[]')`])}
    )`;
}

const usedRange = (range: string, seen: Seen): Sql =>
  allOf([columnOf(range, 'markUtilized'), sql`coalesce(${columnOf(range, 'vrfId')}, 0) = n.vrf`, seen('IpRange', range)]);

/** Hosts within the prefix, each once, those left out that lie in a range that counts as used. */
function usedByAddresses(filters: FilterCompiler, seen: Seen): Sql {
  const [address, once, range] = [filters.alias(), filters.alias(), filters.alias()];
  const host = sql`host_of(${columnOf(address, 'address')})`;
  const standsOnce = (alias: string): Sql =>
    sql`(${columnOf(alias, 'enforced')} AND (${columnOf(alias, 'role')} IS NULL OR ${columnOf(alias, 'role')} IN ('LOOPBACK', 'SECONDARY')))`;
  const hosts = (from: Sql, to: Sql, condition?: Sql): Sql => sql`(
        SELECT count(DISTINCT ${host}) FROM "IpAddress" ${word(address)}
        WHERE ${allOf([sql`coalesce(${columnOf(address, 'vrfId')}, 0) = n.vrf`, sql`${host} >= ${from}`, sql`${host} <= ${to}`, condition, visible])}
      )`;
  const visible = seen('IpAddress', address);
  const inRanges = sql`(
        SELECT coalesce(sum(${hosts(sql`greatest(host_of(${columnOf(range, 'startAddress')}), n.low)`, sql`least(host_of(${columnOf(range, 'endAddress')}), n.high)`)}), 0)
        FROM "IpRange" ${word(range)}
        WHERE ${allOf([
          usedRange(range, seen),
          sql`inetrange(host_of(${columnOf(range, 'startAddress')}), host_of(${columnOf(range, 'endAddress')}), '[]') && inetrange(n.low, n.high, '[]')`,
        ])}
      )`;
  const counted = sql`(
        SELECT coalesce(sum(taken), 0) FROM wayleave."AddressCount" WHERE "vrfId" = n.vrf AND block >= wayleave.block_of(n.low) AND block <= n.high
      )`;
  const alsoStandsOnce = sql`NOT EXISTS (
          SELECT FROM "IpAddress" ${word(once)}
          WHERE coalesce(${columnOf(once, 'vrfId')}, 0) = n.vrf AND host_of(${columnOf(once, 'address')}) = ${host} AND ${standsOnce(once)}
        )`;
  const shared = hosts(sql`n.low`, sql`n.high`, sql`NOT ${standsOnce(address)}\n          AND ${alsoStandsOnce}`);
  const isCounted = visible === TRUE ? sql`n.bits - masklen(p."prefix") >= 8` : FALSE;
  return sql`CASE
      WHEN n.bits - masklen(p."prefix") >= 48 THEN 0
      WHEN ${isCounted} THEN ${counted} + ${shared} - ${inRanges}
      ELSE ${hosts(sql`n.low`, sql`n.high`)} - ${inRanges}
    END`;
}

export const measures: Readonly<Record<string, Measure>> = { prefixUtilization };
