/** Attack P15: texts that a database cannot store are refused before one is asked, wherever they stand. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraphqlServer, type TestGraphqlServer, tinySchema, withGraphqlJs } from '../../support/graphql-server.ts';

let server: TestGraphqlServer;
beforeAll(async () => {
  server = await startGraphqlServer({ execute: withGraphqlJs(tinySchema, { hello: ({ name }: { name: string }) => name }) });
});
afterAll(() => server.stop());
beforeEach(() => {
  server.calls.length = 0;
});

const query = 'query ($name: String) { hello(name: $name) }';
const send = (body: string) => server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });

describe('P15: a text that is no text', () => {
  it.each([
    ['NUL in a variable', JSON.stringify({ query, variables: { name: 'a\0b' } })],
    ['half a pair in a variable', `{"query":${JSON.stringify(query)},"variables":{"name":"\\ud800"}}`],
    ['the other half', `{"query":${JSON.stringify(query)},"variables":{"name":"x\\udfff"}}`],
    ['NUL deep in a variable', JSON.stringify({ query, variables: { name: 'x', other: [{ deep: ['\0'] }] } })],
    ['NUL in the name of a field', JSON.stringify({ query, variables: { name: 'x', other: { 'a\0': 1 } } })],
    ['NUL in the operation’s name', JSON.stringify({ query: 'query A { hello }', operationName: 'A\0' })],
    ['NUL in the document', JSON.stringify({ query: '{ hello } #\0' })],
    ['half a pair in the document', '{"query":"{ hello } #\\ud800"}'],
    ['NUL as an escape of GraphQL', JSON.stringify({ query: '{ hello(name: "a\\u0000b") }' })],
    ['NUL as the longer escape', JSON.stringify({ query: '{ hello(name: "a\\u{0}b") }' })],
    ['NUL in extensions', JSON.stringify({ query, extensions: { a: '\0' } })],
  ])('is refused: %s', async (_, body) => {
    const { status, body: answer } = await send(body);
    expect(status).toBe(400);
    expect(answer!.errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
    expect(server.calls).toEqual([]);
  });

  it('is refused by GET', async () => {
    const { status } = await server.get({ query, variables: JSON.stringify({ name: 'a\0b' }) });
    expect(status).toBe(400);
    expect(server.calls).toEqual([]);
  });

  it('is refused as half a pair in a literal, which is no GraphQL', async () => {
    const { status, body } = await send(JSON.stringify({ query: '{ hello(name: "\\ud800") }' }));
    expect(status).toBe(400);
    expect(body!.errors![0]!.extensions['code']).toBe('GRAPHQL_PARSE_FAILED');
  });
});

describe('A text of any script', () => {
  it.each([
    ['an emoji', '🚀'],
    ['a noncharacter', '\uFFFE'],
    ['right to left', '\u202Eabc\u202C'],
    ['combining marks', `e${'\u0301'.repeat(1000)}`],
    ['an escape of an escape', '\\u0000'],
  ])('comes back as it went: %s', async (_, name) => {
    const { body } = await server.post({ query, variables: { name } });
    expect(body!.data).toEqual({ hello: name });
  });

  it('may write a backslash before a u', async () => {
    const { body } = await server.post({ query: '{ hello(name: "\\\\u0000") }' });
    expect(body!.data).toEqual({ hello: '\\u0000' });
  });
});
