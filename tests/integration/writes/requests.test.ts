import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

type Payload = { status: string; errors: { code: string; message: string; field: string | null; item: number | null }[] };

const sites = async (name: string): Promise<number> =>
  Number((await server.database.pool.query('SELECT count(*) AS n FROM "Site" WHERE name LIKE $1', [`${name}%`])).rows[0].n);

const createSite = (name: string, key?: string) =>
  server.post(
    'mutation ($input: SiteInput!, $key: String) { createSite(input: $input, idempotencyKey: $key) { status site { id name created } errors { code field } } }',
    { input: { name, slug: name.toLowerCase().replaceAll(' ', '-') }, key: key ?? null },
  );

describe('a request of mutations', () => {
  it('runs its fields in order, each seeing what the ones before it wrote, and notes who wrote', async () => {
    const { body, headers } = await server.post(`mutation {
      region: createRegion(input: { name: "Europe", slug: "europe" }) { status }
      site: createSite(input: { name: "Order", slug: "order", region: { parentAndSlug: { slug: "europe" } } }) { status site { region { name } } }
    }`);
    expect(body.data).toEqual({ region: { status: 'CREATED' }, site: { status: 'CREATED', site: { region: { name: 'Europe' } } } });
    const { rows } = await server.database.pool.query(
      `SELECT DISTINCT actor, request FROM wayleave."History" WHERE "table" IN ('Region', 'Site') AND action = 'INSERT'`,
    );
    expect(rows).toEqual([{ actor: expect.stringMatching(/development/), request: headers['x-request-id'] }]);
  });

  it('stores what succeeded and nothing of what failed, as the answer says', async () => {
    const { body } = await server.post(`mutation {
      good: createSite(input: { name: "Half", slug: "half" }) { status }
      bad: createSite(input: { name: "Half", slug: "half-again" }) { status errors { code field } }
    }`);
    expect(body.data).toEqual({ good: { status: 'CREATED' }, bad: { status: 'FAILED', errors: [{ code: 'CONFLICT', field: 'name' }] } });
    expect(await sites('Half')).toBe(1);
  });

  it('stores nothing when any part of the answer is an error, and has no data then', async () => {
    const broken = await server.post(`mutation {
      first: createService(input: { name: "undone-service" }) { status }
      second: createServiceDependency(input: { service: { tenantAndDeviceAndVirtualMachineAndProtocolAndName: { name: "undone-service" } }, name: "needs" }) { status }
    }`);
    expect(broken.body.data ?? null).toBeNull();
    expect(broken.body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(broken.body.errors![0]!.message).toMatch(/needs 1 of its members and has 0.*Nothing of the request was stored/);
    const { rows } = await server.database.pool.query(`SELECT FROM "Service" WHERE name = 'undone-service'`);
    expect(rows).toHaveLength(0);
  });

  it('keeps rules that are looked at in the end when the request as a whole meets them', async () => {
    const key =
      '{ serviceAndName: { service: { tenantAndDeviceAndVirtualMachineAndProtocolAndName: { name: "shop" } }, name: "database" } }';
    const { body } = await server.post(`mutation {
      shop: createService(input: { name: "shop" }) { status }
      database: createService(input: { name: "postgres" }) { status }
      needs: createServiceDependency(input: { service: { tenantAndDeviceAndVirtualMachineAndProtocolAndName: { name: "shop" } }, name: "database" }) { status errors { message } }
      member: createServiceDependencyMember(input: { dependency: ${key}, service: { tenantAndDeviceAndVirtualMachineAndProtocolAndName: { name: "postgres" } } }) { status errors { message } }
    }`);
    expect(body.errors).toBeUndefined();
    expect(Object.values(body.data!).map((payload) => (payload as Payload).status)).toEqual(['CREATED', 'CREATED', 'CREATED', 'CREATED']);
  });

  it('that deadlocks with another is run again, and both are stored', async () => {
    await server.post('mutation { upsertSites(items: [{ name: "Left", slug: "left" }, { name: "Right", slug: "right" }]) { status } }');
    const ids = await server.post('{ left: siteBy(key: { slug: "left" }) { id } right: siteBy(key: { slug: "right" }) { id } }');
    const { left, right } = ids.body.data as Record<string, { id: string }>;
    const change = (first: string, second: string, text: string) =>
      server.post(
        `mutation ($first: ID!, $second: ID!, $text: String) {
          a: updateSite(id: $first, input: { description: $text }) { status }
          b: updateSite(id: $second, input: { description: $text }) { status }
        }`,
        { first, second, text },
      );
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, n) =>
        n % 2 === 0 ? change(left!.id, right!.id, `text ${n}`) : change(right!.id, left!.id, `text ${n}`),
      ),
    );
    for (const { body } of answers) {
      expect(body.errors).toBeUndefined();
      expect(body.data).toEqual({ a: { status: 'UPDATED' }, b: { status: 'UPDATED' } });
    }
    const { rows } = await server.database.pool.query(`SELECT description, version FROM "Site" WHERE slug IN ('left', 'right')`);
    expect(rows[0].description).toBe(rows[1].description);
    expect(rows.map(({ version }) => version)).toEqual([5, 5]);
  });

  it('costs 10 a mutation and 1 a row, and what it reads back', async () => {
    const { body } = await server.post(
      'mutation { upsertSites(items: [{ name: "Price 1", slug: "p1", region: { parentAndSlug: { slug: "europe" } } }, { name: "Price 2", slug: "p2" }], dryRun: true) { status } }',
    );
    const { cost } = (body as { extensions: { cost: { requestedQueryCost: number; fieldCost: number } } }).extensions;
    // 10, two rows, the composite key of the region, and the root.
    expect(cost).toMatchObject({ fieldCost: 13, requestedQueryCost: 14 });
  });
});

