import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { refuse } from '../../../src/errors/refuse.ts';
import { presentResult } from '../../../src/http/present-result.ts';

const presented = (result: Parameters<typeof presentResult>[0]) => {
  const reported: unknown[] = [];
  return { ...presentResult(result, 'request-1', (error) => void reported.push(error)), reported };
};
const broken = (path: readonly (string | number)[]) =>
  new GraphQLError('relation "x" does not exist', { path, originalError: new Error('relation "x"') });
const withoutDatabase = (path: readonly (string | number)[]) =>
  new GraphQLError('no', { path, originalError: refuse('SERVICE_UNAVAILABLE', {}) });

it('leaves an answer without errors as it is', () => {
  const result = { data: { site: null }, extensions: { note: 1 } };
  expect(presented(result)).toEqual({ status: undefined, headers: {}, result, code: undefined, reported: [] });
});

it('shows an error of ours as one sentence, and reports what was thrown', () => {
  const { result, reported, code } = presented({ data: { a: 1, b: null }, errors: [broken(['b'])] });
  expect(JSON.stringify(result)).not.toContain('relation');
  expect(reported).toEqual([new Error('relation "x"')]);
  expect(code).toBe('INTERNAL_SERVER_ERROR');
});

it('answers with what there is, whatever is missing beside it', () => {
  expect(presented({ data: { a: 1, b: null }, errors: [withoutDatabase(['b'])] }).status).toBeUndefined();
});

it('takes the status and headers of the first error where nothing was found', () => {
  const { status, headers } = presented({ data: { a: null, b: null }, errors: [withoutDatabase(['a']), broken(['b'])] });
  expect(status).toBe(503);
  expect(headers).toHaveProperty('retry-after');
});

it('puts the errors first, where a reader sees them', () => {
  expect(Object.keys(presented({ data: { a: null }, errors: [broken(['a'])] }).result)).toEqual(['errors', 'data']);
});
