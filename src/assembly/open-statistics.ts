/** How long the lists of this database are: read when the program starts, and again every minute, in the background. Until it is known, nothing is. */
import type { FanOut, FanOuts } from '../cost/expected-price.ts';
import { fanOutOf, throughFanOut } from '../cost/fan-out.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Catalog, ListRelation } from '../resource/catalog.ts';
import type { OpenDatabase } from '../stores/open-database.ts';
import { type KnownTable, readStatistics } from '../stores/statistics-store.ts';

export interface OpenStatistics {
  readonly fanOuts: FanOuts;
  /** Reads them now; for whoever cannot wait a minute. */
  refresh(): Promise<void>;
  stop(): void;
}

const REFRESH_MILLISECONDS = 60_000;

export function openStatistics({
  catalog,
  pool,
  logger,
}: {
  catalog: Catalog;
  pool: OpenDatabase['pool'];
  logger: Logger;
}): OpenStatistics {
  const columns = columnsOf(catalog);
  let known: ReadonlyMap<string, FanOut> = new Map();
  let underWay: Promise<void> | undefined;
  const refresh = (): Promise<void> => {
    underWay ??= readStatistics(pool, columns)
      .then((tables) => {
        known = fanOutsOf(catalog, tables);
      })
      // What was known stays known; it only grows older.
      .catch((error: unknown) => logger.debug({ err: error }, 'the lengths of lists could not be read'))
      .finally(() => {
        underWay = undefined;
      });
    return underWay;
  };
  const timer = setInterval(() => void refresh(), REFRESH_MILLISECONDS).unref();
  void refresh();
  return { fanOuts: (list) => known.get(list), refresh, stop: () => clearInterval(timer) };
}

function columnsOf({ resources }: Catalog): readonly string[] {
  const columns = new Set<string>();
  for (const { lists } of resources)
    for (const { join } of lists.values()) {
      if (join.kind === 'foreignKey') columns.add(join.column);
      if (join.kind === 'through') columns.add(join.column).add(join.hopColumn);
      if (join.kind === 'manyToMany') columns.add(join.near);
    }
  return [...columns];
}

/** By coordinate. What lies within a network, or below in a tree, is in no statistics. */
function fanOutsOf({ resources }: Catalog, tables: ReadonlyMap<string, KnownTable>): ReadonlyMap<string, FanOut> {
  const known = new Map<string, FanOut>();
  for (const { name, plural, lists } of resources) {
    const rows = tables.get(name)?.rows;
    if (rows === undefined) continue;
    known.set(`Query.${plural}`, { average: rows, p99: rows });
    for (const list of lists.values()) {
      const fanOut = ofList(list, tables);
      if (fanOut) known.set(`${name}.${list.name}`, fanOut);
    }
  }
  return known;
}

function ofList({ owner, target, join }: ListRelation, tables: ReadonlyMap<string, KnownTable>): FanOut | undefined {
  const rowsOf = (table: string): number | undefined => tables.get(table)?.rows;
  const of = (table: string, column: string, parents: number | undefined): FanOut | undefined => {
    const rows = rowsOf(table);
    const statistics = tables.get(table)?.columns.get(column);
    return rows !== undefined && parents !== undefined && statistics ? fanOutOf({ rows, ...statistics }, parents) : undefined;
  };
  switch (join.kind) {
    case 'foreignKey':
      return of(target.name, join.column, rowsOf(owner.name));
    case 'manyToMany':
      return of(join.table, join.near, rowsOf(owner.name));
    case 'through': {
      const first = of(join.hop.name, join.hopColumn, rowsOf(owner.name));
      const second = of(target.name, join.column, rowsOf(join.hop.name));
      return first && second && throughFanOut(first, second);
    }
    default:
      return undefined;
  }
}
