/**
 * Makes deliveries of changes and sends them.
 *
 * Two loops, in each process that serves: one looks through the history, if no other process is at it, and stores what is to be delivered; the other claims
 * what is due and sends it. A change is thus delivered at least once, and again with the same delivery id when it is not sure that it arrived.
 */
import type { Catalog } from '../resource/catalog.ts';
import {
  addDeliveries,
  type ClaimedDelivery,
  claimDeliveries,
  forgetDelivered,
  lookOn,
  type NewDelivery,
  noteDelivered,
  noteFailed,
  type Run,
  rowsNow,
  type ToldChange,
} from '../stores/webhook-store.ts';
import type { AddressPolicy } from './address-policy.ts';
import { FAILURES_BEFORE_PAUSE, MOST_ATTEMPTS, PAUSE_SECONDS, secondsUntilNext } from './backoff.ts';
import { type Condition, holds } from './condition.ts';
import { bodyOf, eventName, readable } from './event.ts';
import { POST_LIMITS, type Posted, type Posting, post } from './post.ts';
import type { SecretBox } from './secret-box.ts';
import { signatureOf } from './signature.ts';

export interface DeliveriesOptions {
  readonly catalog: Catalog;
  readonly run: Run;
  readonly transaction: <T>(work: (run: Run) => Promise<T>) => Promise<T>;
  readonly conditionsOf: (run: Run) => Promise<ReadonlyMap<string, Condition>>;
  readonly box: SecretBox;
  readonly policy: AddressPolicy;
  readonly onError: (error: unknown) => void;
  readonly now?: () => number;
  readonly random?: () => number;
  readonly send?: (posting: Posting, policy: AddressPolicy) => Promise<Posted>;
}

const SENT_AT_ONCE = 10;
const CLAIM_SECONDS = 30;
/** The feed of changes says when to look; this is for what it could not say. */
const LOOK_EVERY_MILLISECONDS = 30_000;
const SEND_EVERY_MILLISECONDS = 1_000;
const DAYS_KEPT = 7;

export class Deliveries {
  private readonly options: DeliveriesOptions;
  private readonly timers: NodeJS.Timeout[] = [];
  private looking: Promise<void> | undefined;
  private sending: Promise<void> | undefined;
  private wantsToLook = false;
  private isOver = false;

  constructor(options: DeliveriesOptions) {
    this.options = options;
  }

  start(): void {
    this.timers.push(
      setInterval(() => this.changed(), LOOK_EVERY_MILLISECONDS),
      setInterval(() => this.trySending(), SEND_EVERY_MILLISECONDS),
    );
    for (const timer of this.timers) timer.unref();
  }

  /** Something has changed: the history is looked through as soon as can be. */
  changed(): void {
    this.wantsToLook = true;
    if (this.looking || this.isOver) return;
    this.looking = this.lookAll().finally(() => {
      this.looking = undefined;
    });
  }

  async stop(): Promise<void> {
    this.isOver = true;
    for (const timer of this.timers) clearInterval(timer);
    await this.looking;
    await this.sending;
  }

  private async lookAll(): Promise<void> {
    try {
      while (this.wantsToLook && !this.isOver) {
        this.wantsToLook = false;
        while (await this.look());
      }
      this.trySending();
    } catch (error) {
      this.options.onError(error);
    }
  }

  /** Looks through the next part of the history; whether there is more. */
  async look(): Promise<boolean> {
    return this.options.transaction(async (run) => {
      const looked = await lookOn(run);
      if (!looked) return false;
      if (looked.changes.length > 0) await addDeliveries(run, await this.deliveriesOf(looked.changes, run));
      return looked.hasMore;
    });
  }

  private async deliveriesOf(changes: readonly ToldChange[], run: Run): Promise<readonly NewDelivery[]> {
    const conditions = await this.options.conditionsOf(run);
    const byTable = new Map<string, number[]>();
    for (const { table, rowId } of changes) byTable.set(table, [...(byTable.get(table) ?? []), rowId]);
    const rows = new Map<string, ReadonlyMap<number, Readonly<Record<string, unknown>>>>();
    for (const [table, ids] of byTable) if (this.options.catalog.find(table)) rows.set(table, await rowsNow(run, table, ids));
    return changes.flatMap((change) => {
      const resource = this.options.catalog.find(change.table);
      if (!resource) return [];
      const before = readable(resource, change.before);
      const after = readable(resource, change.after);
      const now = readable(resource, rows.get(change.table)?.get(change.rowId));
      const told = change.webhooks.filter((webhook) => {
        const was = change.action === 'INSERT' ? null : (before ?? {});
        const became = change.action === 'DELETE' ? null : (after ?? {});
        return holds(conditions.get(webhook) ?? {}, was, became, now);
      });
      const body = told.length > 0 ? bodyOf(resource, change, before, after) : '';
      return told.map((webhookId) => ({ webhookId, historyId: change.historyId, event: eventName(resource, change.action), body }));
    });
  }

  private trySending(): void {
    if (this.sending || this.isOver) return;
    this.sending = this.sendAll()
      .catch((error: unknown) => this.options.onError(error))
      .finally(() => {
        this.sending = undefined;
      });
  }

  private async sendAll(): Promise<void> {
    while (!this.isOver && (await this.sendDue()) === SENT_AT_ONCE);
    if ((this.options.random ?? Math.random)() < 0.001) await forgetDelivered(this.options.run, DAYS_KEPT);
  }

  /** Sends what is due, some at once; how many it was. */
  async sendDue(): Promise<number> {
    const claimed = await claimDeliveries(this.options.run, SENT_AT_ONCE, CLAIM_SECONDS);
    await Promise.all(claimed.map((delivery) => this.deliver(delivery)));
    return claimed.length;
  }

  private async deliver(delivery: ClaimedDelivery): Promise<void> {
    const { run, box, policy, now = Date.now, random = Math.random, send = (posting, by) => post(posting, by, POST_LIMITS) } = this.options;
    let posted: Posted;
    try {
      const seconds = Math.floor(now() / 1000);
      const headers = {
        'wayleave-delivery': delivery.id,
        'wayleave-event': delivery.event,
        'wayleave-signature': signatureOf(box.open(delivery.secret, delivery.webhookId), delivery.body, seconds),
      };
      posted = await send({ url: delivery.url, headers, body: delivery.body }, policy);
    } catch (error) {
      this.options.onError(error);
      posted = { kind: 'failed', reason: 'The delivery could not be made; the log says why.' };
    }
    if (posted.kind === 'answered' && posted.status >= 200 && posted.status < 300) return noteDelivered(run, delivery, posted.status);
    const isGivenUp = delivery.attempts >= MOST_ATTEMPTS;
    const status = posted.kind === 'answered' ? posted.status : null;
    await noteFailed(
      run,
      delivery,
      {
        status,
        reason: posted.kind === 'answered' ? `The answer was ${posted.status}.` : posted.reason,
        againInSeconds: isGivenUp ? undefined : secondsUntilNext(delivery.attempts, random()),
      },
      { after: FAILURES_BEFORE_PAUSE, seconds: PAUSE_SECONDS },
    );
  }
}
