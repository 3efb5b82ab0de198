/** Attacks on answers that are given again: stampedes, busting, and what must not be kept. Names are those of the list of attacks. */

import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestRedis, testRedis } from '../../support/redis.ts';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';
import { issueToken, TOKEN_SECRET } from '../../support/token.ts';

let redis: TestRedis;
let server: TestServer;
beforeAll(async () => {
  redis = await testRedis();
  server = await startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET, REDIS_URL: redis.url });
  await server.database.run(`INSERT INTO "Site" (name, slug) SELECT 'Site ' || i, 'site-' || i FROM generate_series(1, 30) i`);
  // Until the feed has told the sites, what is read of them is not kept.
  await new Promise((wake) => setTimeout(wake, 500));
});
afterAll(async () => {
  await server?.close();
  await redis?.close();
});

interface Statistics {
  readonly hits: { readonly memory: number; readonly waited: number };
  readonly kept: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly memory: { readonly entries: number; readonly bytes: number; readonly mostBytes: number };
}

async function statistics(): Promise<Statistics> {
  return (await server.post('{ cacheStatistics }')).body.data!['cacheStatistics'] as Statistics;
}

const pointsOf = ({ text }: Answer): number => Number(/"actualQueryCost":(\d+)/.exec(text)?.[1]);

/** A request as it is sent, so that a test can write what no JSON.stringify would. */
const send = (body: string): Promise<Answer> =>
  server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
const request = (query: string, variables: string, operationName?: string): string =>
  `{"query":${JSON.stringify(query)},"variables":${variables}${operationName ? `,"operationName":"${operationName}"` : ''}}`;

/** Whether the answer to the other request is the one that was kept of the first. */
async function isOne(one: string, other: string): Promise<boolean> {
  const answers = [await send(one), await send(one), await send(one)];
  expect(answers.map(({ body }) => body.errors)).toEqual([undefined, undefined, undefined]);
  expect(pointsOf(answers[2]!)).toBe(1);
  return pointsOf(await send(other)) === 1;
}

describe('K3: two questions that look alike', () => {
  const named = 'query Named($name: String) { sites(filter: { name: { eq: $name } }) { nodes { name } } }';
  const paged = (name: string): string => `query ${name}($first: Int = 2) { sites(first: $first) { nodes { name } } }`;
  const two = 'query One { sites(first: 2) { nodes { name } } } query Two { sites(first: 3) { nodes { name } } }';
  const listed = 'query Listed($names: [String!]) { sites(filter: { name: { in: $names } }) { nodes { name } } }';

  it.each([
    ['another operation of the same text', request(two, '{}', 'One'), request(two, '{}', 'Two')],
    ['a default and another value', request(paged('Paged'), '{}'), request(paged('Paged'), '{"first":3}')],
    ['composed and decomposed letters', request(named, '{"name":"caf\u00e9"}'), request(named, '{"name":"cafe\u0301"}')],
    ['a list and its items run together', request(listed, '{"names":["a","b"]}'), request(listed, '{"names":["a,b"]}')],
    ['a text and one with what ends it', request(named, '{"name":"a"}'), request(named, JSON.stringify({ name: 'a","x":"b' }))],
    ['another case', request(named, '{"name":"Site 1"}'), request(named, '{"name":"site 1"}')],
  ])('is two: %s', async (_, one, other) => expect(await isOne(one, other)).toBe(false));

  it.each([
    ['a default that is said', request(paged('Said'), '{}'), request(paged('Said'), '{"first":2}')],
    ['a number that is written otherwise', request(paged('Written'), '{"first":2}'), request(paged('Written'), '{"first":2.0}')],
    ['one value and a list of it', request(listed, '{"names":["c"]}'), request(listed, '{"names":"c"}')],
    ['a variable that nobody declared', request(paged('Undeclared'), '{}'), request(paged('Undeclared'), '{"other":1}')],
  ])('is one: %s', async (_, one, other) => expect(await isOne(one, other)).toBe(true));
});

