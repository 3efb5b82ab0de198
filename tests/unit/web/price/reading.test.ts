import { describe, expect, it } from 'vitest';
import { availableNow, readAnswer, readPrice } from '../../../../src/web/price/reading.ts';

const NOW = 1_000_000;
const cost = {
  requestedQueryCost: 222,
  typeCost: 211,
  fieldCost: 11,
  maximumQueryCost: 25_000,
  allowed: true,
  fields: [
    { path: 'devices', requested: 21 },
    { path: ['devices', 'nodes', 'interfaces'], requested: 201 },
  ],
  hint: 'Ask for fewer interfaces.',
  throttleStatus: { maximumAvailable: 50_000, currentlyAvailable: 49_813, restoreRate: 1_000 },
};
const fault = (code: string, more: object = {}) => ({ errors: [{ message: 'What happened.', extensions: { code }, ...more }] });

describe('an answer to a validation', () => {
  it('is a price when it carries a cost and no data', () => {
    expect(readAnswer(200, { extensions: { cost } }, NOW)).toEqual({
      kind: 'priced',
      price: {
        requested: 222,
        maximum: 25_000,
        allowed: true,
        objects: 211,
        calls: 11,
        hint: 'Ask for fewer interfaces.',
        fields: [
          { path: 'devices.nodes.interfaces', requested: 201 },
          { path: 'devices', requested: 21 },
        ],
        budget: { maximumAvailable: 50_000, currentlyAvailable: 49_813, restoreRate: 1_000, at: NOW },
      },
    });
  });

  it('means a server that does not price, when there is no cost', () => {
    expect(readAnswer(200, {}, NOW)).toEqual({ kind: 'unpriced' });
  });

  it('means a server that does not price, when the operation was executed in spite of the header', () => {
    expect(readAnswer(200, { data: { __typename: 'Query' }, extensions: { cost } }, NOW)).toEqual({ kind: 'unpriced' });
  });

  it('is a refused price when the operation is too dear for one request', () => {
    const body = fault('COST_ESTIMATED_TOO_EXPENSIVE');
    Object.assign(body.errors[0]!.extensions, { cost: 90_000, limit: 25_000, hint: 'Ask for less.' });
    expect(readAnswer(400, body, NOW)).toMatchObject({
      kind: 'priced',
      price: { requested: 90_000, maximum: 25_000, allowed: false, hint: 'Ask for less.' },
    });
  });

  it('reads a cost that JSON cannot say as infinite, and refuses it', () => {
    const price = readPrice({ extensions: { cost: { requestedQueryCost: null, maximumQueryCost: 25_000 } } }, NOW);
    expect(price).toMatchObject({ requested: Number.POSITIVE_INFINITY, allowed: false });
  });

  it('says in which line the text is at fault', () => {
    const body = fault('GRAPHQL_PARSE_FAILED', { locations: [{ line: 3, column: 1 }] });
    expect(readAnswer(400, body, NOW)).toEqual({ kind: 'faulty', message: 'What happened.', line: 3 });
  });

  it.each([
    ['a missing session', 401, undefined, { kind: 'signed-out' }],
    ['an error that says so', 200, fault('UNAUTHENTICATED'), { kind: 'signed-out' }],
    ['an empty budget', 429, fault('THROTTLED'), { kind: 'unreachable', message: 'What happened.' }],
    ['overload', 503, fault('SERVICE_UNAVAILABLE'), { kind: 'unreachable', message: 'What happened.' }],
    ['the page of a proxy', 502, '<html>', { kind: 'unreachable', message: 'The server answered 502 without a GraphQL body.' }],
  ])('tells apart %s', (_what, status, body, reading) => {
    expect(readAnswer(status, body, NOW)).toEqual(reading);
  });

  it.each([
    null,
    [],
    7,
    'text',
    { errors: 'no list' },
    { errors: [null] },
    { extensions: { cost: { requestedQueryCost: {}, fields: [null, 3, {}] } } },
  ])('is never an exception: %j', (body) => {
    expect(readAnswer(200, body, NOW)).toHaveProperty('kind');
  });
});

describe('a budget', () => {
  const budget = { maximumAvailable: 50_000, currentlyAvailable: 40_000, restoreRate: 1_000, at: NOW };

  it('refills with time', () => {
    expect(availableNow(budget, NOW + 2_500)).toBe(42_500);
  });

  it('never holds more than the bucket', () => {
    expect(availableNow(budget, NOW + 3_600_000)).toBe(50_000);
  });

  it('does not shrink when the clock is set back', () => {
    expect(availableNow(budget, NOW - 5_000)).toBe(40_000);
  });
});
