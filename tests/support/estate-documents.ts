/** Random documents about the demo estate: pages small enough for a test, keys that exist, and cursors that nobody signed now and then. */
import fc from 'fast-check';
import {
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLScalarType,
  getNullableType,
  isInputObjectType,
} from 'graphql';
import { schema } from '../../src/schema.ts';
import { randomDocuments } from './random-documents.ts';

const globalIds = ['Device', 'Site', 'Interface', 'Prefix', 'IpAddress', 'Rack', 'Tenant'].flatMap((type) =>
  [1, 2, 3].map((key) => Buffer.from(`${type}:${key}`).toString('base64url')),
);

function argumentValues(_field: GraphQLField<unknown, unknown>, { name, type }: GraphQLArgument): fc.Arbitrary<unknown> | undefined {
  switch (name) {
    case 'first':
      return fc.constantFrom(1, 2, 3, 3, 0, 100_000);
    case 'last':
    case 'after':
    case 'before':
      return fc.constantFrom(undefined, undefined, undefined, undefined, undefined, name === 'last' ? 2 : 'unsigned');
    case 'filter': {
      const filter = getNullableType(type);
      // What is no resource has a filter of another form.
      if (!isInputObjectType(filter) || !filter.getFields()['id']) return undefined;
      return fc.constantFrom(undefined, undefined, {}, { id: { in: globalIds } }, { not: {} });
    }
    case 'id':
      return fc.constantFrom(...globalIds, 'no-such-id');
    case 'ids':
      return fc.array(fc.constantFrom(...globalIds), { maxLength: 4 });
    default:
      return undefined;
  }
}

const samples: Readonly<Record<string, readonly unknown[]>> = {
  Color: ['2196f3'],
  Timestamp: ['2024-05-01T00:00:00.000Z'],
  Day: ['2024-05-01'],
  InterfaceAddress: ['10.0.0.1/24', '2001:db8::1/64'],
  Cidr: ['10.0.0.0/8', '2001:db8::/32'],
  VlanId: [1, 100],
  Mac: ['02:00:00:00:00:01'],
  AsNumber: [64_512],
  BigInteger: [1, 5_000],
};

function scalarValues({ name }: GraphQLScalarType): fc.Arbitrary<unknown> | undefined {
  const values = samples[name];
  return values && fc.constantFrom(...values);
}

/** What follows from no declaration (tokens, history, webhooks) needs services beside the database, and has tests of its own. */
const maySelect = (type: GraphQLCompositeType, { extensions }: GraphQLField<unknown, unknown>): boolean =>
  type !== schema.getQueryType() || extensions['meaning'] !== undefined;

/** Valid documents with variables, for all that the catalog declares. */
export const estateDocuments = () => randomDocuments(schema, { maxFields: 16, maxDepth: 5, argumentValues, scalarValues, maySelect });
