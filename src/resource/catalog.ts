/**
 * The catalog: all resources of the process, checked against each other and frozen.
 *
 * Decorators state facts one class at a time; here names become objects, every relation gets its other end, and what cannot be right
 * (two lists of one name, a key over a missing column, a relation to nobody) is refused at start with all problems at once.
 */
import type {
  ColumnFacts,
  ComputedFacts,
  ListOptions,
  ManyToManyFacts,
  MeasuredFacts,
  OneOfFacts,
  ResourceClass,
  ResourceFacts,
  Target,
  ToOneFacts,
  WithinNetworkFacts,
} from './facts.ts';
import { factsOf } from './registry.ts';

export interface ToOneRelation {
  readonly kind: 'toOne';
  readonly name: string;
  readonly owner: ResourceEntry;
  readonly target: ResourceEntry;
  readonly facts: ToOneFacts;
}

/** The one row of `target` whose unique foreign key points at a row of `owner`. */
export interface OppositeRelation {
  readonly kind: 'opposite';
  readonly name: string;
  readonly owner: ResourceEntry;
  readonly target: ResourceEntry;
  readonly column: string;
  readonly description: string;
}

export interface NetworkRelation {
  readonly kind: 'withinNetwork';
  readonly name: string;
  readonly owner: ResourceEntry;
  readonly target: ResourceEntry;
  readonly facts: WithinNetworkFacts;
}

/** How the rows of a list hang on their parent. */
export type Join =
  | { readonly kind: 'foreignKey'; readonly column: string }
  /** The list's rows point at `hop`, whose rows point at the parent: addresses → interfaces → device. */
  | { readonly kind: 'through'; readonly column: string; readonly hop: ResourceEntry; readonly hopColumn: string }
  | { readonly kind: 'manyToMany'; readonly table: string; readonly near: 'A' | 'B'; readonly far: 'A' | 'B' }
  | { readonly kind: 'withinNetwork'; readonly address: string; readonly network: string; readonly scope: string }
  | { readonly kind: 'descendants' };

/** A list of rows of `target` below each row of `owner`. */
export interface ListRelation {
  readonly kind: 'list';
  readonly name: string;
  readonly owner: ResourceEntry;
  readonly target: ResourceEntry;
  readonly join: Join;
  readonly page: number;
  readonly max: number;
  readonly description: string;
}

/** The rows above a row in its tree, from the root down. */
export interface AncestorsRelation {
  readonly kind: 'ancestors';
  readonly owner: ResourceEntry;
}

export interface ResourceEntry {
  readonly name: string;
  readonly plural: string;
  readonly domain: string;
  readonly description: string;
  readonly class: ResourceClass;
  readonly page: number;
  readonly max: number;
  readonly keys: readonly (readonly string[])[];
  /** What an upsert recognises a row by where no natural key does; several rows may fit. */
  readonly recognisedBy: readonly string[] | undefined;
  /** No mutation is derived. */
  readonly readOnly: boolean;
  readonly columns: ReadonlyMap<string, ColumnFacts>;
  readonly toOnes: ReadonlyMap<string, ToOneRelation>;
  readonly opposites: ReadonlyMap<string, OppositeRelation>;
  readonly networks: ReadonlyMap<string, NetworkRelation>;
  readonly lists: ReadonlyMap<string, ListRelation>;
  /** The many-to-many lists that are declared here, and so are written here. */
  readonly sets: readonly ListRelation[];
  readonly oneOfs: readonly OneOfFacts[];
  readonly computed: readonly ComputedFacts[];
  readonly measured: readonly MeasuredFacts[];
  /** The relation to the parent, where the resource is a tree. */
  readonly tree: ToOneRelation | undefined;
}

export interface Catalog {
  readonly resources: readonly ResourceEntry[];
  get(name: string): ResourceEntry;
  find(name: string): ResourceEntry | undefined;
}

