/** Webhooks, as fields: entered, changed, looked at and sent again by those who administer. */
import { GraphQLID as ID, GraphQLInt as Int } from 'graphql';
import { READS_ELSEWHERE } from '../data/reads.ts';
import { refuse } from '../errors/refuse.ts';
import type { BatchResolver } from '../execution/batch.ts';
import { defineChoice } from '../resource/choice.ts';
import {
  declareField,
  declareInput,
  declareMutation,
  declareObject,
  declareQuery,
  declareRoot,
  newClass,
} from '../resource/derive/type-graphql.ts';
import { JsonScalar } from '../resource/scalars/json.ts';
import { TimestampScalar } from '../resource/scalars/time.ts';
import type { Run } from '../stores/webhook-store.ts';
import { type WebhookInput, WebhookRefused, type Webhooks } from '../webhooks/webhooks.ts';
import { type AppContext, serviceOf } from './context.ts';

export const WebhooksRoot = declareRoot('WebhooksRoot');

const MOST = 200;
const MUTATION_WEIGHT = 10;

const WebhookAction = defineChoice('WebhookAction', 'What became of an object.', {
  CREATED: 'It is new.',
  UPDATED: 'It is another now.',
  DELETED: 'It is gone.',
});
const WebhookDeliveryState = defineChoice('WebhookDeliveryState', 'Where a delivery is on its way.', {
  PENDING: 'It is sent, or sent again, when it is due.',
  DELIVERED: 'The receiver took it.',
  DEAD: 'It was tried as often as it is tried, and given up. It can be sent again by hand.',
});

const Webhook = newClass('Webhook');
declareObject(Webhook, 'Who is told of which changes, by a signed request to a URL.');
declareField(Webhook, 'id', () => ID, { description: 'Names it in mutations.' });
declareField(Webhook, 'name', () => String, { description: 'What it is for.' });
declareField(Webhook, 'types', () => [String], { description: 'The types whose objects it is for, e.g. `["Device"]`.' });
declareField(Webhook, 'actions', () => [WebhookAction.members], { description: 'What of them is told.' });
declareField(Webhook, 'condition', () => JsonScalar, { description: 'What else has to hold, as `changed`, `before` and `after`.' });
declareField(Webhook, 'url', () => String, { description: 'Where it is told.' });
declareField(Webhook, 'enabled', () => Boolean, { description: 'Whether anything is told and sent.' });
declareField(Webhook, 'created', () => TimestampScalar, { description: 'When it was made.' });
declareField(Webhook, 'createdBy', () => String, { description: 'Who made it.' });

const WebhookDelivery = newClass('WebhookDelivery');
declareObject(WebhookDelivery, 'A change on its way to a receiver.');
declareField(WebhookDelivery, 'id', () => ID, { description: 'The same each time it is sent: the header `Wayleave-Delivery`.' });
declareField(WebhookDelivery, 'webhookId', () => ID, { description: 'The webhook that is told.' });
declareField(WebhookDelivery, 'event', () => String, { description: 'What happened, e.g. `Device.updated`.' });
declareField(WebhookDelivery, 'state', () => WebhookDeliveryState.members, { description: 'Where it is on its way.' });
declareField(WebhookDelivery, 'attempts', () => Int, { description: 'How often it was sent.' });
declareField(WebhookDelivery, 'due', () => TimestampScalar, { description: 'When it is sent next, while it is pending.' });
declareField(WebhookDelivery, 'lastStatus', () => Int, { nullable: true, description: 'The status of the last answer; null without one.' });
declareField(WebhookDelivery, 'lastError', () => String, { nullable: true, description: 'Why the last attempt did not arrive.' });
declareField(WebhookDelivery, 'created', () => TimestampScalar, { description: 'When the change was seen.' });
declareField(WebhookDelivery, 'ended', () => TimestampScalar, { nullable: true, description: 'When it arrived or was given up.' });

const NewWebhook = newClass('NewWebhook');
declareObject(NewWebhook, 'A webhook that was made, with its secret, which is told this once.');
declareField(NewWebhook, 'webhook', () => Webhook, { description: 'What was made, as `webhooks` lists it.' });
declareField(NewWebhook, 'secret', () => String, { description: 'Signs what is sent; keep it where the receiver runs.' });

const Input = declareInput('WebhookInput', 'A webhook to be written: what is left out stays as it is, or takes its default.', {
  name: { type: () => String, description: 'What it is for; no two have the same.' },
  types: { type: () => [String], description: 'The types whose objects it is for, e.g. `["Device", "Interface"]`.' },
  actions: { type: () => [WebhookAction.members], description: 'What of them is told; all three by default.' },
  condition: {
    type: () => JsonScalar,
    description: 'What else has to hold, e.g. `{ "changed": ["status"], "after": { "status": ["ACTIVE"] } }`; nothing by default.',
  },
  url: { type: () => String, description: 'An address of the public internet, or one that the operator allows.' },
  secret: { type: () => String, description: 'Signs what is sent, 16 to 200 characters; made up by default.' },
  enabled: { type: () => Boolean, description: 'Whether anything is told and sent; yes by default.' },
});

