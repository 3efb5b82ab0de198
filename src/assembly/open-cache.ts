/** Puts the cache together in this process: the memory of changes, the layers, and what they have to be told of GraphQL. */
import type { GraphQLSchema } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import { Auditor, type Audits } from '../cache/auditor.ts';
import { keyMaker } from '../cache/cache-key.ts';
import { CacheManager, type CacheStatistics } from '../cache/cache-manager.ts';
import { ChangeMemory } from '../cache/change-memory.ts';
import { MemoryLayer } from '../cache/memory-layer.ts';
import { sealer } from '../cache/seal.ts';
import { SharedLayer } from '../cache/shared-layer.ts';
import type { OutboxFeed } from '../changes/outbox-feed.ts';
import type { Config } from '../config/config.ts';
import type { Budgets } from '../cost/budget/budget.ts';
import { tagsOfChange } from '../data/reads.ts';
import type { KeptAnswers, KeptQuestion } from '../http/kept-answers.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import { Redis } from '../stores/redis.ts';
import type { AnswerOperation } from './answer-operation.ts';
import { auditViewer } from './audit-viewer.ts';
import { createKeptAnswers } from './kept-answers.ts';
import type { PriceCache } from './price-cache.ts';
import { schemaIdentity } from './schema-identity.ts';
import type { Spending } from './spending.ts';

export interface OpenCache {
  readonly kept: KeptAnswers;
  readonly cache: CacheManager;
  statistics(): CacheStatistics & { readonly audits: Audits; readonly latest: ReturnType<CacheManager['latest']> };
  explain(key: string): object | undefined;
  /** Has a sample of what is given again worked out anew and compared. */
  auditBy(answer: AnswerOperation): void;
  /** To be told of every mutation before it is answered. */
  onWrite(viewer: Viewer): void;
  stop(): void;
}

interface Opening {
  readonly schema: GraphQLSchema;
  readonly secret: Buffer;
  readonly feed: OutboxFeed;
  readonly prices: PriceCache;
  readonly budgets: Budgets;
  readonly spending: Spending;
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** An answer is at most this far behind the database. */
const MOST_MILLISECONDS_BEHIND = 500;

/** Undefined where no answers are to be kept. */
export async function openCache(opening: Opening): Promise<OpenCache | undefined> {
  const { schema, secret, feed, prices, budgets, spending, config, logger, metrics } = opening;
  if (config.cacheBytes === 0) return undefined;
  const incarnation = (): string => feed.incarnation;
  const memory = new ChangeMemory({ feed, incarnation, tagsOf: tagsOfChange, mostMillisecondsBehind: MOST_MILLISECONDS_BEHIND });
  // A connection of its own: its deadlines are short, and what a busy moment makes late here must not close the door for budgets.
  const redis =
    config.redis.kind === 'on'
      ? new Redis({ url: config.redis.url, onError: (error) => logger.debug({ err: error }, 'Redis, as a cache') })
      : undefined;
  await redis?.connect();
  const tagsOfEntries = metrics.histogram('wayleave_cache_entry_tags', 'Tags of an answer that is kept.', [1, 4, 16, 64, 256, 1024, 4096]);
  const timeToWorkOut = metrics.histogram(
    'wayleave_cache_entry_seconds',
    'How long an answer that is kept took to work out.',
    [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
  );
  const cache = new CacheManager({
    memory,
    layer: new MemoryLayer(config.cacheBytes),
    shared: redis && new SharedLayer(redis, sealer(secret)),
    onKept(tags, milliseconds) {
      tagsOfEntries.observe(tags);
      timeToWorkOut.observe(milliseconds / 1000);
    },
  });
  const auditor = new Auditor({
    memory,
    cache,
    onDifference: (difference) =>
      logger.error(difference, 'an answer that was kept is not the one that is worked out, and no change explains it'),
  });
  register(metrics, cache, auditor);
  let answer: AnswerOperation | undefined;
  const kept = createKeptAnswers({
    schema,
    schemaHash: schemaIdentity(schema),
    incarnation,
    cache,
    keyOf: keyMaker(secret),
    prices,
    budgets,
    spending,
    onHit(key, entry, question, viewer) {
      if (answer && auditor.isDue()) void auditor.audit(key, entry, () => workOut(answer!, question, viewer));
    },
  });
  return {
    kept,
    cache,
    statistics: () => ({ ...cache.statistics(), audits: auditor.audits, latest: cache.latest(LATEST) }),
    explain(key) {
      const found = cache.explain(key);
      if (!found) return undefined;
      const { entry, judgement } = found;
      const { body, price, tags, isEmpty, milliseconds, snapshot, created, expires } = entry;
      const moments = { created: new Date(created).toISOString(), expires: new Date(expires).toISOString() };
      return { judgement, bytes: body.length, price, tags: [...tags], isEmpty, milliseconds, snapshot, ...moments };
    },
    auditBy(answering) {
      answer = answering;
    },
    onWrite({ id }) {
      cache.wrote(id);
      void feed.catchUp();
    },
    stop() {
      memory.close();
      redis?.close();
    },
  };
}

/** Counted where it happens, and read when somebody looks: a hit has no time for more. */
function register(metrics: Metrics, cache: CacheManager, auditor: Auditor): void {
  const by = (name: string, help: string, label: string, read: () => Readonly<Record<string, number>>): void =>
    metrics.gauge(`wayleave_cache_${name}`, help, read, label);
  by('hits', 'Answers given again since the start.', 'layer', () => cache.statistics().hits);
  by('misses', 'Questions that were worked out since the start.', 'reason', () => cache.statistics().misses);
  by('refused', 'Answers that were not kept since the start.', 'reason', () => cache.statistics().refused);
  by('invalidations', 'Answers given up since the start, by what changed.', 'cause', () => cache.statistics().invalidations);
  by('audits', 'Answers given again that were worked out anew; `unexplained` must be 0.', 'outcome', () => ({ ...auditor.audits }));
  by('shared', 'What Redis did for answers since the start.', 'outcome', () => ({ ...cache.statistics().shared }));
  metrics.gauge('wayleave_cache_bytes', 'Memory of the answers that are kept.', () => cache.statistics().memory.bytes);
  metrics.gauge('wayleave_cache_entries', 'Answers that are kept.', () => cache.statistics().memory.entries);
  metrics.gauge('wayleave_cache_kept', 'Answers that were kept since the start.', () => cache.statistics().kept);
}

const LATEST = 20;
const AUDIT_MILLISECONDS = 10_000;

/** As the viewer would have been answered. */
async function workOut(answer: AnswerOperation, question: KeptQuestion, viewer: Viewer): Promise<string | undefined> {
  const { data, errors } = await answer({ ...question, costMode: 'run' }, auditViewer(viewer), AbortSignal.timeout(AUDIT_MILLISECONDS));
  return errors ? undefined : JSON.stringify(data);
}
