/**
 * A schema with everything that can go wrong, and rows that make it go wrong.
 *
 * What a row holds follows from a number alone, so two drivers that read it in different orders see the same. A row's `trouble` says how often, in
 * a thousand, a value is missing, of the wrong kind, or an error.
 */
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLScalarType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { BatchResolver, ExecutionContext, FieldReader } from '../../../src/execution/batch.ts';

const SDL = `
  scalar Picky
  scalar Nested
  enum Status { ACTIVE PLANNED RETIRED }
  input Window { first: Int! = 2, after: String, tags: [String!], nested: Window, status: Status }
  input Choice @oneOf { id: ID, name: String, window: Window }

  interface Node { id: ID! }
  interface Named implements Node { id: ID! name: String owner: Owner neighbour: Named }
  union End = Port | Circuit | Site
  union Owner = Team | Person

  type Query {
    sites(first: Int = 2, window: Window): [Site!]!
    maybeSites(status: Status = ACTIVE): [Site]
    site(id: ID!, choice: Choice): Site
    mustSite: Site!
    nodes(ids: [ID!]! = ["1", "2"]): [Node]!
    named: Named
    ends: [End!]
    grid: [[Device!]]
    cube: [[[Port]!]!]!
    counts: [[Int!]!]
    version: String
    settings: Settings!
  }
  type Mutation { rename(name: String!): Site touch(status: Status! = ACTIVE): Device! drop: Boolean }
  type Settings { theme: String! limits: [Int!] parent: Settings flags: [Boolean]! }
  type Site implements Node & Named {
    id: ID! name: String owner: Owner neighbour: Site label(prefix: String, width: Int! = 3): String
    devices(first: Int = 2, statuses: [Status]): [Device!]!
    racks: [[Device]!] status: Status! area: Float total: Int! settings: Settings picky: Picky must: Picky!
  }
  type Device implements Node & Named {
    id: ID! name: String! owner: Owner neighbour: Device site: Site home: Site! ports(window: Window): [Port!]! status: Status
    serials: [String!]! height: Int far: [Named!] score: Float! measured: [Float]!
  }
  type Port implements Node { id: ID! name: String! speed: Int device: Device! peer: End enabled: Boolean! extra: Nested }
  type Circuit { cid: String! ends: [End]! provider: Site }
  type Team { title: String! people: [Person!] }
  type Person implements Node { id: ID! email: String team: Team! manager: Person }
`;

/** Fields that are fetched; the rest is read from the row. */
const BATCHED = new Set(
  `Query.sites Query.maybeSites Query.site Query.mustSite Query.nodes Query.named Query.ends Query.grid Query.cube Query.counts
   Mutation.rename Mutation.touch Mutation.drop
   Site.neighbour Site.owner Site.devices Site.racks Site.total Device.site Device.home Device.ports Device.far Device.owner Device.measured
   Port.device Port.peer Circuit.ends Circuit.provider Team.people Person.team`.split(/\s+/),
);
const COMPUTED = new Set(['Site.area', 'Device.score', 'Port.id', 'Settings.limits']);

export interface Row {
  readonly seed: number;
  readonly trouble: number;
  readonly __typename: unknown;
}

export function syntheticSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  const picky = schema.getType('Picky') as GraphQLScalarType;
  picky.serialize = (value) => {
    if (value === 'refused') throw new Error('Picky refuses.');
    return value === 'vanishes' ? undefined : { picked: value };
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    rowClass(schema, type);
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (BATCHED.has(coordinate)) field.extensions = { batch: batchFor(schema, coordinate, field.type) };
      if (COMPUTED.has(coordinate)) field.extensions = { read: readerFor(schema, coordinate, field.type) };
    }
  }
  return schema;
}

export function rootRow(schema: GraphQLSchema, typeName: string, seed: number, trouble: number): object {
  return makeRow(schema, schema.getType(typeName)!, seed, trouble, false);
}

export function requestContext(): ExecutionContext {
  return { signal: new AbortController().signal };
}

function hash(...parts: readonly (string | number)[]): number {
  let state = 2166136261;
  for (const character of parts.join('|')) state = Math.imul(state ^ character.charCodeAt(0), 16777619);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  return (state ^ (state >>> 12)) >>> 0;
}

const classes = new WeakMap<GraphQLSchema, Map<string, new (seed: number, trouble: number, shown: unknown) => Row>>();
const sharedRows = new WeakMap<GraphQLSchema, Map<string, object>>();

function rowClass(schema: GraphQLSchema, type: GraphQLNamedType): void {
  let known = classes.get(schema);
  if (!known) {
    known = new Map();
    classes.set(schema, known);
  }
  class SyntheticRow implements Row {
    readonly seed: number;
    readonly trouble: number;
    readonly __typename: unknown;
    constructor(seed: number, trouble: number, shown: unknown) {
      this.seed = seed;
      this.trouble = trouble;
      this.__typename = shown;
    }
  }
  if (isObjectType(type)) {
    for (const field of Object.values(type.getFields())) {
      Object.defineProperty(SyntheticRow.prototype, field.name, {
        get(this: Row) {
          return valueFor(schema, `${type.name}.${field.name}`, field.type, hash(this.seed, field.name), this.trouble);
        },
      });
    }
  }
  known.set(type.name, SyntheticRow);
}

