/** `deviceCounts(groupBy: [SITE, STATUS])`: how many rows share each combination, the largest groups first; in one statement for all parents. */
import { refuse } from '../errors/refuse.ts';
import type { ListRelation, ResourceEntry } from '../resource/catalog.ts';
import { MOST_GROUPS } from '../resource/meaning.ts';
import type { RequestContext } from './context.ts';
import { FilterCompiler, readThrough } from './filter.ts';
import { distinctParents, listSource, parentParameters, readsOfList } from './lists.ts';
import type { Row } from './projection.ts';
import { allOf, bind, columnOf, compile, join, name, type Sql, sql, word } from './sql.ts';

type CountArguments = Readonly<Record<string, unknown>>;
type CountRow = Readonly<Record<string, unknown>>;

interface Grouping {
  /** The columns of the row that a group becomes: choices by name, relations by their foreign key. */
  readonly names: readonly string[];
  readonly columns: readonly Sql[];
  readonly limit: number;
}

function groupingOf(resource: ResourceEntry, args: CountArguments, alias: string, filters: FilterCompiler): Grouping {
  const groupBy = [...new Set(args['groupBy'] as readonly string[])];
  const limit = (args['first'] as number | null) ?? MOST_GROUPS;
  if (limit < 0) throw refuse('PAGE_NEGATIVE', { size: limit });
  if (limit > MOST_GROUPS) throw refuse('PAGE_TOO_LARGE', { size: limit, most: MOST_GROUPS });
  const names = groupBy.map((field) => resource.toOnes.get(field)?.facts.via ?? field);
  const columns = groupBy.map((field) => {
    const relation = resource.toOnes.get(field);
    return relation ? filters.reference(relation.target, relation.facts.via, alias) : columnOf(alias, field);
  });
  return { names, columns, limit };
}

/** Groups of equal size come in the order of their values, so that the same input gives the same bytes. */
function groupsStatement({ columns, limit }: Grouping, from: Sql, condition: Sql): Sql {
  // By the name of the output: an expression with parameters in it is never equal to another, even to itself.
  const keys = columns.map((_, index) => word(`g${index + 1}`));
  const list = [sql`count(*) AS count`, ...columns.map((column, index) => sql`${column} AS ${keys[index]}`)];
  const order = [sql`count(*) DESC`, ...keys];
  const groupBy = columns.length > 0 ? sql`GROUP BY ${join(keys, ', ')}\n` : sql`HAVING count(*) > 0\n`;
  return sql`SELECT ${join(list, ', ')}\n${from}\nWHERE ${condition}\n${groupBy}ORDER BY ${join(order, ', ')}\nLIMIT ${limit}::integer`;
}

function countRow(names: readonly string[], values: readonly unknown[], offset: number): CountRow {
  const row: Record<string, unknown> = { count: values[offset] };
  names.forEach((column, index) => {
    row[column] = values[offset + 1 + index];
  });
  return row;
}

export async function rootCounts(resource: ResourceEntry, args: CountArguments, context: RequestContext): Promise<readonly CountRow[]> {
  const filters = new FilterCompiler(context.viewer);
  const alias = filters.alias();
  const grouping = groupingOf(resource, args, alias, filters);
  const filter = args['filter'] ? filters.compile(resource, args['filter'] as CountArguments, alias) : undefined;
  const condition = allOf([filters.visible(resource, alias), filter]);
  const statement = compile(groupsStatement(grouping, sql`FROM ${name(resource.name)} ${word(alias)}`, condition));
  const reads = { reached: filters.reached, own: [readThrough(resource, args['filter'] as CountArguments | undefined)] };
  const rows = await context.database.query({ ...statement, reads }, context);
  return rows.map((values) => countRow(grouping.names, values, 0));
}

export async function listCounts(
  list: ListRelation,
  parents: readonly Row[],
  args: CountArguments,
  context: RequestContext,
): Promise<readonly (readonly CountRow[])[]> {
  const filters = new FilterCompiler(context.viewer);
  const alias = filters.alias();
  const grouping = groupingOf(list.target, args, alias, filters);
  const { from, tie, parents: parentsTable } = listSource(list, alias, filters);
  const filter = args['filter'] ? filters.compile(list.target, args['filter'] as CountArguments, alias) : undefined;
  const condition = allOf([tie, filters.visible(list.target, alias), filter]);
  const groups = groupsStatement(grouping, sql`FROM ${from}`, condition);
  const statement = compile(sql`SELECT p.id, r.*\nFROM ${parentsTable}\nCROSS JOIN LATERAL (${groups}) r`);
  const distinct = distinctParents(parents);
  const values = bind(statement, ...parentParameters(list, distinct));
  const byParent = new Map<unknown, CountRow[]>(distinct.map(({ id }) => [id, []]));
  const through = readThrough(list.target, args['filter'] as CountArguments | undefined);
  const reads = { reached: filters.reached, own: readsOfList(list, distinct, through) };
  for (const row of await context.database.query({ ...statement, values, reads }, context))
    byParent.get(row[0])!.push(countRow(grouping.names, row, 1));
  return parents.map(({ id }) => byParent.get(id)!);
}
