/** The generator that other tests rely on: valid, varied, bounded, and steered by whoever knows which arguments make sense. */
import fc from 'fast-check';
import { buildSchema, Kind, parse, validate, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { literalOf, randomDocuments } from '../../support/random-documents.ts';
import { syntheticSchema } from './synthetic-schema.ts';

describe('randomDocuments', () => {
  it('are valid, within their bounds, and use everything that a document can hold', () => {
    const schema = syntheticSchema();
    const seen = new Set<string>();
    fc.assert(
      fc.property(randomDocuments(schema, { maxFields: 25, maxDepth: 4, failingNulls: true }), ({ document, variables }) => {
        expect(validate(schema, document)).toEqual([]);
        let fields = 0;
        let depth = 0;
        visit(document, {
          enter(node, _key, _parent, _path, ancestors) {
            seen.add(node.kind);
            if (node.kind === Kind.FIELD) {
              if (!node.name.value.startsWith('__') && !node.alias?.value.startsWith('k')) fields++;
              if (node.alias?.value === '__proto__') seen.add('hostile alias');
              if (node.name.value === '__schema') seen.add('introspection');
              depth = Math.max(depth, ancestors.filter((ancestor) => 'kind' in ancestor && ancestor.kind === Kind.FIELD).length);
            }
            if (node.kind === Kind.DIRECTIVE) seen.add(node.name.value);
            if (node.kind === Kind.VARIABLE_DEFINITION && node.defaultValue) seen.add('default');
          },
        });
        if (Object.values(variables).includes(null)) seen.add('null variable');
        expect(fields).toBeLessThanOrEqual(60);
        expect(depth).toBeLessThanOrEqual(5);
      }),
      { numRuns: 400, seed: 1 },
    );
    for (const kind of [Kind.FRAGMENT_SPREAD, Kind.INLINE_FRAGMENT, Kind.VARIABLE, Kind.OBJECT, Kind.LIST, Kind.ENUM, Kind.NULL])
      expect(seen).toContain(kind);
    for (const what of ['hostile alias', 'introspection', 'skip', 'include', 'default', 'null variable']) expect(seen).toContain(what);
  });

  it('take the values of an argument from whoever knows them', () => {
    const schema = buildSchema(
      'type Query { device(id: ID!, where: Filter): Int } input Filter { status: Status, in: [Int!] } enum Status { ACTIVE }',
    );
    fc.assert(
      fc.property(
        randomDocuments(schema, {
          argumentValues: (_field, argument) =>
            argument.name === 'id' ? fc.constantFrom('known-1', 'known-2') : fc.constant({ status: 'ACTIVE', in: [1, 2] }),
        }),
        ({ document, text, variables }) => {
          expect(validate(schema, document)).toEqual([]);
          const ids = [...text.matchAll(/id: "([^"]*)"/g)].map((match) => match[1]);
          // `__type(name:)` takes the names of types, which are no ids.
          const given = Object.values(variables).filter(
            (value) => typeof value === 'string' && value !== 'Nobody' && !schema.getType(value),
          );
          for (const id of [...ids, ...given]) expect(['known-1', 'known-2']).toContain(id);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('select only the fields that they may', () => {
    const schema = buildSchema('type Query { wanted: Int unwanted: Int }');
    fc.assert(
      fc.property(
        randomDocuments(schema, { maySelect: (_type, field) => field.name === 'wanted' }),
        ({ text }) => !text.includes('unwanted'),
      ),
      { numRuns: 50 },
    );
  });
});

it('come to an end where hardly anything may be selected', () => {
  const schema = buildSchema(
    'type Query { a: A b: U } interface A { a: A u: U } type B implements A { a: A u: U } type C implements A { a: A u: U } union U = B | C',
  );
  fc.assert(
    fc.property(
      randomDocuments(schema, { maxFields: 200, maxDepth: 8, maySelect: (type) => type.name === 'Query' }),
      ({ text }) => text.length < 100_000,
    ),
    { numRuns: 200 },
  );
});

describe('literalOf', () => {
  it('writes what a client would send as a literal of the type', () => {
    const schema = buildSchema('type Query { a(f: F): Int } input F { s: [S!], t: String, n: F } enum S { ON }');
    const type = schema.getQueryType()!.getFields()['a']!.args[0]!.type;
    const literal = literalOf({ s: ['ON'], t: 'say "hi"', n: { s: null } }, type);
    expect(literal).toBe('{s: [ON], t: "say \\"hi\\"", n: {s: null}}');
    expect(validate(schema, parse(`{ a(f: ${literal}) }`))).toEqual([]);
  });
});