function batchFor(schema: GraphQLSchema, coordinate: string, type: GraphQLOutputType): BatchResolver {
  const answer: BatchResolver = (parents, args) => {
    const asked = JSON.stringify(args);
    const first = parents[0] as Row;
    const fate = hash(coordinate, asked, 'fate') % 4000;
    if (fate < first.trouble) throw new Error(`${coordinate} is down.`);
    if (fate < first.trouble * 1.3) throw `${coordinate} throws a string.`;
    if (fate < first.trouble * 1.5) return [...parents, {}];
    return parents.map((parent) => {
      const row = parent as Row;
      return valueFor(schema, coordinate, type, hash(row.seed, coordinate, asked), row.trouble);
    });
  };
  return hash(coordinate) % 3 === 0 ? answer : async (...call) => answer(...call);
}

function readerFor(schema: GraphQLSchema, coordinate: string, type: GraphQLOutputType): FieldReader {
  return (parent) => {
    const row = parent as Row;
    if (hash(row.seed, coordinate, 'reader') % 1000 < row.trouble) throw new Error(`${coordinate} cannot be computed.`);
    return valueFor(schema, coordinate, type, hash(row.seed, coordinate), row.trouble);
  };
}

function valueFor(
  schema: GraphQLSchema,
  coordinate: string,
  type: GraphQLOutputType,
  seed: number,
  trouble: number,
  present = false,
): unknown {
  const luck = seed % 1000;
  if (luck < trouble) return new Error(`${coordinate} failed with ${seed % 7}.`);
  if (isNonNullType(type))
    return luck < trouble * 2 ? null : valueFor(schema, coordinate, type.ofType, hash(seed, 'present'), trouble, true);
  if (!present && luck < 60 + trouble) return luck % 2 ? null : undefined;
  if (isListType(type)) {
    if (luck < 60 + trouble * 2) return 'not a list';
    const items = Array.from({ length: [0, 1, 1, 2, 1, 2, 1, 3][hash(seed, 'length') % 8]! }, (_, index) =>
      valueFor(schema, coordinate, type.ofType, hash(seed, index), trouble),
    );
    return luck > 950 ? new Set(items) : items;
  }
  return leafOrRow(schema, type, seed, trouble, luck < 60 + trouble * 2);
}

function leafOrRow(schema: GraphQLSchema, type: GraphQLNamedType, seed: number, trouble: number, isOdd: boolean): unknown {
  if (isEnumType(type)) return isOdd ? 'MISSPELT' : type.getValues()[seed % 3]!.value;
  switch (type.name) {
    case 'String':
    case 'ID':
      return isOdd ? { no: 'text' } : [`text ${seed % 50}`, seed % 90, `é"\n${seed % 9}`, true][type.name === 'ID' ? seed % 3 : seed % 4];
    case 'Int':
      return isOdd ? 1.5 : [seed % 100, String(seed % 9), seed % 2 === 0, -0, 2 ** 31][hash(seed) % (trouble > 0 ? 5 : 4)];
    case 'Float':
      return isOdd ? Number.NaN : [seed / 7, seed % 10, '2.5', false][hash(seed) % 4];
    case 'Boolean':
      return isOdd ? 'perhaps' : [seed % 2 === 0, 1, 0][hash(seed) % 3];
    case 'Picky':
      return isOdd ? ['refused', 'vanishes'][seed % 2] : seed % 5;
    case 'Nested':
      return { list: [seed % 3, { deep: null }] };
    default:
      return makeRow(schema, type, seed, trouble, isOdd);
  }
}

function makeRow(schema: GraphQLSchema, type: GraphQLNamedType, seed: number, trouble: number, isOdd: boolean): object {
  const members = isAbstractType(type) ? schema.getPossibleTypes(type) : [type];
  const concrete = members[hash(seed, 'type') % members.length]!;
  const shown = isAbstractType(type) && isOdd ? [undefined, 'Nobody', 'Status', 'Settings', 7][seed % 5] : concrete.name;
  const Class = classes.get(schema)!.get(concrete.name)!;
  if (seed % 2 !== 0 || isOdd) return new Class(seed, trouble, shown);
  // Half of all rows are a few that many parents share.
  const sharedSeed = hash(seed % 3, concrete.name);
  let shared = sharedRows.get(schema);
  if (!shared) {
    shared = new Map();
    sharedRows.set(schema, shared);
  }
  const key = `${concrete.name} ${sharedSeed} ${trouble}`;
  let row = shared.get(key);
  if (!row) {
    row = new Class(sharedSeed, trouble, concrete.name);
    shared.set(key, row);
  }
  return row;
}
