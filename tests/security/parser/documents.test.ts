/** Attacks P4, P6 to P14, C7, C14: documents and bodies that cost more to read than to send. Each is refused before it is executed. */
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGraphqlServer, type TestGraphqlServer } from '../../support/graphql-server.ts';

let server: TestGraphqlServer;
beforeAll(async () => {
  server = await startGraphqlServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  server.calls.length = 0;
});

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

/** Refused with one of the codes, and never executed. */
async function expectRefused(query: string, ...codes: string[]): Promise<void> {
  const { status, body } = await server.post({ query });
  expect(status).toBe(400);
  expect(codes).toContain(body!.errors![0]!.extensions['code']);
  expect(server.calls).toEqual([]);
}

describe('P4: one field many times', () => {
  it('is too many root fields', () => expectRefused(`{ ${times(500, () => '__typename')} }`, 'ROOT_FIELD_LIMIT_EXCEEDED'));
  it('is too many tokens', () => expectRefused(`{ ${times(2000, () => 'device(id: 1) { id }')} }`, 'GRAPHQL_PARSE_FAILED'));
});

describe('P6: one field under many names', () => {
  it('is too many root fields', () => expectRefused(`{ ${times(101, (index) => `a${index}: __typename`)} }`, 'ROOT_FIELD_LIMIT_EXCEEDED'));
  it('is too many aliases below the root', () =>
    expectRefused(`{ device(id: 1) { ${times(101, (index) => `a${index}: name`)} } }`, 'ALIAS_LIMIT_EXCEEDED'));
  it('is too many aliases when fragments hide them', () =>
    expectRefused(
      `{ device(id: 1) { ${times(10, (index) => `...F${index}`)} } } ${times(10, (index) => `fragment F${index} on Device { ${times(10, (alias) => `a${index}x${alias}: name`)} }`)}`,
      'ALIAS_LIMIT_EXCEEDED',
    ));
});

describe('P7: directives without end', () => {
  it('are too many', () => expectRefused(`{ hello ${times(200, () => '@include(if: true)')} }`, 'DIRECTIVE_LIMIT_EXCEEDED'));
  it('are too many with variables', () =>
    expectRefused(
      `query(${times(50, (index) => `$v${index}: Boolean!`)}) { ${times(50, (index) => `hello @skip(if: $v${index})`)} }`,
      'DIRECTIVE_LIMIT_EXCEEDED',
    ));
  it('that nobody knows are one error, with every place', async () => {
    const { status, body } = await server.post({ query: `{ __typename ${times(10, () => '@aa')} }` });
    expect(status).toBe(400);
    expect(body!.errors).toHaveLength(1);
    expect(body!.errors![0]!.locations).toHaveLength(10);
  });
});

