/** What a client wishes of its answer, by the headers of its request. */
import type { IncomingMessage } from 'node:http';
import { refuse } from '../errors/refuse.ts';
import type { Wishes } from './kept-answers.ts';
import type { CostMode } from './pipeline.ts';

export interface RequestWishes extends Wishes {
  /** Wants an answer that is worked out. */
  readonly isFresh: boolean;
}

const MOST_STALE_SECONDS = 60;

/** `Cache-Control` of a request (RFC 9111, section 5.2.1): `no-cache` wants an answer that is worked out, `max-stale=N` takes one that may no longer hold. */
export function wishesOf({ headers }: IncomingMessage): RequestWishes {
  const wishes = headers['cache-control'];
  if (wishes === undefined) return noWishes;
  const seconds = /(?:^|[\s,])max-stale=(\d{1,9})(?:$|[\s,])/i.exec(wishes)?.[1];
  return {
    isFresh: /(?:^|[\s,])no-(?:cache|store)(?:$|[\s,])/i.test(wishes),
    mostStaleMilliseconds: 1000 * Math.min(MOST_STALE_SECONDS, Number(seconds ?? 0)),
  };
}

const noWishes: RequestWishes = Object.freeze({ isFresh: false, mostStaleMilliseconds: 0 });

/** `GraphQL-Cost`. Another word is refused: whoever misspells `validate` does not want a mutation to run. */
export function costModeOf({ headers }: IncomingMessage): CostMode {
  const wish = headers['graphql-cost'];
  if (wish === undefined) return 'run';
  const mode = String(wish).trim().toLowerCase();
  if (mode === 'report' || mode === 'validate') return mode;
  throw refuse('BAD_REQUEST', { reason: '`GraphQL-Cost` is `report` or `validate`.' });
}
