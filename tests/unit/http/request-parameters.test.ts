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
