/**
 * Pages: `devices(first: 20, after: …, filter: …, orderBy: …)` at the root and below any number of parents, in one statement either way.
 *
 * The statement asks for one row more than the page, to learn whether another follows. A `totalCount` rides in the same statement, so that it costs
 * a scan but no round trip. See docs/decisions/0003-lateral-pages.md.
 */
import type { GraphQLObjectType } from 'graphql';
import { getNamedType } from 'graphql';
import { refuse } from '../errors/refuse.ts';
import type { Selection } from '../execution/batch.ts';
import type { ListRelation, ResourceEntry } from '../resource/catalog.ts';
import type { RequestContext } from './context.ts';
import { FilterCompiler, readThrough } from './filter.ts';
import { distinctParents, listSource, parentParameters, readsOfList } from './lists.ts';
import { memo } from './memo.ts';
import { afterCondition, type OrderTerm, orderByClause, orderSignature, orderTerms } from './order.ts';
import { keyOnly, leafProjectionOf, type Projection, projectionOf, type Row, selectList } from './projection.ts';
import type { Read } from './reads.ts';
import { allOf, bind, columnOf, compile, join, name, type Sql, type Statement, sql, word } from './sql.ts';

export interface Connection {
  readonly nodes: readonly Row[];
  readonly edges: readonly { readonly cursor: string | null; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
}

/** What of a connection was asked for. */
interface Wanted {
  readonly rows: boolean;
  readonly cursors: boolean;
  readonly total: boolean;
  readonly projection: Projection;
}

interface PagePlan {
  readonly statement: Statement;
  readonly wanted: Wanted;
  readonly size: number;
  readonly isBackward: boolean;
  readonly hasBound: boolean;
  readonly terms: readonly OrderTerm[];
  readonly list: string;
  readonly reached: ReadonlySet<string>;
  /** Rows that include all that the filter could let through. */
  readonly through: Read;
}

/** What all pages of one statement share. */
interface PageSource {
  readonly plan: PagePlan;
  readonly context: RequestContext;
}

type Values = readonly unknown[];
type PageArguments = Readonly<Record<string, unknown>>;

/** One page of a root list. */
export async function rootPage(
  resource: ResourceEntry,
  args: PageArguments,
  selection: Selection,
  context: RequestContext,
): Promise<Connection> {
  const plan = planFor(resource, resource, args, selection, context, rootStatement);
  const rows = await context.database.query({ ...plan.statement, reads: { reached: plan.reached, own: [plan.through] } }, context);
  return new PageOfRows({ plan, context }, rows, 0, rows.length, 0);
}

/** One page for each of many parents, in their order; empty where a parent has no rows. */
export async function pagesOf(
  list: ListRelation,
  parents: readonly Row[],
  args: PageArguments,
  selection: Selection,
  context: RequestContext,
): Promise<readonly Connection[]> {
  const plan = planFor(list.target, list, args, selection, context, (parts) => listStatement(list, parts));
  const distinct = distinctParents(parents);
  const values = bind(plan.statement, ...parentParameters(list, distinct));
  const reads = { reached: plan.reached, own: readsOfList(list, distinct, plan.through) };
  const rows = await context.database.query({ ...plan.statement, values, reads }, context);
  const source = { plan, context };
  const pages = new Map<unknown, PageOfRows>();
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const parent = rows[from]![0];
    while (to < rows.length && rows[to]![0] === parent) to++;
    // Parallel workers may send the rows of a parent apart, but never out of order.
    if (pages.has(parent)) return pagesOfScattered(source, parents, rows);
    pages.set(parent, new PageOfRows(source, rows, from, to, 1));
  }
  return parents.map(({ id }) => pages.get(id) ?? new PageOfRows(source, rows, 0, 0, 1));
}

function pagesOfScattered(source: PageSource, parents: readonly Row[], rows: readonly Values[]): readonly Connection[] {
  const byParent = new Map<unknown, Values[]>();
  for (const row of rows) memo(byParent, row[0], (): Values[] => []).push(row);
  return parents.map(({ id }) => {
    const own = byParent.get(id) ?? [];
    return new PageOfRows(source, own, 0, own.length, 1);
  });
}

interface StatementParts {
  readonly resource: ResourceEntry;
  readonly alias: string;
  readonly filters: FilterCompiler;
  readonly condition: Sql;
  readonly keyset: Sql | undefined;
  readonly order: Sql;
  readonly columns: Sql;
  readonly limit: number;
  readonly wanted: Wanted;
}

/** Plans of one selection for one viewer: by the arguments themselves where they are constant, and by what they say where they hold variables. */
interface KnownPlans {
  readonly byIdentity: WeakMap<object, PagePlan>;
  readonly byContent: Map<string, PagePlan>;
}

