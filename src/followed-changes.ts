/** Starts what follows the changes of the database in this process, and says in the log what goes wrong with it. */
import type pg from 'pg';
import { SealKey } from './changes/history-seal.ts';
import { HistorySealer } from './changes/history-sealer.ts';
import { type FeedProblem, OutboxFeed } from './changes/outbox-feed.ts';
import { OutboxRing } from './changes/outbox-ring.ts';
import type { Logger } from './monitoring/logger.ts';

export interface FollowedChanges {
  readonly feed: OutboxFeed;
  stop(): Promise<void>;
}

interface Following {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Signs the seals of the history. */
  readonly secret: Buffer;
  readonly historyMonths: number;
  readonly logger: Logger;
}

/** Throws when the database cannot be followed at all. */
export async function followChanges({ url, pool, secret, historyMonths, logger }: Following): Promise<FollowedChanges> {
  const feed = new OutboxFeed({ url, onProblem: problemLog(logger) });
  const ring = new OutboxRing({
    pool,
    upTo: () => feed.upTo,
    onProblem: (error) => logger.warn({ err: error }, 'the outbox could not be emptied of old hours'),
  });
  const heads = headLog(logger);
  const sealer = new HistorySealer({
    pool,
    key: new SealKey(secret),
    keepMonths: historyMonths,
    onProblem: (error) => logger.warn({ err: error }, 'the history could not be sealed; it is tried again'),
    onSealed: heads,
  });
  await feed.start();
  ring.start();
  // What is told has been written to the history as well; while nothing is told there is nothing to seal.
  feed.subscribe(() => sealer.want());
  sealer.start();
  return {
    feed,
    async stop() {
      await ring.stop();
      await feed.stop();
      await sealer.stop();
    },
  };
}

/** A database that is away is said once, not ten times a second. */
function problemLog(logger: Logger): (problem: FeedProblem) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (problem) => {
    switch (problem.kind) {
      case 'unreachable':
        if (performance.now() - saidAt < 10_000) return;
        saidAt = performance.now();
        return logger.warn({ err: problem.error }, 'the change feed cannot reach the database and tries again');
      case 'listener':
        return logger.error({ err: problem.error }, 'somebody who listens to changes failed');
      case 'gap':
        return logger.warn({ reason: problem.reason }, 'the change feed starts over: every table counts as changed');
      case 'late':
        return logger.error(
          { ageMilliseconds: Math.round(problem.ageMilliseconds) },
          'the change feed is late; answers are not kept meanwhile',
        );
      case 'old-transaction':
        return logger.error(
          { milliseconds: Math.round(problem.milliseconds) },
          'a transaction has been open for long: rows that it keeps from being vacuumed pile up, and its changes are told when it ends',
        );
    }
  };
}

/** The last seal stands in the log every hour: kept elsewhere, it shows whether seals were cut off at the end. */
function headLog(logger: Logger): (head: { number: number; hash: string }) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return (head) => {
    if (performance.now() - saidAt < 60 * 60_000) return;
    saidAt = performance.now();
    logger.info({ seal: head.number, hash: head.hash }, 'the history is sealed up to here');
  };
}
