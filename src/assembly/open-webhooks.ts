/** Starts what tells other systems of changes in this process. */

import type { ChangeFeed } from '../changes/change.ts';
import type { Config } from '../config/config.ts';
import type { Logger } from '../monitoring/logger.ts';
import type { Catalog } from '../resource/catalog.ts';
import type { OpenDatabase } from '../stores/open-database.ts';
import { query } from '../stores/pool.ts';
import { transaction } from '../stores/transaction.ts';
import type { Run } from '../stores/webhook-store.ts';
import { addressPolicy } from '../webhooks/address-policy.ts';
import { Deliveries } from '../webhooks/deliveries.ts';
import { secretBox } from '../webhooks/secret-box.ts';
import { Webhooks } from '../webhooks/webhooks.ts';

export interface OpenedWebhooks {
  readonly webhooks: Webhooks;
  stop(): Promise<void>;
}

interface Opening {
  readonly catalog: Catalog;
  readonly pool: OpenDatabase['pool'];
  readonly feed: Pick<ChangeFeed, 'subscribe'>;
  readonly secret: Buffer;
  readonly config: Pick<Config, 'webhookAddresses' | 'previousSecret'>;
  readonly logger: Logger;
}

export function openWebhooks({ catalog, pool, feed, secret, config, logger }: Opening): OpenedWebhooks {
  const policy = addressPolicy(config.webhookAddresses);
  const box = secretBox(secret, config.previousSecret === undefined ? undefined : Buffer.from(config.previousSecret));
  const webhooks = new Webhooks(catalog, policy, box);
  const run: Run = (statement) => query(pool, statement);
  const deliveries = new Deliveries({
    catalog,
    run,
    transaction: (work) => transaction(pool, (inner) => work((statement) => inner.query(statement))),
    conditionsOf: (reading) => webhooks.conditions(reading),
    box,
    policy,
    onError: (error) => logger.warn({ err: error }, 'webhooks could not be told of changes; it is tried again'),
  });
  const unsubscribe = feed.subscribe(() => deliveries.changed());
  deliveries.start();
  return {
    webhooks,
    async stop() {
      unsubscribe();
      await deliveries.stop();
    },
  };
}
