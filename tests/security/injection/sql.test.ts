/** Attacks I1 and I3 on the whole server: a text is a value wherever it stands, and never a piece of SQL or a pattern. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';

const names = ['100%', 'a_b', 'axb', 'back\\slash', "O'Hare", 'plain'];
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  for (const [index, name] of names.entries())
    await server.database.pool.query(`INSERT INTO "Site" ("name", "slug") VALUES ($1, $2)`, [name, `site-${index}`]);
});
afterAll(() => server.close());

const payloads = [
  "'",
  "';--",
  '"',
  '\\',
  '\\\'; DROP TABLE "Site"; --',
  "' OR '1'='1",
  '$1',
  '$$',
  '%27',
  "x' UNION SELECT rolpassword FROM pg_authid --",
  "'||pg_sleep(5)||'",
  'a & !b <-> c:*',
  '{"a":1}',
  '\u2028',
  '‮‭',
  '\ufffe',
];

/** No answer may be an error of ours, and none may know of SQL; what was sent may be quoted. */
function expectHarmless({ status, text }: Answer, sent: string): void {
  expect([200, 400]).toContain(status);
  expect(text.replaceAll(JSON.stringify(sent).slice(1, -1), '')).not.toMatch(
    /INTERNAL_SERVER_ERROR|syntax error at|pg_|SELECT |rolpassword|\.ts:/,
  );
}

describe('I1: SQL in a text', () => {
  const places: readonly (readonly [string, string])[] = [
    ['equal to', 'query ($text: String!) { sites(filter: { name: { eq: $text } }) { totalCount nodes { name } } }'],
    ['one of', 'query ($text: String!) { sites(filter: { name: { in: [$text, $text] } }) { totalCount nodes { name } } }'],
    ['beginning with', 'query ($text: String!) { sites(filter: { name: { startsWith: $text } }) { totalCount nodes { name } } }'],
    ['containing', 'query ($text: String!) { sites(filter: { name: { contains: $text } }) { totalCount nodes { name } } }'],
    ['through a relation', 'query ($text: String!) { devices(filter: { site: { slug: { eq: $text } } }) { totalCount } }'],
    ['negated', 'query ($text: String!) { sites(filter: { not: { name: { eq: $text } } }) { totalCount } }'],
    ['a cursor', 'query ($text: String!) { sites(after: $text) { nodes { name } } }'],
    ['a natural key', 'query ($text: String!) { siteBy(key: { slug: $text }) { name } }'],
    ['a search', 'query ($text: String!) { search(text: $text) { __typename } }'],
    ['a type to search', 'query ($text: String!) { search(text: "plain", types: [$text]) { __typename } }'],
  ];

  it.each(places)('is a value: %s', async (_, query) => {
    for (const text of payloads) expectHarmless(await server.post(query, { text }), text);
  });

  it.each([
    ['an id', 'query ($id: ID!) { site(id: $id) { name } }'],
    ['an id of any type', 'query ($id: ID!) { node(id: $id) { id } }'],
  ])('is a value: %s', async (_, query) => {
    for (const id of [...payloads, '1', '-1', '1 OR 1=1', '9'.repeat(40), Buffer.from("Site:1'--").toString('base64')])
      expectHarmless(await server.post(query, { id }), id);
  });

  it('is a value in a literal of the document too', async () => {
    for (const text of payloads)
      expectHarmless(await server.post(`{ sites(filter: { name: { eq: ${JSON.stringify(text)} } }) { totalCount } }`), text);
  });

  it('is no name of a column: an order and a group are words of the schema', async () => {
    for (const query of [
      '{ sites(orderBy: [{ name_DESC_id: ASC }]) { totalCount } }',
      '{ sites(orderBy: [{ name: "ASC; DROP TABLE x" }]) { totalCount } }',
      '{ siteCounts(groupBy: ["status"]) { count } }',
    ])
      expect((await server.post(query)).status).toBe(400);
    const variables = { orderBy: [{ 'name"; DROP TABLE "Site"; --': 'ASC' }] };
    expect((await server.post('query ($orderBy: [SiteOrder!]) { sites(orderBy: $orderBy) { totalCount } }', variables)).status).toBe(400);
  });

  it('is no alias either: what a client names is never a name in SQL', async () => {
    const { status, body } = await server.post('{ select: sites(first: 1) { from: nodes { where: name drop__table: id } } }');
    expect(status).toBe(200);
    expect(body.data).toHaveProperty('select.from.0.where');
  });

  it('has left everything as it was', async () => {
    const { body } = await server.post('{ sites { totalCount } }');
    expect(body.data).toEqual({ sites: { totalCount: names.length } });
  });
});

describe('I3: a wildcard', () => {
  it.each([
    ['%', ['100%']],
    ['_', ['a_b']],
    ['a_b', ['a_b']],
    ['\\', ['back\\slash']],
    ["'", ["O'Hare"]],
    ['%%', []],
    ['.*', []],
  ])('is the character itself: %s', async (text, expected) => {
    const query = 'query ($text: String!) { sites(filter: { name: { contains: $text } }) { nodes { name } } }';
    const { body } = await server.post(query, { text });
    const { nodes } = (body.data as { sites: { nodes: { name: string }[] } }).sites;
    expect(nodes.map(({ name }) => name)).toEqual(expected);
  });

  it('is the character itself at the beginning, too', async () => {
    const query = 'query ($text: String!) { sites(filter: { name: { startsWith: $text } }) { totalCount } }';
    for (const text of ['%', '_', '\\%']) expect((await server.post(query, { text })).body.data).toEqual({ sites: { totalCount: 0 } });
  });
});

describe('P15: what PostgreSQL cannot store', () => {
  it('never gets there, as a variable or as a literal of the document', async () => {
    const query = 'query ($text: String!) { sites(filter: { name: { eq: $text } }) { totalCount } }';
    for (const answer of [
      await server.post(query, { text: 'a\0b' }),
      await server.post('{ sites(filter: { name: { eq: "a\\u0000b" } }) { totalCount } }'),
      await server.post('{ sites(filter: { name: { in: ["a\\u{000}b"] } }) { totalCount } }'),
      await server.ask(`/graphql?${new URLSearchParams({ query, variables: '{"text":"\\ud800"}' })}`),
    ]) {
      expect(answer.status).toBe(400);
      expect(answer.body.errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });

  it('has logged no error, for none of these', () => {
    expect(server.lines.map((line) => JSON.parse(line) as { level: number }).filter(({ level }) => level >= 50)).toEqual([]);
  });
});
