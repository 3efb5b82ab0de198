/// <reference types="vite/client" />
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../../../src/access/viewer.ts';
import { VisibleSchemas } from '../../../../src/access/visible-schema.ts';
import { schema } from '../../../../src/schema.ts';
import { fitQuery } from '../../../../src/web/queries/fit-query.ts';
import { STARTERS } from '../../../../src/web/queries/starters.ts';

const part = buildSchema(`
  type Query { devices(first: Int, filter: DeviceFilter, orderBy: [Order!]): [Device!]! here: There }
  type There { name: String }
  type Device { name: String site: Site }
  type Site { name: String }
  input DeviceFilter { name: Text }
  input Text { eq: String }
  input Order { name: Int }
`);
const fitted = (query: string, variables?: string) => fitQuery(part, variables === undefined ? { query } : { query, variables });
const flat = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim();

describe('A starting query', () => {
  it('stays as it is, to the letter, where it fits', () => {
    const asked = { query: '# Words.\n{ devices   { name } }', variables: '{ "unused": 1 }' };
    expect(fitQuery(part, asked)).toBe(asked);
  });

  it.each([
    ['a field', '{ devices { name serial } }', '{ devices { name } }'],
    ['a field with all below it', '{ devices { name rack { name } } racks { name } }', '{ devices { name } }'],
    ['a field of which nothing is left', '{ devices { name site { slug } } here { gone } }', '{ devices { name } }'],
    ['an argument', '{ devices(first: 1, last: 2) { name } }', '{ devices(first: 1) { name } }'],
    [
      'a part of a filter',
      '{ devices(filter: { name: { eq: "a" }, role: { slug: { eq: "b" } } }) { name } }',
      '{ devices(filter: {name: {eq: "a"}}) { name } }',
    ],
    ['a filter of which nothing is left', '{ devices(filter: { role: { slug: { eq: "b" } } }) { name } }', '{ devices { name } }'],
    ['an order of which nothing is left', '{ devices(orderBy: [{ role: 1 }]) { name } }', '{ devices { name } }'],
    ['a fragment on a type', '{ devices { name ... on Rack { name } } }', '{ devices { name } }'],
    [
      'a variable that nothing uses any more',
      'query Q($a: Int, $b: String) { devices(first: $a, role: $b) { name } }',
      'query Q($a: Int) { devices(first: $a) { name } }',
    ],
  ])('loses %s that the schema lacks', (_what, asked, left) => {
    expect(flat(fitted(asked)?.query)).toBe(left);
  });

  it('keeps the words above it, and the values of the variables that are left', () => {
    const found = fitted('# What it shows.\nquery Q($a: Int, $b: String) { devices(first: $a, role: $b) { name } }', '{"a": 1, "b": "x"}');
    expect(found?.query.startsWith('# What it shows.\nquery Q(')).toBe(true);
    expect(JSON.parse(found!.variables!)).toEqual({ a: 1 });
  });

  it('is not offered where nothing of it is left', () => {
    expect(fitted('{ racks { name } }')).toBeUndefined();
    expect(flat(fitted('{ devices { __typename serial } }')?.query)).toBe('{ devices { __typename } }');
  });

  it('is not offered where what is left cannot be asked', () => {
    const strict = buildSchema('type Query { devices(first: Int!): [Device!]! } type Device { name: String }');
    expect(fitQuery(strict, { query: '{ devices(last: 1) { name } }' })).toBeUndefined();
  });
});

describe('The starting queries', () => {
  const schemas = new VisibleSchemas(schema);
  const sees = (...resources: readonly string[]): Viewer => ({
    id: 'few',
    name: 'few',
    role: 'few',
    fingerprint: 'few',
    operations: 'any',
    rows: (resource, action = 'view') => ({ kind: action === 'view' && resources.includes(resource) ? 'all' : 'none' }),
  });

  it('say which root field they ask', () => {
    for (const { query, asks } of STARTERS) expect(fieldsAtTheRoot(query)).toEqual([asks]);
  });

  it.each([
    ['Device', 'Site'],
    ['Prefix', 'Vlan'],
    ['Cable', 'Interface'],
    ['Tenant', 'Contact'],
  ])('fit whatever two resources a role sees: %s and %s', (one, other) => {
    const shown = schemas.introspectableBy(sees(one, other));
    for (const starter of STARTERS) {
      const found = fitQuery(shown, starter);
      // The console tells by the root field alone which queries are worth opening.
      expect(found !== undefined, starter.id).toBe(shown.getQueryType()!.getFields()[starter.asks] !== undefined);
      if (found) expect(validate(shown, parse(found.query))).toEqual([]);
    }
  });
});

function fieldsAtTheRoot(query: string): readonly string[] {
  return parse(query).definitions.flatMap((definition) =>
    definition.kind === 'OperationDefinition'
      ? definition.selectionSet.selections.map((selection) => (selection.kind === 'Field' ? selection.name.value : ''))
      : [],
  );
}
