import { GraphQLInt, GraphQLList, GraphQLObjectType, GraphQLSchema, parse, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compileCost, evaluateCost } from '../../../src/cost/compile.ts';
import { loadSchema } from '../../../src/cost/load-schema.ts';
import { printSchemaWithCost } from '../../../src/cost/print-schema.ts';

const Device = new GraphQLObjectType({
  name: 'Device',
  extensions: { cost: { weight: 3 } },
  fields: { mtu: { type: GraphQLInt, extensions: { cost: { weight: 0.5 } } } },
});
const Query = new GraphQLObjectType({
  name: 'Query',
  fields: {
    devices: {
      type: new GraphQLList(Device),
      args: { first: { type: GraphQLInt }, exact: { type: GraphQLInt, extensions: { cost: { weight: -1 } } } },
      extensions: { cost: { weight: 2, listSize: { assumedSize: 50, slicingArguments: ['first'], requireOneSlicingArgument: false } } },
    },
  },
});
const builtInCode = new GraphQLSchema({ query: Query });

describe('the printed schema', () => {
  const text = printSchemaWithCost(builtInCode);

  it('bears the weights that the code declares', () => {
    expect(text).toContain('type Device @cost(weight: "3")');
    expect(text).toContain('mtu: Int @cost(weight: "0.5")');
    expect(text).toContain('exact: Int @cost(weight: "-1")');
    expect(text).toContain('@listSize(assumedSize: 50, slicingArguments: ["first"], requireOneSlicingArgument: false)');
  });

  it('defines the directives, and is a valid schema', () => {
    expect(validateSchema(loadSchema(text))).toEqual([]);
    expect(
      loadSchema(text)
        .getDirective('listSize')
        ?.args.map(({ name }) => name),
    ).toContain('sizedFields');
  });

  it('is the same when it is printed again', () => {
    expect(printSchemaWithCost(loadSchema(text))).toBe(text);
  });

  it('prices a document as the schema that it was printed from', () => {
    const document = parse('{ few: devices(first: 4) { mtu } many: devices(exact: 1) { mtu } }');
    const price = evaluateCost(compileCost(builtInCode, document), {});
    expect(evaluateCost(compileCost(loadSchema(text), document), {})).toEqual(price);
    expect(price.typeCost).toBe(1 + 3 * (4 + 50));
  });
});