describe('I6: what is asked, written into Redis', () => {
  const hostile = ['x\r\nFLUSHALL\r\n', '*3\r\n$3\r\nDEL\r\n', '*', '?', '[a]', 'wayleave:cache:*', '::', '\u0000', 'x'.repeat(100_000)];

  it('is a hash there, and touches nothing that belongs to others', async () => {
    const client = createClient({ url: redis.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.set('somebody:else', 'untouched');
      const query = 'query Hostile($name: String) { sites(filter: { name: { eq: $name } }) { nodes { name } } }';
      for (const name of hostile) for (let time = 0; time < 3; time += 1) await server.post(query, { name });
      for (const key of hostile)
        expect(
          (await server.post('query ($key: String!) { cacheEntry(key: $key) }', { key })).body.data?.['cacheEntry'] ?? null,
        ).toBeNull();
      const keys = await client.keys('wayleave:cache*');
      // Two are refused before they are questions: what is too long, and a letter that PostgreSQL does not know.
      expect(keys.filter((key) => key.includes('::')).length).toBeGreaterThanOrEqual(hostile.length - 2);
      for (const key of keys) expect(key).toMatch(/^wayleave:cache:(?::|lease:)[\w-]{43}$/);
      // Nothing of what was asked, found or answered can be read there.
      for (const key of keys.filter((name) => name.includes('::'))) expect(await client.get(key)).toMatch(/^[A-Za-z0-9+/]+=*$/);
      expect(await client.get('somebody:else')).toBe('untouched');
    } finally {
      client.destroy();
    }
  });
});

describe('K9: a stampede of identical questions', () => {
  it('is worked out once, although nobody asked before', async () => {
    const before = await statistics();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => server.post('query Stampede { sites(first: 30) { nodes { name slug } } }')),
    );
    expect(new Set(answers.map(({ text }) => JSON.stringify(JSON.parse(text).data))).size).toBe(1);
    const after = await statistics();
    expect(after.kept - before.kept).toBeLessThanOrEqual(1);
    expect(after.hits.waited + after.hits.memory - before.hits.waited - before.hits.memory).toBe(99);
  });
});

describe('K9: a storm of writes', () => {
  it('to other rows takes no answer away', async () => {
    const question = 'query Calm { sites(first: 7) { nodes { name slug } } }';
    while (pointsOf(await server.post(question)) !== 1);
    const before = await statistics();
    for (let index = 0; index < 200; index += 1) {
      await server.database.run(`INSERT INTO "Tag" (name, slug) VALUES ('storm ${index}', 'storm-${index}')`);
      expect(pointsOf(await server.post(question))).toBe(1);
    }
    const { hits } = await statistics();
    expect(hits.memory - before.hits.memory).toBe(200);
  });
});

describe('K6: busting with variants', () => {
  it('of layout, comments and the order of arguments, makes one entry', async () => {
    const variants = [
      'query Bust { sites(first: 2, orderBy: [{ name: ASC }]) { nodes { name } } }',
      'query Bust { sites(orderBy: [{ name: ASC }], first: 2) { nodes { name } } }',
      'query Bust{sites(first:2,orderBy:[{name:ASC}]){nodes{name}}}',
      'query Bust { # a comment\n sites(first: 2, orderBy: [{ name: ASC }]) { nodes { name } } }',
    ];
    const before = await statistics();
    for (const variant of [...variants, ...variants, ...variants]) await server.post(variant);
    expect((await statistics()).memory.entries - before.memory.entries).toBe(1);
  });

  it('of aliases holds no more than a tenth of the room', async () => {
    for (let index = 0; index < 60; index += 1) {
      const variant = `query Alias { a${index}: sites(first: 30) { nodes { name slug description } } }`;
      await server.post(variant);
      await server.post(variant);
    }
    const { memory } = await statistics();
    expect(memory.entries).toBeGreaterThan(50);
    expect(memory.bytes).toBeLessThanOrEqual(memory.mostBytes / 10);
  });
});

