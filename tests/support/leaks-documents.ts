/**
 * Every way in which the schema leads to a resource, as documents: lists, counts, filters, orders, pages, keys, ids, search, and each field of each
 * type that leads to it. Nothing here names a resource: all of it is read off the catalog and the schema, so what is declared tomorrow is asked too.
 */
import { type GraphQLField, type GraphQLObjectType, getNamedType, isEnumType, isInputObjectType, isLeafType, isObjectType } from 'graphql';
import type { Action, RowPredicate } from '../../src/access/viewer.ts';
import { cursorCodec } from '../../src/data/cursor.ts';
import type { ListRelation, ResourceEntry, ToOneRelation } from '../../src/resource/catalog.ts';
import type { ColumnFacts } from '../../src/resource/facts.ts';
import type { FieldMeaning } from '../../src/resource/meaning.ts';
import { catalog, schema } from '../../src/schema.ts';
import { historyDocuments } from './leaks-history-documents.ts';
import { CURSOR_SECRET, idOf, type LeakWorlds } from './leaks-world.ts';

export interface LeakDocument {
  /** What it asks by way of, e.g. `Interface.device` or `devices filtered by site`. */
  readonly path: string;
  readonly text: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The resource whose rows it writes. */
  readonly writes?: string;
  /** What whoever asks it may do with the rows of a resource, where that is not all. */
  readonly may?: { readonly resource: string; readonly predicates: Partial<Readonly<Record<Action, RowPredicate>>> };
}

