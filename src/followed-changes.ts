/** Starts what follows the changes of the database in this process, and says in the log what goes wrong with it. */
import type pg from 'pg';
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
  readonly logger: Logger;
}

/** Throws when the database cannot be followed at all. */
export async function followChanges({ url, pool, logger }: Following): Promise<FollowedChanges> {
  const feed = new OutboxFeed({ url, onProblem: problemLog(logger) });
  const ring = new OutboxRing({
    pool,
    upTo: () => feed.upTo,
    onProblem: (error) => logger.warn({ err: error }, 'the outbox could not be emptied of old hours'),
  });
  await feed.start();
  ring.start();
  return {
    feed,
    async stop() {
      await ring.stop();
      await feed.stop();
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
