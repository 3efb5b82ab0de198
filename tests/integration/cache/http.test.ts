/** What a client notices of answers that are given again: nothing but their price. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.database.run(`INSERT INTO "Site" (name, slug) VALUES ('Akron', 'akron'), ('Boise', 'boise')`);
});
afterAll(() => server.close());

let names = 0;
/** A question that nobody asked before, by the name of its operation. */
let sites: string;
beforeEach(() => {
  names += 1;
  sites = `query Sites${names} { sites(orderBy: [{ name: ASC }]) { nodes { name slug } } }`;
});

const costOf = ({ text }: Answer) => (JSON.parse(text) as { extensions: { cost: Record<string, number> } }).extensions.cost;
const dataOf = ({ text }: Answer): string => text.slice(0, text.indexOf(',"extensions"'));

/** Asks until the answer is one that was kept. */
async function kept(query: string, variables: Record<string, unknown> = {}): Promise<{ first: Answer; again: Answer }> {
  const first = await server.post(query, variables);
  await server.post(query, variables);
  return { first, again: await server.post(query, variables) };
}

describe('a question that is asked again', () => {
  it('has the same bytes and headers, and costs one point', async () => {
    const { first, again } = await kept(sites);
    expect(first.body.data).toEqual({
      sites: {
        nodes: [
          { name: 'Akron', slug: 'akron' },
          { name: 'Boise', slug: 'boise' },
        ],
      },
    });
    expect(dataOf(again)).toBe(dataOf(first));
    expect(costOf(first)['actualQueryCost']).toBeGreaterThan(1);
    expect(costOf(again)).toMatchObject({ requestedQueryCost: costOf(first)['requestedQueryCost'], actualQueryCost: 1 });
    const named = ({ headers }: Answer) => Object.keys(headers).sort();
    expect(named(again)).toEqual(named(first));
    expect(again.headers['content-type']).toBe(first.headers['content-type']);
  });

  it('is answered anew half a second after somebody wrote by SQL', async () => {
    await kept(sites);
    await server.database.run(`INSERT INTO "Site" (name, slug) VALUES ('Akron ${names}', 'akron-${names}')`);
    await new Promise((wake) => setTimeout(wake, 500));
    expect((await server.post(sites)).text).toContain(`akron-${names}`);
    await server.database.run(`DELETE FROM "Site" WHERE slug = 'akron-${names}'`);
    await new Promise((wake) => setTimeout(wake, 500));
  });

  it('is worked out for who sends no-cache', async () => {
    await kept(sites);
    const fresh = await server.post(sites, {}, { headers: { 'cache-control': 'no-cache' } });
    expect(costOf(fresh)['actualQueryCost']).toBeGreaterThan(1);
  });

  it('by GET has a tag, and is not sent again to who has it', async () => {
    const path = `/graphql?query=${encodeURIComponent(sites)}`;
    const answers = [await server.ask(path), await server.ask(path), await server.ask(path)];
    const tags = answers.map(({ headers }) => headers['etag']);
    expect(tags[0]).toMatch(/^W\/"/);
    expect(new Set(tags).size).toBe(1);
    expect(costOf(answers[2]!)['actualQueryCost']).toBe(1);
    const again = await server.ask(path, { headers: { 'if-none-match': tags[0]! } });
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
  });

  it('is told from the same text with other variables, and not from another layout of it', async () => {
    const one = `query One${names}($slug: String!) { sites(filter: { slug: { eq: $slug } }) { nodes { name } } }`;
    const { again } = await kept(one, { slug: 'akron' });
    expect(costOf(again)['actualQueryCost']).toBe(1);
    expect((await server.post(one, { slug: 'boise' })).body.data).toEqual({ sites: { nodes: [{ name: 'Boise' }] } });
    const laidOut = one.replaceAll(' ', '\n ');
    await server.post(laidOut, { slug: 'akron' });
    expect(costOf(await server.post(laidOut, { slug: 'akron' }))['actualQueryCost']).toBe(1);
  });
});

describe('an answer that found nothing', () => {
  it('is kept for some seconds only, and not once there is something', async () => {
    const nothing = `query Nothing${names} { siteBy(key: { slug: "nothing-${names}" }) { name } }`;
    const { again } = await kept(nothing);
    expect([again.body.data, costOf(again)['actualQueryCost']]).toEqual([{ siteBy: null }, 1]);
    const statistics = await server.post('{ cacheStatistics }');
    const [{ key }] = (statistics.body.data!['cacheStatistics'] as { latest: [{ key: string }] }).latest;
    const explained = await server.post('query ($key: String!) { cacheEntry(key: $key) }', { key });
    const entry = explained.body.data!['cacheEntry'] as { isEmpty: boolean; created: string; expires: string };
    expect(entry.isEmpty).toBe(true);
    expect(Date.parse(entry.expires) - Date.parse(entry.created)).toBeLessThan(12_000);
    await server.database.run(`INSERT INTO "Site" (name, slug) VALUES ('Now ${names}', 'nothing-${names}')`);
    await new Promise((wake) => setTimeout(wake, 500));
    expect((await server.post(nothing)).body.data).toEqual({ siteBy: { name: `Now ${names}` } });
    await server.database.run(`DELETE FROM "Site" WHERE slug = 'nothing-${names}'`);
    await new Promise((wake) => setTimeout(wake, 500));
  });
});

describe('what is never given again', () => {
  it.each([
    ['who is asking', '{ viewer { name } }'],
    ['the schema', '{ __schema { queryType { name } } }'],
    ['a partial answer', '{ sites { nodes { name } } devices(first: 1, after: "nonsense") { nodes { name } } }'],
  ])('%s', async (_, query) => {
    const { again } = await kept(query);
    const first = await server.post(query);
    expect(costOf(again)['actualQueryCost']).toBe(costOf(first)['actualQueryCost']);
    expect(costOf(again)).not.toMatchObject({ actualQueryCost: 1, requestedQueryCost: 2 });
  });
});
