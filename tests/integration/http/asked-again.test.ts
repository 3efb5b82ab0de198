/**
 * A text that is known goes past Apollo, and nobody notices: whatever is asked of it, the answer is the one of its first time, when Apollo parsed, validated and
 * negotiated. Every case is asked of a text that nobody sent before, and again once the text has been answered.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Asking, startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let surveyor: Record<string, string>;
beforeAll(async () => {
  server = await startTestServer();
  await server.database.run(`INSERT INTO "Site" (name, slug) VALUES ('Akron', 'akron'), ('Boise', 'boise')`);
  for (const mutation of ['createRole(name: "surveyor")', 'grantToRole(role: "surveyor", action: VIEW, resource: "Site") { id }'])
    expect((await server.post(`mutation { ${mutation} }`)).body.errors, mutation).toBeUndefined();
  const { body } = await server.post('mutation { createApiToken(name: "surveyor", role: "surveyor") { token } }');
  surveyor = { authorization: `Bearer ${(body.data!['createApiToken'] as { token: string }).token}` };
});
afterAll(() => server.close());

/** Without what differs from request to request: its id, its moment, and what is left of the budget. */
function shown({ status, headers, text }: Answer) {
  const { date: _, 'x-request-id': requestId = 'none', ratelimit, ...others } = headers as Record<string, string>;
  return {
    status,
    headers: { ...others, ratelimit: ratelimit?.replace(/\d+/g, 'n') },
    text: text.replaceAll(requestId, 'ID').replace(/"currentlyAvailable":\d+/, '"currentlyAvailable":n'),
  };
}

interface Case {
  readonly text: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  /** With which the text is answered well, so that it is known. */
  readonly good?: { readonly variables?: Record<string, unknown>; readonly operationName?: string };
}

const SITES = '{ sites(orderBy: [{ name: ASC }]) { nodes { name } } }';
const BY_SLUG = 'query Q($slug: String!) { siteBy(key: { slug: $slug }) { name } }';
const TWO = 'query A { sites(first: 1) { nodes { name } } } query B { siteBy(key: { slug: "boise" }) { slug } }';

/** Of nothing that there is: what it says is the same each time. */
const MUTATION = `mutation { deleteSite(id: "${Buffer.from('Site:999').toString('base64url')}") { errors { __typename } } }`;

const cases: Readonly<Record<string, Case>> = {
  'what is found': { text: SITES },
  'what is found, by GET': { text: SITES, method: 'GET' },
  'what is found, for who has it already': { text: SITES, method: 'GET', headers: { 'if-none-match': '*' } },
  'in the type of the specification': { text: SITES, headers: { accept: 'application/graphql-response+json' } },
  'nothing in the type of the specification': {
    text: '{ node(id: "nonsense") { id } }',
    headers: { accept: 'application/graphql-response+json' },
  },
  'with a variable': { text: BY_SLUG, variables: { slug: 'boise' } },
  'with a variable of another type': { text: BY_SLUG, variables: { slug: { is: 1 } }, good: { variables: { slug: 'akron' } } },
  'without a variable that it needs': { text: BY_SLUG, good: { variables: { slug: 'akron' } } },
  'with a variable that it does not have': { text: SITES, variables: { other: 1 } },
  'one of two operations': { text: TWO, operationName: 'B', good: { operationName: 'A' } },
  'an operation that it does not have': { text: TWO, operationName: 'C', good: { operationName: 'A' } },
  'one of two operations, without saying which': { text: TWO, good: { operationName: 'A' } },
  'a part, and an error': { text: '{ sites { nodes { name } } devices(first: 1, after: "nonsense") { nodes { name } } }' },
  'an error alone': { text: '{ devices(first: 1, after: "nonsense") { nodes { name } } }' },
  'a page that is too large': { text: 'query Q($n: Int) { sites(first: $n) { nodes { name } } }', variables: { n: 100000 } },
  'its price and the work': { text: SITES, headers: { 'graphql-cost': 'report' } },
  'its price alone': { text: SITES, headers: { 'graphql-cost': 'validate' } },
  'who is asking': { text: '{ viewer { name } }' },
  'a mutation': { text: MUTATION },
  'a mutation by GET': { text: MUTATION, method: 'GET' },
  'a subscription, which is a stream': { text: 'subscription { changes { __typename } }' },
};

describe('A text that was answered before is answered as it was the first time', () => {
  for (const [index, [name, asked]] of Object.entries(cases).entries())
    it(name, async () => {
      const { text, variables, operationName, method = 'POST', headers = {}, good } = asked;
      // Nobody sent it before, and the layout means nothing.
      const query = `${text} # ${index}`;
      const send = (what: object): Promise<Answer> => {
        const asking: Asking = { headers: { 'cache-control': 'no-cache', 'content-type': 'application/json', ...headers } };
        if (method === 'POST') return server.ask('/graphql', { ...asking, method, body: JSON.stringify({ query, ...what }) });
        const address = new URLSearchParams({ query, ...(what as Record<string, string>) });
        return server.ask(`/graphql?${address}`, asking);
      };
      const first = await send({ variables, operationName });
      await server.post(query, good?.variables, {});
      if (good?.operationName) await server.ask('/graphql', postOf({ query, operationName: good.operationName }));
      expect(shown(await send({ variables, operationName }))).toEqual(shown(first));
    });

  it('and is not known to a viewer who may not know all of it', async () => {
    const asked = (query: string) => server.ask('/graphql', postOf({ query }, surveyor));
    const hidden = '{ devices(first: 1) { nodes { name } } }';
    const first = await asked(hidden);
    expect(first.body.errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    for (let time = 0; time < 2; time += 1) expect((await server.post(hidden)).body.data).toBeDefined();
    expect(shown(await asked(hidden))).toEqual(shown(first));
    const seen = '{ sites(first: 1) { nodes { name } } }';
    expect(shown(await asked(seen))).toEqual(shown(await asked(seen)));
  });
});

const postOf = (body: object, headers: Record<string, string> = {}): Asking => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', 'cache-control': 'no-cache', ...headers },
  body: JSON.stringify(body),
});
