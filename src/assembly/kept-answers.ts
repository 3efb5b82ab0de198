/**
 * Answers that are given again: what the cache, which knows bytes and tags, has to be told of GraphQL, viewers and prices.
 *
 * A question is made of a document that passed every check before, and of variables that are coerced like those of any request. It is looked up under the
 * viewer's rights, so that viewers with equal rights share and others never do; the answer costs one point, under the same ceiling and from the same budget as
 * one that is worked out.
 */
import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  OperationTypeNode,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import { canonicalJson, type Question } from '../cache/cache-key.ts';
import type { CacheManager } from '../cache/cache-manager.ts';
import type { Entry } from '../cache/entry.ts';
import { Task } from '../cache/task.ts';
import type { Bucket, Budgets } from '../cost/budget/budget.ts';
import type { CompiledCost, Price } from '../cost/compile.ts';
import { CostRefusal } from '../cost/refusal.ts';
import type { ReadLog } from '../data/reads.ts';
import { isHandwritten } from '../execution/dataloader-driver.ts';
import type { Keeping, KeptAnswer, KeptAnswers, KeptQuestion, Wishes } from '../http/kept-answers.ts';
import type { FieldMeaning } from '../resource/meaning.ts';
import { throttled, throttleStatus } from './answer-operation.ts';
import type { PriceCache } from './price-cache.ts';
import type { Spending } from './spending.ts';

export interface KeptAnswersOptions {
  readonly schema: GraphQLSchema;
  readonly schemaHash: string;
  readonly incarnation: () => string;
  readonly cache: CacheManager;
  readonly keyOf: (question: Question) => string;
  readonly prices: PriceCache;
  readonly budgets: Budgets;
  readonly spending: Spending;
  /** Told now and then of an answer that was given again, to be worked out anew and compared. */
  readonly onHit?: (key: string, entry: Entry, question: KeptQuestion, viewer: Viewer) => void;
}

/** Of a document, one of its operations. */
interface Prepared {
  readonly compiled: CompiledCost;
  readonly documentHash: string;
  readonly hasVariables: boolean;
}

const NEVER_KEPT = 'never kept';

/** A hit is worth a look into memory. */
const POINTS_OF_A_HIT = 1;
/** Keys that need not be worked out again, and how long what they are found by may be: variables can be as long as a request. */
const MOST_KEYS = 20_000;
const LONGEST_OF_A_KEY = 500;

export function createKeptAnswers(options: KeptAnswersOptions): KeptAnswers {
  const { schema, cache, prices, budgets, onHit } = options;
  const { allowanceOf, sharedBucketsOf } = options.spending;
  const prepared = new WeakMap<DocumentNode, Map<string | null, Prepared | typeof NEVER_KEPT>>();
  /** By what a question is made of. */
  const keys = new Map<string, string>();

  const preparedFor = (document: DocumentNode, operationName: string | null): Prepared | undefined => {
    let byName = prepared.get(document);
    if (!byName) {
      byName = new Map();
      prepared.set(document, byName);
    }
    let known = byName.get(operationName);
    if (known === undefined) {
      known = prepare(schema, document, operationName, prices);
      // Of names that the document does not have there is no end.
      if (known === undefined) return undefined;
      byName.set(operationName, known);
    }
    return known === NEVER_KEPT ? undefined : known;
  };

  const keyFor = ({ document, operationName, variables }: KeptQuestion, { fingerprint }: Viewer): string | undefined => {
    const known = preparedFor(document, operationName);
    if (!known) return undefined;
    const { compiled, documentHash, hasVariables } = known;
    const text = hasVariables ? canonicalVariables(compiled, variables) : '{}';
    if (text === undefined) return undefined;
    const { schemaHash } = options;
    const incarnation = options.incarnation();
    const question = { schemaHash, incarnation, fingerprint, documentHash, operationName, variables: text };
    if (text.length + (operationName?.length ?? 0) > LONGEST_OF_A_KEY) return options.keyOf(question);
    const named = operationName === null ? '' : `${operationName.length}:${operationName}`;
    const parted = `${documentHash}${named}:${incarnation.length}:${incarnation}${fingerprint.length}:${fingerprint}${text}`;
    let key = keys.get(parted);
    if (key === undefined) {
      key = options.keyOf(question);
      if (keys.size >= MOST_KEYS) keys.delete(keys.keys().next().value!);
      keys.set(parted, key);
    }
    return key;
  };

  const charged = async (entry: Entry, viewer: Viewer, staleMilliseconds?: number): Promise<KeptAnswer> => {
    const allowance = allowanceOf(viewer);
    const own: Bucket = { key: viewer.id, capacity: allowance.capacity, refillPerSecond: allowance.refillPerSecond };
    const { cost = 0, typeCost = 0, fieldCost = 0 } = entry.price;
    const points = Math.min(cost, POINTS_OF_A_HIT);
    const reservation = await budgets.reserve([own, ...sharedBucketsOf(viewer)], points);
    if (reservation.kind === 'refused') throw throttled(points, allowance, reservation);
    return {
      data: entry.body,
      extensions: {
        cost: {
          requestedQueryCost: cost,
          actualQueryCost: points,
          typeCost,
          fieldCost,
          throttleStatus: throttleStatus(allowance, reservation.available),
        },
      },
      staleMilliseconds,
    };
  };

  /** One who may not pay the price of the question is told so by the way of all questions. */
  const isWithinCeiling = (entry: Entry, viewer: Viewer): boolean => (entry.price['cost'] ?? 0) <= allowanceOf(viewer).ceiling;

  return {
    recall(question, viewer, { mostStaleMilliseconds }: Wishes) {
      const key = keyFor(question, viewer);
      if (key === undefined) return undefined;
      const entry = cache.hit(key, viewer.id);
      if (entry && isWithinCeiling(entry, viewer)) {
        onHit?.(key, entry, question, viewer);
        return charged(entry, viewer);
      }
      const stale = mostStaleMilliseconds > 0 ? cache.stale(key, mostStaleMilliseconds) : undefined;
      return stale && isWithinCeiling(stale, viewer) ? charged(stale, viewer, Date.now() - stale.created) : undefined;
    },
    obtain(question, viewer, deadline) {
      const key = keyFor(question, viewer);
      if (key === undefined) return undefined;
      return (async () => {
        const found = await cache.obtain(key, viewer.id, deadline);
        if (found instanceof Task) return keepingOf(found);
        if (!isWithinCeiling(found, viewer)) return withoutKeeping;
        onHit?.(key, found, question, viewer);
        return charged(found, viewer);
      })();
    },
  };
}

