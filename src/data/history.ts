/**
 * What became of objects: pages of changes, the history of an object, its state at a time, and what a stream has still to tell.
 *
 * A viewer is told of rows that they may see now, and of rows that are gone only where they may see all of their kind. The condition is in the statement, like
 * every predicate. What a change says of other objects, the values of its foreign keys, is shown as their global ids, and as null where the viewer may not see
 * them. The history is written by the database itself (docs/changes.md).
 */

import { refuse } from '../errors/refuse.ts';
import type { Catalog, ListRelation, ResourceEntry } from '../resource/catalog.ts';
import type { RequestContext } from './context.ts';
import type { CursorCodec } from './cursor.ts';
import { FilterCompiler } from './filter.ts';
import { decodeGlobalId, encodeGlobalId, type GlobalId } from './global-id.ts';
import { memo } from './memo.ts';
import { READS_ELSEWHERE } from './reads.ts';
import { allOf, columnOf, compile, FALSE, join, name, type Sql, sql, TRUE, word } from './sql.ts';

export const CHANGE_PAGE = 50;
export const MOST_CHANGES = 500;
/** How far one page looks for what its filter asks for; `endCursor` goes on from there. */
const MOST_LOOKED_AT = 10_000;
const MOST_LISTED = 200;
/** How many changes of one object `stateAt` undoes. */
const MOST_UNDONE = 5_000;
const MASK = '(secret)';

