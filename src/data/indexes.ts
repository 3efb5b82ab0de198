/**
 * The indexes that the declarations promise: no filter and no order without one behind it.
 *
 * `requiredIndexes` says what is needed; `missingIndexes` compares it with a live database. `scripts/create-index-migration.ts` writes what is missing
 * as a migration, and a contract test proves that nothing is.
 */
import type { Catalog, ResourceEntry } from '../resource/catalog.ts';
import type { ColumnFacts } from '../resource/facts.ts';

export interface RequiredIndex {
  readonly table: string;
  readonly method: 'btree' | 'gin' | 'gist';
  /** The leading column; a btree continues with the key, unless it is unique by itself. */
  readonly column: string;
  readonly operatorClass: string | undefined;
  /** What it is for, in a few words. */
  readonly purpose: string;
}

export interface ExistingIndex {
  readonly table: string;
  readonly method: string;
  readonly columns: readonly string[];
  readonly operatorClasses: readonly string[];
  readonly unique: boolean;
}

export function requiredIndexes(catalog: Catalog): readonly RequiredIndex[] {
  const found = new Map<string, RequiredIndex>();
  const need = (
    table: string,
    column: string,
    method: RequiredIndex['method'],
    operatorClass: string | undefined,
    purpose: string,
  ): void => {
    const key = `${table} ${method} ${column} ${operatorClass}`;
    if (!found.has(key)) found.set(key, { table, method, column, operatorClass, purpose });
  };
  for (const resource of catalog.resources) {
    for (const column of resource.columns.values()) forColumn(resource, column, need);
    for (const { facts } of resource.toOnes.values())
      if (facts.filter || facts.inverse || facts.opposite || facts.through.length > 0)
        need(resource.name, facts.via, 'btree', undefined, `${facts.name} and its inverse`);
    for (const { facts, target } of resource.networks.values()) {
      need(resource.name, facts.address, 'gist', 'inet_ops', `${facts.name} lists what lies within`);
      need(target.name, facts.network, 'gist', 'inet_ops', `${facts.name} finds what lies round`);
    }
    for (const { join } of resource.lists.values())
      if (join.kind === 'manyToMany') need(join.table, join.near, 'btree', undefined, `${join.table} from ${join.near}`);
    if (resource.tree) need(resource.name, 'path', 'gin', 'array_ops', 'descendants');
  }
  return [...found.values()];
}

type Need = (table: string, column: string, method: RequiredIndex['method'], operatorClass: string | undefined, purpose: string) => void;

function forColumn(resource: ResourceEntry, column: ColumnFacts, need: Need): void {
  const { name, type } = column;
  if (column.filter || column.order) need(resource.name, name, 'btree', undefined, `${column.order ? 'order' : 'filter'} by ${name}`);
  if (type === 'text' && (column.filter || column.search)) need(resource.name, name, 'gin', 'gin_trgm_ops', `text in ${name}`);
  if ((type === 'cidr' || type === 'interfaceAddress') && (column.filter || column.search))
    need(resource.name, name, 'gist', 'inet_ops', `networks in ${name}`);
}

/** Every valid index of the tables of this schema that is complete, or complete where its first column is set (of use to every equality). */
export const EXISTING_INDEXES = `
SELECT t.relname AS "table", am.amname AS method, i.indisunique AS "unique",
  array_agg(coalesce(a.attname, '')::text ORDER BY k.position) AS columns,
  array_agg(oc.opcname::text ORDER BY k.position) AS "operatorClasses"
FROM pg_index i
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_am am ON am.oid = x.relam
CROSS JOIN LATERAL unnest(i.indkey::smallint[], i.indclass::oid[]) WITH ORDINALITY AS k(attribute, class, position)
LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attribute AND k.attribute > 0
JOIN pg_opclass oc ON oc.oid = k.class
WHERE t.relnamespace = current_schema()::regnamespace AND i.indisvalid
  AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = (
    SELECT format('(%I IS NOT NULL)', f.attname) FROM pg_attribute f WHERE f.attrelid = t.oid AND f.attnum = i.indkey[0]))
GROUP BY t.relname, am.amname, i.indexrelid, i.indisunique`;

export function missingIndexes(required: readonly RequiredIndex[], existing: readonly ExistingIndex[]): readonly RequiredIndex[] {
  const byTable = new Map<string, ExistingIndex[]>();
  for (const index of existing) byTable.set(index.table, [...(byTable.get(index.table) ?? []), index]);
  return required.filter((wanted) => !(byTable.get(wanted.table) ?? []).some((index) => serves(index, wanted)));
}

function serves(index: ExistingIndex, { method, column, operatorClass }: RequiredIndex): boolean {
  if (index.method !== method || index.columns[0] !== column) return false;
  if (operatorClass) return index.operatorClasses[0] === operatorClass;
  const [, second] = index.columns;
  // A join table has no key of its own; its second column is the other end.
  return (
    second === 'id' || second === 'A' || second === 'B' || (second === undefined && (index.unique || column === 'A' || column === 'B'))
  );
}

/** The statement that creates an index; its name follows from what it is. */
export function createIndexStatement({ table, method, column, operatorClass }: RequiredIndex): string {
  const suffix = method === 'btree' ? 'idx' : method === 'gin' ? (operatorClass === 'gin_trgm_ops' ? 'trgm_idx' : 'gin_idx') : 'gist_idx';
  const columns = operatorClass ? `"${column}" ${operatorClass}` : column === 'id' ? '"id"' : `"${column}", "id"`;
  return `CREATE INDEX "${`${table}_${column}`.slice(0, 63 - suffix.length - 1)}_${suffix}" ON "${table}" USING ${method} (${columns});`;
}