const withoutKeeping: Keeping = { noteRead: () => undefined, complete: () => undefined, end: () => undefined };

function keepingOf(task: Task): Keeping {
  let read: { reads: ReadLog; price: Price } | undefined;
  return {
    noteRead(reads, price) {
      read = { reads: reads as ReadLog, price: price as Price };
    },
    complete(data, isEmpty) {
      task.complete((milliseconds) => {
        const tags = read?.reads.tags();
        if (!read || !tags) return undefined;
        const { cost, typeCost, fieldCost } = read.price;
        return { body: Buffer.from(data), price: { cost, typeCost, fieldCost }, tags, isEmpty, milliseconds };
      });
    },
    end: () => task.end(),
  };
}

function canonicalVariables(compiled: CompiledCost, variables: Readonly<Record<string, unknown>>): string | undefined {
  try {
    return canonicalJson(compiled.coerce(variables));
  } catch (error) {
    // What is wrong with them is said where the question is answered.
    if (error instanceof CostRefusal) return undefined;
    throw error;
  }
}

/** Undefined for an operation that the document does not have, or that has no price. */
function prepare(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  prices: PriceCache,
): Prepared | typeof NEVER_KEPT | undefined {
  let compiled: CompiledCost;
  try {
    compiled = prices.of(document, operationName);
  } catch (error) {
    if (error instanceof CostRefusal) return undefined;
    throw error;
  }
  const { operation } = compiled;
  if (operation.operation !== OperationTypeNode.QUERY || !isKeepable(schema, document)) return NEVER_KEPT;
  return {
    compiled,
    documentHash: createHash('sha256').update(normalised(document)).digest('base64url'),
    hasVariables: (operation.variableDefinitions ?? []).length > 0,
  };
}

/**
 * Whether every field is answered from rows, by statements that say what they read. What answers for itself (introspection, who is asking, fields that are
 * no resource's) may depend on anything, so whoever asks for it is answered anew.
 */
export function isKeepable(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let isKeepable = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        if (name.value !== '__typename' && !fieldsBehind(schema, types, name.value).every(isAnsweredFromRows)) isKeepable = false;
      },
    }),
  );
  return isKeepable;
}

/** The fields that may answer for a selected one: of an interface those of the types that implement it, since its own answers nothing. */
function fieldsBehind(
  schema: GraphQLSchema,
  types: TypeInfo,
  name: string,
): readonly (GraphQLField<unknown, unknown> | null | undefined)[] {
  const parent = types.getParentType();
  return isInterfaceType(parent) ? schema.getPossibleTypes(parent).map((type) => type.getFields()[name]) : [types.getFieldDef()];
}

function isAnsweredFromRows(field: GraphQLField<unknown, unknown> | null | undefined): boolean {
  if (!field || field.name.startsWith('__') || isHandwritten(field)) return false;
  const meaning = field.extensions['meaning'] as FieldMeaning | undefined;
  if (!meaning) return field.extensions['batch'] === undefined && field.extensions['read'] === undefined;
  return !(meaning.kind === 'root' && meaning.root.kind === 'viewer');
}

/** The document as it would be printed, with the arguments of each field in one order: neither layout, comments nor their order changes the answer. */
function normalised(document: DocumentNode): string {
  const byName = <T extends { readonly name: { readonly value: string } }>(one: T, other: T): number =>
    one.name.value < other.name.value ? -1 : 1;
  return print(
    visit(document, {
      Field: {
        leave: (node) =>
          node.arguments && node.arguments.length > 1 ? { ...node, arguments: node.arguments.toSorted(byName) } : undefined,
      },
      ObjectValue: { leave: (node) => (node.fields.length > 1 ? { ...node, fields: node.fields.toSorted(byName) } : undefined) },
    }),
  );
}