describe('K7: a cache between us and the client', () => {
  it('is told to keep nothing for others, whether an answer was kept or not', async () => {
    const path = `/graphql?query=${encodeURIComponent('query Between { sites(first: 3) { nodes { name } } }')}`;
    const answers = [await server.ask(path), await server.ask(path), await server.ask(path)];
    expect(pointsOf(answers[2]!)).toBe(1);
    for (const { headers } of answers) {
      expect(headers['cache-control']).toMatch(/^private\b/);
      expect(headers['vary']).toContain('Authorization');
    }
    const [posted] = [await server.post('query Between { sites(first: 3) { nodes { name } } }')];
    expect(posted!.headers['cache-control']).toBe('no-store');
  });

  it('cannot use a tag of one viewer to learn of the data of another', async () => {
    const path = `/graphql?query=${encodeURIComponent('query Tagged { sites(first: 3) { nodes { name } } }')}`;
    const { headers } = await server.ask(path);
    const stranger = await server.ask(path, { headers: { authorization: 'Bearer nobody', 'if-none-match': headers['etag']! } });
    expect(stranger.status).toBe(401);
  });
});

describe('K8: what failed', () => {
  it('is not kept', async () => {
    const broken = 'query Broken { sites(first: 1) { nodes { name } } other: sites(first: 1, after: "nonsense") { nodes { name } } }';
    const before = await statistics();
    for (let time = 0; time < 4; time += 1) expect((await server.post(broken)).body.errors).toHaveLength(1);
    expect((await statistics()).kept).toBe(before.kept);
  });

  it('is not kept when the database failed, and the next one is answered', async () => {
    const question = 'query Away { sites(first: 4) { nodes { name } } }';
    await server.post(question);
    await server.database.run('ALTER TABLE "Site" RENAME TO "SiteAway"');
    const failed = await server.post(question, {}, { headers: { 'cache-control': 'no-cache' } });
    await server.database.run('ALTER TABLE "SiteAway" RENAME TO "Site"');
    expect(failed.body.errors).toBeDefined();
    const again = await server.post(question);
    expect(again.body.errors).toBeUndefined();
  });
});

describe('K8: what one may not see', () => {
  it('is not missing for those who may, nor given to those who may not, whoever asks first', async () => {
    await server.database.run(`INSERT INTO "Tenant" (name, slug) VALUES ('Acme', 'acme')`);
    await server.database.run(`UPDATE "Site" SET "tenantId" = (SELECT id FROM "Tenant") WHERE slug IN ('site-1', 'site-2')`);
    const { token } = await issueToken(server.database, { role: 'interactive', tenants: ['acme'] });
    const limited = { headers: { authorization: `Bearer ${token}` } };
    while ((await server.ask('/graphql?query={__typename}', limited)).status === 401) await new Promise((wake) => setTimeout(wake, 50));
    const namesOf = ({ body }: Answer) => (body.data!['sites'] as { nodes: { name: string }[] }).nodes.map(({ name }) => name);
    for (const first of ['limited', 'administrator']) {
      const question = `query By_${first} { sites(first: 30) { nodes { name } } }`;
      const askAs = { limited: () => server.post(question, {}, limited), administrator: () => server.post(question) };
      const order = first === 'limited' ? (['limited', 'administrator'] as const) : (['administrator', 'limited'] as const);
      for (const who of order) {
        const answers = [await askAs[who](), await askAs[who](), await askAs[who]()];
        expect(pointsOf(answers[2]!)).toBe(1);
        for (const answer of answers) expect(namesOf(answer)).toHaveLength(who === 'limited' ? 2 : 30);
      }
    }
  });
});

describe('who may look', () => {
  it('is whoever administers', async () => {
    const { body } = await server.post('{ cacheStatistics cacheEntry(key: "nothing") }');
    expect(body.errors).toBeUndefined();
    expect(body.data!['cacheEntry']).toBeNull();
  });
});
