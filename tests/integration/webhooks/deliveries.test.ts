/** From a change in the database to a signed request, once for all processes, and what happens when the receiver does not answer. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/data/global-id.ts';
import { catalog } from '../../../src/schema.ts';
import { transaction } from '../../../src/stores/transaction.ts';
import type { Run } from '../../../src/stores/webhook-store.ts';
import { addressPolicy } from '../../../src/webhooks/address-policy.ts';
import { MOST_ATTEMPTS } from '../../../src/webhooks/backoff.ts';
import { Deliveries } from '../../../src/webhooks/deliveries.ts';
import { secretBox } from '../../../src/webhooks/secret-box.ts';
import { isSigned } from '../../../src/webhooks/signature.ts';
import { type WebhookInput, WebhookRefused, Webhooks } from '../../../src/webhooks/webhooks.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { startTestServer } from '../../support/server.ts';

interface Received {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

let database: TestDatabase;
let receiver: Server;
let url: string;
let status = 200;
const received: Received[] = [];
const policy = addressPolicy(['127.0.0.0/8']);
const box = secretBox(Buffer.alloc(32, 3));
const webhooks = new Webhooks(catalog, policy, box);
const failures: unknown[] = [];
const run: Run = (statement) => database.query(statement);

beforeAll(async () => {
  database = await testDatabase();
  receiver = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on('end', () => {
      received.push({ headers: request.headers as never, text, body: JSON.parse(text) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((listening) => receiver.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  receiver.close();
  await database.close();
});
beforeEach(async () => {
  await database.run('TRUNCATE "Manufacturer", "Site", "Tenant" RESTART IDENTITY CASCADE; DELETE FROM wayleave."Webhook"');
  await lookThrough(one());
  received.length = 0;
  failures.length = 0;
  status = 200;
});

const one = (): Deliveries =>
  new Deliveries({
    catalog,
    run,
    transaction: (work) => transaction(database.pool, (inner) => work((statement) => inner.query(statement))),
    conditionsOf: (reading) => webhooks.conditions(reading),
    box,
    policy,
    onError: (error) => failures.push(error),
  });

async function lookThrough(deliveries: Deliveries): Promise<void> {
  while (await deliveries.look());
}

const create = (input: WebhookInput) => webhooks.create(run, { name: 'test', types: ['Manufacturer'], url, ...input }, 'test');
const events = (): readonly string[] =>
  received.map(({ body }) => `${body['event']} ${JSON.stringify((body['after'] as { name?: string } | null)?.name ?? null)}`).sort();
const add = (name: string): Promise<void> =>
  database.run(`INSERT INTO "Manufacturer" (name, slug, "lastUpdated") VALUES ('${name}', lower('${name}'), now())`);
const states = async (): Promise<unknown> =>
  (await webhooks.deliveries(run, { webhookId: null, state: null, first: 10 })).map(({ state, attempts, lastStatus }) => [
    state,
    attempts,
    lastStatus,
  ]);
const dueNow = (): Promise<void> =>
  database.run('UPDATE wayleave."WebhookDelivery" SET due = now(); UPDATE wayleave."Webhook" SET "pausedUntil" = NULL');

describe('a webhook', () => {
  it('is told of what it asks for, signed, with what it was and became', async () => {
    const { webhook, secret } = await create({});
    await add('Acme');
    await database.run(
      `UPDATE "Manufacturer" SET name = 'Acme Inc'; DELETE FROM "Manufacturer"; INSERT INTO "Tenant" (name, slug, "lastUpdated") VALUES ('T', 't', now())`,
    );
    const deliveries = one();
    await lookThrough(deliveries);
    await deliveries.sendDue();
    expect(events()).toEqual(['Manufacturer.created "Acme"', 'Manufacturer.deleted null', 'Manufacturer.updated "Acme Inc"']);
    const updated = received.find(({ body }) => body['action'] === 'UPDATED')!;
    expect(updated.body).toMatchObject({
      type: 'Manufacturer',
      id: encodeGlobalId('Manufacturer', 1),
      before: { name: 'Acme' },
      after: { name: 'Acme Inc' },
    });
    expect(updated.headers['wayleave-event']).toBe('Manufacturer.updated');
    expect(isSigned(updated.headers['wayleave-signature']!, secret, updated.text, Math.floor(Date.now() / 1000))).toBe(true);
    expect(await states()).toEqual(Array(3).fill(['DELIVERED', 1, 200]));
    expect(JSON.stringify([webhook, await webhooks.list(run)])).not.toContain(secret);
    expect(failures).toEqual([]);
  });

  it('is told only where its condition holds, and of nothing from before it stood', async () => {
    await add('Before');
    await create({ actions: ['UPDATED'], condition: { changed: ['description'], after: { name: ['Told'] } } });
    await database.run(`INSERT INTO "Manufacturer" (name, slug, "lastUpdated") VALUES ('Told', 'told', now()), ('Other', 'other', now())`);
    await database.run(`UPDATE "Manufacturer" SET description = 'new'; UPDATE "Manufacturer" SET slug = slug || 'x'`);
    const deliveries = one();
    await lookThrough(deliveries);
    await deliveries.sendDue();
    expect(received.map(({ body }) => body['after'])).toEqual([expect.objectContaining({ description: 'new' })]);
  });

  it('is told once by as many processes as there are, of late commits too', async () => {
    await create({});
    const late = await database.pool.connect();
    await late.query('BEGIN');
    await late.query(`INSERT INTO "Manufacturer" (name, slug, "lastUpdated") VALUES ('Late', 'late', now())`);
    await add('Early');
    const processes = [one(), one(), one()];
    const round = async (): Promise<void> => {
      await Promise.all(processes.map(lookThrough));
      await Promise.all(processes.map((deliveries) => deliveries.sendDue()));
    };
    await round();
    expect(events()).toEqual(['Manufacturer.created "Early"']);
    await late.query('COMMIT');
    late.release();
    await Promise.all(Array.from({ length: 30 }, (_, n) => add(`M${n}`)));
    for (let turn = 0; turn < 4; turn += 1) await round();
    expect(received).toHaveLength(32);
    expect(new Set(received.map(({ headers }) => headers['wayleave-delivery'])).size).toBe(32);
    expect(events()).toContain('Manufacturer.created "Late"');
  });

  it('is told again, later each time, until it is given up, and once more by hand', async () => {
    await create({});
    await add('Acme');
    status = 500;
    const deliveries = one();
    await lookThrough(deliveries);
    await deliveries.sendDue();
    expect(await states()).toEqual([['PENDING', 1, 500]]);
    expect(await deliveries.sendDue()).toBe(0);
    for (let attempt = 2; attempt <= MOST_ATTEMPTS; attempt += 1) {
      await dueNow();
      await deliveries.sendDue();
    }
    expect(await states()).toEqual([['DEAD', MOST_ATTEMPTS, 500]]);
    await dueNow();
    expect(await deliveries.sendDue()).toBe(0);
    const ids = new Set(received.map(({ headers }) => headers['wayleave-delivery']));
    expect(ids.size).toBe(1);
    status = 204;
    expect(await webhooks.replay(run, [...ids][0]!)).toMatchObject({ state: 'PENDING', attempts: 0 });
    await dueNow();
    await deliveries.sendDue();
    expect(await states()).toEqual([['DELIVERED', 1, 204]]);
    expect(await webhooks.replay(run, 'nonsense')).toBeNull();
  });

  it('that fails again and again is left alone for a while', async () => {
    await create({});
    status = 503;
    for (let n = 0; n < 6; n += 1) await add(`M${n}`);
    const deliveries = one();
    await lookThrough(deliveries);
    await deliveries.sendDue();
    const before = received.length;
    await database.run('UPDATE wayleave."WebhookDelivery" SET due = now()');
    expect(await deliveries.sendDue()).toBe(0);
    expect(received).toHaveLength(before);
  });

  it('of a process that was killed while sending is sent by another', async () => {
    await create({});
    await add('Acme');
    const deliveries = one();
    await lookThrough(deliveries);
    // As if it were claimed by a process that is no more.
    await database.run(`UPDATE wayleave."WebhookDelivery" SET attempts = 1, due = now() + interval '1 second'`);
    expect(await deliveries.sendDue()).toBe(0);
    await dueNow();
    expect(await deliveries.sendDue()).toBe(1);
    expect(received).toHaveLength(1);
  });

  it.each<[WebhookInput, RegExp]>([
    [{ types: ['Nothing'] }, /no type Nothing/],
    [{ types: [] }, /one type/],
    [{ actions: [] }, /one action/],
    [{ url: 'http://10.0.0.1/' }, /not public/],
    [{ condition: { after: { nonsense: 1 } } }, /no.*field|has a field/],
    [{ name: 'a\r\nX: y' }, /name/],
    [{ secret: 'short' }, /16 to 200/],
  ])('that cannot be is refused: %j', async (input, reason) => {
    await expect(create(input)).rejects.toThrow(reason);
    await expect(create(input)).rejects.toThrow(WebhookRefused);
  });
});

describe('over the API', () => {
  it('is entered by administrators, never shows its secret again, and is told by the server itself', async () => {
    const server = await startTestServer({ WAYLEAVE_WEBHOOK_ADDRESSES: '127.0.0.0/8' });
    try {
      const made = await server.post(
        'mutation ($url: String!) { createWebhook(input: { name: "api", types: ["Manufacturer"], url: $url, secret: "0123456789abcdef0123" }) { secret webhook { id name enabled actions } } }',
        { url },
      );
      expect(made.body.errors).toBeUndefined();
      expect(made.body.data).toMatchObject({
        createWebhook: { secret: '0123456789abcdef0123', webhook: { name: 'api', actions: ['CREATED', 'UPDATED', 'DELETED'] } },
      });
      await server.post('mutation { createManufacturer(input: { name: "Told", slug: "told" }) { status } }');
      for (let turn = 0; turn < 200 && received.length === 0; turn += 1) await sleep(50);
      expect(events()).toEqual(['Manufacturer.created "Told"']);
      const listed = await server.post('{ webhooks { name url } webhookDeliveries { event state } }');
      expect(listed.text).not.toContain('0123456789abcdef0123');
      expect(listed.body.errors).toBeUndefined();
      const refused = await server.post(
        'mutation { createWebhook(input: { name: "ssrf", types: ["Site"], url: "http://169.254.169.254/" }) { secret } }',
      );
      expect(refused.body.errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
      const again = await server.post(
        'mutation ($url: String!) { createWebhook(input: { name: "api", types: ["Site"], url: $url }) { secret } }',
        { url },
      );
      expect(again.body.errors?.[0]?.message).toMatch(/webhook api already/);
    } finally {
      await server.close();
    }
  }, 60_000);
});
