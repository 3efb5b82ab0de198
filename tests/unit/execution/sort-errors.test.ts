/** The one exit of errors. */
import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { sortErrors } from '../../../src/execution/sort-errors.ts';

const at = (message: string, ...path: (string | number)[]) => new GraphQLError(message, { path });
const messages = (data: Record<string, unknown> | null | undefined, ...errors: GraphQLError[]) =>
  sortErrors(data === undefined ? { errors } : { data, errors }).errors!.map((error) => error.message);

describe('sortErrors', () => {
  it('orders by path: indices by size, a parent before its children', () => {
    const data = { a: [null, null, null, null, null, null, null, null, null, null, null], b: null };
    expect(messages(data, at('3', 'b'), at('2', 'a', 10), at('1', 'a', 2))).toEqual(['1', '2', '3']);
  });

  it('drops what failed inside an object that something else removed later', () => {
    expect(messages({ a: null }, at('inside', 'a', 'nullable'), at('cause', 'a', 'mandatory'))).toEqual(['cause']);
    expect(messages(null, at('inside', 'a', 'b'), at('other', 'c'), at('cause', 'd'))).toEqual(['cause']);
  });

  it('keeps errors of different nulls, and all errors of a request that was never run', () => {
    expect(messages({ a: null, b: null }, at('b', 'b'), at('a', 'a'))).toEqual(['a', 'b']);
    expect(messages(undefined, new GraphQLError('second'), new GraphQLError('first'))).toEqual(['first', 'second']);
  });

  it('lists a thousand, says how many more there are, and says it once', () => {
    const rows = Array.from({ length: 1_500 }, () => null);
    const errors = rows.map((_, index) => at(`row ${index}`, 'rows', index));
    const sorted = sortErrors({ data: { rows }, errors });
    expect(sorted.errors).toHaveLength(1_001);
    expect(sorted.errors!.slice(0, 2).map((error) => error.message)).toEqual(['500 more errors are not listed.', 'row 0']);
    expect(sortErrors(sorted)).toEqual(sorted);
  });

  it('changes nothing the second time, and hands back a result without errors as it is', () => {
    const once = sortErrors({ data: { a: null }, errors: [at('inside', 'a', 'x'), at('cause', 'a', 'y')] });
    expect(sortErrors(once)).toEqual(once);
    const clean = { data: { a: 1 } };
    expect(sortErrors(clean)).toBe(clean);
  });
});