/** As clients read it. */
export interface ChangeNode {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly type: string;
  readonly objectId: string | null;
  readonly actor: string;
  readonly request: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export interface ChangePage {
  readonly nodes: readonly ChangeNode[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export interface ChangeFilter {
  readonly types?: readonly string[] | null;
  readonly actions?: readonly string[] | null;
  readonly objects?: readonly string[] | null;
  readonly actor?: string | null;
  readonly request?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
}

/** A table of the history: a resource's own, or the pairs of two. */
type Table =
  | { readonly kind: 'resource'; readonly resource: ResourceEntry }
  | { readonly kind: 'pair'; readonly A: PairEnd; readonly B: PairEnd };
interface PairEnd {
  readonly resource: ResourceEntry;
  /** What the end calls the other ends. */
  readonly list: string | undefined;
}

const knownTables = new WeakMap<Catalog, ReadonlyMap<string, Table>>();

function tablesOf(catalog: Catalog): ReadonlyMap<string, Table> {
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

interface HistoryRow {
  readonly id: number;
  readonly at: string;
  readonly table: string;
  readonly rowId: number | null;
  readonly otherId: number | null;
  readonly action: string;
  readonly actor: string;
  readonly request: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

const COLUMNS = sql`h.id, h.at, h."table", h."rowId", h."otherId", h.action, h.actor, h.request, h.before, h.after`;

function rowOf(values: readonly unknown[], from = 0): HistoryRow {
  const names = ['id', 'at', 'table', 'rowId', 'otherId', 'action', 'actor', 'request', 'before', 'after'];
  return Object.fromEntries(names.map((column, index) => [column, values[from + index]])) as unknown as HistoryRow;
}

async function read(statement: Sql, context: RequestContext): Promise<readonly (readonly unknown[])[]> {
  return context.database.query({ ...compile(statement), reads: READS_ELSEWHERE }, context);
}

/** Whether the viewer may be told of a row of the history, among those of some tables. */
function mayBeTold(catalog: Catalog, tables: readonly string[] | undefined, context: RequestContext): Sql {
  const filters = new FilterCompiler(context.viewer);
  const whole: string[] = [];
  const parts: Sql[] = [];
  for (const [table, what] of tablesOf(catalog)) {
    if (tables && !tables.includes(table)) continue;
    const ends = what.kind === 'resource' ? [{ resource: what.resource, column: 'rowId' }] : endsOf(what);
    const kinds = ends.map(({ resource }) => context.viewer.rows(resource.name).kind);
    if (kinds.includes('none')) continue;
    if (kinds.every((kind) => kind === 'all')) {
      whole.push(table);
      continue;
    }
    const seen = ends.map(({ resource, column }) => {
      const alias = filters.alias();
      return sql`EXISTS (SELECT FROM ${name(resource.name)} ${word(alias)} WHERE ${columnOf(alias, 'id')} = h.${name(column)} AND ${filters.visible(resource, alias)})`;
    });
    parts.push(sql`(h."table" = ${table}::text AND ${allOf(seen)})`);
  }
  if (whole.length > 0) parts.unshift(sql`h."table" = ANY (${whole}::text[])`);
  return parts.length === 0 ? FALSE : sql`(${join(parts, '\n  OR ')})`;
}

const endsOf = ({ A, B }: Extract<Table, { kind: 'pair' }>) => [
  { resource: A.resource, column: 'rowId' },
  { resource: B.resource, column: 'otherId' },
];

/** The tables in which changes of some types lie: their own, and the pairs that they have an end in. Refuses a type that does not exist for the viewer. */
function tablesOfTypes(
  catalog: Catalog,
  types: readonly string[] | null | undefined,
  { viewer }: RequestContext,
): readonly string[] | undefined {
  if (!types) return undefined;
  const unknown = types.find((type) => !catalog.find(type) || viewer.rows(type).kind === 'none');
  if (unknown !== undefined) throw refuse('SEARCH_TYPE_UNKNOWN', { type: unknown });
  const wanted = new Set(types);
  return [...tablesOf(catalog)]
    .filter(
      ([table, what]) =>
        wanted.has(table) || (what.kind === 'pair' && (wanted.has(what.A.resource.name) || wanted.has(what.B.resource.name))),
    )
    .map(([table]) => table);
}

/** What a filter says of the rows themselves, types apart. */
function matches(catalog: Catalog, filter: ChangeFilter): Sql {
  const { actions, objects, actor, request } = filter;
  for (const list of [actions, objects, filter.types])
    if (list && list.length > MOST_LISTED) throw refuse('LIST_TOO_LONG', { length: list.length, most: MOST_LISTED });
  return allOf([
    actions ? actionsIn(actions) : undefined,
    objects ? objectsIn(catalog, objects.map(decodeGlobalId)) : undefined,
    actor ? sql`h.actor = ${actor}::text` : undefined,
    request ? sql`h.request = ${request}::text` : undefined,
  ]);
}

function actionsIn(actions: readonly string[]): Sql {
  const stored = actions.flatMap((action) => storedActions[action] ?? []);
  const conditions = [
    sql`(h."otherId" IS NULL AND (h."rowId" IS NOT NULL OR h.action = 'TRUNCATE') AND h.action = ANY (${stored}::text[]))`,
  ];
  // A pair that comes or goes is a change of its ends.
  if (actions.includes('UPDATE')) conditions.push(sql`h."otherId" IS NOT NULL`);
  if (actions.includes('LOAD')) conditions.push(sql`(h."rowId" IS NULL AND h.action <> 'TRUNCATE')`);
  return sql`(${join(conditions, ' OR ')})`;
}

const storedActions: Readonly<Record<string, string>> = { CREATE: 'INSERT', UPDATE: 'UPDATE', DELETE: 'DELETE', CLEAR: 'TRUNCATE' };
const shownActions: Readonly<Record<string, string>> = { INSERT: 'CREATE', UPDATE: 'UPDATE', DELETE: 'DELETE', TRUNCATE: 'CLEAR' };

function objectsIn(catalog: Catalog, ids: readonly (GlobalId | undefined)[]): Sql {
  const keys = new Map<string, number[]>();
  for (const id of ids) if (id && catalog.find(id.type)) memo(keys, id.type, () => [] as number[]).push(id.key);
  const parts: Sql[] = [];
  for (const [table, what] of tablesOf(catalog))
    if (what.kind === 'resource') {
      if (keys.has(table)) parts.push(sql`(h."table" = ${table}::text AND h."rowId" = ANY (${keys.get(table)}::bigint[]))`);
    } else
      for (const { resource, column } of endsOf(what))
        if (keys.has(resource.name))
          parts.push(sql`(h."table" = ${table}::text AND h.${name(column)} = ANY (${keys.get(resource.name)}::bigint[]))`);
  return parts.length === 0 ? FALSE : sql`(${join(parts, ' OR ')})`;
}

const LIST = 'changes newest first';

function pageSize(args: Readonly<Record<string, unknown>>): number {
  const size = (args['first'] as number | null | undefined) ?? CHANGE_PAGE;
  if (size < 0) throw refuse('PAGE_NEGATIVE', { size });
  if (size > MOST_CHANGES) throw refuse('PAGE_TOO_LARGE', { size, most: MOST_CHANGES });
  return size;
}

function boundOf(args: Readonly<Record<string, unknown>>, list: string, cursors: CursorCodec): Sql | undefined {
  const after = args['after'] as string | null | undefined;
  return after ? sql`h.id < ${Number(cursors.decode(list, after)[0])}::bigint` : undefined;
}

/**
 * Changes, the newest first.
 *
 * A page looks at so many rows and no further: where few of them are the viewer's, or meet the filter, it is short or empty, and `endCursor` goes on.
 */
export async function changesPage(catalog: Catalog, args: Readonly<Record<string, unknown>>, context: RequestContext): Promise<ChangePage> {
  const filter = (args['filter'] as ChangeFilter | null | undefined) ?? {};
  const size = pageSize(args);
  const tables = tablesOfTypes(catalog, filter.types, context);
  const looked = sql`SELECT ${COLUMNS}\nFROM wayleave."History" AS h\nWHERE ${allOf([
    boundOf(args, LIST, context.cursors),
    filter.since ? sql`h.at >= ${filter.since}::timestamptz` : undefined,
    filter.until ? sql`h.at < ${filter.until}::timestamptz` : undefined,
  ])}\nORDER BY h.id DESC`;
  const found = await read(
    sql`SELECT ${COLUMNS}\nFROM (${looked}\nLIMIT ${MOST_LOOKED_AT}) AS h\nWHERE ${allOf([matches(catalog, filter), mayBeTold(catalog, tables, context)])}\nORDER BY h.id DESC\nLIMIT ${size + 1}`,
    context,
  );
  const rows = found.map((values) => rowOf(values));
  const last =
    rows.length > size ? undefined : await read(sql`SELECT h.id FROM (${looked}\nLIMIT 1 OFFSET ${MOST_LOOKED_AT - 1}) AS h`, context);
  const lookedTo = last?.[0]?.[0] as number | undefined;
  return pageOf(catalog, rows, size, LIST, lookedTo, context);
}

async function pageOf(
  catalog: Catalog,
  rows: readonly HistoryRow[],
  size: number,
  list: string,
  lookedTo: number | undefined,
  context: RequestContext,
  onto?: ResourceEntry,
): Promise<ChangePage> {
  const page = rows.slice(0, size);
  const nodes = await present(catalog, page, context, onto);
  const cursor = (id: number | undefined): string | null => (id === undefined ? null : context.cursors.encode(list, [String(id)]));
  return {
    nodes: nodes.filter((node) => node !== undefined),
    pageInfo: {
      hasNextPage: rows.length > size || lookedTo !== undefined,
      hasPreviousPage: false,
      startCursor: cursor(page[0]?.id),
      endCursor: cursor(rows.length > size ? page.at(-1)?.id : (lookedTo ?? page.at(-1)?.id)),
    },
  };
}

/** For each object its changes, the newest first, those of its many-to-many lists among them. One statement for all. */
export async function historyOf(
  catalog: Catalog,
  resource: ResourceEntry,
  parents: readonly { readonly id: number }[],
  args: Readonly<Record<string, unknown>>,
  context: RequestContext,
): Promise<readonly ChangePage[]> {
  const size = pageSize(args);
  const list = `history of ${resource.name}`;
  const bound = boundOf(args, list, context.cursors);
  const reads = [
    sql`SELECT ${COLUMNS} FROM wayleave."History" AS h WHERE ${allOf([sql`h."rowId" = parent.id AND h."table" = ANY (${tablesWith(catalog, resource, 'A')}::text[])`, bound])}`,
  ];
  const asOther = tablesWith(catalog, resource, 'B');
  if (asOther.length > 0)
    reads.push(
      sql`SELECT ${COLUMNS} FROM wayleave."History" AS h WHERE ${allOf([sql`h."otherId" = parent.id AND h."table" = ANY (${asOther}::text[])`, bound])}`,
    );
  const found = await read(
    sql`SELECT parent.position, ${COLUMNS}\nFROM unnest(${parents.map(({ id }) => id)}::bigint[]) WITH ORDINALITY AS parent (id, position)\nCROSS JOIN LATERAL (\n  ${join(reads, '\n  UNION ALL\n  ')}\n  ORDER BY id DESC\n  LIMIT ${size + 1}\n) AS h\nORDER BY parent.position, h.id DESC`,
    context,
  );
  const rows = parents.map(() => [] as HistoryRow[]);
  for (const values of found) rows[(values[0] as number) - 1]!.push(rowOf(values, 1));
  return Promise.all(rows.map((own) => pageOf(catalog, own, size, list, undefined, context, resource)));
}

function tablesWith(catalog: Catalog, resource: ResourceEntry, end: 'A' | 'B'): readonly string[] {
  return [...tablesOf(catalog)]
    .filter(([, what]) => (what.kind === 'pair' ? what[end].resource === resource : end === 'A' && what.resource === resource))
    .map(([table]) => table);
}

/**
 * An object as it was, by undoing what happened since; null where it did not exist, or the viewer may not see it now.
 *
 * Fields of its own, references included; lists are not. Refuses a time before the months that are kept.
 */
export async function stateAt(
  catalog: Catalog,
  id: string,
  time: string,
  context: RequestContext,
): Promise<Readonly<Record<string, unknown>> | null> {
  const decoded = decodeGlobalId(id);
  const resource = decoded && catalog.find(decoded.type);
  if (!resource) return null;
  const filters = new FilterCompiler(context.viewer);
  const visible = filters.visible(resource, 't');
  if (visible === FALSE) return null;
  const [kept, now, changes] = await Promise.all([
    read(sql`SELECT max(month) FROM wayleave."HistorySeal" WHERE kind = 'dropped'`, context),
    read(sql`SELECT to_jsonb(t) FROM ${name(resource.name)} AS t WHERE t.id = ${decoded.key}::bigint AND ${visible}`, context),
    read(
      sql`SELECT ${COLUMNS}\nFROM wayleave."History" AS h\nWHERE h."rowId" = ${decoded.key}::bigint AND h."table" = ${resource.name}::text AND h.at > ${time}::timestamptz\nORDER BY h.id DESC\nLIMIT ${MOST_UNDONE + 1}`,
      context,
    ),
  ]);
  const oldest = kept[0]?.[0] as string | null | undefined;
  if (oldest && time.slice(0, 7) < oldest) throw refuse('HISTORY_NOT_KEPT', { month: oldest });
  let state = (now[0]?.[0] as Record<string, unknown> | undefined) ?? null;
  // Of what is gone only those are told who may see all.
  if (!state && visible !== TRUE) return null;
  if (changes.length > MOST_UNDONE) throw refuse('HISTORY_TOO_LONG', { most: MOST_UNDONE });
  for (const { action, before } of changes.map((values) => rowOf(values)))
    if (action === 'INSERT') state = null;
    else if (action === 'DELETE') state = { ...before };
    else state = { ...state, ...before };
  if (!state || (typeof state['created'] === 'string' && Date.parse(state['created']) > Date.parse(time))) return null;
  const hidden = await hiddenTargets([{ resource, values: state }], context);
  return { id, ...shown(resource, state, hidden, context) };
}

/** What a viewer is told of rows of the history. A pair whose other end they may not see is left out. `onto` is the end that a pair is shown as a change of. */
async function present(
  catalog: Catalog,
  rows: readonly HistoryRow[],
  context: RequestContext,
  onto?: ResourceEntry,
): Promise<readonly (ChangeNode | undefined)[]> {
  const tables = tablesOf(catalog);
  const told: { resource: ResourceEntry; values: Readonly<Record<string, unknown>> }[] = [];
  const ends: { resource: ResourceEntry; key: number }[] = [];
  for (const { table, before, after, rowId, otherId } of rows) {
    const what = tables.get(table);
    if (what?.kind === 'resource') for (const values of [before, after]) if (values) told.push({ resource: what.resource, values });
    if (what?.kind === 'pair' && rowId !== null)
      ends.push({ resource: what.A.resource, key: rowId }, { resource: what.B.resource, key: otherId! });
  }
  const hidden = await hiddenTargets(told, context, ends);
  return rows.map((row) => {
    const what = tables.get(row.table);
    if (!what) return undefined;
    const common = { id: String(row.id), at: row.at, actor: row.actor, request: row.request };
    if (what.kind === 'resource')
      return {
        ...common,
        action: row.rowId === null && row.action !== 'TRUNCATE' ? 'LOAD' : shownActions[row.action]!,
        type: what.resource.name,
        objectId: row.rowId === null ? null : encodeGlobalId(what.resource.name, row.rowId),
        before: row.rowId === null ? row.before : row.before && shown(what.resource, row.before, hidden, context),
        after: row.rowId === null ? row.after : row.after && shown(what.resource, row.after, hidden, context),
      };
    const isOther = onto ? what.A.resource !== onto : what.A.list === undefined;
    const [near, far] = isOther ? [what.B, what.A] : [what.A, what.B];
    if (row.rowId === null)
      return {
        ...common,
        action: row.action === 'TRUNCATE' ? 'CLEAR' : 'LOAD',
        type: near.resource.name,
        objectId: null,
        before: row.before,
        after: row.after,
      };
    const [nearKey, farKey] = isOther ? [row.otherId!, row.rowId] : [row.rowId, row.otherId!];
    if (hidden(far.resource, farKey) || hidden(near.resource, nearKey)) return undefined;
    const pair = { [near.list ?? far.resource.plural]: [encodeGlobalId(far.resource.name, farKey)] };
    return {
      ...common,
      action: 'UPDATE',
      type: near.resource.name,
      objectId: encodeGlobalId(near.resource.name, nearKey),
      before: row.action === 'DELETE' ? pair : null,
      after: row.action === 'INSERT' ? pair : null,
    };
  });
}

type IsHidden = (resource: ResourceEntry, key: number) => boolean;

/** Which of the objects that rows refer to, or that pairs join, the viewer may not see. A statement for each kind that is seen in part. */
async function hiddenTargets(
  told: readonly { readonly resource: ResourceEntry; readonly values: Readonly<Record<string, unknown>> }[],
  context: RequestContext,
  others: readonly { readonly resource: ResourceEntry; readonly key: number }[] = [],
): Promise<IsHidden> {
  const asked = new Map<ResourceEntry, Set<number>>();
  const ask = (resource: ResourceEntry, key: unknown): void => {
    if (typeof key === 'number' && context.viewer.rows(resource.name).kind === 'where')
      memo(asked, resource, () => new Set<number>()).add(key);
  };
  for (const { resource, values } of told) for (const { facts, target } of resource.toOnes.values()) ask(target, values[facts.via]);
  for (const { resource, key } of others) ask(resource, key);
  const seen = new Map<ResourceEntry, ReadonlySet<number>>();
  await Promise.all(
    [...asked].map(async ([resource, keys]) => {
      const visible = new FilterCompiler(context.viewer).visible(resource, 't');
      const rows = await read(
        sql`SELECT t.id FROM ${name(resource.name)} AS t WHERE t.id = ANY (${[...keys]}::bigint[]) AND ${visible}`,
        context,
      );
      seen.set(resource, new Set(rows.map(([key]) => key as number)));
    }),
  );
  return (resource, key) => {
    const { kind } = context.viewer.rows(resource.name);
    return kind === 'none' || (kind === 'where' && !seen.get(resource)?.has(key));
  };
}

/** Columns in the words of the API: references by name and global id, what is not the API's left out, secrets masked. */
function shown(
  resource: ResourceEntry,
  values: Readonly<Record<string, unknown>>,
  isHidden: IsHidden,
  { viewer }: RequestContext,
): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(values)) {
    const facts = resource.columns.get(column);
    if (facts && facts.type !== 'id' && column !== 'lastUpdated') {
      if (facts.secret && value !== null && viewer.rows(resource.name, 'reveal').kind !== 'all') fields[column] = MASK;
      else fields[column] = facts.type === 'timestamp' && typeof value === 'string' ? new Date(value).toISOString() : value;
    }
  }
  for (const { name: field, facts, target } of resource.toOnes.values()) {
    const key = values[facts.via];
    if (key === undefined) continue;
    fields[field] = typeof key === 'number' && !isHidden(target, key) ? encodeGlobalId(target.name, key) : null;
  }
  return fields;
}

/** Where a stream stands: all is told that `from` sees, and of what `to` sees beside it the rows up to `told`. */
export interface StreamPosition {
  readonly from: string;
  readonly to: string;
  readonly told: number;
}

/** What came between two snapshots, oldest first, so many at most; with it where to go on, and whether there is more. */
export async function changesBetween(
  catalog: Catalog,
  { from, to, told }: StreamPosition,
  filter: ChangeFilter,
  most: number,
  context: RequestContext,
): Promise<{ readonly nodes: readonly (ChangeNode | undefined)[]; readonly ids: readonly number[]; readonly hasMore: boolean }> {
  if (from === to && told === 0) return { nodes: [], ids: [], hasMore: false };
  const [, xmax, inProgress] = from.split(':');
  const isNews = allOf([
    // Written out, so that the index on transactions serves it.
    sql`(h.transaction >= ${xmax}::xid8 OR h.transaction = ANY (${inProgress ? inProgress.split(',') : []}::xid8[]))`,
    sql`pg_visible_in_snapshot(h.transaction, ${to}::pg_snapshot)`,
  ]);
  // Where it begins is found by transactions, and from there on pages go by number: in the other order the first page would walk all of the history, or each
  // page of a large transaction all of it again. OFFSET 0 keeps the planner from taking a minimum by the index on numbers.
  const first =
    told > 0
      ? told + 1
      : (await read(sql`SELECT min(h.id) FROM (SELECT h.id FROM wayleave."History" AS h WHERE ${isNews} OFFSET 0) AS h`, context))[0]?.[0];
  if (first === null || first === undefined) return { nodes: [], ids: [], hasMore: false };
  const found = await read(
    sql`SELECT ${COLUMNS}\nFROM wayleave."History" AS h\nWHERE ${allOf([
      sql`h.id >= ${first}::bigint`,
      isNews,
      matches(catalog, filter),
      mayBeTold(catalog, tablesOfTypes(catalog, filter.types, context), context),
    ])}\nORDER BY h.id\nLIMIT ${most + 1}`,
    context,
  );
  const rows = found.slice(0, most).map((values) => rowOf(values));
  return { nodes: await present(catalog, rows, context), ids: rows.map(({ id }) => id), hasMore: found.length > most };
}
