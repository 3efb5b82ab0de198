/** Registered operations by GET, with caches between and more than one viewer: attacks Q6, Q8 and K7. */
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { register } from '../../support/registered-operations.ts';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';
import { issueToken, type TestToken, TOKEN_SECRET } from '../../support/token.ts';

let server: TestServer;
let one: TestToken;
let other: TestToken;
let sites: string;
let rename: string;
let dear: string;

beforeAll(async () => {
  server = await startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET, WAYLEAVE_BUDGET_INTEGRATOR: '3000,3000,1' });
  const { database } = server;
  await seedEstate(database.pool, { resources: 5000, seed: 1 });
  const { rows } = await database.pool.query<{ slug: string }>('SELECT "slug" FROM "Site" ORDER BY "id" LIMIT 1');
  one = await issueToken(database, { role: 'interactive', operations: 'ids' });
  other = await issueToken(database, { role: 'interactive', operations: 'ids', sites: [rows[0]!.slug] });
  const audience = 'role:interactive';
  sites = await register(database, 'query Sites { sites(first: 100) { nodes { name } } }', { audience });
  rename = await register(database, 'mutation Rename($input: TagInput!) { createTag(input: $input) { __typename } }', { audience });
  dear = await register(
    database,
    'query Dear($first: Int!) { devices(first: $first) { nodes { interfaces(first: 100) { nodes { name } } } } }',
    { audience: 'role:integrator' },
  );
  for (const token of [one, other]) while ((await get(token, `/graphql/p/${sites}`)).status !== 200) await wait(50);
});
afterAll(() => server.close());

