/** Attacks on answers that are given again: stampedes, busting, and what must not be kept. Names are those of the list of attacks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.database.run(`INSERT INTO "Site" (name, slug) SELECT 'Site ' || i, 'site-' || i FROM generate_series(1, 30) i`);
  // Until the feed has told the sites, what is read of them is not kept.
  await new Promise((wake) => setTimeout(wake, 500));
});
afterAll(() => server.close());

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

describe('who may look', () => {
  it('is whoever administers', async () => {
    const { body } = await server.post('{ cacheStatistics cacheEntry(key: "nothing") }');
    expect(body.errors).toBeUndefined();
    expect(body.data!['cacheEntry']).toBeNull();
  });
});
