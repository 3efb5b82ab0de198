/** Derived outputs of a resource: its object type, `ThingConnection`, `ThingEdge`, `ThingCount`. */
import { createUnionType, Field, ID, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import type { ListRelation, ResourceEntry } from '../catalog.ts';
import type { ComputedType } from '../facts.ts';
import { type DeclaredCost, type FieldMeaning, MOST_GROUPS } from '../meaning.ts';
import { outputTypeOf } from './column-types.ts';
import { lowerFirst, type ResourceInputs } from './inputs.ts';
import { type ArgumentOptions, declareField, declareObject, type NewClass, newClass, type TypeReference } from './type-graphql.ts';

/** Relay's Node: whatever has a global id. */
@InterfaceType({ description: 'Whatever has a global id, so that a client can fetch it again by `node(id)`.' })
export class Node {
  @Field(() => ID, { description: 'Opaque global id, stable for the life of the object; carries its type.' })
  id!: string;
}

@ObjectType({ description: 'Where a page lies in its list (GraphQL Cursor Connections Specification).', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more rows follow this page.' })
  hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Whether rows come before this page.' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'The cursor of the first row; null on an empty page.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'The cursor of the last row, to be sent back as `after`; null on an empty page.' })
  endCursor!: string | null;
}

export interface ResourceOutputs {
  readonly connection: NewClass;
  readonly count: NewClass;
  /** The enum of what rows can be grouped by, as TypeGraphQL knows it. */
  readonly group: Readonly<Record<string, string>>;
}

const computedTypes: Record<ComputedType, TypeReference> = { Int, Float: Number, String, Boolean };

const meaning = (of: FieldMeaning, cost?: DeclaredCost) => ({ meaning: of, ...(cost ? { cost } : {}) });

/**
 * What a `totalCount`, and a row of counts, costs beside the rows themselves. Measured (`npm run bench -- calibrate`): the middle of all tables of the demo
 * estate. What it really takes grows with the table, of which a weight knows nothing.
 */
export const COUNT_WEIGHT = 15;

export function deriveOutputs(
  resources: readonly ResourceEntry[],
  inputs: ReadonlyMap<string, ResourceInputs>,
): ReadonlyMap<string, ResourceOutputs> {
  const outputs = new Map<string, ResourceOutputs>();
  for (const resource of resources) {
    ObjectType({ description: resource.description, simpleResolvers: true, implements: Node })(resource.class as NewClass);
    outputs.set(resource.name, envelopesOf(resource));
  }
  for (const resource of resources) declareFields(resource, inputs, outputs);
  return outputs;
}

function envelopesOf(resource: ResourceEntry): ResourceOutputs {
  const edge = newClass(`${resource.name}Edge`);
  declareObject(edge, `One of the ${resource.plural} in a page, with its cursor.`);
  declareField(edge, 'cursor', () => String, { description: 'Marks this row’s place; send it back as `after` or `before`.' });
  declareField(edge, 'node', () => resource.class, { description: 'The object itself.' });

  const connection = newClass(`${resource.name}Connection`);
  declareObject(connection, `A page of ${resource.plural}.`);
  declareField(connection, 'nodes', () => [resource.class], { description: 'The objects of the page.' });
  declareField(connection, 'edges', () => [edge], { description: 'The objects of the page, each with its cursor.' });
  declareField(connection, 'pageInfo', () => PageInfo, { description: 'Where the page lies in its list.' });
  declareField(connection, 'totalCount', () => Int, {
    description: 'How many there are in the whole list under the filter, whatever the page.',
    extensions: { cost: { weight: COUNT_WEIGHT } satisfies DeclaredCost },
  });

  const count = newClass(`${resource.name}Count`);
  declareObject(count, `How many ${resource.plural} share the values of a group; what was not grouped by is null.`);
  declareField(count, 'count', () => Int, { description: 'How many there are in the group.' });
  const group: Record<string, string> = {};
  for (const column of groupColumns(resource)) {
    group[enumName(column.name)] = column.name;
    declareField(count, column.name, () => outputTypeOf(column), { nullable: true, description: column.description });
  }
  for (const relation of resource.toOnes.values()) {
    if (!relation.facts.filter) continue;
    group[enumName(relation.name)] = relation.name;
    declareField(count, relation.name, () => relation.target.class, {
      nullable: true,
      description: relation.facts.description,
      extensions: meaning(relation),
    });
  }
  if (Object.keys(group).length > 0)
    registerEnumType(group, {
      name: `${resource.name}GroupBy`,
      description: `What ${resource.plural} can be counted by.`,
      valuesConfig: Object.fromEntries(Object.entries(group).map(([value, member]) => [value, { description: `By ${member}.` }])) as never,
    });
  return { connection, count, group };
}

/** Columns of few values, worth counting by. */
export function groupColumns(resource: ResourceEntry) {
  return [...resource.columns.values()].filter((column) => column.filter && (column.type === 'choice' || column.type === 'flag'));
}

