import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../src/operations/manifest.ts';
import { operationIdOf } from '../../../src/operations/operation-id.ts';

const TEXT = 'query Sites { sites { nodes { name } } }';
const ID = operationIdOf(TEXT);
const json = (value: unknown, path = 'manifest.json') => readManifest([{ path, text: JSON.stringify(value) }]);
const apollo = (...operations: readonly object[]) => json({ format: 'apollo-persisted-query-manifest', version: 1, operations });

describe('a manifest', () => {
  it('is known as Apollo’s by its format, with bounds beside an operation', () => {
    const bounds = { first: { max: 5 } };
    expect(apollo({ id: ID, name: 'Sites', type: 'query', body: TEXT, bounds })).toEqual({
      format: 'apollo',
      entries: [{ source: 'Sites', id: ID, text: TEXT, name: 'Sites', bounds }],
      problems: [],
    });
  });

  it('is known as Relay’s and the code generator’s by being texts by id, with or without a prefix', () => {
    for (const id of [ID, `sha256:${ID}`])
      expect(json({ [id]: TEXT })).toEqual({
        format: 'map',
        entries: [{ source: 'Sites', id: ID, text: TEXT, name: undefined, bounds: {} }],
        problems: [],
      });
  });

  it('is a folder of documents, each with the fragments that it takes from others', () => {
    const { format, entries } = readManifest([
      {
        path: 'fragments.graphql',
        text: 'fragment Name on Site { name ...Slug }\nfragment Slug on Site { slug }\nfragment Other on Site { id }',
      },
      { path: 'sites.graphql', text: 'query Sites { sites { nodes { ...Name } } }' },
      { path: 'own.graphql', text: 'query Own { sites { nodes { ...Mine } } } fragment Mine on Site { id }' },
    ]);
    expect(format).toBe('documents');
    expect(entries.map(({ source }) => source)).toEqual(['sites.graphql', 'own.graphql']);
    expect(entries[0]!.text).toBe(
      'query Sites { sites { nodes { ...Name } } }\nfragment Name on Site {\n  name\n  ...Slug\n}\nfragment Slug on Site {\n  slug\n}',
    );
    expect(entries[0]!.id).toBe(operationIdOf(entries[0]!.text));
    expect(entries[1]!.text).not.toContain('slug');
  });

  it('is not guessed at where two files define a fragment that a third spreads', () => {
    const { entries, problems } = readManifest([
      { path: 'a.graphql', text: 'query A { a { ...F } } fragment F on A { x }' },
      { path: 'b.graphql', text: 'query B { a { ...F } } fragment F on A { y }' },
      { path: 'c.graphql', text: 'query C { a { ...F } }' },
    ]);
    expect(entries.map(({ source }) => source)).toEqual(['a.graphql', 'b.graphql']);
    expect(problems).toEqual([{ source: 'c.graphql', reason: 'It spreads the fragment `F`, which several other files define.' }]);
  });

  it('is not believed: an id has to be the SHA-256 of its text', () => {
    const { entries, problems } = apollo({ id: operationIdOf('another'), name: 'Sites', body: TEXT }, { id: ID, body: TEXT });
    expect(entries).toHaveLength(1);
    expect(problems).toEqual([
      { source: 'Sites', reason: `Its id is "${operationIdOf('another')}" and should be the SHA-256 of the text, ${ID}.` },
    ]);
    expect(json({ d41d8cd98f00b204e9800998ecf8427e: TEXT }).problems[0]!.reason).toContain('Have your compiler use SHA-256');
  });

  it('says what is wrong with a part of it, and reads the rest', () => {
    const { problems, entries } = apollo(
      { id: ID, name: 'A', body: 7 },
      { id: ID, name: 'B', body: TEXT, bounds: { first: { most: 1 } } },
      { id: ID, body: TEXT },
    );
    expect(problems).toEqual([
      { source: 'A', reason: 'It has no `body`.' },
      { source: 'B', reason: '`$first` has a bound `most`; there are `max`, `length` and `objects`.' },
    ]);
    expect(entries.map(({ source }) => source)).toEqual(['operation 3']);
    expect(readManifest([{ path: 'a.graphql', text: 'query {' }]).problems[0]!.source).toBe('a.graphql');
  });

  it.each([
    ['is not JSON', '{', 'is not JSON'],
    ['is a list', '[]', 'has to be a JSON object'],
    ['is another object', '{"a":1}', 'is no manifest'],
    ['is Apollo’s of another version', '{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}', 'version 2'],
    ['is Apollo’s without operations', '{"format":"apollo-persisted-query-manifest","version":1}', 'no list of `operations`'],
  ])('is refused when it %s', (_, text, reason) => {
    expect(() => readManifest([{ path: 'm.json', text }])).toThrow(reason);
  });

  it('is not made of nothing', () => {
    expect(() => readManifest([])).toThrow('There is no GraphQL file here.');
  });
});
