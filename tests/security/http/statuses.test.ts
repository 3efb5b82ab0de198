/** The error table of the contract, read off the wire: each situation has its status, its code and its headers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

function said({ status, body }: Answer): { status: number; code: unknown } {
  return { status, code: body.errors?.[0]?.extensions['code'] };
}

describe('an operation with nothing to show because of what was asked', () => {
  it.each<[string, string, Record<string, unknown>?]>([
    ['a cursor that nobody handed out', '{ devices(first: 1, after: "x") { nodes { id } } }'],
    ['a cursor that is empty', '{ devices(first: 1, after: "") { nodes { id } } }'],
    ['a page that is too large', '{ devices(first: 1025) { nodes { id } } }'],
    ['a page below zero', '{ devices(last: -1) { nodes { id } } }'],
    ['both ends of a list', '{ devices(first: 1, last: 1) { nodes { id } } }'],
    ['more groups than there may be', '{ deviceCounts(groupBy: [SITE], first: 1001) { count } }'],
    ['too many ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 201 }, () => 'x') }],
    [
      'too many values',
      'query ($ids: [ID!]!) { devices(filter: { id: { in: $ids } }) { totalCount } }',
      { ids: Array.from({ length: 1001 }, () => 'x') },
    ],
    ['a text that is too short', '{ search(text: "a") { __typename } }'],
    ['a type that cannot be searched', '{ search(text: "ab", types: ["__proto__"]) { __typename } }'],
    [
      'too many items',
      'mutation ($items: [SiteInput!]!) { upsertSites(items: $items) { status } }',
      { items: Array.from({ length: 1001 }, () => ({})) },
    ],
  ])('is a bad request: %s', async (_, query, variables) => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const answer = await server.post(query, variables, { headers: { accept } });
      expect(said(answer)).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
      expect(answer.body.data ?? null).toBeNull();
    }
  });

  it('is answered where another part of it has something', async () => {
    const answer = await server.post('{ viewer { name } search(text: "a") { __typename } ok: sites { totalCount } }');
    expect(said(answer).code).toBe('BAD_USER_INPUT');
  });
});

describe('`GraphQL-Cost`', () => {
  const create = 'mutation { createSite(input: { name: "Never", slug: "never", status: ACTIVE }) { status } }';

  it.each(['Validate', 'VALIDATE', ' validate '])('is read in any case: %j', async (word) => {
    const answer = await server.post(create, {}, { headers: { 'graphql-cost': word } });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('"requestedQueryCost":');
    expect(answer.body).not.toHaveProperty('data');
  });

  it.each(['validated', 'dry-run', 'true', ''])('is refused when it is another word, and nothing runs: %j', async (word) => {
    expect(said(await server.post(create, {}, { headers: { 'graphql-cost': word } }))).toEqual({ status: 400, code: 'BAD_REQUEST' });
  });

  it('has let nothing run', async () => {
    const { body } = await server.post('{ siteBy(key: { slug: "never" }) { id } }');
    expect(body.data).toEqual({ siteBy: null });
  });
});