describe('an idempotency key', () => {
  it('gets a repeat the answer of the first, whatever happened since', async () => {
    const first = await createSite('Once', 'key-once');
    await server.database.run(`UPDATE "Site" SET name = 'Once renamed' WHERE slug = 'once'`);
    const second = await createSite('Once', 'key-once');
    expect(second.body.data).toEqual(first.body.data);
    expect(second.text.match(/"data":.*?"errors":\[\]/)![0]).toBe(first.text.match(/"data":.*?"errors":\[\]/)![0]);
    expect(await sites('Once')).toBe(1);
  });

  it('repeats an answer that says what failed', async () => {
    const first = await createSite('Once renamed', 'key-failed');
    expect(first.body.data).toMatchObject({ createSite: { status: 'FAILED' } });
    expect((await createSite('Once renamed', 'key-failed')).body.data).toEqual(first.body.data);
  });

  it('runs a request once when twenty come at once, and all get one answer', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => createSite('Twenty', 'key-twenty')));
    const distinct = new Set(answers.map(({ body }) => JSON.stringify(body.data)));
    expect([...distinct]).toHaveLength(1);
    expect([...distinct][0]).toContain('"status":"CREATED"');
    expect(await sites('Twenty')).toBe(1);
  });

  it('is refused with another operation or other variables, and nothing runs', async () => {
    await createSite('Mine', 'key-mine');
    const other = await createSite('Other', 'key-mine');
    expect(other.status).toBe(422);
    expect(other.body.errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
    expect(await sites('Other')).toBe(0);
  });

  it('does not mind the order of the variables', async () => {
    const text = 'mutation ($input: SiteInput!, $key: String) { createSite(input: $input, idempotencyKey: $key) { status } }';
    const first = await server.post(text, { input: { name: 'Order 2', slug: 'order-2' }, key: 'key-order' });
    const second = await server.post(text, { key: 'key-order', input: { slug: 'order-2', name: 'Order 2' } });
    expect(second.body.data).toEqual(first.body.data);
  });

  it('is one a request, and of a length that can be stored', async () => {
    const two = await server.post(
      'mutation { a: deleteSite(id: "x", idempotencyKey: "1") { status } b: deleteSite(id: "x", idempotencyKey: "2") { status } }',
    );
    expect(two.body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await createSite('Long', 'k'.repeat(201))).body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect((await createSite('Empty', '')).body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is free again when the request was undone', async () => {
    const text = (members: string) =>
      `mutation { s: createService(input: { name: "free" }, idempotencyKey: "key-free") { status } d: createServiceDependency(input: { service: { tenantAndDeviceAndVirtualMachineAndProtocolAndName: { name: "free" } }, name: "n" }) { status } ${members} }`;
    expect((await server.post(text(''))).body.errors).toHaveLength(1);
    const other = await server.post(
      text(
        'm: createServiceDependencyMember(input: { dependency: { serviceAndName: { service: { tenantAndDeviceAndVirtualMachineAndProtocolAndName: { name: "free" } }, name: "n" } }, service: { tenantAndDeviceAndVirtualMachineAndProtocolAndName: { name: "shop" } } }) { status errors { message } }',
      ),
    );
    expect(other.body.errors).toBeUndefined();
    expect(other.body.data).toMatchObject({ s: { status: 'CREATED' }, m: { status: 'CREATED' } });
  });

  it('is forgotten after a day', async () => {
    await createSite('Daily', 'key-daily');
    await server.database.run(`UPDATE "wayleave"."IdempotencyKey" SET "at" = "at" - interval '25 hours' WHERE "key" LIKE 'key-%'`);
    expect((await createSite('Daily 2', 'key-daily')).body.data).toMatchObject({ createSite: { status: 'CREATED' } });
    const { rows } = await server.database.pool.query(`SELECT "key" FROM "wayleave"."IdempotencyKey" WHERE "key" LIKE 'key-%'`);
    expect(rows.map(({ key }) => key)).toEqual(['key-daily']);
  });

  it('answers after the process that ran the request is gone', async () => {
    const first = await createSite('Twice', 'key-process');
    const other = await startTestServer({ DATABASE_URL: server.database.url });
    try {
      const text =
        'mutation ($input: SiteInput!, $key: String) { createSite(input: $input, idempotencyKey: $key) { status site { id name created } errors { code field } } }';
      const again = await other.post(text, { input: { name: 'Twice', slug: 'twice' }, key: 'key-process' });
      expect(again.body.data).toEqual(first.body.data);
    } finally {
      await other.close();
    }
    expect(await sites('Twice')).toBe(1);
  });
});

describe('the price of all these requests', () => {
  it('is an upper bound of what they cost', () => {
    expect(server.lines.filter((line) => line.includes('cost more than its price'))).toEqual([]);
  });
});