const get = ({ token }: TestToken, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  server.ask(path, { headers: { authorization: `Bearer ${token}`, ...headers } });

interface CachedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

interface CachePolicy {
  storable(): boolean;
  satisfiesWithoutRevalidation(request: CachedRequest): boolean;
  revalidationHeaders(request: CachedRequest): Record<string, string>;
}

/** RFC 9111, by others. */
const Policy = createRequire(import.meta.url)('http-cache-semantics') as new (
  request: CachedRequest,
  response: { readonly status: number; readonly headers: Answer['headers'] },
  options: { readonly shared: boolean },
) => CachePolicy;

/** A cache before the server: shared, as a proxy is, or of one viewer, as a browser's is. */
function cacheOf(options: { readonly shared: boolean }) {
  const entries: { readonly request: CachedRequest; readonly policy: CachePolicy; readonly answer: Answer }[] = [];
  const events: string[] = [];
  return {
    entries,
    events,
    async get({ token }: TestToken, url: string): Promise<string> {
      const request = { method: 'GET', url, headers: { host: 'wayleave', authorization: `Bearer ${token}` } };
      const entry = entries.findLast((candidate) => candidate.request.url === url);
      if (entry?.policy.satisfiesWithoutRevalidation(request)) {
        events.push('hit');
        return entry.answer.text;
      }
      const { host: _, ...headers } = entry ? entry.policy.revalidationHeaders(request) : request.headers;
      const answer = await server.ask(url, { headers });
      if (answer.status === 304) {
        events.push('revalidated');
        return entry!.answer.text;
      }
      const policy = new Policy(request, answer, options);
      if (policy.storable()) entries.push({ request, policy, answer });
      events.push('asked');
      return answer.text;
    },
  };
}

describe('a cache', () => {
  it('keeps nothing of any viewer when it is shared', async () => {
    const proxy = cacheOf({ shared: true });
    for (let times = 0; times < 2; times += 1) {
      for (const url of [`/graphql/p/${sites}`, `/graphql?documentId=${sites}`]) {
        const [all, few] = [await proxy.get(one, url), await proxy.get(other, url)];
        expect(JSON.parse(few).data.sites.nodes).toHaveLength(1);
        expect(JSON.parse(all).data.sites.nodes.length).toBeGreaterThan(1);
      }
    }
    expect(proxy.entries).toHaveLength(0);
    expect(new Set(proxy.events)).toEqual(new Set(['asked']));
  });

  it('keeps an answer when it is one viewer’s own, and asks each time whether it still holds', async () => {
    const browser = cacheOf({ shared: false });
    const first = await browser.get(one, `/graphql/p/${sites}`);
    const second = await browser.get(one, `/graphql/p/${sites}`);
    expect(browser.events).toEqual(['asked', 'revalidated']);
    expect(second).toBe(first);
    // Somebody else signs in to the same browser.
    const theirs = await browser.get(other, `/graphql/p/${sites}`);
    expect(JSON.parse(theirs).data.sites.nodes).toHaveLength(1);
    expect(browser.events.at(-1)).toBe('asked');
  });
});

describe('an answer that a cache may meet', () => {
  it('is for its viewer alone: private, asked for again each time, and different by credential', async () => {
    for (const answer of [await get(one, `/graphql/p/${sites}`), await get(one, `/graphql?documentId=${sites}`)]) {
      expect(answer.headers['cache-control']).toBe('private, no-cache');
      expect(answer.headers['vary']).toMatch(/Authorization, Cookie/);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('is not taken for another viewer’s by its tag', async () => {
    const all = await get(one, `/graphql/p/${sites}`);
    const few = await get(other, `/graphql/p/${sites}`);
    expect((few.body.data!['sites'] as { nodes: unknown[] }).nodes).toHaveLength(1);
    expect((all.body.data!['sites'] as { nodes: unknown[] }).nodes.length).toBeGreaterThan(1);
    const crossed = await get(other, `/graphql/p/${sites}`, { 'if-none-match': all.headers['etag']! });
    expect(crossed.status).toBe(200);
    expect(crossed.text).not.toBe(all.text);
    // Any answer would do for `*`, so it is no tag.
    expect((await get(other, `/graphql/p/${sites}`, { 'if-none-match': '*' })).status).toBe(200);
  });

  it('has another tag for each viewer even where the data are the same', async () => {
    const same = await issueToken(server.database, { role: 'interactive', operations: 'ids' });
    while ((await get(same, `/graphql/p/${sites}`)).status !== 200) await wait(50);
    const [mine, theirs] = [await get(one, `/graphql/p/${sites}`), await get(same, `/graphql/p/${sites}`)];
    expect(mine.body.data).toEqual(theirs.body.data);
    expect(mine.headers['etag']).not.toBe(theirs.headers['etag']);
  });

  it('is not kept when it is a refusal', async () => {
    for (const path of ['/graphql/p/none', `/graphql/p/${'0'.repeat(64)}`, `/graphql/p/${dear}`]) {
      const answer = await get(one, path);
      expect(answer.status).toBe(400);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.headers['etag']).toBeUndefined();
    }
  });

  it('does not exist for HEAD', async () => {
    const { token } = one;
    const answer = await server.ask(`/graphql/p/${sites}`, { method: 'HEAD', headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(405);
  });
});

describe('a registered mutation', () => {
  it('is refused by GET with 405, and changes nothing', async () => {
    const variables = encodeURIComponent(JSON.stringify({ input: { name: 'By GET', slug: 'by-get' } }));
    for (const path of [`/graphql/p/${rename}?variables=${variables}`, `/graphql?documentId=${rename}&variables=${variables}`]) {
      const answer = await get(one, path);
      expect(answer.status).toBe(405);
      expect(answer.headers['allow']).toContain('POST');
      expect(answer.body.errors![0]!.extensions['code']).toBe('METHOD_NOT_ALLOWED');
    }
    const { rows } = await server.database.pool.query(`SELECT FROM "Tag" WHERE "slug" = 'by-get'`);
    expect(rows).toHaveLength(0);
  });
});

describe('a registered operation', () => {
  it('is priced by what each request gives, refused above the ceiling, and paid for', async () => {
    const spender = await issueToken(server.database, { role: 'integrator', operations: 'ids' });
    // Each is worked out anew: what was kept costs next to nothing.
    const ask = (first: number) =>
      get(spender, `/graphql/p/${dear}?variables=${encodeURIComponent(JSON.stringify({ first }))}`, { 'cache-control': 'no-cache' });
    while ((await ask(1)).status === 401) await wait(50);
    const above = await ask(100);
    expect(above.status).toBe(400);
    expect(above.body.errors![0]!.extensions).toMatchObject({ code: 'COST_ESTIMATED_TOO_EXPENSIVE', limit: 3000 });
    const statuses: number[] = [];
    for (let times = 0; times < 25; times += 1) statuses.push((await ask(20)).status);
    expect(statuses[0]).toBe(200);
    expect(statuses).toContain(429);
  });
});
