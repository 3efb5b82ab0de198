/** The batch resolvers under plain graphql-js. */
import {
  buildSchema,
  execute,
  type GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  GraphQLObjectType as ObjectType,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Selection } from '../../../src/execution/batch.ts';
import { attachResolvers, isHandwritten } from '../../../src/execution/dataloader-driver.ts';

const contextOf = (signal = new AbortController().signal) => ({ signal });

describe('attachResolvers', () => {
  it('gathers the loads of one field into one call, and another alias into another', async () => {
    const schema = buildSchema('type Query { devices: [Device!]! } type Device { ports(first: Int): [Int!] }');
    schema.getQueryType()!.getFields()['devices']!.extensions = { batch: () => [[{}, {}, {}]] };
    const calls: unknown[] = [];
    (schema.getType('Device') as GraphQLObjectType).getFields()['ports']!.extensions = {
      batch: async (parents: readonly object[], args: object) => {
        calls.push([parents.length, args]);
        return parents.map(() => [1]);
      },
    };
    attachResolvers(schema);
    await execute({ schema, document: parse('{ devices { a: ports(first: 1) b: ports(first: 2) } }'), contextValue: contextOf() });
    expect(calls).toEqual([
      [3, { first: 1 }],
      [3, { first: 2 }],
    ]);
  });

  it('does not share loads between requests', async () => {
    const schema = buildSchema('type Query { now: Int }');
    let calls = 0;
    schema.getQueryType()!.getFields()['now']!.extensions = { batch: () => [++calls] };
    attachResolvers(schema);
    const document = parse('{ now }');
    const results = [];
    for (let request = 0; request < 2; request++)
      results.push((await execute({ schema, document, contextValue: contextOf() })).data!['now']);
    expect(results).toEqual([1, 2]);
  });

  it('tells the resolver what this request asks, when the same nodes are skipped in one and not in the next', async () => {
    const schema = buildSchema('type Query { device: Device } type Device { a: Int b: Int }');
    const asked: Selection[] = [];
    schema.getQueryType()!.getFields()['device']!.extensions = {
      batch: (parents: readonly object[], _args: object, selection: Selection) => {
        asked.push(selection);
        return parents.map(() => ({}));
      },
    };
    attachResolvers(schema);
    const document = parse('query ($no: Boolean!) { device { a b @skip(if: $no) } }');
    for (const no of [true, false, true]) await execute({ schema, document, variableValues: { no }, contextValue: contextOf() });
    const keys = asked.map((selection) =>
      selection.fieldsFor(schema.getType('Device') as GraphQLObjectType).map((field) => field.responseKey),
    );
    expect(keys).toEqual([['a'], ['a', 'b'], ['a']]);
    expect(asked[0]).toBe(asked[2]);
  });

  it('knows the type of a row by __typename, even where a library tests for classes', async () => {
    class Instance {}
    const Device = new ObjectType({
      name: 'Device',
      fields: { name: { type: GraphQLString } },
      isTypeOf: (value) => value instanceof Instance,
    });
    const Site = new ObjectType({ name: 'Site', fields: { slug: { type: GraphQLString } } });
    const Place = new GraphQLUnionType({ name: 'Place', types: [Device, Site], resolveType: () => 'Site' });
    const batch = () => [{ __typename: 'Device', name: 'row' }];
    const Query = new ObjectType({
      name: 'Query',
      fields: { place: { type: Place, extensions: { batch } }, plain: { type: Place, resolve: () => ({ slug: 's' }) } },
    });
    const schema = new GraphQLSchema({ query: Query });
    attachResolvers(schema);
    const document = parse('{ place { ... on Device { name } } plain { ... on Site { slug } } }');
    expect(JSON.stringify(await execute({ schema, document, contextValue: contextOf() }))).toBe(
      '{"data":{"place":{"name":"row"},"plain":{"slug":"s"}}}',
    );
  });

  it('replaces a resolver that a library put on a batched field, and leaves others alone', () => {
    const schema = buildSchema('type Query { batched: Int own: Int plain: Int }');
    const { batched, own, plain } = schema.getQueryType()!.getFields();
    const byHand = () => 1;
    batched!.extensions = { batch: () => [2] };
    batched!.resolve = byHand;
    own!.resolve = byHand;
    expect([isHandwritten(batched!), isHandwritten(own!), isHandwritten(plain!)]).toEqual([false, true, false]);
    attachResolvers(schema);
    attachResolvers(schema);
    expect(batched!.resolve).not.toBe(byHand);
    expect(own!.resolve).toBe(byHand);
    expect(plain!.resolve).toBeUndefined();
    expect(isHandwritten(batched!)).toBe(false);
  });

  it('fetches nothing more once the request is cancelled', async () => {
    const controller = new AbortController();
    const schema = buildSchema('type Query { a: A } type A { b: Int }');
    let asked = false;
    schema.getQueryType()!.getFields()['a']!.extensions = {
      batch: async () => {
        controller.abort(new Error('gone'));
        return [{}];
      },
    };
    (schema.getType('A') as GraphQLObjectType).getFields()['b']!.extensions = {
      batch: () => {
        asked = true;
        return [1];
      },
    };
    attachResolvers(schema);
    const result = await execute({ schema, document: parse('{ a { b } }'), contextValue: contextOf(controller.signal) });
    expect(result.errors?.[0]?.message).toBe('gone');
    expect(asked).toBe(false);
  });
});
