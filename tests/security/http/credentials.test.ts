/** Attack A7, and what else may be tried with a credential: nobody gets further than 401, and no answer tells who exists. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraphqlServer, type TestGraphqlServer, TOKEN } from '../../support/graphql-server.ts';

let server: TestGraphqlServer;
beforeAll(async () => {
  server = await startGraphqlServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.calls.length = 0;
});

const query = { query: '{ hello }' };

describe('A7: a credential that is not one', () => {
  it.each([
    ['none', null],
    ['an empty one', ''],
    ['a scheme alone', 'Bearer'],
    ['another scheme', `Basic ${TOKEN}`],
    ['no scheme', TOKEN],
    ['two spaces', `Bearer  ${TOKEN}`],
    ['a tab', `Bearer\t${TOKEN}`],
    ['two of them', [`Bearer ${TOKEN}`, `Bearer ${TOKEN}`]],
    ['two in one', `Bearer ${TOKEN}, Bearer ${TOKEN}`],
    ['another case', `Bearer ${TOKEN.toUpperCase()}`],
    ['one character less', `Bearer ${TOKEN.slice(0, -1)}`],
    ['one character more', `Bearer ${TOKEN}x`],
    ['a prototype', 'Bearer __proto__'],
  ])('is answered 401, with the way to give one: %s', async (_, authorization) => {
    const { status, headers, body } = await server.post(query, { authorization });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toMatch(/^Bearer /);
    expect(body).toEqual({ errors: [{ message: expect.any(String) as string, extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(server.calls).toEqual([]);
  });

  it('is cut off when it holds what no header may', async () => {
    const answer = await server.raw(`GET /schema.graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${TOKEN}\0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('is not looked for in the address', async () => {
    const answer = await server.ask(`/graphql?query=%7Bhello%7D&access_token=${TOKEN}&token=${TOKEN}`, {
      headers: { authorization: null, 'x-wayleave-csrf': '1' },
    });
    expect(answer.status).toBe(401);
  });

  it('is not looked for in the body', async () => {
    expect((await server.post({ ...query, token: TOKEN, access_token: TOKEN }, { authorization: null })).status).toBe(401);
  });

  it('is not looked for in a cookie: a token is no session', async () => {
    expect((await server.post(query, { authorization: null, cookie: `wayleave_session=${TOKEN}; token=${TOKEN}` })).status).toBe(401);
  });

  it('is answered before anything is read, so that a document tells nothing', async () => {
    const answers = await Promise.all(
      ['{ hello }', '{ nothing }', '{ devic }', '{', 'query { hello(color: REDD) }'].map((text) =>
        server.post({ query: text }, { authorization: null, 'x-request-id': 'the-same-one' }),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  });
});

describe('A credential', () => {
  it.each(['Bearer', 'bearer', 'BEARER', 'Token', 'token'])('has a scheme in any case: %s', async (scheme) => {
    expect((await server.post(query, { authorization: `${scheme} ${TOKEN}` })).status).toBe(200);
  });

  it('that is wrong is not rescued by a session', async () => {
    const signedIn = await server.ask('/session', {
      method: 'POST',
      headers: { authorization: null, 'content-type': 'application/json' },
      body: JSON.stringify({ token: TOKEN }),
    });
    const cookie = signedIn.headers['set-cookie']![0]!.split(';')[0]!;
    expect((await server.post(query, { authorization: null, cookie })).status).toBe(200);
    expect((await server.post(query, { authorization: 'Bearer wrong', cookie })).status).toBe(401);
  });
});

describe('A session', () => {
  const signIn = (token: unknown, headers = {}) =>
    server.ask('/session', {
      method: 'POST',
      headers: { authorization: null, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ token }),
    });

  it('is kept where no script can read it and no other site can send it', async () => {
    const { status, headers } = await signIn(TOKEN);
    expect(status).toBe(204);
    expect(headers['set-cookie']).toHaveLength(1);
    expect(headers['set-cookie']![0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
    expect(headers['set-cookie']![0]).not.toContain(TOKEN);
  });

  it.each([['a wrong token'], [''], [null], [{}], [['x']], [undefined]])('is not begun by %j', async (token) => {
    const { status, headers } = await signIn(token);
    expect(status).toBe(401);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('is not begun by another site', async () => {
    expect((await signIn(TOKEN, { origin: 'https://evil.example' })).headers['set-cookie']).toBeUndefined();
    expect((await signIn(TOKEN, { 'content-type': 'text/plain' })).headers['set-cookie']).toBeUndefined();
  });

  it('is not begun by a body that is larger than any token', async () => {
    expect((await signIn('x'.repeat(10_000))).status).toBe(413);
  });

  it('cannot be forged: every byte counts', async () => {
    const value = (await signIn(TOKEN)).headers['set-cookie']![0]!.split(';')[0]!;
    const changed = [
      value.slice(0, -2),
      `${value}x`,
      value.replace('.', ''),
      value.replace(/=./, '=X'),
      value.toUpperCase(),
      'wayleave_session=.',
    ];
    for (const cookie of changed) expect((await server.post(query, { authorization: null, cookie })).status).toBe(401);
  });

  it('says who is signed in, and that nobody is', async () => {
    const cookie = (await signIn(TOKEN)).headers['set-cookie']![0]!.split(';')[0]!;
    const asked = (headers: Record<string, string>) =>
      server.ask('/session', { headers: { authorization: null, 'x-wayleave-csrf': '1', ...headers } });
    expect((await asked({ cookie })).body).toEqual({ viewer: { name: 'tests', role: 'administrator' } });
    expect(await asked({})).toMatchObject({ status: 200, body: { viewer: null } });
  });

  it('ends when it is told to', async () => {
    const { status, headers } = await server.ask('/session', { method: 'DELETE', headers: { 'x-wayleave-csrf': '1' } });
    expect(status).toBe(204);
    expect(headers['set-cookie']![0]).toContain('Max-Age=0');
  });

  it('is begun by the link that the start prints, and the token leaves the address at once', async () => {
    const { status, headers } = await server.ask(`/?token=${TOKEN}`, { headers: { authorization: null } });
    expect(status).toBe(303);
    expect(headers.location).toBe('/');
    expect(headers['set-cookie']![0]).toContain('HttpOnly; SameSite=Strict');
    expect((await server.ask('/?token=wrong', { headers: { authorization: null } })).status).toBe(401);
  });
});

it('asks for a credential wherever the schema could be read', async () => {
  expect((await server.ask('/schema.graphql', { headers: { authorization: null } })).status).toBe(401);
  expect((await server.ask('/schema.graphql')).status).toBe(200);
});
