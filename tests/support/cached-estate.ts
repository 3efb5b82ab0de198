/**
 * The demo estate behind caches: each with a change feed and a memory of its own, as separate processes have, over one PostgreSQL and one Redis.
 *
 * `ask` says where its answer came from; `truth` works it out anew. What a statement says that it read, and what a change says that it touched, can be
 * falsified on the way (`Sabotage`), to see whether a test would notice.
 */
import { setMaxListeners } from 'node:events';
import { type DocumentNode, parse } from 'graphql';
import type { Viewer } from '../../src/access/viewer.ts';
import { canonicalJson, keyMaker } from '../../src/cache/cache-key.ts';
import { CacheManager } from '../../src/cache/cache-manager.ts';
import { ChangeMemory } from '../../src/cache/change-memory.ts';
import type { Entry } from '../../src/cache/entry.ts';
import { MemoryLayer } from '../../src/cache/memory-layer.ts';
import { sealer } from '../../src/cache/seal.ts';
import { type RedisDoor, SharedLayer } from '../../src/cache/shared-layer.ts';
import { Task } from '../../src/cache/task.ts';
import { OutboxFeed } from '../../src/changes/outbox-feed.ts';
import type { Database } from '../../src/data/context.ts';
import { cursorCodec } from '../../src/data/cursor.ts';
import { noting } from '../../src/data/database.ts';
import { RowLoaders } from '../../src/data/loaders.ts';
import { ReadLog, type StatementReads, tagsOfChange } from '../../src/data/reads.ts';
import { executePlan } from '../../src/execution/execute.ts';
import { PlanCache } from '../../src/execution/plan-cache.ts';
import { schema } from '../../src/schema.ts';
import { databaseOver } from '../../src/stores/transaction.ts';
import type { TestDatabase } from './database.ts';

export interface EstateQuestion {
  readonly name: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly viewer: Viewer;
}

export interface Sabotage {
  /** What of a statement's reads is noted. */
  readonly reads?: (reads: StatementReads) => StatementReads;
  /** Which tags of a change are told. */
  readonly told?: (tag: string) => boolean;
}

export interface AskOptions {
  /** Called before each statement of an answer that is worked out. */
  readonly beforeStatement?: (count: number) => Promise<void>;
}

export interface AskedAnswer {
  readonly text: string;
  readonly from: 'memory' | 'elsewhere' | 'database';
  /** What it was read from, where it was worked out. */
  readonly tags: ReadonlySet<string> | undefined;
  /** What is kept of it, where it was given again. */
  readonly kept?: { readonly key: string; readonly entry: Entry };
}

export interface CachedEstate {
  readonly cache: CacheManager;
  readonly memory: ChangeMemory;
  readonly feed: OutboxFeed;
  ask(question: EstateQuestion, options?: AskOptions): Promise<AskedAnswer>;
  close(): Promise<void>;
}

const plans = new PlanCache(schema);
const secret = Buffer.alloc(32, 7);
const cursors = cursorCodec(secret);
const keyOf = keyMaker(secret);
const hashes = new WeakMap<DocumentNode, string>();
let documents = 0;

function contextFor(database: Database, viewer: Viewer, reads: ReadLog) {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return { signal, viewer, cursors, loaders: new RowLoaders(), database: noting(database, reads), reads };
}

async function workOut(database: Database, { document, variables, viewer }: EstateQuestion, reads: ReadLog) {
  const result = await executePlan(plans.planFor(document, null), { variables, context: contextFor(database, viewer, reads) });
  return { text: JSON.stringify(result.data), hasErrors: result.errors !== undefined };
}

/** The answer as it is now. */
export async function truth({ pool }: TestDatabase, question: EstateQuestion): Promise<string> {
  return (await workOut(databaseOver(pool), question, new ReadLog())).text;
}

/** What an answer to the question is read from. */
export async function tagsOf({ pool }: TestDatabase, question: EstateQuestion): Promise<ReadonlySet<string>> {
  const reads = new ReadLog();
  await workOut(databaseOver(pool), question, reads);
  return reads.tags() ?? new Set();
}

export function estateQuestion(
  name: string,
  source: string,
  viewer: Viewer,
  variables: Readonly<Record<string, unknown>> = {},
): EstateQuestion {
  return { name, document: parse(source), variables, viewer };
}

export async function cachedEstate(database: TestDatabase, door: RedisDoor | undefined, sabotage: Sabotage = {}): Promise<CachedEstate> {
  const feed = new OutboxFeed({ url: database.url, onProblem: () => undefined, pollMilliseconds: 50 });
  await feed.start();
  const { told, reads: falsify } = sabotage;
  const memory = new ChangeMemory({
    feed,
    incarnation: () => feed.incarnation,
    tagsOf: told ? (change) => [...tagsOfChange(change)].filter(told) : tagsOfChange,
    mostMillisecondsBehind: 500,
  });
  const cache = new CacheManager({
    memory,
    layer: new MemoryLayer(256 * 1024 * 1024),
    shared: door && new SharedLayer(door, sealer(secret)),
  });
  const stored = databaseOver(database.pool);
  const never = new AbortController().signal;
  setMaxListeners(0, never);

  const ask = async (question: EstateQuestion, { beforeStatement }: AskOptions = {}): Promise<AskedAnswer> => {
    const { document, variables, viewer } = question;
    let documentHash = hashes.get(document);
    if (!documentHash) {
      documents += 1;
      documentHash = String(documents);
      hashes.set(document, documentHash);
    }
    const key = keyOf({
      schemaHash: '',
      incarnation: feed.incarnation,
      fingerprint: viewer.fingerprint,
      documentHash,
      operationName: null,
      variables: canonicalJson(variables)!,
    });
    const hit = cache.hit(key, viewer.id);
    if (hit) return { text: hit.body.toString(), from: 'memory', tags: undefined, kept: { key, entry: hit } };
    const obtained = await cache.obtain(key, viewer.id, never);
    if (!(obtained instanceof Task))
      return { text: obtained.body.toString(), from: 'elsewhere', tags: undefined, kept: { key, entry: obtained } };
    try {
      let count = 0;
      const reads = new ReadLog();
      const watched: Database = {
        async query(statement, options) {
          count += 1;
          await beforeStatement?.(count);
          return stored.query(statement, options);
        },
        transaction: (work, options) => stored.transaction(work as never, options),
      };
      const { text, hasErrors } = await workOut(noteFalsified(watched, reads, falsify), question, new ReadLog());
      const tags = reads.tags();
      if (hasErrors) return { text, from: 'database', tags };
      obtained.complete((milliseconds) => tags && { body: Buffer.from(text), price: {}, tags, isEmpty: false, milliseconds });
      return { text, from: 'database', tags };
    } finally {
      obtained.end();
    }
  };
  return {
    cache,
    memory,
    feed,
    ask,
    async close() {
      memory.close();
      await feed.stop();
    },
  };
}

function noteFalsified(database: Database, reads: ReadLog, falsify: Sabotage['reads'] = (said) => said): Database {
  return {
    ...database,
    query(statement, options) {
      reads.note(falsify(statement.reads));
      return database.query(statement, options);
    },
  };
}
