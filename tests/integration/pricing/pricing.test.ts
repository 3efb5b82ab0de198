import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  // A budget that fills so slowly that what is spent within a test stays spent.
  server = await startTestServer({ WAYLEAVE_BUDGET_ADMINISTRATOR: '20000,30000,1', WAYLEAVE_CACHE_BYTES: '0' });
  await seedEstate(server.database.pool, { resources: 5000, seed: 1 });
});
afterAll(() => server.close());

interface Cost {
  readonly requestedQueryCost: number;
  readonly actualQueryCost: number;
  readonly typeCost: number;
  readonly fieldCost: number;
  readonly expectedQueryCost?: number;
  readonly p99QueryCost?: number;
  readonly allowed?: boolean;
  readonly maximumQueryCost?: number;
  readonly hint?: string | null;
  readonly fields?: readonly { path: string; requested: number; actual?: number; count?: number }[];
  readonly throttleStatus: { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };
}
const costOf = (answer: { body: unknown }): Cost => (answer.body as { extensions: { cost: Cost } }).extensions.cost;

const TRAVERSAL = '{ devices(first: 3) { nodes { name site { name } interfaces(first: 10) { nodes { name } } } } }';

describe('the price of an answer', () => {
  it('is an upper bound that comes with every answer, and what was not used is given back', async () => {
    const before = costOf(await server.post('{ __typename }'));
    const answer = await server.post(TRAVERSAL);
    const cost = costOf(answer);
    expect(answer.body.errors).toBeUndefined();
    // The root, three devices with their sites, and thirty interfaces; a call for each relation.
    expect(cost.typeCost).toBe(1 + 3 + 3 + 30);
    expect(cost.requestedQueryCost).toBe(cost.typeCost + cost.fieldCost);
    expect(cost.actualQueryCost).toBeLessThanOrEqual(cost.requestedQueryCost);
    expect(cost.actualQueryCost).toBeGreaterThan(0);
    const spent = before.throttleStatus.currentlyAvailable - cost.throttleStatus.currentlyAvailable;
    expect(spent).toBeGreaterThanOrEqual(cost.actualQueryCost - 3);
    expect(spent).toBeLessThanOrEqual(cost.actualQueryCost + 1);
  });

  it('stands in the headers that clients read', async () => {
    const { headers } = await server.post('{ __typename }');
    expect(headers['ratelimit-policy']).toBe('"budget";q=30000;w=30000');
    expect(headers['ratelimit']).toMatch(/^"budget";r=\d+;t=\d+$/);
  });

  it('is reported field by field, dearest first, when asked for', async () => {
    const { fields } = costOf(await server.post(TRAVERSAL, {}, { headers: { 'graphql-cost': 'report' } }));
    expect(fields![0]!.path).toContain('interfaces');
    const requested = fields!.map((field) => field.requested);
    expect(requested).toEqual([...requested].sort((one, other) => other - one));
    for (const field of fields!) expect(field.actual, field.path).toBeLessThanOrEqual(field.requested);
  });

  it('comes with what it will probably be, when a report is asked for', async () => {
    const reported = costOf(await server.post(TRAVERSAL, {}, { headers: { 'graphql-cost': 'report' } }));
    expect(reported.expectedQueryCost).toBeGreaterThan(0);
    expect(reported.expectedQueryCost).toBeLessThanOrEqual(reported.p99QueryCost!);
    expect(reported.p99QueryCost).toBeLessThanOrEqual(reported.requestedQueryCost);
    expect(costOf(await server.post(TRAVERSAL))).not.toHaveProperty('expectedQueryCost');
  });

  it('is told without running anything, with the change that would save most', async () => {
    const answer = await server.post(
      '{ devices(first: 1000) { nodes { interfaces(first: 1000) { nodes { name } } } } }',
      {},
      { headers: { 'graphql-cost': 'validate' } },
    );
    const cost = costOf(answer);
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty('data');
    expect(cost).toMatchObject({ allowed: false, maximumQueryCost: 20_000 });
    expect(cost.requestedQueryCost).toBeGreaterThan(1_000_000);
    expect(cost.hint).toContain('Ask for first: 19 instead of 1000 at "devices.nodes"');
  });

  it('follows the variables: a page that a variable asks for is a page that is paid for', async () => {
    const query = 'query ($first: Int = 5) { devices(first: $first) { nodes { name } } }';
    const validate = { headers: { 'graphql-cost': 'validate' } };
    const [byDefault, small, large] = [
      costOf(await server.post(query, {}, validate)).typeCost,
      costOf(await server.post(query, { first: 1 }, validate)).typeCost,
      costOf(await server.post(query, { first: 1000 }, validate)).typeCost,
    ];
    expect([byDefault, small, large]).toEqual([6, 2, 1001]);
  });

  it('is not made for a page that no list gives: that page is refused as such', async () => {
    const answer = await server.post('{ devices(first: 1000000) { nodes { name } } }');
    expect(answer.status).toBe(400);
    expect(answer.body.errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
    expect(answer.body.errors![0]!.message).toContain('1000000');
  });

  it('above the ceiling of one request is refused before any work', async () => {
    const answer = await server.post('{ devices(first: 1000) { nodes { interfaces(first: 1000) { nodes { name } } } } }');
    expect(answer.status).toBe(400);
    expect(answer.body.errors![0]!.extensions).toMatchObject({ code: 'COST_ESTIMATED_TOO_EXPENSIVE', limit: 20_000 });
    expect(answer.body.errors![0]!.extensions['hint']).toContain('devices.nodes');
  });

  it('that the budget cannot pay is answered with 429 and the time to wait; parallel requests never spend more than it holds', async () => {
    const dear = '{ devices(first: 1000) { nodes { interfaces(first: 10) { nodes { name } } } } }';
    const price = costOf(await server.post(dear, {}, { headers: { 'graphql-cost': 'validate' } })).requestedQueryCost;
    const left = costOf(await server.post('{ __typename }', {}, { headers: { 'graphql-cost': 'validate' } })).throttleStatus
      .currentlyAvailable;
    const answers = await Promise.all(Array.from({ length: 6 }, () => server.post(dear)));
    const granted = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 429);
    expect(granted.length + refused.length).toBe(6);
    expect(refused.length).toBeGreaterThan(0);
    expect(price * 6).toBeGreaterThan(left);
    const spent = granted.reduce((sum, answer) => sum + costOf(answer).actualQueryCost, 0);
    expect(spent).toBeLessThanOrEqual(left + 1);
    const [first] = refused;
    expect(first!.body.errors![0]!.extensions['code']).toBe('THROTTLED');
    expect(Number(first!.headers['retry-after'])).toBeGreaterThan(0);
  });
});
