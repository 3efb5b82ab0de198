/** Starts what follows the changes of the database in this process, and says in the log what goes wrong with it. */
import { SealKey } from '../changes/history-seal.ts';
import { HistorySealer } from '../changes/history-sealer.ts';
import { type FeedProblem, OutboxFeed } from '../changes/outbox-feed.ts';
import { OutboxRing } from '../changes/outbox-ring.ts';
import type { AlertSystem } from '../monitoring/alert-system.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Metrics } from '../monitoring/metrics.ts';
import type { OpenDatabase } from '../stores/open-database.ts';

export interface FollowedChanges {
  readonly feed: OutboxFeed;
  stop(): Promise<void>;
}

interface Following {
  readonly url: string;
  readonly pool: OpenDatabase['pool'];
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

const LATE_MILLISECONDS = 5_000;
const OLD_TRANSACTION_MILLISECONDS = 60_000;

/** What an operator sees of the feed, and is told when it is not as it should be. */
export function watchFeed(feed: OutboxFeed, metrics: Metrics, alerts: AlertSystem): void {
  metrics.gauge('wayleave_changes_age_seconds', 'How long ago the change feed last heard everything.', () => feed.age() / 1000);
  metrics.gauge(
    'wayleave_changes_transactions_behind',
    'Transactions between the oldest that is under way and the newest: the lag of xmin.',
    () => feed.figures().transactionsBehind,
  );
  metrics.gauge(
    'wayleave_changes_oldest_transaction_seconds',
    'For how long the oldest transaction that writes has been open.',
    () => feed.figures().oldestTransactionMilliseconds / 1000,
  );
  metrics.gauge('wayleave_changes_told', 'Changes that the feed has told in this process.', () => feed.figures().changesTold);
  metrics.gauge('wayleave_changes_gaps', 'How often every table had to be declared changed.', () => feed.figures().gaps);
  alerts.watch({
    name: 'change_feed_late',
    help: 'The change feed has heard nothing for 5 s: answers are not kept meanwhile, and streams stand still. See whether the database answers.',
    isFiring: () => feed.age() > LATE_MILLISECONDS,
  });
  alerts.watch({
    name: 'old_transaction',
    help: 'A transaction has been writing for a minute: its changes are told when it ends, and rows that it keeps from being vacuumed pile up. `pg_stat_activity` says whose it is.',
    isFiring: () => feed.figures().oldestTransactionMilliseconds > OLD_TRANSACTION_MILLISECONDS,
  });
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
