/** A token that may send ids only, in the hands of somebody who wants more: attacks Q1 to Q9. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { operationIdOf } from '../../../src/operations/operation-id.ts';
import { OperationStore } from '../../../src/stores/operation-store.ts';
import { register } from '../../support/registered-operations.ts';
import { type Answer, type Asking, startTestServer, type TestServer } from '../../support/server.ts';
import { issueToken, type TestToken, TOKEN_SECRET } from '../../support/token.ts';

let server: TestServer;
let mine: TestToken;
let other: TestToken;
let known: TestToken;
let noting: TestToken;

const SITES = 'query Sites($first: Int = 2) { sites(first: $first) { nodes { name } } }';
const TWO = 'query One { sites(first: 1) { nodes { id } } } query Two { devices(first: 1) { nodes { id } } }';
const THEIRS = 'query Theirs { tenants(first: 1) { nodes { name } } }';
const OF_ROLE = 'query OfRole { racks(first: 1) { nodes { name } } }';
const RETIRED = 'query Retired { regions(first: 1) { nodes { name } } }';
const DRAFT = 'query Draft { locations(first: 1) { nodes { name } } }';
const WATCH = 'subscription Watch { changes { __typename } }';
const TAMPERED = 'query Tampered { vlans(first: 1) { nodes { name } } }';
const id = operationIdOf(SITES);
const NONE = operationIdOf('an id that nobody registered');

beforeAll(async () => {
  // With automatic registration on, there is one more door to try.
  server = await startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET, WAYLEAVE_AUTOMATIC_OPERATIONS: 'on' });
  await seedEstate(server.database.pool, { resources: 5000, seed: 1 });
  const { database } = server;
  mine = await issueToken(database, { role: 'integrator', operations: 'ids' });
  other = await issueToken(database, { role: 'interactive', operations: 'ids' });
  known = await issueToken(database, { role: 'integrator', operations: 'known' });
  noting = await issueToken(database, { role: 'integrator', operations: 'note-unknown' });
  const audience = mine.viewer;
  await register(database, SITES, { audience, bounds: { first: { max: 3 } } });
  await register(database, SITES, { audience: known.viewer, bounds: { first: { max: 3 } } });
  await register(database, TWO, { audience, name: 'One' });
  await register(database, THEIRS, { audience: other.viewer });
  await register(database, OF_ROLE, { audience: 'role:integrator' });
  await register(database, WATCH, { audience });
  await register(database, RETIRED, { audience });
  await new OperationStore(database.pool).retire(audience, [operationIdOf(RETIRED)], { actor: 'tests' });
  await register(database, DRAFT, { audience, state: 'draft' });
  await register(database, TAMPERED, { audience });
  await database.pool.query(`UPDATE "wayleave"."Operation" SET "text" = "text" || ' ' WHERE "name" = 'Tampered'`);
  for (let attempt = 0; attempt < 100 && (await ask(other, { documentId: operationIdOf(THEIRS) })).status !== 200; attempt += 1)
    await wait(50);
  while (!server.lines.some((line) => line.includes('somebody changed the row'))) await wait(50);
});
afterAll(() => server.close());

const as = ({ token }: TestToken, headers: Asking['headers'] = {}) => ({ authorization: `Bearer ${token}`, ...headers });
function ask(
  token: TestToken,
  body: unknown,
  { headers = {}, path = '/graphql' }: { headers?: Asking['headers']; path?: string } = {},
): Promise<Answer> {
  const json = { 'content-type': 'application/json' };
  return server.ask(path, {
    method: 'POST',
    headers: as(token, { ...json, ...headers }),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
const stream = (body: object) => ask(mine, body, { path: '/graphql/stream', headers: { accept: 'text/event-stream' } });
const get = (token: TestToken, path: string, headers: Asking['headers'] = {}) => server.ask(path, { headers: as(token, headers) });
const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions['code'];
const persistedQuery = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

describe('a token in ids-only mode', () => {
  it('runs its own operations and those of its role', async () => {
    expect((await ask(mine, { documentId: id })).body.data).toHaveProperty('sites');
    expect((await get(mine, `/graphql/p/${operationIdOf(TWO)}/One`)).body.data).toHaveProperty('sites');
    expect((await get(mine, `/graphql/p/${operationIdOf(OF_ROLE)}`)).body.data).toHaveProperty('racks');
  });

  it('is told of changes by its own subscriptions', async () => {
    const answer = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mine.token}`, accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ documentId: operationIdOf(WATCH) }),
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    await answer.body!.cancel();
    expect((await ask(mine, { documentId: operationIdOf(WATCH) })).status).toBe(400);
  });

  const introspection = '{ __schema { types { name } } }';
  const NOT_MINE = operationIdOf(THEIRS);
  const attempts: Readonly<Record<string, () => Promise<Answer>>> = {
    'a text': () => ask(mine, { query: '{ devices { nodes { name } } }' }),
    'the text of its own operation': () => ask(mine, { query: SITES }),
    'the text with a space more': () => ask(mine, { query: `${SITES} ` }),
    'its own text and id': () => ask(mine, { query: SITES, documentId: id }),
    'another text under its id': () => ask(mine, { query: THEIRS, documentId: id }),
    'another text under its id, as Apollo sends it': () => ask(mine, { query: THEIRS, ...persistedQuery(id) }),
    'its text under another id': () => ask(mine, { query: SITES, documentId: NONE }),
    'a registration by sending': () => ask(mine, { query: THEIRS, ...persistedQuery(NOT_MINE) }),
    'a registration by sending, by GET': () =>
      get(
        mine,
        `/graphql?query=${encodeURIComponent(THEIRS)}&extensions=${encodeURIComponent(JSON.stringify(persistedQuery(NOT_MINE).extensions))}`,
      ),
    introspection: () => ask(mine, { query: introspection }),
    'introspection by its id': () => ask(mine, { documentId: operationIdOf(introspection) }),
    'introspection by GET': () => get(mine, `/graphql?query=${encodeURIComponent(introspection)}`),
    'a text by GET': () => get(mine, `/graphql?query=${encodeURIComponent(SITES)}`),
    'a text beside the path': () => ask(mine, { query: THEIRS }, { path: `/graphql/p/${id}` }),
    'a text beside the path, by GET': () => get(mine, `/graphql/p/${id}?query=${encodeURIComponent(THEIRS)}`),
    'an id beside the path': () => ask(mine, { documentId: operationIdOf(OF_ROLE) }, { path: `/graphql/p/${id}` }),
    'two ids': () => ask(mine, { documentId: id, ...persistedQuery(operationIdOf(OF_ROLE)) }),
    'several operations at once': () => ask(mine, [{ documentId: id }, { documentId: id }]),
    'another operation of its text': () => ask(mine, { documentId: operationIdOf(TWO), operationName: 'Two' }),
    'another operation of its text, by the path': () => get(mine, `/graphql/p/${operationIdOf(TWO)}/Two`),
    'another’s id': () => ask(mine, { documentId: NOT_MINE }),
    'another’s id under another’s name': () =>
      ask(
        mine,
        { documentId: NOT_MINE },
        { headers: { 'apollographql-client-name': 'theirs', 'graphql-client-name': 'theirs', 'x-client-id': other.viewer } },
      ),
    'another’s id with another’s token in the body': () =>
      ask(mine, { documentId: NOT_MINE, token: other.token, extensions: { token: other.token } }),
    'an id that nobody registered': () => ask(mine, { documentId: NONE }),
    'an id that was retired': () => ask(mine, { documentId: operationIdOf(RETIRED) }),
    'an id that is not published yet': () => ask(mine, { documentId: operationIdOf(DRAFT) }),
    'an id whose text was changed in the database': () => ask(mine, { documentId: operationIdOf(TAMPERED) }),
    'a variable above its bound': () => ask(mine, { documentId: id, variables: { first: 4 } }),
    'a hostile value for a variable': () => ask(mine, { documentId: id, variables: { first: { toString: 3 } } }),
    'the same id in upper case': () => ask(mine, { documentId: id.toUpperCase() }),
    'no operation at all': () => ask(mine, {}),
    'a text as a stream': () => stream({ query: 'subscription { __typename }' }),
    'its own query as a stream': () => stream({ documentId: id }),
    'another’s id as a stream': () => stream({ documentId: NOT_MINE }),
  };
  it.each(Object.entries(attempts))('is refused %s', async (_, attempt) => {
    const answer = await attempt();
    expect(answer.status).toBe(400);
    expect(answer.body.data ?? null).toBeNull();
    expect(['PERSISTED_QUERY_ID_REQUIRED', 'PERSISTED_QUERY_NOT_IN_LIST', 'BAD_REQUEST', 'BAD_USER_INPUT']).toContain(codeOf(answer));
  });

  it('reads no schema at its own address either', async () => {
    const answer = await get(mine, '/schema.graphql');
    expect(answer.status).toBe(403);
  });

  it('leaves nothing behind of what it tried to register', async () => {
    await ask(mine, { query: '{ clusters { nodes { id } } }', ...persistedQuery(operationIdOf('{ clusters { nodes { id } } }')) });
    const answer = await ask(mine, { documentId: operationIdOf('{ clusters { nodes { id } } }') });
    expect(codeOf(answer)).toBe('PERSISTED_QUERY_NOT_IN_LIST');
  });

  it('gets one and the same answer for every reason for which an id is not served', async () => {
    const answers = await Promise.all(
      [NOT_MINE, NONE, operationIdOf(RETIRED), operationIdOf(DRAFT), operationIdOf(TAMPERED)].map((documentId) =>
        ask(mine, { documentId }),
      ),
    );
    const names = await ask(mine, { documentId: operationIdOf(TWO), operationName: 'Two' });
    const shown = ({ status, text, headers }: Answer) => ({ status, text, headers: { ...headers, 'x-request-id': '', date: '' } });
    for (const answer of [...answers, names]) expect(shown(answer)).toEqual(shown(answers[0]!));
    expect(answers[0]!.text).not.toMatch(/Theirs|Retired|Draft|Tampered|Two/);
  });
});

describe('what is no id', () => {
  const forms: readonly unknown[] = [
    id.toUpperCase(),
    `0x${id}`,
    `SHA256:${id}`,
    `sha256:sha256:${id}`,
    id.slice(1),
    `${id}0`,
    `${id}\n`,
    `${id.slice(0, 63)}g`,
    `${id.slice(0, 63)}\u0000`,
    [id],
    { id },
    7,
    true,
    '',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    'a'.repeat(100_000),
  ];
  it.each(forms.map((form) => [JSON.stringify(form).slice(0, 80), form]))('is refused as such: %s', async (_, form) => {
    for (const body of [
      { documentId: form },
      { doc_id: form },
      { id: form },
      { extensions: { persistedQuery: { version: 1, sha256Hash: form } } },
    ]) {
      const answer = await ask(mine, body);
      expect(answer.status).toBe(400);
      expect(codeOf(answer)).toBe('BAD_REQUEST');
    }
  });

  it('is refused in the path and in the address too', async () => {
    for (const path of ['__proto__', 'constructor', id.toUpperCase(), `${id}0`, '%00', '%2e%2e%2f', 'sha256:', `${id}%20`])
      expect(codeOf(await get(mine, `/graphql/p/${path}`)), path).toBe('BAD_REQUEST');
    expect(codeOf(await get(mine, '/graphql/p/'))).toBe('BAD_REQUEST');
    expect((await get(mine, `/graphql/p/${id}/One/Two`)).status).toBe(404);
    for (const query of [`documentId=${id}&documentId=${id}`, `documentId[]=${id}`, `documentId=${id}&id=${NONE}`])
      expect((await get(mine, `/graphql?${query}`)).status, query).toBe(400);
  });

  it('is nobody’s without a credential', async () => {
    expect((await server.ask(`/graphql/p/${id}`, { headers: { authorization: null } })).status).toBe(401);
  });

  it('is refused where Apollo’s extension is of another form', async () => {
    for (const given of ['x', 1, [], {}, { version: 2, sha256Hash: id }, { version: '1', sha256Hash: id }, { version: 1 }])
      expect(codeOf(await ask(mine, { extensions: { persistedQuery: given } })), JSON.stringify(given)).toBe('BAD_REQUEST');
  });
});

describe('a token that runs known operations only', () => {
  it('may send their text, and gets no more by it than by the id', async () => {
    expect((await ask(known, { query: SITES })).body.data).toHaveProperty('sites');
    expect(codeOf(await ask(known, { query: SITES, variables: { first: 4 } }))).toBe('BAD_USER_INPUT');
    expect((await ask(known, { query: SITES, documentId: id })).status).toBe(200);
  });

  it.each([
    ['a text', { query: THEIRS }],
    ['a known text with a space more', { query: `${SITES} ` }],
    ['a known text with an unknown id', { query: SITES, documentId: NONE }],
    ['a known id with another text', { query: THEIRS, documentId: id }],
    ['a registration by sending', { query: THEIRS, ...persistedQuery(operationIdOf(THEIRS)) }],
    ['an unknown id', { documentId: NONE }],
  ])('is refused %s with a code after which no client sends the text', async (_, body) => {
    const answer = await ask(known, body);
    expect(answer.status).toBe(400);
    expect(codeOf(answer)).toBe('PERSISTED_QUERY_NOT_IN_LIST');
  });
});

describe('a token whose unknown texts are noted', () => {
  it('may send them, and the log says each once', async () => {
    const text = '{ sites(first: 1) { nodes { slug } } }';
    const noted = () => server.lines.filter((line) => line.includes('that is not registered') && line.includes(operationIdOf(text)));
    for (let times = 0; times < 3; times += 1) expect((await ask(noting, { query: text })).status).toBe(200);
    expect(noted()).toHaveLength(1);
    expect(noted()[0]).toContain(noting.viewer);
    expect((await ask(noting, { query: OF_ROLE })).status).toBe(200);
    expect(server.lines.some((line) => line.includes('that is not registered') && line.includes(operationIdOf(OF_ROLE)))).toBe(false);
  });
});

describe('automatic registration', () => {
  it('is for those who may send texts, each for itself, and not before the text was priced', async () => {
    const text = 'query Auto($first: Int!) { sites(first: $first) { nodes { name } } }';
    const hash = operationIdOf(text);
    const unknown = await ask(noting, { ...persistedQuery(hash), variables: { first: 1 } });
    expect(codeOf(unknown)).toBe('PERSISTED_QUERY_NOT_FOUND');
    // Refused by its price, and so not kept.
    const dear = 'query Dear { devices(first: 1000) { nodes { interfaces(first: 1000) { nodes { name } } } } }';
    expect(codeOf(await ask(noting, { query: dear, ...persistedQuery(operationIdOf(dear)) }))).toBe('COST_ESTIMATED_TOO_EXPENSIVE');
    expect(codeOf(await ask(noting, persistedQuery(operationIdOf(dear))))).toBe('PERSISTED_QUERY_NOT_FOUND');
    // Another text than the hash says.
    expect(codeOf(await ask(noting, { query: SITES, ...persistedQuery(hash) }))).toBe('BAD_REQUEST');
    expect((await ask(noting, { query: text, ...persistedQuery(hash), variables: { first: 1 } })).status).toBe(200);
    expect((await ask(noting, { ...persistedQuery(hash), variables: { first: 2 } })).body.data).toHaveProperty('sites');
    // A text whose answer was kept and is given again is registered all the same.
    const kept = 'query Kept { sites(first: 1) { nodes { name } } }';
    await ask(noting, { query: kept });
    await ask(noting, { query: kept });
    expect((await ask(noting, { query: kept, ...persistedQuery(operationIdOf(kept)) })).status).toBe(200);
    expect((await ask(noting, persistedQuery(operationIdOf(kept)))).body.data).toHaveProperty('sites');
    expect(codeOf(await ask(mine, persistedQuery(hash)))).toBe('PERSISTED_QUERY_NOT_IN_LIST');
    const stranger = await server.ask('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(persistedQuery(hash)),
    });
    expect(codeOf(stranger)).toBe('PERSISTED_QUERY_NOT_FOUND');
  });
});
