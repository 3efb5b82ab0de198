import { GraphQLError, locatedError, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { present } from '../../../src/errors/present.ts';
import { refuse } from '../../../src/errors/refuse.ts';

const node = parse('{ hello }', { noLocation: false }).definitions[0]!;
const located = (error: unknown, path: (string | number)[] = ['hello']) => locatedError(error, [node], path);

describe('What a client is shown', () => {
  it('is a row of the table as it is, with the place that it was given on the way', () => {
    const { error, status, hidden } = present(located(refuse('CURSOR_INVALID', {})), 'id');
    expect(error).toMatchObject({ path: ['hello'], locations: [{ line: 1, column: 1 }], extensions: { code: 'BAD_USER_INPUT' } });
    expect({ status, hidden }).toEqual({ status: 400, hidden: undefined });
  });

  it('is what graphql-js says about the document', () => {
    const { error, status } = present(new GraphQLError('Argument "id" must not be null.', { nodes: node }), 'id');
    expect(error).toMatchObject({ message: 'Argument "id" must not be null.', extensions: { code: 'BAD_USER_INPUT' } });
    expect(status).toBe(400);
  });

  it('is what graphql-js says about an argument while it executes', () => {
    expect(present(located(new GraphQLError('null', { nodes: node })), 'id').error).toMatchObject({ message: 'null', path: ['hello'] });
  });

  it('keeps the stage that a complaint came from, and no code that we do not have', () => {
    const codeOf = (code: string) => present(new GraphQLError('x', { nodes: node, extensions: { code, more: 1 } }), 'id').error.extensions;
    expect(codeOf('GRAPHQL_PARSE_FAILED')).toEqual({ code: 'GRAPHQL_PARSE_FAILED' });
    expect(codeOf('SOMETHING_ELSE')).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('is short, whatever is quoted', () => {
    expect(present(new GraphQLError('x'.repeat(100_000), { nodes: node }), 'id').error.message.length).toBeLessThan(600);
  });
});

describe('What a client is not shown', () => {
  it.each([
    ['an error', new Error('SELECT 1')],
    ['an error at a path', located(new Error('SELECT 1'))],
    ['a value that a scalar could not write', located(new GraphQLError('Int cannot represent SELECT 1'))],
    ['an error that wraps another', located(located(new Error('SELECT 1')))],
    ['a text', 'SELECT 1'],
    ['null', null],
    ['undefined', undefined],
  ])('is anything else: %s', (_, thrown) => {
    const { error, status, hidden } = present(thrown, 'the-id');
    expect(error.message).toBe('Something went wrong on our side. The request id the-id finds the details in the log.');
    expect(error.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(status).toBe(500);
    expect(hidden).toBeDefined();
    expect(JSON.stringify(error)).not.toContain('SELECT');
  });

  it('is handed to the log as it was thrown, without the wrapping', () => {
    const thrown = new Error('SELECT 1');
    expect(present(located(thrown), 'id').hidden).toEqual({ thrown });
    expect(present(null, 'id').hidden).toEqual({ thrown: null });
  });
});