interface Draft extends ResourceEntry {
  readonly toOnes: Map<string, ToOneRelation>;
  readonly opposites: Map<string, OppositeRelation>;
  readonly networks: Map<string, NetworkRelation>;
  readonly lists: Map<string, ListRelation>;
  readonly sets: ListRelation[];
  tree: ToOneRelation | undefined;
}

export function buildCatalog(classes: readonly ResourceClass[]): Catalog {
  const drafts = new Map<string, Draft>();
  const problems: string[] = [];
  for (const facts of classes.map(factsOf)) {
    if (drafts.has(facts.name)) problems.push(`${facts.name} is listed twice.`);
    drafts.set(facts.name, draftOf(facts));
  }
  const resolve = (target: Target, from: string): Draft | undefined => {
    const name = typeof target === 'string' ? target : factsOf(target()).name;
    const found = drafts.get(name);
    if (!found) problems.push(`${from} refers to ${name}, which is not in the catalog.`);
    return found;
  };
  for (const facts of classes.map(factsOf)) connect(drafts.get(facts.name)!, facts, resolve, problems);
  for (const draft of drafts.values()) problems.push(...problemsOf(draft));
  if (problems.length > 0) throw new Error(`The declarations do not fit together:\n  ${problems.join('\n  ')}`);

  const resources = Object.freeze([...drafts.values()]);
  return Object.freeze({
    resources,
    get: (name: string) => drafts.get(name) ?? fail(name),
    find: (name: string) => drafts.get(name),
  });
}

/** The largest page that any list of the catalog gives. */
export function largestPageOf({ resources }: Catalog): number {
  return Math.max(...resources.flatMap(({ max, lists }) => [max, ...[...lists.values()].map((list) => list.max)]));
}

function fail(name: string): never {
  throw new Error(`There is no resource ${name}.`);
}

function draftOf(facts: ResourceFacts): Draft {
  const members = facts.members;
  return {
    name: facts.name,
    plural: facts.plural,
    domain: facts.domain,
    description: facts.description,
    class: facts.class,
    page: facts.page,
    max: facts.max,
    keys: facts.keys,
    recognisedBy: facts.recognisedBy,
    readOnly: facts.readOnly,
    columns: new Map(members.filter((m) => m.kind === 'column').map((m) => [m.name, m])),
    oneOfs: members.filter((m) => m.kind === 'oneOf'),
    computed: members.filter((m) => m.kind === 'computed'),
    measured: members.filter((m) => m.kind === 'measured'),
    toOnes: new Map(),
    opposites: new Map(),
    networks: new Map(),
    lists: new Map(),
    sets: [],
    tree: undefined,
  };
}

type Resolve = (target: Target, from: string) => Draft | undefined;

function connect(owner: Draft, facts: ResourceFacts, resolve: Resolve, problems: string[]): void {
  const addList = (to: Draft, options: ListOptions, target: Draft, join: Join): void => {
    if (to.lists.has(options.name)) problems.push(`${to.name}.${options.name} is contributed twice; name one of the inverses differently.`);
    const { name, page, max, description } = options;
    to.lists.set(name, { kind: 'list', name, owner: to, target, join, page, max, description });
  };
  for (const member of facts.members) {
    if (member.kind === 'toOne') {
      const target = resolve(member.target, `${facts.name}.${member.name}`);
      if (target) connectToOne(owner, member, target, addList, resolve, problems);
    } else if (member.kind === 'manyToMany') {
      const target = resolve(member.target, `${facts.name}.${member.name}`);
      if (target) connectManyToMany(owner, member, target, addList);
    } else if (member.kind === 'withinNetwork') {
      const target = resolve(member.target, `${facts.name}.${member.name}`);
      if (!target) continue;
      owner.networks.set(member.name, { kind: 'withinNetwork', name: member.name, owner, target, facts: member });
      const { address, network, scope } = member;
      if (member.inverse) addList(target, member.inverse, owner, { kind: 'withinNetwork', address, network, scope });
    }
  }
}

type AddList = (to: Draft, options: ListOptions, target: Draft, join: Join) => void;