/** A statement is compiled once for what it depends on: the selection, the viewer and the arguments. */
const plans = new WeakMap<Selection, WeakMap<object, KnownPlans>>();
/** Cursors and filters differ without end; what is asked again is mostly one of the last few. */
const MOST_PLANS_BY_CONTENT = 32;

function planFor(
  resource: ResourceEntry,
  bounds: { page: number; max: number },
  args: PageArguments,
  selection: Selection,
  context: RequestContext,
  build: (parts: StatementParts) => Sql,
): PagePlan {
  const byViewer = memo(plans, selection, () => new WeakMap<object, KnownPlans>());
  const { byIdentity, byContent } = memo(byViewer, context.viewer, () => ({ byIdentity: new WeakMap(), byContent: new Map() }));
  return memo(byIdentity, args, () => {
    const content = JSON.stringify(args);
    const known = byContent.get(content);
    if (known) return known;
    const plan = makePlan(resource, bounds, args, selection, context, build);
    if (byContent.size >= MOST_PLANS_BY_CONTENT) byContent.delete(byContent.keys().next().value!);
    byContent.set(content, plan);
    return plan;
  });
}

function makePlan(
  resource: ResourceEntry,
  bounds: { page: number; max: number },
  args: PageArguments,
  selection: Selection,
  context: RequestContext,
  build: (parts: StatementParts) => Sql,
): PagePlan {
  const { size, isBackward } = pageSize(bounds, args);
  const terms = orderTerms(resource, args['orderBy'] as never);
  const list = `${resource.name}:${orderSignature(terms)}`;
  const wanted = wantedOf(resource, selection);
  const filters = new FilterCompiler(context.viewer);
  const alias = filters.alias();
  const filter = args['filter'] ? filters.compile(resource, args['filter'] as Record<string, unknown>, alias) : undefined;
  const bound = (argument: string, reversed: boolean) => {
    const cursor = args[argument] as string | null | undefined;
    return cursor === null || cursor === undefined
      ? undefined
      : afterCondition(terms, context.cursors.decode(list, cursor), alias, reversed);
  };
  const after = bound('after', false);
  const before = bound('before', true);
  const cursorValues = wanted.cursors ? terms.map(({ column }) => sql`${columnOf(alias, column.name)}::text`) : [];
  const parts: StatementParts = {
    resource,
    alias,
    filters,
    condition: allOf([filters.visible(resource, alias), filter]),
    keyset: after || before ? allOf([after, before]) : undefined,
    order: orderByClause(terms, alias, isBackward),
    columns: join([selectList(resource, wanted.projection, alias, filters), ...cursorValues], ', '),
    limit: size + 1,
    wanted,
  };
  const hasBound = isBackward ? before !== undefined : after !== undefined;
  const through = readThrough(resource, args['filter'] as Record<string, unknown> | undefined);
  return { statement: compile(build(parts)), wanted, size, isBackward, hasBound, terms, list, reached: filters.reached, through };
}

function pageSize(bounds: { page: number; max: number }, args: PageArguments): { size: number; isBackward: boolean } {
  const first = args['first'] as number | null | undefined;
  const last = args['last'] as number | null | undefined;
  const hasFirst = first !== null && first !== undefined;
  const hasLast = last !== null && last !== undefined;
  if (hasFirst && hasLast) throw refuse('PAGE_BOTH_WAYS', {});
  const size = first ?? last ?? bounds.page;
  if (size < 0) throw refuse('PAGE_NEGATIVE', { size });
  if (size > bounds.max) throw refuse('PAGE_TOO_LARGE', { size, most: bounds.max });
  return { size, isBackward: hasLast };
}

function rootStatement({ resource, alias, condition, keyset, order, columns, limit, wanted }: StatementParts): Sql {
  const from = sql`FROM ${name(resource.name)} ${word(alias)}`;
  const page = sql`SELECT ${columns}\n${from}\nWHERE ${allOf([condition, keyset])}\nORDER BY ${order}\nLIMIT ${limit}::integer`;
  const count = sql`SELECT count(*) AS total\n${from}\nWHERE ${condition}`;
  if (!wanted.total) return page;
  if (!wanted.rows) return count;
  return sql`SELECT c.total, r.*\nFROM (${count}) c\nLEFT JOIN LATERAL (${page}) r ON TRUE`;
}