type Values = Readonly<Record<string, unknown>>;
type Answer = (webhooks: Webhooks, run: Run, args: Values, context: AppContext) => Promise<unknown>;

/** An answer that only administrators get. */
function administered(answer: Answer): BatchResolver {
  return async (parents, args, _selection, executing) => {
    const context = executing as AppContext;
    if (context.viewer.rows('ApiToken', 'administer').kind !== 'all')
      throw refuse('FORBIDDEN', { reason: 'Only those who administer may see or change webhooks.' });
    // No change of a resource's table tells of it, so an answer with it is not kept.
    context.reads.note(READS_ELSEWHERE);
    const run: Run = ({ name, text, values = [] }) =>
      context.database.query({ name, text, values, reads: READS_ELSEWHERE }, { signal: context.signal });
    try {
      return await Promise.all(parents.map(() => answer(serviceOf(context, 'webhooks'), run, args, context)));
    } catch (error) {
      throw error instanceof WebhookRefused ? refuse('WEBHOOK_REFUSED', { reason: error.message }) : error;
    }
  };
}

const reading = (answer: Answer) => ({
  needs: 'administer',
  batch: administered(answer),
  cost: { listSize: { assumedSize: 50, slicingArguments: ['first'], requireOneSlicingArgument: false } },
});
const writing = (answer: Answer) => ({ needs: 'administer', batch: administered(answer), cost: { weight: MUTATION_WEIGHT } });

function page({ first = 50 }: Values): number {
  const size = first as number;
  if (size < 0) throw refuse('PAGE_NEGATIVE', { size });
  if (size > MOST) throw refuse('PAGE_TOO_LARGE', { size, most: MOST });
  return size;
}

const first = { name: 'first', type: () => Int, defaultValue: 50, description: `So many, ${MOST} at most.` };
const id = (description: string) => ({ name: 'id', type: () => ID, nullable: false, description });
const input = { name: 'input', type: () => Input, nullable: false, description: 'What it is like.' };

declareQuery(WebhooksRoot, 'webhooks', () => [Webhook], {
  description: 'The webhooks, by name; nothing of their secrets.',
  args: [first],
  extensions: reading(async (webhooks, run, args) => (await webhooks.list(run)).slice(0, page(args))),
});

declareQuery(WebhooksRoot, 'webhookDeliveries', () => [WebhookDelivery], {
  description: 'What is and was to be delivered, the newest first; what arrived is kept for seven days.',
  args: [
    { name: 'webhook', type: () => ID, description: 'Only those of the webhook of this id.' },
    { name: 'state', type: () => WebhookDeliveryState.members, description: 'Only those in this state.' },
    first,
  ],
  extensions: reading((webhooks, run, args) => {
    const { webhook = null, state = null } = args as { webhook?: string | null; state?: keyof typeof WebhookDeliveryState.members | null };
    return webhooks.deliveries(run, { webhookId: webhook, state, first: page(args) });
  }),
});

declareMutation(WebhooksRoot, 'createWebhook', () => NewWebhook, {
  description: 'Makes a webhook; it is told of what happens from now on.',
  args: [input],
  extensions: writing((webhooks, run, args, { viewer }) => webhooks.create(run, args['input'] as WebhookInput, viewer.id)),
});

declareMutation(WebhooksRoot, 'updateWebhook', () => Webhook, {
  nullable: true,
  description: 'Changes a webhook, switches it off or on, or gives it another secret; null where there is none of this id.',
  args: [id('The id of the webhook, as `webhooks` tells it.'), input],
  extensions: writing((webhooks, run, args) => webhooks.update(run, String(args['id']), args['input'] as WebhookInput)),
});

declareMutation(WebhooksRoot, 'deleteWebhook', () => Boolean, {
  description: 'Removes a webhook with all its deliveries; whether there was one.',
  args: [id('The id of the webhook, as `webhooks` tells it.')],
  extensions: writing((webhooks, run, args) => webhooks.remove(run, String(args['id']))),
});

declareMutation(WebhooksRoot, 'replayWebhookDelivery', () => WebhookDelivery, {
  nullable: true,
  description: 'Sends a delivery again that arrived or was given up, under the same id; null where there is none of this id.',
  args: [id('The id of the delivery, as `webhookDeliveries` tells it.')],
  extensions: writing((webhooks, run, args) => webhooks.replay(run, String(args['id']))),
});
