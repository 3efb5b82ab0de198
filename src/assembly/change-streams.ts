/**
 * From the change feed to what a subscriber is told: `subscription { changes }`.
 *
 * The feed wakes a stream; what it tells is read from the history, between the snapshot that it has told up to and the feed's own, under the predicates of the
 * viewer as they are by then. So a stream holds no changes while its client is slow, misses none that commits late, and goes on in any process from the
 * position that each event bears. Each event is an operation like any other: priced, paid for, admitted, executed.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Viewer } from '../access/viewer.ts';
import type { OutboxFeed } from '../changes/outbox-feed.ts';
import { printSnapshot } from '../changes/snapshot.ts';
import type { RequestContext } from '../data/context.ts';
import type { CursorCodec } from '../data/cursor.ts';
import type { ChangeFilter } from '../data/history/change-filter.ts';
import { changesBetween, type StreamPosition } from '../data/history/stream.ts';
import { Refusal, refuse } from '../errors/refuse.ts';
import type { PlanCache } from '../execution/plan-cache.ts';
import type { StreamedEvent, SubscribedOperation } from '../http/stream-endpoint.ts';
import type { Catalog } from '../resource/catalog.ts';
import type { AnswerOperation } from './answer-operation.ts';
import type { PriceCache } from './price-cache.ts';

export interface ChangeStreamsOptions {
  readonly catalog: Catalog;
  readonly feed: OutboxFeed;
  readonly plans: PlanCache;
  readonly prices: PriceCache;
  readonly cursors: CursorCodec;
  readonly answer: AnswerOperation;
  readonly contextFor: (viewer: Viewer, signal: AbortSignal, milliseconds: number, requestId: string | undefined) => RequestContext;
}

const PAGE = 100;
const READ_MILLISECONDS = 5_000;
/** For how long a stream waits for its viewer's budget before it is ended. */
const BROKE_MILLISECONDS = 60_000;

export function createChangeStreams(options: ChangeStreamsOptions) {
  const { feed, plans, prices, answer } = options;
  const list = (): string => `stream of changes ${feed.incarnation}`;

  return async (operation: SubscribedOperation): Promise<AsyncIterable<StreamedEvent>> => {
    const { document, operationName, variables, validatedBy, requestId, signal } = operation;
    const asked = { document, operationName, variables, validatedBy, requestId };
    const allowed = await answer({ ...asked, costMode: 'validate' }, operation.viewer(), signal);
    const { requestedQueryCost: cost, maximumQueryCost: limit } = (
      allowed.extensions as { cost: { requestedQueryCost: number; maximumQueryCost: number } }
    ).cost;
    if (cost > limit)
      throw refuse('COST_ESTIMATED_TOO_EXPENSIVE', { cost, limit, dearestField: 'changes', hint: 'Ask for fewer fields of each change.' });
    const coerced = prices.of(document, operationName, validatedBy).coerce(variables);
    const args = plans.planFor(document, operationName).rootFor(coerced).links[0]!.argumentsOf(coerced);
    const values = 'values' in args ? args.values : {};
    const filter = filterOf(values);
    const after = operation.after ?? (values['after'] as string | null | undefined);
    const position = after ? positionOf(options.cursors.decode(list(), after)) : positionAt(printSnapshot(feed.upTo));
    return stream(options, list(), operation, filter, position);
  };
}

/** `types` beside the filter is the short form of the same in it. */
function filterOf(values: Readonly<Record<string, unknown>>): ChangeFilter {
  const filter = (values['filter'] as ChangeFilter | null | undefined) ?? {};
  const types = values['types'] as readonly string[] | null | undefined;
  if (types && filter.types) throw refuse('BAD_REQUEST', { reason: 'Give `types` or `filter.types`, and not both.' });
  return types ? { ...filter, types } : filter;
}

const positionAt = (snapshot: string): StreamPosition => ({ from: snapshot, to: snapshot, told: 0 });
const positionOf = ([from, to, told]: readonly (string | null)[]): StreamPosition => ({ from: from!, to: to!, told: Number(told) });

async function* stream(
  { catalog, feed, cursors, answer, contextFor }: ChangeStreamsOptions,
  list: string,
  { document, operationName, variables, validatedBy, requestId, signal, viewer }: SubscribedOperation,
  filter: ChangeFilter,
  start: StreamPosition,
): AsyncGenerator<StreamedEvent> {
  let position = start;
  const bell = new Bell();
  const unsubscribe = feed.subscribe(() => bell.ring());
  signal.addEventListener('abort', () => bell.ring(), { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      const context = contextFor(viewer(), signal, READ_MILLISECONDS, requestId);
      const { nodes, ids, hasMore } = await changesBetween(catalog, position, filter, PAGE, context);
      for (const [index, event] of nodes.entries()) {
        position = { ...position, told: ids[index]! };
        const asked = { document, operationName, variables, validatedBy, requestId, costMode: 'run', event } as const;
        const result = await paid(() => answer(asked, viewer(), signal), signal);
        signal.throwIfAborted();
        yield { id: cursors.encode(list, [position.from, position.to, String(position.told)]), result };
      }
      if (hasMore) continue;
      if (position.to === printSnapshot(feed.upTo)) await bell.rung();
      position = { from: position.to, to: printSnapshot(feed.upTo), told: 0 };
    }
  } finally {
    unsubscribe();
  }
}

/** Waits for the budget to fill again, and not for ever. */
async function paid<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  const started = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const seconds = error instanceof Refusal ? Number(error.extensions['retryAfterSeconds']) : Number.NaN;
      if (!(seconds >= 0) || performance.now() - started + seconds * 1000 > BROKE_MILLISECONDS) throw error;
      await sleep(seconds * 1000 + 50, undefined, { signal });
    }
  }
}

/** Rings while nobody waits are heard by whoever waits next. */
class Bell {
  #hasRung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#hasRung = true;
    this.#wake?.();
  }

  async rung(): Promise<void> {
    if (!this.#hasRung) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#hasRung = false;
    this.#wake = undefined;
  }
}
