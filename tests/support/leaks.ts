/** Asks one document in both worlds, and tells whether anything in the answers, their price or their statements differs. */
import { type DocumentNode, type OperationDefinitionNode, type OperationTypeNode, parse, validate } from 'graphql';
import type { RowPredicate, Viewer } from '../../src/access/viewer.ts';
import { ActualCost } from '../../src/cost/actual-cost.ts';
import { type CompiledCost, compileCost, evaluateCost } from '../../src/cost/compile.ts';
import { createAllocator } from '../../src/data/allocate/allocator.ts';
import { cursorCodec } from '../../src/data/cursor.ts';
import { changesBetween } from '../../src/data/history/stream.ts';
import { RowLoaders } from '../../src/data/loaders.ts';
import { READS_ELSEWHERE } from '../../src/data/reads.ts';
import { present } from '../../src/errors/present.ts';
import { executePlan } from '../../src/execution/execute.ts';
import { PlanCache } from '../../src/execution/plan-cache.ts';
import type { ResourceEntry } from '../../src/resource/catalog.ts';
import type { AppContext } from '../../src/root-fields/context.ts';
import { catalog, schema } from '../../src/schema.ts';
import type { LeakDocument } from './leaks-documents.ts';
import { CURSOR_SECRET, type Hidden, idOf, isCanary, type LeakWorlds, type World } from './leaks-world.ts';

const plans = new PlanCache(schema);
const cursors = cursorCodec(CURSOR_SECRET);
const allocator = createAllocator(catalog);
const parsed = new Map<string, { readonly document: DocumentNode; readonly kind: OperationTypeNode; readonly price: CompiledCost }>();

function compiledOf(text: string) {
  let known = parsed.get(text);
  if (!known) {
    const document = parse(text);
    const problems = validate(schema, document);
    if (problems.length > 0) throw new Error(`${problems.map(({ message }) => message).join('\n')}\n${text}`);
    const [operation] = document.definitions as readonly OperationDefinitionNode[];
    known = { document, kind: operation!.operation, price: compileCost(schema, document, null, { largestPage: 1000 }) };
    parsed.set(text, known);
  }
  return known;
}

export interface Asked {
  /** What the client would read: data, errors as they are presented, and what it paid. */
  readonly bytes: string;
  readonly statements: readonly string[];
}

/** `watched` may listen to what the viewer is asked. */
export async function askIn(
  world: World,
  asked: LeakDocument,
  viewer: Viewer,
  watched: (viewer: Viewer) => Viewer = (same) => same,
): Promise<Asked> {
  const { text, variables = {}, writes } = asked;
  const { document, price, kind } = compiledOf(text);
  const from = world.statements.length;
  const context = {
    signal: new AbortController().signal,
    viewer: watched(asking(asked, viewer)),
    cursors,
    loaders: new RowLoaders(),
    database: world.database,
    allocator,
  } as unknown as AppContext;
  let coerced: Readonly<Record<string, unknown>>;
  try {
    coerced = price.coerce(variables);
    evaluateCost(price, coerced);
  } catch (error) {
    // Without a price there is no answer; that it has none is known before anything is read.
    return { bytes: `no price: ${(error as Error).message}`, statements: [] };
  }
  const answer = async () => {
    const actual = new ActualCost(price, coerced);
    const plan = plans.planFor(document);
    const { data, errors } = await executePlan(plan, { variables, coercedVariables: coerced, context, observe: actual.note });
    const shown = errors?.map((error) => present(error, 'request').error);
    return JSON.stringify({ data, errors: shown, actualQueryCost: actual.total, fields: [...actual.fields.values()] });
  };
  let bytes: string;
  if (kind === 'mutation') bytes = await world.tried(writes, answer);
  else if (kind === 'subscription') bytes = await told(coerced['types'], context);
  else bytes = await answer();
  return { bytes, statements: world.statements.slice(from) };
}

/** What a stream would send that began before anything was written. */
async function told(types: unknown, context: AppContext): Promise<string> {
  const [[to]] = (await context.database.query(
    { name: undefined, text: 'SELECT pg_current_snapshot()::text', values: [], reads: READS_ELSEWHERE },
    context,
  )) as [[string]];
  try {
    const position = { from: '3:3:', to, told: 0 };
    const { nodes, hasMore } = await changesBetween(catalog, position, { types: types as readonly string[] }, 1000, context);
    return JSON.stringify({ nodes, hasMore });
  } catch (error) {
    return JSON.stringify(present(error, 'request').error);
  }
}