const queryFields = schema.getQueryType()!.getFields();
const objectType = (name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type.`);
  return type;
};
const meaningOf = (field: GraphQLField<unknown, unknown>) => field.extensions['meaning'] as FieldMeaning | undefined;
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** All columns and computed values of a resource, as a selection. */
const leaves = new Map<string, string>();
export function leavesOf({ name }: { readonly name: string }): string {
  let known = leaves.get(name);
  if (known === undefined) {
    known = Object.values(objectType(name).getFields())
      .filter((field) => isLeafType(getNamedType(field.type)) && meaningOf(field)?.kind !== 'measured')
      .map((field) => field.name)
      .join(' ');
    leaves.set(name, known);
  }
  return known;
}

const codec = cursorCodec(CURSOR_SECRET);
const PAGE = '{ totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';
const ALL = 'first: 70';

const countsOf = (resource: ResourceEntry): string | undefined =>
  queryFields[`${lowerFirst(resource.name)}Counts`] && `${lowerFirst(resource.name)}Counts`;
const groupsOf = (resource: ResourceEntry): readonly string[] => {
  const type = schema.getType(`${resource.name}GroupBy`);
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
};

/** The lists, counts, orders, filters, keys and ids of a resource itself. */
export function* ownDocuments(resource: ResourceEntry, worlds: LeakWorlds): Generator<LeakDocument> {
  const { name, plural } = resource;
  const one = lowerFirst(name);
  const keys = Array.from({ length: worlds.rowsOf(resource) }, (_, index) => index + 1);
  yield { path: plural, text: `{ ${plural}(${ALL}) { totalCount nodes { ${leavesOf(resource)} } } }` };
  yield {
    path: `${plural} by pages`,
    text: `{ a: ${plural}(first: 2) ${PAGE} b: ${plural}(last: 3) ${PAGE} c: ${plural}(first: 0) ${PAGE} }`,
  };
  for (const pages of cursorsOf(resource)) yield { path: `${plural} by cursors`, text: `{ ${pages} }` };
  const orders = [...resource.columns.values()].filter(({ order }) => order);
  for (const column of orders)
    yield {
      path: `${plural} ordered by ${column.name}`,
      text: `{ a: ${plural}(first: 5, orderBy: [{ ${column.name}: ASC }]) ${PAGE} b: ${plural}(last: 3, orderBy: [{ ${column.name}: DESC }]) ${PAGE} }`,
    };
  const counts = countsOf(resource);
  const groups = groupsOf(resource);
  if (counts)
    yield {
      path: counts,
      text: `{ none: ${counts}(groupBy: []) { count } ${groups.map((group, index) => `g${index}: ${counts}(groupBy: [${group}]) { ${groupSelection(resource)} }`).join(' ')} two: ${counts}(groupBy: [${groups.slice(-2).join(', ')}], first: 3) { ${groupSelection(resource)} } }`,
    };
  const ids = [...keys.map((key) => idOf(resource, key)), idOf(resource, 999_999)];
  yield {
    path: `${one}, node, nodes`,
    text: `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on ${name} { ${leavesOf(resource)} } } ${ids
      .map(
        (id, index) =>
          `a${index}: ${one}(id: "${id}") { ${leavesOf(resource)} } ${index < 4 ? `n${index}: node(id: "${id}") { __typename id }` : ''}`,
      )
      .join(' ')} }`,
    variables: { ids },
  };
  yield* keyDocuments(resource, worlds);
  yield* filterDocuments(resource, worlds);
  if ([...resource.columns.values()].some(({ search }) => search))
    for (const text of ['canary', `visible-${name}`, `-${name}-`, '10.0.'])
      yield {
        path: `search for ${text}`,
        text: `{ a: search(text: "${text}", first: 10) { __typename } b: search(text: "${text}", types: ["${name}"], first: 3) { ... on ${name} { ${leavesOf(resource)} } } }`,
      };
}

/** Pages that begin at a canary, as somebody else was handed its cursor, and beyond all rows; and by a cursor that nobody signed. */
function cursorsOf({ name, plural }: ResourceEntry): readonly string[] {
  const pages = (cursor: string, index = 0): string =>
    `a${index}: ${plural}(first: 3, after: "${cursor}") ${PAGE} b${index}: ${plural}(last: 2, before: "${cursor}") ${PAGE}`;
  const cursors = [2, 4, 999_999].map((key) => codec.encode(`${name}:id`, [String(key)]));
  const forged = Buffer.from(cursors[0]!, 'base64url');
  forged.writeUInt8(forged.readUInt8(forged.length - 3) ^ 1, forged.length - 3);
  return [cursors.map(pages).join(' '), pages(forged.toString('base64url'))];
}

function groupSelection(resource: ResourceEntry): string {
  const fields = Object.values(objectType(`${resource.name}Count`).getFields());
  return fields.map((field) => (isLeafType(getNamedType(field.type)) ? field.name : `${field.name} { id }`)).join(' ');
}

/** How an input names an object: by its id, within a key where the type has natural keys. */
export function referenceTo(target: ResourceEntry, key: number): unknown {
  return isInputObjectType(schema.getType(`${target.name}Key`)) ? { id: idOf(target, key) } : idOf(target, key);
}

/** Parts of a natural key as they are in a row, with the objects in it named by id. */
export function partsOfKey(resource: ResourceEntry, parts: readonly string[], key: number, worlds: LeakWorlds): Record<string, unknown> {
  return Object.fromEntries(
    parts.map((part) => {
      const relation = resource.toOnes.get(part);
      const value = worlds.valueOf(resource, key, relation?.facts.via ?? part);
      return [part, relation && value !== null ? referenceTo(relation.target, value as number) : value];
    }),
  );
}

export const compositeKey = (parts: readonly string[]): string =>
  parts.map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join('And');

/** Each natural key of each row. */
function* keyDocuments(resource: ResourceEntry, worlds: LeakWorlds): Generator<LeakDocument> {
  const one = lowerFirst(resource.name);
  if (!queryFields[`${one}By`]) return;
  const typeName = `${resource.name}Key`;
  for (const parts of resource.keys) {
    const given: unknown[] = [];
    for (let key = 1; key <= Math.min(worlds.rowsOf(resource), 16); key++) {
      const composite = partsOfKey(resource, parts, key, worlds);
      const [only] = parts;
      if (parts.length === 1) {
        if (composite[only!] !== null) given.push(composite);
      } else {
        const field = compositeKey(parts);
        given.push({ [field]: composite });
        // The same name with the objects in it left out: what the key finds where they cannot be seen.
        const nulled = Object.fromEntries(parts.map((part) => [part, resource.toOnes.get(part)?.facts.optional ? null : composite[part]]));
        if (JSON.stringify(nulled) !== JSON.stringify(composite)) given.push({ [field]: nulled });
      }
    }
    if (given.length === 0) continue;
    yield {
      path: `${one}By ${parts.join(', ')}`,
      text: `query (${given.map((_, index) => `$k${index}: ${typeName}!`).join(' ')}) { ${given.map((_, index) => `k${index}: ${one}By(key: $k${index}) { id }`).join(' ')} }`,
      variables: Object.fromEntries(given.map((key, index) => [`k${index}`, key])),
    };
  }
}

/** By each of its own columns: values of canaries and of others, by every operator that the column's filter has, both ways. */
function* filterDocuments(resource: ResourceEntry, worlds: LeakWorlds): Generator<LeakDocument> {
  for (const column of resource.columns.values()) {
    if (!column.filter) continue;
    const operators = inputFieldsOf(getNamedType(inputFieldsOf(schema.getType(`${resource.name}Filter`))[column.name]!.type));
    const values = [1, 2].map((key) => (column.name === 'id' ? idOf(resource, key) : worlds.valueOf(resource, key, column.name)));
    const filters = Object.keys(operators).flatMap((operator) =>
      operandsFor(operator, column, values).flatMap((operand) => {
        const filter = { [column.name]: { [operator]: operand } };
        return operator === 'eq' || operator === 'isNull' ? [filter, { not: filter }] : [filter];
      }),
    );
    // Alias by alias, a document would be longer than what it is worth to read.
    for (let from = 0; from < filters.length; from += 12)
      yield filtered(`${resource.plural} filtered by ${column.name}`, resource, filters.slice(from, from + 12));
  }
}

const inputFieldsOf = (type: unknown) => {
  if (!isInputObjectType(type)) throw new Error(`${String(type)} is no input.`);
  return type.getFields();
};

function operandsFor(operator: string, column: ColumnFacts, values: readonly unknown[]): readonly unknown[] {
  const known = values.filter((value) => value !== null && value !== undefined);
  switch (operator) {
    case 'isNull':
      return [true];
    case 'in':
      return [known];
    case 'startsWith':
    case 'contains':
      return column.type === 'text' ? ['canary'] : ['10.0.0.1/32'];
    case 'within':
    case 'overlaps':
      return ['10.0.0.0/12'];
    case 'family':
      return ['IPV4'];
    case 'eq':
      return known;
    default:
      return known.slice(1);
  }
}

function filtered(path: string, resource: ResourceEntry, filters: readonly unknown[]): LeakDocument {
  const type = `${resource.name}Filter`;
  return {
    path,
    text: `query (${filters.map((_, index) => `$f${index}: ${type}`).join(' ')}) { ${filters
      .map((_, index) => `f${index}: ${resource.plural}(filter: $f${index}, ${ALL}) { totalCount nodes { id } }`)
      .join(' ')} }`,
    variables: Object.fromEntries(filters.map((filter, index) => [`f${index}`, filter])),
  };
}

/** Every field of every type that leads to a resource, and every list that goes through it. */
export function* leadingDocuments(resource: ResourceEntry): Generator<LeakDocument> {
  for (const owner of catalog.resources)
    for (const field of Object.values(objectType(owner.name).getFields())) {
      const selection = leadsTo(resource, field);
      if (selection) yield { path: `${owner.name}.${field.name}`, text: `{ ${owner.plural}(${ALL}) { nodes { id ${selection} } } }` };
    }
  for (const owner of catalog.resources)
    for (const measured of owner.measured)
      yield { path: `${owner.name}.${measured.name}`, text: `{ ${owner.plural}(${ALL}) { nodes { id ${measured.name} } } }` };
}

function leadsTo(resource: ResourceEntry, field: GraphQLField<unknown, unknown>): string | undefined {
  const meaning = meaningOf(field);
  switch (meaning?.kind) {
    case 'toOne':
    case 'opposite':
    case 'withinNetwork':
      return meaning.target === resource ? `${field.name} { ${leavesOf(resource)} }` : undefined;
    case 'ancestors':
      return meaning.owner === resource ? `${field.name} { ${leavesOf(resource)} }` : undefined;
    case 'oneOf':
      return meaning.facts.of.some((part) => meaning.owner.toOnes.get(part)!.target === resource)
        ? `${field.name} { __typename ... on ${resource.name} { ${leavesOf(resource)} } }`
        : undefined;
    case 'list':
      return concerns(meaning, resource) ? listSelection(field.name, meaning) : undefined;
    case 'listCounts':
      return countsSelection(field.name, meaning.list, resource);
    default:
      return undefined;
  }
}

/** How many there are, and how many by each relation to the resource. */
function countsSelection(field: string, list: ListRelation, resource: ResourceEntry): string | undefined {
  const groups = groupsLeadingTo(list.target, resource);
  const parts = groups.map((group, index) => `${field}${index}: ${field}(groupBy: [${group}]) { ${groupSelection(list.target)} }`);
  if (concerns(list, resource)) parts.push(`${field}(groupBy: []) { count }`);
  return parts.length > 0 ? parts.join(' ') : undefined;
}

const concerns = ({ target, join }: ListRelation, resource: ResourceEntry): boolean =>
  target === resource || (join.kind === 'through' && join.hop === resource);
const groupsLeadingTo = (counted: ResourceEntry, resource: ResourceEntry): readonly string[] =>
  [...counted.toOnes.values()]
    .filter(({ target, facts }) => facts.filter && target === resource)
    .map(({ name }) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase());

function listSelection(field: string, { target }: ListRelation): string {
  const order = [...target.columns.values()].find(({ order, name }) => order && name !== 'id');
  return [
    `all: ${field} { totalCount nodes { ${leavesOf(target)} } }`,
    `page: ${field}(first: 1) ${PAGE}`,
    order ? `back: ${field}(last: 1, orderBy: [{ ${order.name}: DESC }]) ${PAGE}` : '',
  ].join(' ');
}

/** Every filter of every type that reaches to a resource, and filters that reach on through it. */
export function* reachingDocuments(resource: ResourceEntry): Generator<LeakDocument> {
  const ids = { id: { in: [2, 4, 6].map((key) => idOf(resource, key)) } };
  const other = { id: { in: [1, 3].map((key) => idOf(resource, key)) } };
  const single = [{}, { isNull: true }, { isNull: false }, ids, { not: ids }, { or: [ids, other] }];
  const several = [{ some: {} }, { none: {} }, { some: ids }, { none: { not: ids } }];
  for (const owner of catalog.resources) {
    for (const { name, conditions } of relationsTo(owner, resource, single, several)) {
      const filters = conditions.map((condition) => ({ [name]: condition }));
      yield filtered(`${owner.plural} filtered by ${name}`, owner, [...filters, { not: filters[0] }, { not: filters[3] }]);
      for (const further of catalog.resources) {
        const [hop] = relationsTo(further, owner, [{}], [{ some: {} }]);
        if (!hop || further === owner) continue;
        const nested = [{ [name]: conditions[0] }, { not: { [name]: conditions[1] } }];
        yield filtered(
          `${further.plural} filtered by ${hop.name} by ${name}`,
          further,
          nested.map((inner) => ({ [hop.name]: hop.isList ? { some: inner } : inner })),
        );
        break;
      }
    }
    const counts = countsOf(owner);
    const groups = groupsLeadingTo(owner, resource);
    if (counts && groups.length > 0)
      yield {
        path: `${counts} by ${resource.name}`,
        text: `{ ${groups
          .map(
            (group, index) =>
              `g${index}: ${counts}(groupBy: [${group}]) { ${groupSelection(owner)} } p${index}: ${counts}(groupBy: [${groupsOf(owner)[0]}, ${group}], first: 4) { ${groupSelection(owner)} }`,
          )
          .join(' ')} }`,
      };
  }
  if (resource.tree) {
    const filters = [ids, other, {}].flatMap((inner) => [{ ancestors: inner }, { not: { ancestors: inner } }]);
    yield filtered(`${resource.plural} filtered by ancestors`, resource, filters);
  }
}

function relationsTo(
  owner: ResourceEntry,
  resource: ResourceEntry,
  single: readonly unknown[],
  several: readonly unknown[],
): readonly { name: string; isList: boolean; conditions: readonly unknown[] }[] {
  const type = schema.getType(`${owner.name}Filter`);
  if (!isInputObjectType(type)) throw new Error(`${owner.name} has no filter.`);
  return Object.values(type.getFields()).flatMap((field): { name: string; isList: boolean; conditions: readonly unknown[] }[] => {
    const named = getNamedType(field.type).name;
    if (['and', 'or', 'not', 'ancestors'].includes(field.name)) return [];
    if (named === `${resource.name}Filter`) return [{ name: field.name, isList: false, conditions: single }];
    return named === `${resource.name}ListFilter` ? [{ name: field.name, isList: true, conditions: several }] : [];
  });
}

/** Natural keys of other types in which an object of this resource stands. */
export function* keysThrough(resource: ResourceEntry, worlds: LeakWorlds): Generator<LeakDocument> {
  for (const owner of catalog.resources) {
    const through = owner.keys.some((parts) =>
      parts.some((part) => (owner.toOnes.get(part) as ToOneRelation | undefined)?.target === resource),
    );
    if (through && owner !== resource) yield* keyDocuments(owner, worlds);
  }
}

export function documentsFor(resource: ResourceEntry, worlds: LeakWorlds): readonly LeakDocument[] {
  return [
    ...ownDocuments(resource, worlds),
    ...leadingDocuments(resource),
    ...reachingDocuments(resource),
    ...keysThrough(resource, worlds),
    ...historyDocuments(resource, worlds),
  ];
}
