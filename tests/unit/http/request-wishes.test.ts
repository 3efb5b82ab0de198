import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { costModeOf, wishesOf } from '../../../src/http/request-wishes.ts';

const asking = (headers: Readonly<Record<string, string>>): IncomingMessage => ({ headers }) as unknown as IncomingMessage;
const wishing = (cacheControl: string) => wishesOf(asking({ 'cache-control': cacheControl }));

describe('Cache-Control of a request', () => {
  it.each(['no-cache', 'no-store', 'max-age=0, no-cache', 'NO-CACHE'])('%s wants an answer that is worked out', (value) => {
    expect(wishing(value).isFresh).toBe(true);
  });

  it.each(['', 'max-age=0', 'only-if-cached', 'x-no-cache', 'no-cacheable'])('%s wants nothing special', (value) => {
    expect(wishing(value)).toEqual({ isFresh: false, mostStaleMilliseconds: 0 });
  });

  it('takes an answer of the age that it names, up to a minute', () => {
    expect(wishing('max-stale=5').mostStaleMilliseconds).toBe(5000);
    expect(wishing('max-stale=86400').mostStaleMilliseconds).toBe(60_000);
  });

  it.each(['max-stale', 'max-stale=-5', 'max-stale=5s', 'max-stale=99999999999'])('%s names no age', (value) => {
    expect(wishing(value).mostStaleMilliseconds).toBe(0);
  });

  it('is nothing special when it is left out', () => {
    expect(wishesOf(asking({}))).toEqual({ isFresh: false, mostStaleMilliseconds: 0 });
  });
});

describe('GraphQL-Cost of a request', () => {
  it.each([
    ['report', 'report'],
    [' Validate ', 'validate'],
  ])('%s says what is told of the price', (value, mode) => {
    expect(costModeOf(asking({ 'graphql-cost': value }))).toBe(mode);
  });

  it('runs the operation when it is left out', () => {
    expect(costModeOf(asking({}))).toBe('run');
  });

  it('is refused when it is misspelt, since whoever writes it may not want a mutation to run', () => {
    expect(() => costModeOf(asking({ 'graphql-cost': 'validat' }))).toThrow('`GraphQL-Cost` is `report` or `validate`.');
  });
});
