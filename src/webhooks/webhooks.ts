/** Webhooks as those who administer them see them: entered, changed, switched off, and what became of their deliveries. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Catalog } from '../resource/catalog.ts';
import {
  type DeliveryState,
  deleteWebhook,
  findWebhook,
  listDeliveries,
  listWebhooks,
  type Run,
  replayDelivery,
  type StoredDelivery,
  type StoredWebhook,
  saveWebhook,
} from '../stores/webhook-store.ts';
import type { AddressPolicy } from './address-policy.ts';
import { problemOfUrl } from './check-url.ts';
import { type Condition, problemOfCondition } from './condition.ts';
import { ACTIONS, type EventAction, fieldsOf } from './event.ts';
import type { SecretBox } from './secret-box.ts';

export interface WebhookInput {
  readonly name?: string | null;
  readonly types?: readonly string[] | null;
  readonly actions?: readonly EventAction[] | null;
  readonly condition?: unknown;
  readonly url?: string | null;
  readonly secret?: string | null;
  readonly enabled?: boolean | null;
}

/** Without its secret, which is told once, when it is made. */
export type Webhook = Omit<StoredWebhook, 'secret' | 'actions'> & { readonly actions: readonly EventAction[] };

/** A sentence about what was given. */
export class WebhookRefused extends Error {}

const MOST_WEBHOOKS = 200;
const ACTION_OF = Object.fromEntries(Object.entries(ACTIONS).map(([stored, shown]) => [shown, stored])) as Record<
  EventAction,
  keyof typeof ACTIONS
>;

export class Webhooks {
  private readonly catalog: Catalog;
  private readonly policy: AddressPolicy;
  private readonly box: SecretBox;

  constructor(catalog: Catalog, policy: AddressPolicy, box: SecretBox) {
    this.catalog = catalog;
    this.policy = policy;
    this.box = box;
  }

  async list(run: Run): Promise<readonly Webhook[]> {
    return (await listWebhooks(run)).map(shown);
  }

  /** The secret is made up where none is given. */
  async create(run: Run, input: WebhookInput, createdBy: string): Promise<{ webhook: Webhook; secret: string }> {
    if ((await listWebhooks(run)).length >= MOST_WEBHOOKS)
      throw new WebhookRefused(`There are ${MOST_WEBHOOKS} webhooks already, which is the most.`);
    const id = randomUUID();
    const secret = input.secret ?? `whsec_${randomBytes(24).toString('base64url')}`;
    const stored = this.checked({
      id,
      name: input.name ?? '',
      types: input.types ?? [],
      actions: (input.actions ?? (Object.values(ACTIONS) as readonly EventAction[])).map((action) => ACTION_OF[action]),
      condition: input.condition ?? {},
      url: input.url ?? '',
      secret: this.sealed(secret, id),
      enabled: input.enabled ?? true,
      createdBy,
    });
    return { webhook: await this.save(run, stored), secret };
  }

  async update(run: Run, id: string, input: WebhookInput): Promise<Webhook | null> {
    const known = await findWebhook(run, id);
    if (!known) return null;
    const stored = this.checked({
      ...known,
      name: input.name ?? known.name,
      types: input.types ?? known.types,
      actions: input.actions ? input.actions.map((action) => ACTION_OF[action]) : known.actions,
      condition: input.condition ?? known.condition,
      url: input.url ?? known.url,
      secret: input.secret ? this.sealed(input.secret, id) : known.secret,
      enabled: input.enabled ?? known.enabled,
    });
    return this.save(run, stored);
  }

  remove(run: Run, id: string): Promise<boolean> {
    return deleteWebhook(run, id);
  }

  deliveries(
    run: Run,
    which: { webhookId: string | null; state: DeliveryState | null; first: number },
  ): Promise<readonly StoredDelivery[]> {
    return listDeliveries(run, which);
  }

  async replay(run: Run, id: string): Promise<StoredDelivery | null> {
    return (await replayDelivery(run, id)) ?? null;
  }

  /** The conditions of all webhooks by their ids. */
  async conditions(run: Run): Promise<ReadonlyMap<string, Condition>> {
    return new Map((await listWebhooks(run)).map(({ id, condition }) => [id, condition as Condition]));
  }

  private async save(run: Run, stored: Omit<StoredWebhook, 'created'>): Promise<Webhook> {
    const saved = await saveWebhook(run, stored);
    if (!saved) throw new WebhookRefused(`There is a webhook ${stored.name} already.`);
    return shown(saved);
  }

  private sealed(secret: string, id: string): Buffer {
    if (secret.length < 16 || secret.length > 200) throw new WebhookRefused('A secret has 16 to 200 characters.');
    return this.box.seal(secret, id);
  }

  private checked(webhook: Omit<StoredWebhook, 'created'>): Omit<StoredWebhook, 'created'> {
    const { name, types, actions, condition, url } = webhook;
    if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(name))
      throw new WebhookRefused('A webhook has a name of 1 to 100 letters, digits, blanks, points, dashes.');
    if (types.length === 0) throw new WebhookRefused('A webhook is for one type at least, e.g. `["Device"]`.');
    if (actions.length === 0) throw new WebhookRefused('A webhook is for one action at least.');
    const resources = types.map((type) => this.catalog.find(type));
    const unknown = types.find((_, index) => !resources[index]);
    if (unknown !== undefined) throw new WebhookRefused(`There is no type ${unknown.slice(0, 60)}.`);
    const problem =
      problemOfUrl(url, this.policy) ?? problemOfCondition(condition, new Set(resources.flatMap((resource) => fieldsOf(resource!))));
    if (problem) throw new WebhookRefused(problem);
    return { ...webhook, types: [...new Set(types)], actions: [...new Set(actions)], url: new URL(url).href };
  }
}

function shown({ secret: _, actions, ...webhook }: StoredWebhook): Webhook {
  return { ...webhook, actions: actions.map((action) => ACTIONS[action as keyof typeof ACTIONS]) };
}
