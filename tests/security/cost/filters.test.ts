/** Attacks C8, C9, C13 and C14 on the whole server: filters that are work, orders that are work, and many requests in one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockTable } from '../../support/blocked.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  // A budget that fills so slowly that what is spent within a test stays spent.
  server = await startTestServer({ WAYLEAVE_BUDGET_ADMINISTRATOR: '25000,30000,1', WAYLEAVE_CACHE_BYTES: '0' });
});
afterAll(() => server.close());

const DEVICES = 'query ($f: DeviceFilter) { devices(filter: $f, first: 1) { totalCount } }';
const REFUSED = /^(?:BAD_USER_INPUT|BAD_REQUEST|INPUT_LIMIT_EXCEEDED|COST_ESTIMATED_TOO_EXPENSIVE|GRAPHQL_PARSE_FAILED)$/;

function nested(depth: number, wrap: (inner: object) => object): object {
  let filter: object = { name: { contains: 'abc' } };
  for (let level = 0; level < depth; level += 1) filter = wrap(filter);
  return filter;
}

describe('C8: a filter', () => {
  it.each<[string, unknown]>([
    ['of 5,000 alternatives', { or: Array.from({ length: 5000 }, (_, index) => ({ name: { eq: `n${index}` } })) }],
    ['of 1,100 conditions that have to hold', { and: Array.from({ length: 1100 }, () => ({ name: { contains: 'abc' } })) }],
    ['nested 2,000 deep', nested(2000, (not) => ({ not }))],
    ['nested 40 deep in lists', nested(40, (inner) => ({ or: [inner] }))],
    ['of 20,000 ids', { id: { in: Array.from({ length: 20_000 }, (_, index) => String(index)) } }],
    ['by a text of a megabyte less a little', { name: { contains: 'x'.repeat(900_000) } }],
  ])('is refused: %s', async (_, filter) => {
    const { status, body } = await server.post(DEVICES, { f: filter });
    expect(status).toBe(400);
    expect(body.errors![0]!.extensions['code']).toMatch(REFUSED);
  });

  it('that reaches through relation after relation is refused', async () => {
    const reaching = (depth: number): object => nested(depth, (inner) => ({ site: { devices: { some: inner } } }));
    const three = await server.post(DEVICES, { f: reaching(3) });
    expect(three.body.data).toEqual({ devices: { totalCount: 0 } });
    for (const depth of [4, 8]) {
      const { status, body } = await server.post(DEVICES, { f: reaching(depth) });
      expect({ status, code: body.errors![0]!.extensions['code'] }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    }
  });
});

describe('C9: a page', () => {
  it.each(['offset: 10000000', 'skip: 10', 'page: 3'])('has no place to start from but a cursor: %s', async (argument) => {
    const { status, body } = await server.post(`{ devices(${argument}) { nodes { id } } }`);
    expect({ status, code: body.errors![0]!.extensions['code'] }).toEqual({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  });
});

describe('C14: requests that come at once on one connection', () => {
  it('are answered in their order, and each is paid for', async () => {
    const body = JSON.stringify({ query: '{ sites(first: 100) { totalCount } viewer { name } }' });
    const one = `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n`;
    const answers = await server.raw(`${`${one}\r\n${body}`.repeat(49)}${one}connection: close\r\n\r\n${body}`);
    expect(answers.match(/HTTP\/1\.1 200/g)).toHaveLength(50);
    const left = [...answers.matchAll(/"currentlyAvailable":(\d+)/g)].map(([, points]) => Number(points));
    expect(left).toHaveLength(50);
    // Whoever is charged has less than a full bucket, each time.
    const [, most] = /"maximumAvailable":(\d+)/.exec(answers)!;
    for (const points of left) expect(points).toBeLessThan(Number(most));
  });

  it('are not several because they stand in a list', async () => {
    const body = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
    const { status, body: said } = await server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect({ status, code: said.errors![0]!.extensions['code'] }).toEqual({ status: 400, code: 'BAD_REQUEST' });
  });
});

describe('H1: an operation that its budget cannot pay', () => {
  it('is answered 429 with when to come again and with all security headers', async () => {
    const dear = '{ devices(first: 900) { nodes { interfaces(first: 20) { nodes { name } } } } }';
    const lock = await lockTable(server.database, 'Device');
    // What the first has reserved is not given back before it has been answered.
    const first = server.post(dear);
    await lock.waiting(1);
    const { status, headers, body } = await server.post(dear.replace('first: 20', 'first: 19'));
    await lock.release();
    expect((await first).status).toBe(200);
    expect({ status, code: body.errors![0]!.extensions['code'] }).toEqual({ status: 429, code: 'THROTTLED' });
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    expect(headers['ratelimit-policy']).toBe('"budget";q=30000;w=30000');
    expect(headers['ratelimit']).toMatch(/^"budget";r=\d+;t=\d+$/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });
});
