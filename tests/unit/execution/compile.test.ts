/** Document to plan, and keeping plans. */
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compilePlan } from '../../../src/execution/compile.ts';
import { PlanCache } from '../../../src/execution/plan-cache.ts';

const schema = buildSchema(`
  type Query { device(id: ID): Device node: Node } interface Node { id: ID }
  type Device implements Node { id: ID name: String site: Site } type Site implements Node { id: ID slug: String }
  type Subscription { changed: Device }
`);

describe('compilePlan', () => {
  it.each([
    ['{ node { id } } { node { id } }', null, 'Must provide operation name if query contains multiple operations.'],
    ['query A { node { id } }', 'B', 'Unknown operation named "B".'],
    ['fragment F on Node { id }', null, 'Must provide an operation.'],
    ['mutation { x }', null, 'Schema is not configured to execute mutation operation.'],
  ])('refuses %j', (text, name, message) => {
    expect(() => compilePlan(schema, parse(text), name)).toThrow(message);
  });

  it('gives every field one path and the type that it is asked of', () => {
    const plan = compilePlan(schema, parse('{ d: device { ...N site { slug } } } fragment N on Node { id ... on Device { label: name } }'));
    const [device] = plan.rootFor({}).fields;
    const below = device!.selection!.planFor(schema.getType('Device') as never).fields;
    expect(below.map((field) => `${field.path} of ${field.parentType.name}`)).toEqual([
      'd.id of Device',
      'd.label of Device',
      'd.site of Device',
    ]);
  });

  it('keeps one tree for each decision of the directives, and no more than 32', () => {
    const names = Array.from({ length: 6 }, (_, index) => `v${index}`);
    const fields = names.map((name) => `${name}: node @include(if: $${name}) { id }`).join(' ');
    const plan = compilePlan(schema, parse(`query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) { ${fields} }`));
    const decide = (bits: number) =>
      plan.rootFor({ unrelated: bits, ...Object.fromEntries(names.map((name, index) => [name, Boolean(bits & (1 << index))])) });
    const first = decide(1);
    expect(decide(1)).toBe(first);
    expect(first.fields.map((field) => field.responseKey)).toEqual(['v0']);
    for (let bits = 2; bits < 40; bits++) decide(bits);
    expect(decide(1)).not.toBe(first);
  });

  it('takes time in proportion to a document whose fragments double at every step', () => {
    const fragments = Array.from(
      { length: 60 },
      (_, index) => `fragment F${index} on Device { a: site { id } ...F${index + 1} b: site { slug } ...F${index + 1} }`,
    );
    const document = parse(`{ device { ...F0 } } ${fragments.join(' ')} fragment F60 on Device { name }`);
    const device = compilePlan(schema, document).rootFor({}).fields[0]!;
    expect(device.selection!.planFor(schema.getType('Device') as never).fields.map((field) => field.responseKey)).toEqual([
      'a',
      'name',
      'b',
    ]);
  });
});

describe('PlanCache', () => {
  it('compiles a document once for each operation name', () => {
    const cache = new PlanCache(schema);
    const document = parse('query A { node { id } } query B { node { id } }');
    expect(cache.planFor(document, 'A')).toBe(cache.planFor(document, 'A'));
    expect(cache.planFor(document, 'A')).not.toBe(cache.planFor(document, 'B'));
    expect(() => cache.planFor(document)).toThrow('Must provide operation name');
    const single = parse('{ node { id } }');
    expect(cache.planFor(single, null)).toBe(cache.planFor(single));
  });
});
