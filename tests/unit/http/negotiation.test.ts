import { describe, expect, it } from 'vitest';
import { answerTypeFor } from '../../../src/http/negotiation.ts';

const GRAPHQL = 'application/graphql-response+json';
const JSON_TYPE = 'application/json';

describe('The type of an answer', () => {
  it.each<[string | undefined, string | undefined]>([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/*', JSON_TYPE],
    [JSON_TYPE, JSON_TYPE],
    [GRAPHQL, GRAPHQL],
    [`${GRAPHQL}; charset=utf-8`, GRAPHQL],
    [`${GRAPHQL}, ${JSON_TYPE};q=0.9`, GRAPHQL],
    [`${GRAPHQL};q=0.5, ${JSON_TYPE}`, JSON_TYPE],
    [`${JSON_TYPE};q=0, */*`, GRAPHQL],
    ['APPLICATION/JSON', JSON_TYPE],
    ['text/html', undefined],
    ['text/event-stream', undefined],
    ['multipart/mixed; deferSpec=20220824', undefined],
    [`${JSON_TYPE};q=0`, undefined],
    [`${JSON_TYPE}; charset=utf-16`, undefined],
    [`${JSON_TYPE};q=nonsense`, undefined],
    ['*/*;q=0', undefined],
  ])('that was asked for as %j is %j', (accept, type) => {
    expect(answerTypeFor(accept)).toBe(type);
  });
});
