import { describe, expect, it } from 'vitest';
import { canonicalJson, keyMaker, type Question } from '../../../src/cache/cache-key.ts';

const keyOf = keyMaker(Buffer.alloc(32, 1));
const question: Question = {
  schemaHash: 'schema',
  incarnation: '1/1',
  fingerprint: 'a::b',
  documentHash: 'document',
  operationName: null,
  variables: '{}',
};

describe('the key of a question', () => {
  it.each([
    ['schema', { schemaHash: 'other' }],
    ['life of the database', { incarnation: '1/2' }],
    ['rights', { fingerprint: 'a' }],
    ['document', { documentHash: 'other' }],
    ['operation', { operationName: 'Other' }],
    ['operation without a name', { operationName: '' }],
    ['variables', { variables: '{"a":1}' }],
  ])('differs with another %s', (_, other) => {
    expect(keyOf({ ...question, ...other })).not.toBe(keyOf(question));
  });

  it('does not run parts into one another', () => {
    expect(keyOf({ ...question, incarnation: '1/1a', fingerprint: '::b' })).not.toBe(keyOf(question));
    expect(keyOf({ ...question, fingerprint: 'a', documentHash: '::bdocument' })).not.toBe(keyOf(question));
  });

  it('cannot be made without the secret', () => {
    expect(keyMaker(Buffer.alloc(32, 2))(question)).not.toBe(keyOf(question));
  });
});

describe('variables', () => {
  it.each([
    ['the order of fields', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }],
    ['a variable that is undefined and one that is not there', { a: 1, b: undefined }, { a: 1 }],
  ])('are the same whatever %s', (_, one, other) => {
    expect(canonicalJson(one)).toBe(canonicalJson(other));
  });

  it.each([
    ['null and nothing', { a: null }, {}],
    ['a number and its digits', { id: 1 }, { id: '1' }],
    ['composed and decomposed letters', { a: '\u00e9' }, { a: 'e\u0301' }],
    ['the order of a list', { a: [1, 2] }, { a: [2, 1] }],
    ['a moment and its text', { a: new Date(0) }, { a: '1970-01-01T00:00:00.000Z' }],
    ['names that hold what separates them', { 'a":1,"b': 2 }, { a: 1, b: 2 }],
  ])('are told apart by %s', (_, one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });

  it.each([[1n], [Number.NaN], [() => 1], [new Map()], [{ a: [Symbol('x')] }]])('have no key where JSON has no exact word: %s', (value) => {
    expect(canonicalJson(value)).toBeUndefined();
  });
});