/** A field as a value of an enum. */
export function enumName(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

export function countsName(list: { name: string; target: ResourceEntry }): string {
  return list.name === list.target.plural ? `${lowerFirst(list.target.name)}Counts` : `${list.name}Counts`;
}

function declareFields(
  resource: ResourceEntry,
  inputs: ReadonlyMap<string, ResourceInputs>,
  outputs: ReadonlyMap<string, ResourceOutputs>,
): void {
  const type = resource.class;
  for (const column of resource.columns.values()) {
    const { nullable, description } = column;
    // A secret is nullable whatever the column says: most viewers may not see it.
    declareField(type, column.name, () => outputTypeOf(column), {
      nullable: nullable || column.secret,
      description,
      extensions: meaning({ kind: 'column', column }),
    });
  }
  for (const facts of resource.computed)
    declareField(type, facts.name, () => computedTypes[facts.type], {
      nullable: true,
      description: facts.description,
      extensions: meaning({ kind: 'computed', facts }),
    });
  for (const facts of resource.measured)
    declareField(type, facts.name, () => computedTypes[facts.type], {
      nullable: true,
      description: facts.description,
      extensions: meaning({ kind: 'measured', owner: resource, facts }, { weight: COUNT_WEIGHT }),
    });
  for (const relation of [...resource.toOnes.values(), ...resource.networks.values()])
    declareField(type, relation.name, () => relation.target.class, {
      nullable: true,
      description: relation.facts.description,
      extensions: meaning(relation, relation.kind === 'withinNetwork' ? { weight: 2 } : undefined),
    });
  for (const opposite of resource.opposites.values())
    declareField(type, opposite.name, () => opposite.target.class, {
      nullable: true,
      description: opposite.description,
      extensions: meaning(opposite),
    });
  for (const facts of resource.oneOfs) {
    const members = facts.of.map((name) => resource.toOnes.get(name)!.target);
    const union = unionOf(facts.union, facts.description, members);
    declareField(type, facts.name, () => union, {
      nullable: true,
      description: facts.description,
      extensions: meaning({ kind: 'oneOf', owner: resource, facts }),
    });
  }
  if (resource.tree)
    declareField(type, 'ancestors', () => [type], {
      description: 'The objects above this one in the tree, from the root down; empty for a root.',
      extensions: meaning({ kind: 'ancestors', owner: resource }, { listSize: { assumedSize: 8, requireOneSlicingArgument: false } }),
    });
  for (const list of resource.lists.values()) {
    declareField(type, list.name, () => outputs.get(list.target.name)!.connection, {
      description: list.description,
      args: pageArguments(list.target, list, inputs),
      extensions: meaning(list, pageCost(list.page)),
    });
    if (Object.keys(outputs.get(list.target.name)!.group).length > 0) declareCounts(resource, list, inputs, outputs);
  }
}

const unions = new Map<string, ReturnType<typeof createUnionType>>();
function unionOf(name: string, description: string, members: readonly ResourceEntry[]) {
  const known = unions.get(name);
  if (known) return known;
  const made = createUnionType({
    name,
    description,
    types: () => members.map((member) => member.class) as never,
    resolveType: (value: { __typename?: string }) => value.__typename as never,
  });
  unions.set(name, made);
  return made;
}

function declareCounts(
  resource: ResourceEntry,
  list: ListRelation,
  inputs: ReadonlyMap<string, ResourceInputs>,
  outputs: ReadonlyMap<string, ResourceOutputs>,
): void {
  declareField(resource.class, countsName(list), () => [outputs.get(list.target.name)!.count], {
    description: `How many there are, by group: ${lowerFirst(list.description)}`,
    args: countArguments(list.target, inputs, outputs),
    extensions: meaning({ kind: 'listCounts', list }, countsCost),
  });
}

export function pageCost(page: number): DeclaredCost {
  return {
    listSize: { assumedSize: page, slicingArguments: ['first', 'last'], sizedFields: ['nodes', 'edges'], requireOneSlicingArgument: false },
  };
}

export const DEFAULT_GROUPS = 100;
export const countsCost: DeclaredCost = {
  weight: COUNT_WEIGHT,
  listSize: { assumedSize: DEFAULT_GROUPS, slicingArguments: ['first'], requireOneSlicingArgument: false },
};

export function pageArguments(
  target: ResourceEntry,
  bounds: { page: number; max: number },
  inputs: ReadonlyMap<string, ResourceInputs>,
): ArgumentOptions[] {
  const { filter, order } = inputs.get(target.name)!;
  return [
    {
      name: 'first',
      type: () => Int,
      description: `The first so many rows, ${bounds.max} at most; ${bounds.page} when neither \`first\` nor \`last\` is given.`,
    },
    { name: 'after', type: () => String, description: 'Only rows after this cursor.' },
    { name: 'last', type: () => Int, description: `The last so many rows, ${bounds.max} at most.` },
    { name: 'before', type: () => String, description: 'Only rows before this cursor.' },
    { name: 'filter', type: () => filter, description: 'Only rows that meet this.' },
    { name: 'orderBy', type: () => [order], description: 'The order of the rows; without it, the order in which they were entered.' },
  ];
}

export function countArguments(
  target: ResourceEntry,
  inputs: ReadonlyMap<string, ResourceInputs>,
  outputs: ReadonlyMap<string, ResourceOutputs>,
): ArgumentOptions[] {
  return [
    { name: 'filter', type: () => inputs.get(target.name)!.filter, description: 'Count only rows that meet this.' },
    {
      name: 'groupBy',
      type: () => [outputs.get(target.name)!.group],
      nullable: false,
      description: 'Count by these together; an empty list counts everything in one row.',
    },
    { name: 'first', type: () => Int, defaultValue: DEFAULT_GROUPS, description: `The largest so many groups, ${MOST_GROUPS} at most.` },
  ];
}
