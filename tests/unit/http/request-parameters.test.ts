import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/errors/refuse.ts';
import { parametersOfAddress, parametersOfBody } from '../../../src/http/request-parameters.ts';

const ofAddress = (text: string) => parametersOfAddress(new URLSearchParams(text));

describe('What a request asks', () => {
  it('is the same by POST and by GET', () => {
    const asked = { query: '{ a }', operationName: 'A', variables: { a: [1, { b: null }] }, extensions: { x: 1 } };
    const address = new URLSearchParams({
      query: asked.query,
      operationName: asked.operationName,
      variables: JSON.stringify(asked.variables),
      extensions: JSON.stringify(asked.extensions),
    });
    expect(parametersOfBody(asked)).toEqual(asked);
    expect(parametersOfAddress(address)).toEqual(asked);
  });

  it('may leave out all but the document, or say null for it', () => {
    const bare = { query: '{ a }', operationName: undefined, variables: undefined, extensions: undefined };
    expect(parametersOfBody({ query: '{ a }' })).toEqual(bare);
    expect(parametersOfBody({ query: '{ a }', operationName: null, variables: null, extensions: null })).toEqual(bare);
    expect(parametersOfBody({ query: '{ a }', operationName: '' })).toEqual(bare);
    expect(ofAddress('query={ a }&variables=&operationName=')).toEqual(bare);
  });

  it('may have more members, which mean nothing', () => {
    const body: unknown = JSON.parse('{ "query": "{ a }", "id": "x", "__proto__": { "variables": { "a": 1 } } }');
    expect(parametersOfBody(body).variables).toBeUndefined();
    expect(({} as { variables?: unknown }).variables).toBeUndefined();
  });

  it('names a registered operation in any of five places, of which all that are given have to agree', () => {
    const id = 'a'.repeat(64);
    const persistedQuery = { version: 1, sha256Hash: id };
    const forms = [
      { documentId: id },
      { documentId: `sha256:${id}` },
      { doc_id: id },
      { id },
      { id, query: null },
      { extensions: { persistedQuery } },
    ];
    for (const form of forms) expect(parametersOfBody(form)).toMatchObject({ documentId: id, query: undefined });
    expect(parametersOfBody({}, { id, operationName: 'A' })).toMatchObject({ documentId: id, operationName: 'A' });
    expect(ofAddress(`documentId=sha256:${id}&id=${id}`)).toMatchObject({ documentId: id });
    expect(() => parametersOfBody({ documentId: id, doc_id: 'b'.repeat(64) })).toThrow('Two different values');
    expect(() => parametersOfBody({ operationName: 'B' }, { id, operationName: 'A' })).toThrow('Two different values');
    expect(() => ofAddress(`documentId=${id}&documentId=${id}`)).toThrow('was given 2 times');
    // Beside a text, too, what says that it is an id has to be one.
    expect(parametersOfBody({ query: '{ a }', id }).documentId).toBe(id);
    for (const wrong of [{ documentId: 'x' }, { doc_id: 7 }, { extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }])
      expect(() => parametersOfBody({ query: '{ a }', ...wrong })).toThrow(Refusal);
  });

  it.each([
    'query={a}&query={b}',
    'query={a}&variables={}&variables={}',
    'query={a}&variables=[]',
    'query={a}&variables=x',
    'variables={}',
    '',
  ])('is refused as %s', (address) => {
    expect(() => ofAddress(address)).toThrow(Refusal);
  });

  it('has a bound on its variables', () => {
    const variables = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, 1]));
    expect(parametersOfBody({ query: '{ a }', variables: variables(200) }).variables).toBeDefined();
    expect(() => parametersOfBody({ query: '{ a }', variables: variables(201) })).toThrow('200 variables');
  });
});