/** Rows of one parent come from one scan of its own subquery, in that order; how parents interleave does not matter. */
function listStatement(list: ListRelation, { alias, filters, condition, keyset, order, columns, limit, wanted }: StatementParts): Sql {
  const { from, tie, parents } = listSource(list, alias, filters);
  const page = sql`SELECT ${columns}\nFROM ${from}\nWHERE ${allOf([tie, condition, keyset])}\nORDER BY ${order}\nLIMIT ${limit}::integer`;
  const count = sql`SELECT count(*) AS total\nFROM ${from}\nWHERE ${allOf([tie, condition])}`;
  if (!wanted.total) return sql`SELECT p.id, r.*\nFROM ${parents}\nCROSS JOIN LATERAL (${page}) r`;
  if (!wanted.rows) return sql`SELECT p.id, c.total\nFROM ${parents}\nCROSS JOIN LATERAL (${count}) c`;
  return sql`SELECT p.id, c.total, r.*\nFROM ${parents}\nCROSS JOIN LATERAL (${count}) c\nLEFT JOIN LATERAL (${page}) r ON TRUE`;
}

function wantedOf(resource: ResourceEntry, selection: Selection): Wanted {
  const nodeSelections: Selection[] = [];
  let nodeType: GraphQLObjectType | undefined;
  let rows = false;
  let cursors = false;
  let total = false;
  for (const { field, selection: inner } of selection.fieldsFor(selection.type as GraphQLObjectType)) {
    if (field.name === 'totalCount') total = true;
    if (field.name === 'nodes') {
      nodeSelections.push(inner!);
      nodeType = getNamedType(field.type) as GraphQLObjectType;
    }
    if (field.name === 'edges' && inner)
      for (const part of inner.fieldsFor(getNamedType(field.type) as GraphQLObjectType)) {
        if (part.field.name === 'cursor') cursors = true;
        if (part.field.name !== 'node') continue;
        nodeSelections.push(part.selection!);
        nodeType = getNamedType(part.field.type) as GraphQLObjectType;
      }
    if (field.name === 'pageInfo' && inner)
      for (const part of inner.fieldsFor(getNamedType(field.type) as GraphQLObjectType))
        if (part.field.name.endsWith('Cursor')) cursors = true;
    if (field.name === 'nodes' || field.name === 'edges' || field.name === 'pageInfo') rows = true;
  }
  // Beside a total, a row without a key is how the outer join says that there is none.
  const projected = total ? projectionOf : leafProjectionOf;
  const projection = nodeType ? projected(resource, nodeType, nodeSelections) : keyOnly;
  return { rows: rows || !total, cursors, total, projection };
}

/**
 * The answer of one list below one parent. A query makes hundreds of them, so what is rarely asked for is worked out when it is, by getters that all
 * share: accessors in an object literal would be two closures and a shape of its own each.
 */
class PageOfRows implements Connection {
  readonly nodes: readonly Row[];
  readonly totalCount: number | null;
  private readonly source: PageSource;
  private readonly rows: readonly Values[];
  private readonly from: number;
  private readonly to: number;
  private readonly start: number;

  /** The page is made of the rows from `from` up to `to`, whose values begin at `offset`. */
  constructor(source: PageSource, rows: readonly Values[], from: number, to: number, offset: number) {
    const { wanted, size, isBackward } = source.plan;
    const { makeRow } = wanted.projection;
    this.source = source;
    this.rows = rows;
    this.from = from;
    this.start = wanted.total ? offset + 1 : offset;
    this.totalCount = wanted.total ? ((rows[from]?.[offset] as number | undefined) ?? 0) : null;
    // A parent without rows still has its count; the row of the outer join is then empty.
    this.to = !wanted.rows || (wanted.total && from < to && rows[from]![this.start] === null) ? from : to;
    // A copy of the right length to begin with: an array that is pushed into reserves room for 17, and most pages below a parent are shorter.
    const nodes = rows.slice(from, Math.min(this.to, from + size)) as unknown[];
    for (let index = 0; index < nodes.length; index++) nodes[index] = makeRow(nodes[index] as Values, this.start);
    if (isBackward) nodes.reverse();
    this.nodes = nodes as Row[];
  }

  get edges(): Connection['edges'] {
    return this.nodes.map((node, index) => ({ cursor: this.cursorOf(index), node }));
  }

  get pageInfo(): Connection['pageInfo'] {
    const { isBackward, hasBound, size } = this.source.plan;
    const hasMore = this.to - this.from > size;
    return {
      hasNextPage: isBackward ? hasBound : hasMore,
      hasPreviousPage: isBackward ? hasMore : hasBound,
      startCursor: this.cursorOf(0),
      endCursor: this.cursorOf(this.nodes.length - 1),
    };
  }

  /** The cursor of the node at this place of the page. */
  private cursorOf(index: number): string | null {
    const { plan, context } = this.source;
    const { wanted, terms, list, isBackward } = plan;
    if (!wanted.cursors || this.nodes.length === 0) return null;
    const values = this.rows[this.from + (isBackward ? this.nodes.length - 1 - index : index)]!;
    const at = this.start + wanted.projection.names.length;
    return context.cursors.encode(list, values.slice(at, at + terms.length) as (string | null)[]);
  }
}