describe('P8: nesting', () => {
  it('of selections is refused', () => expectRefused(`${'{a'.repeat(5000)}${'}'.repeat(5000)}`, 'GRAPHQL_PARSE_FAILED'));
  it('of selections is refused when the tokens are few enough', () =>
    expectRefused(`{ device(id: 1) ${'{ site { devices '.repeat(100)} { id } ${'} }'.repeat(100)} }`, 'DEPTH_LIMIT_EXCEEDED'));
  it('of lists is refused', () => expectRefused(`{ colors(in: ${'['.repeat(8000)}`, 'GRAPHQL_PARSE_FAILED'));
  it('of lists is refused when the tokens are few enough', () =>
    expectRefused(`{ colors(in: ${'['.repeat(900)}${']'.repeat(900)}) }`, 'INPUT_LIMIT_EXCEEDED'));
  it('of objects is refused', () => expectRefused(`{ hello(name: ${'{a:'.repeat(900)}1${'}'.repeat(900)}) }`, 'INPUT_LIMIT_EXCEEDED'));
  it('of types is refused', () =>
    expectRefused(`query($a: ${'['.repeat(1900)}Int${']'.repeat(1900)}) { hello }`, 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'));
});

describe('P8, P10: too many definitions', () => {
  it('of variables', () => expectRefused(`query(${times(10_000, (index) => `$v${index}: Int`)}) { hello }`, 'GRAPHQL_PARSE_FAILED'));
  it('of fragments that nobody uses', () =>
    expectRefused(`{ hello } ${times(5000, (index) => `fragment F${index} on Device { id }`)}`, 'GRAPHQL_PARSE_FAILED'));
  it('of a few hundred fragments that nobody uses', () =>
    expectRefused(`{ hello } ${times(500, (index) => `fragment F${index} on Device { id }`)}`, 'GRAPHQL_VALIDATION_FAILED'));
  it('of operations', async () => {
    const { status, body } = await server.post({ query: times(500, (index) => `query Q${index} { hello }`), operationName: 'Q499' });
    expect(status).toBe(400);
    expect(body!.errors![0]!.extensions['code']).toBe('OPERATION_LIMIT_EXCEEDED');
  });
});

describe('Fragments', () => {
  const doubling = (count: number): string =>
    `{ device(id: 1) { ...F0 } } ${times(count, (index) => `fragment F${index} on Device { ...F${index + 1} ...F${index + 1} }`)} fragment F${count} on Device { id }`;

  it('that double thirty times are refused', () => expectRefused(doubling(30), 'FRAGMENT_LIMIT_EXCEEDED'));
  it('that double three hundred times are refused', () => expectRefused(doubling(300), 'FRAGMENT_LIMIT_EXCEEDED'));
  it('that spread themselves are refused', () =>
    expectRefused('{ device(id: 1) { ...A } } fragment A on Device { ...A }', 'GRAPHQL_VALIDATION_FAILED'));
  it('that spread each other are refused', () =>
    expectRefused('{ device(id: 1) { ...A } } fragment A on Device { ...B } fragment B on Device { ...A }', 'GRAPHQL_VALIDATION_FAILED'));
  it('that are not there are refused', () => expectRefused('{ device(id: 1) { ...Nope } }', 'GRAPHQL_VALIDATION_FAILED'));
});

describe('P9: a megabyte of nothing', () => {
  it.each([
    ['commas', ','],
    ['spaces', ' '],
    ['line ends', '\n'],
    ['byte order marks', '\uFEFF'],
    ['comments', '#\n'],
  ])('is too large: %s', async (_, nothing) => {
    const { status, body } = await server.post({ query: `${nothing.repeat(Math.ceil(1_100_000 / nothing.length))}{ __typename }` });
    expect(status).toBe(413);
    expect(body!.errors![0]!.extensions).toEqual({ code: 'PAYLOAD_TOO_LARGE' });
    expect(server.calls).toEqual([]);
  });

  it('is not sent back: a syntax error quotes no more than a little', async () => {
    const { status, text } = await server.post({ query: `{ hello "${'x'.repeat(900_000)}" }` });
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(1000);
  });

  it('is refused without a length too, once it has grown too large', async () => {
    const answer = await server.raw(
      `POST /graphql HTTP/1.1\r\nhost: x\r\nauthorization: Bearer wl_dev_the-token-of-the-tests\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${`10000\r\n${' '.repeat(65_536)}\r\n`.repeat(17)}`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
  });
});

describe('P11: introspection', () => {
  const circular = `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } }`;
  it('that goes in circles is refused', () => expectRefused(`${circular} }`, 'GRAPHQL_VALIDATION_FAILED'));
  it('that goes in circles through __type is refused', () =>
    expectRefused(
      '{ __type(name: "Query") { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } }',
      'GRAPHQL_VALIDATION_FAILED',
    ));
  it('as tools send it is answered to those who are known, and to nobody else', async () => {
    expect((await server.post({ query: getIntrospectionQuery() })).status).toBe(200);
    expect((await server.post({ query: getIntrospectionQuery() }, { authorization: null })).status).toBe(401);
  });
});

describe('P12: a wrong name', () => {
  it.each([
    '{ devic }',
    '{ hello(colr: RED) }',
    '{ hello(color: REDD) }',
    '{ hello @skp(if: true) }',
    '{ device(id: 1) { ... on Devic { id } } }',
  ])('tells those who are not known nothing: %s', async (query) => {
    const { status, text } = await server.post({ query }, { authorization: null });
    expect(status).toBe(401);
    expect(text).not.toMatch(/Did you mean|Device|Color|RED/);
  });
});

describe('P13: a body that is no request', () => {
  it.each([
    ['a batch', '[]'],
    ['a batch of one', '[{"query":"{ hello }"}]'],
    ['a text', '""'],
    ['nothing', 'null'],
    ['a number', '1'],
    ['no bytes', ''],
    ['no JSON', '{query: hello}'],
    ['an empty object', '{}'],
    ['an empty query', '{"query":""}'],
    ['a query of numbers', '{"query":1}'],
    ['a parsed query', '{"query":{"kind":"Document"}}'],
    ['variables in text', '{"query":"{ hello }","variables":"{}"}'],
    ['variables in a list', '{"query":"{ hello }","variables":[]}'],
    ['extensions that are a number', '{"query":"{ hello }","extensions":1}'],
    ['a name that is an object', '{"query":"{ hello }","operationName":{}}'],
  ])('is answered 400: %s', async (_, body) => {
    const answer = await server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(answer.status).toBe(400);
    expect(answer.body!.errors![0]!.extensions['code']).toBe('BAD_REQUEST');
    expect(server.calls).toEqual([]);
  });

  it('means its last query when it has two, in every part of the server', async () => {
    const headers = { 'content-type': 'application/json' };
    const nested = `{ device(id: 1) ${'{ site { devices '.repeat(30)} { id } ${'} }'.repeat(30)} }`;
    const body = `{"query":"{ hello }","query":${JSON.stringify(nested)}}`;
    expect((await server.ask('/graphql', { method: 'POST', headers, body })).body!.errors![0]!.extensions['code']).toBe(
      'DEPTH_LIMIT_EXCEEDED',
    );
  });

  it.each(['utf-7', 'utf-16', 'utf-32', 'cp1252', 'iso-8859-1', 'nonsense'])('in the charset %s is answered 415', async (charset) => {
    const headers = { 'content-type': `application/json; charset=${charset}` };
    expect((await server.ask('/graphql', { method: 'POST', headers, body: '{"query":"{ hello }"}' })).status).toBe(415);
    expect(server.calls).toEqual([]);
  });

  it.each(['utf-8', 'UTF-8', '"utf-8"'])('is not made so by saying %s', async (charset) => {
    const headers = { 'content-type': `application/json; charset=${charset}` };
    expect((await server.ask('/graphql', { method: 'POST', headers, body: '{"query":"{ hello }"}' })).status).toBe(200);
  });

  it.each([
    ['UTF-16', Buffer.from('{"query":"{ hello }"}', 'utf16le')],
    ['half a character', Buffer.from([...Buffer.from('{"query":"{ hello }'), 0xc3, ...Buffer.from('"}')])],
  ])('is refused when its bytes are %s', async (_, body) => {
    expect((await server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status).toBe(400);
  });
});

describe('P14: variables that nobody uses', () => {
  it('are refused when they are nested too deeply', async () => {
    const body = `{"query":"{ hello }","variables":{"unused":${'['.repeat(45_000)}${']'.repeat(45_000)}}}`;
    const { status } = await server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(status).toBe(400);
    expect(server.calls).toEqual([]);
  });

  it('are read without overflowing when they are one list of half a million', async () => {
    const body = `{"query":"{ hello }","variables":{"unused":[${'1,'.repeat(500_000)}1]}}`;
    const { status } = await server.ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(status).toBe(200);
  });

  it('are refused by GET when they are nested too deeply', async () => {
    expect((await server.get({ query: '{ hello }', variables: `{"unused":${'['.repeat(900)}${']'.repeat(900)}}` })).status).toBe(400);
  });

  it('are refused when there are thousands', async () => {
    const variables = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`v${index}`, index]));
    expect((await server.post({ query: '{ hello }', variables })).status).toBe(400);
    expect(server.calls).toEqual([]);
  });
});

describe('C7: an answer in parts', () => {
  it.each(['{ ... @defer { hello } }', '{ devices @stream(initialCount: 1) { id } }'])('is not known here: %s', (query) =>
    expectRefused(query, 'GRAPHQL_VALIDATION_FAILED'),
  );
});
