/**
 * The GraphQL schema of a catalog: every type, list, filter, order, key and root field that follows from the declarations, built by
 * TypeGraphQL from decorator calls.
 *
 * TypeGraphQL's metadata is global to the process, so a schema is built once per process and catalog.
 */
import 'reflect-metadata';
import { type GraphQLField, GraphQLObjectType, type GraphQLSchema, getNullableType, isInputObjectType, isObjectType } from 'graphql';
import { buildSchemaSync, createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Catalog, ResourceEntry } from './catalog.ts';
import { deriveInputs, lowerFirst, type ResourceInputs } from './derive/inputs.ts';
import { type DerivedMutations, deriveMutations } from './derive/mutations.ts';
import {
  countArguments,
  countsCost,
  deriveOutputs,
  Node,
  PageInfo,
  pageArguments,
  pageCost,
  type ResourceOutputs,
} from './derive/outputs.ts';
import { declareQuery, declareRoot, type NewClass } from './derive/type-graphql.ts';
import { type DeclaredCost, type FieldMeaning, MOST_NODES, MOST_SEARCH_RESULTS, type RootMeaning } from './meaning.ts';
import { markNeeds } from './needs.ts';

/** One search asks every searchable column of every type: as measured by `npm run bench -- calibrate`, as much as 1,200 objects of a page. */
const SEARCH_WEIGHT = 1200;

/** TypeGraphQL asks who tells subscriptions their events; ours are told by the change feed, and none is subscribed to through its schema. */
const nobody = { publish: () => undefined, subscribe: () => undefined };

@ObjectType({ description: 'Who asks: the bearer of the token.', simpleResolvers: true })
class Viewer {
  @Field(() => String, { description: 'The name of the token or person.' })
  name!: string;
  @Field(() => String, { description: 'The role that decides what may be seen and spent.' })
  role!: string;
}

const rootExtensions = (root: RootMeaning, cost?: DeclaredCost) => ({
  meaning: { kind: 'root', root } satisfies FieldMeaning,
  ...(cost ? { cost } : {}),
});

/**
 * Builds the schema; fields carry `extensions.meaning` and `extensions.cost`, and have no resolvers yet.
 *
 * `others` are roots with fields that follow from no declaration (tokens, operations, changes); those bring their own `extensions.batch`.
 */
export function buildSchema(catalog: Catalog, others: readonly NewClass[] = []): GraphQLSchema {
  const inputs = deriveInputs(catalog.resources);
  const outputs = deriveOutputs(catalog.resources, inputs);
  const roots = catalog.resources.map((resource) => rootOf(resource, inputs, outputs));
  const mutations = deriveMutations(catalog.resources, inputs);
  roots.push(commonRoot(catalog), ...mutations.roots, ...others);
  const schema = buildSchemaSync({
    resolvers: roots as never,
    validate: false,
    orphanedTypes: [PageInfo as never],
    pubSub: nobody as never,
  });
  markOneOf(schema);
  markEnvelopes(schema, mutations);
  describeRoots(schema);
  markNeeds(schema, catalog);
  return schema;
}

function rootOf(
  resource: ResourceEntry,
  inputs: ReadonlyMap<string, ResourceInputs>,
  outputs: ReadonlyMap<string, ResourceOutputs>,
): NewClass {
  const root = declareRoot(`${resource.name}Root`);
  const { connection, count, group } = outputs.get(resource.name)!;
  const { key } = inputs.get(resource.name)!;
  const one = lowerFirst(resource.name);
  declareQuery(root, one, () => resource.class, {
    nullable: true,
    description: `One of the ${resource.plural} by its global id; null where there is none that you may see.`,
    args: [{ name: 'id', type: () => ID, nullable: false, description: 'The global id.' }],
    extensions: rootExtensions({ kind: 'one', resource }),
  });
  if (key)
    declareQuery(root, `${one}By`, () => resource.class, {
      nullable: true,
      description: `One of the ${resource.plural} by a natural key; null where there is none that you may see.`,
      args: [{ name: 'key', type: () => key, nullable: false, description: 'What names the object.' }],
      extensions: rootExtensions({ kind: 'by', resource }),
    });
  declareQuery(root, resource.plural, () => connection, {
    description: `All ${resource.plural} that you may see, by pages: ${lowerFirst(resource.description)}`,
    args: pageArguments(resource, resource, inputs),
    extensions: rootExtensions({ kind: 'page', resource }, pageCost(resource.page)),
  });
  if (Object.keys(group).length > 0)
    declareQuery(root, `${one}Counts`, () => [count], {
      description: `How many ${resource.plural} there are, by group.`,
      args: countArguments(resource, inputs, outputs),
      extensions: rootExtensions({ kind: 'counts', resource }, countsCost),
    });
  return root;
}

