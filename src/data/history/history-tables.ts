/** The tables that the history tells of: those of resources, and those of the pairs that two of them make. */
import type { Catalog, ListRelation, ResourceEntry } from '../../resource/catalog.ts';
import { memo } from '../memo.ts';

/** A table of the history: a resource's own, or the pairs of two. */
export type Table =
  | { readonly kind: 'resource'; readonly resource: ResourceEntry }
  | { readonly kind: 'pair'; readonly A: PairEnd; readonly B: PairEnd };
interface PairEnd {
  readonly resource: ResourceEntry;
  /** What the end calls the other ends. */
  readonly list: string | undefined;
}

const knownTables = new WeakMap<Catalog, ReadonlyMap<string, Table>>();

export function tablesOf(catalog: Catalog): ReadonlyMap<string, Table> {
  return memo(knownTables, catalog, () => {
    const tables = new Map<string, Table>(catalog.resources.map((resource) => [resource.name, { kind: 'resource', resource }]));
    for (const { lists } of catalog.resources)
      for (const list of lists.values())
        if (list.join.kind === 'manyToMany') tables.set(list.join.table, pairOf(list, tables.get(list.join.table)));
    return tables;
  });
}

function pairOf(list: ListRelation, known: Table | undefined): Table {
  const { near, far } = list.join as Extract<ListRelation['join'], { kind: 'manyToMany' }>;
  const before = known?.kind === 'pair' ? known : undefined;
  const ends = {
    [near]: { resource: list.owner, list: list.name },
    [far]: { resource: list.target, list: before?.[far].list },
  } as Record<'A' | 'B', PairEnd>;
  return { kind: 'pair', ...ends };
}

/** The ends of a pair, with the column of the history that holds the key of each. */
export const endsOf = ({ A, B }: Extract<Table, { kind: 'pair' }>) => [
  { resource: A.resource, column: 'rowId' },
  { resource: B.resource, column: 'otherId' },
];

/** The tables whose rows are changes of the objects of a resource, as the row itself (or end A of a pair) or as end B. */
export function tablesWith(catalog: Catalog, resource: ResourceEntry, end: 'A' | 'B'): readonly string[] {
  return [...tablesOf(catalog)]
    .filter(([, what]) => (what.kind === 'pair' ? what[end].resource === resource : end === 'A' && what.resource === resource))
    .map(([table]) => table);
}
