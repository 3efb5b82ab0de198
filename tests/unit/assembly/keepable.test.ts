import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { isKeepable } from '../../../src/assembly/kept-answers.ts';
import { schema } from '../../../src/schema.ts';

const keepable = (text: string): boolean => isKeepable(schema, parse(text));

describe('an answer may be kept', () => {
  it.each([
    ['when its fields are columns and relations', '{ devices(first: 1) { totalCount nodes { name site { name } } } }'],
    ['when it asks an interface for what all of its types answer from rows', '{ nodes(ids: ["a"]) { id ... on Device { name } } }'],
    ['when it asks for type names', '{ __typename node(id: "a") { __typename } }'],
  ])('%s', (_, text) => expect(keepable(text)).toBe(true));

  it.each([
    ['of who is asking', '{ viewer { name } }'],
    ['of the schema', '{ __schema { queryType { name } } }'],
    ['of what changed, which is no row of a resource', '{ changes(first: 1) { nodes { id } } }'],
  ])('but not %s', (_, text) => expect(keepable(text)).toBe(false));
});