/** Somebody who may do as much as a document says. */
function asking({ may }: LeakDocument, viewer: Viewer): Viewer {
  if (!may) return viewer;
  return {
    ...viewer,
    rows: (resource, action = 'view') => (resource === may.resource ? may.predicates[action] : undefined) ?? viewer.rows(resource, action),
  };
}

/** What a viewer would learn, in a few words; undefined where the two worlds are the same to it. */
export function differenceOf(seen: Asked, missing: Asked): string | undefined {
  if (seen.bytes !== missing.bytes) return `answers\n    ${seen.bytes.slice(0, 1500)}\n  instead of\n    ${missing.bytes.slice(0, 1500)}`;
  const [here, there] = [seen.statements, missing.statements].map((statements) => statements.toSorted().join('\n---\n'));
  return here === there ? undefined : `runs ${seen.statements.length} statements instead of ${missing.statements.length}, or others`;
}

/** Whether any trace of the canaries stands in an answer. */
export function traceOf(bytes: string, hidden: Hidden): string | undefined {
  for (const [name, keys] of hidden.keys) {
    const resource = catalog.get(name);
    for (const key of keys) {
      if (bytes.includes(`"${idOf(resource, key)}"`)) return `the id of ${name} ${key}`;
      const marks = bytes.match(new RegExp(`(?:canary|visible)-${name}-\\w+-${key}"`));
      if (marks) return marks[0];
    }
  }
  return undefined;
}

/** The ways of hiding rows of one resource: all but what a predicate shows, and the whole of it. */
export async function hidingsOf(resource: ResourceEntry, worlds: LeakWorlds): Promise<readonly (Hidden & { readonly name: string })[]> {
  const all = Array.from({ length: worlds.rowsOf(resource) }, (_, index) => index + 1);
  const { filter, gone } = await predicateFor(resource, worlds);
  const hiding = (name: string, predicate: RowPredicate, keys: readonly number[]) => ({
    name,
    predicates: new Map([[resource.name, predicate]]),
    keys: new Map([[resource.name, keys]]),
  });
  return [hiding(`but ${JSON.stringify(filter)}`, { kind: 'where', filter }, gone), hiding('whole', { kind: 'none' }, all)];
}

/** The canaries of every resource at once, by their ids. */
export function canariesOf(worlds: LeakWorlds): Hidden {
  const keys = new Map(
    catalog.resources.map((resource) => [
      resource.name,
      Array.from({ length: worlds.rowsOf(resource) }, (_, index) => index + 1).filter(isCanary),
    ]),
  );
  const predicates = new Map(
    catalog.resources.map((resource): [string, RowPredicate] => [
      resource.name,
      { kind: 'where', filter: { not: { id: { in: keys.get(resource.name)!.map((key) => idOf(resource, key)) } } } },
    ]),
  );
  return { keys, predicates };
}

/** Through a relation, as grants by tenant and site are; over a text or the ids where there is none. */
async function predicateFor(
  resource: ResourceEntry,
  worlds: LeakWorlds,
): Promise<{ filter: Record<string, unknown>; gone: readonly number[] }> {
  const relation = [...resource.toOnes.values()].find(({ facts }) => facts.filter && !facts.tree);
  if (relation) {
    const gone = await worlds.hiddenBy(resource, `t1."${relation.facts.via}" IN (1, 2, 4)`);
    return { filter: { [relation.name]: { id: { in: [1, 2, 4].map((key) => idOf(relation.target, key)) } } }, gone };
  }
  const text = [...resource.columns.values()].find(({ type, filter }) => type === 'text' && filter);
  if (text && !resource.tree)
    return {
      filter: { [text.name]: { startsWith: 'visible' } },
      gone: await worlds.hiddenBy(resource, `t1."${text.name}" LIKE 'visible%'`),
    };
  const gone = Array.from({ length: worlds.rowsOf(resource) }, (_, index) => index + 1).filter(isCanary);
  return { filter: { not: { id: { in: gone.map((key) => idOf(resource, key)) } } }, gone };
}