function commonRoot(catalog: Catalog): NewClass {
  const searchable = catalog.resources.filter((resource) => [...resource.columns.values()].some((column) => column.search));
  const root = declareRoot('CommonRoot');
  declareQuery(root, 'node', () => Node, {
    nullable: true,
    description: 'Any object by its global id; null where there is none that you may see.',
    args: [{ name: 'id', type: () => ID, nullable: false, description: 'The global id.' }],
    extensions: rootExtensions({ kind: 'node' }),
  });
  declareQuery(root, 'nodes', () => [Node], {
    nullable: 'items' as never,
    description: `Objects by their global ids, ${MOST_NODES} at most, in the order asked for; null for each that you may not see.`,
    args: [{ name: 'ids', type: () => [ID], nullable: false, description: 'The global ids.' }],
    extensions: rootExtensions(
      { kind: 'nodes' },
      { listSize: { slicingArguments: ['ids'], requireOneSlicingArgument: false, assumedSize: MOST_NODES } },
    ),
  });
  if (searchable.length > 0) {
    const hit = createUnionType({
      name: 'SearchResult',
      description: 'Whatever `search` can find.',
      types: () => searchable.map((resource) => resource.class) as never,
      resolveType: (value: { __typename?: string }) => value.__typename as never,
    });
    declareQuery(root, 'search', () => [hit], {
      description: 'Finds objects by names, serials, asset tags, addresses and descriptions; the closest matches first.',
      args: [
        { name: 'text', type: () => String, nullable: false, description: 'What to look for, 2 to 100 characters; no wildcards.' },
        { name: 'types', type: () => [String], description: 'Only objects of these types, e.g. `["Device", "Prefix"]`.' },
        { name: 'first', type: () => Int, defaultValue: 20, description: `So many results, ${MOST_SEARCH_RESULTS} at most.` },
      ],
      extensions: rootExtensions(
        { kind: 'search' },
        { weight: SEARCH_WEIGHT, listSize: { assumedSize: 20, slicingArguments: ['first'], requireOneSlicingArgument: false } },
      ),
    });
  }
  declareQuery(root, 'viewer', () => Viewer, { description: 'Who asks.', extensions: rootExtensions({ kind: 'viewer' }) });
  return root;
}

/** graphql-js 16 enforces @oneOf by a flag on the type, which TypeGraphQL does not set from the directive. */
function markOneOf(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isInputObjectType(type) && type.astNode?.directives?.some(({ name }) => name.value === 'oneOf')) type.isOneOf = true;
}

/**
 * Connections, edges, payloads and page information cost nothing, nor does opening them: they are paper round the goods. Nor do the references of a row that is
 * written: the row counts as one.
 */
function markEnvelopes(schema: GraphQLSchema, { envelopes, inputs }: DerivedMutations): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isInputObjectType(type) && inputs.has(type.name))
      for (const field of Object.values(type.getFields()))
        if (isInputObjectType(getNullableType(field.type))) field.extensions = { ...field.extensions, cost: { weight: 0 } };
    if (!isObjectType(type) || !(/(Connection|Edge|^PageInfo)$/.test(type.name) || envelopes.has(type.name))) continue;
    type.extensions = { ...type.extensions, cost: { weight: 0 } };
    for (const field of Object.values(type.getFields())) field.extensions = { cost: { weight: 0 }, ...field.extensions };
  }
}

/** TypeGraphQL makes these roots and has no words for them. */
function describeRoots(schema: GraphQLSchema): void {
  const describe = (root: GraphQLObjectType | null | undefined, words: string): void => {
    if (root) root.description ??= words;
  };
  describe(schema.getMutationType(), 'What changes the network. The fields of one request are one transaction, run in order.');
  describe(schema.getSubscriptionType(), 'What is told as it happens, over server-sent events at `/graphql/stream`.');
}

/** Every field of the schema that has a derived meaning. */
export function* fieldsWithMeaning(
  schema: GraphQLSchema,
): Generator<{ type: GraphQLObjectType; field: GraphQLField<unknown, unknown>; meaning: FieldMeaning }> {
  for (const type of Object.values(schema.getTypeMap()))
    if (type instanceof GraphQLObjectType)
      for (const field of Object.values(type.getFields())) {
        const meaning = field.extensions['meaning'] as FieldMeaning | undefined;
        if (meaning) yield { type, field, meaning };
      }
}