function connectToOne(owner: Draft, facts: ToOneFacts, target: Draft, addList: AddList, resolve: Resolve, problems: string[]): void {
  const relation: ToOneRelation = { kind: 'toOne', name: facts.name, owner, target, facts };
  owner.toOnes.set(facts.name, relation);
  if (facts.inverse) addList(target, facts.inverse, owner, { kind: 'foreignKey', column: facts.via });
  if (facts.opposite) {
    const { name, description } = facts.opposite;
    if (target.opposites.has(name)) problems.push(`${target.name}.${name} is contributed twice; name one of the opposites differently.`);
    target.opposites.set(name, { kind: 'opposite', name, owner: target, target: owner, column: facts.via, description });
  }
  for (const hop of facts.through) {
    const onward = factsOf(target.class).members.find((m) => m.kind === 'toOne' && m.name === hop.relation);
    if (onward?.kind !== 'toOne') {
      problems.push(`${owner.name}.${facts.name} goes through ${target.name}.${hop.relation}, which is not a relation.`);
      continue;
    }
    const far = resolve(onward.target, `${target.name}.${onward.name}`);
    if (far) addList(far, hop, owner, { kind: 'through', column: facts.via, hop: target, hopColumn: onward.via });
  }
  if (!facts.tree) return;
  if (target !== owner) problems.push(`${owner.name}.${facts.name} is declared a tree, but leads to ${target.name}.`);
  owner.tree = relation;
  const description = `Everything below this object in the tree, at any depth.`;
  addList(owner, { name: 'descendants', page: owner.page, max: owner.max, description }, owner, { kind: 'descendants' });
}

function connectManyToMany(owner: Draft, facts: ManyToManyFacts, target: Draft, addList: AddList): void {
  const { table, near, far } = facts;
  addList(owner, facts, target, { kind: 'manyToMany', table, near, far });
  owner.sets.push(owner.lists.get(facts.name)!);
  if (facts.inverse) addList(target, facts.inverse, owner, { kind: 'manyToMany', table, near: far, far: near });
}

/** What can be searched by or sorted by can be guessed, whoever may see it. */
function* problemsWithSecrets(entry: ResourceEntry): Generator<string> {
  for (const { name, secret, filter, order, search } of entry.columns.values()) {
    if (!secret) continue;
    if (filter || order || search) yield `${entry.name}.${name} is secret, and cannot be filtered, ordered or searched by.`;
    if (entry.keys.some((key) => key.includes(name))) yield `${entry.name}.${name} is secret, and cannot be part of a key.`;
    for (const { name: computed, from } of entry.computed)
      if (from.includes(name)) yield `${entry.name}.${computed} is computed from ${name}, which is secret.`;
  }
}

function* problemsOf(entry: ResourceEntry): Generator<string> {
  yield* problemsWithSecrets(entry);
  for (const key of [...entry.keys, entry.recognisedBy ?? []])
    for (const part of key)
      if (!entry.columns.has(part) && !entry.toOnes.has(part)) yield `${entry.name} has a key over ${part}, which it does not have.`;
  for (const { name, of } of entry.oneOfs)
    for (const part of of) if (!entry.toOnes.has(part)) yield `${entry.name}.${name} chooses among ${part}, which is not a relation.`;
  for (const { name, from } of entry.computed)
    for (const part of from) if (!entry.columns.has(part)) yield `${entry.name}.${name} is computed from ${part}, which is not a column.`;
  const names = [
    ...entry.columns.keys(),
    ...entry.toOnes.keys(),
    ...entry.opposites.keys(),
    ...entry.networks.keys(),
    ...entry.lists.keys(),
    ...[...entry.oneOfs, ...entry.computed, ...entry.measured].map(({ name }) => name),
  ];
  for (const name of new Set(names.filter((candidate, index) => names.indexOf(candidate) !== index)))
    yield `${entry.name}.${name} is declared more than once.`;
  for (const { name, page, max } of entry.lists.values())
    if (page > max) yield `${entry.name}.${name} gives pages of ${page}, above its own maximum of ${max}.`;
}
