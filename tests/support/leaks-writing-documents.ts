/**
 * Every way in which writing leads to rows that are hidden: changing, deleting and entering them, referring to them by id and by natural key, clearing what
 * refers to them, sets that they are in, what forbids to delete something else, and allocation from them.
 *
 * What a table itself forbids is left out, since it cannot be hidden: a name that only one may have, a deletion that hidden rows alone forbid, an address
 * that is taken (README.md).
 */
import type { Action, RowPredicate } from '../../src/access/viewer.ts';
import type { ListRelation, ResourceEntry, ToOneRelation } from '../../src/resource/catalog.ts';
import { writableColumns } from '../../src/resource/derive/mutations.ts';
import { catalog } from '../../src/schema.ts';
import { compositeKey, type LeakDocument, leavesOf, partsOfKey, referenceTo } from './leaks-documents.ts';
import { type Hidden, idOf, isCanary, type LeakWorlds } from './leaks-world.ts';

const ERRORS = 'status errors { code message field item referrers { type count examples } }';
const MISSING = 999_999;

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function writingDocuments(resource: ResourceEntry, worlds: LeakWorlds, hidden: Hidden): readonly LeakDocument[] {
  const { gone, seen } = rowsOf(resource, worlds, hidden);
  return [
    ...ownDocuments(resource, worlds, gone, seen),
    ...recognisedDocuments(resource, worlds, [...gone.slice(0, 2), ...seen.slice(0, 2)]),
    ...catalog.resources.flatMap((owner) => (owner.readOnly ? [] : [...referringDocuments(owner, resource, worlds, hidden)])),
    ...forbiddenDeletions(resource, worlds, gone, seen),
    ...allocations(resource, gone),
  ];
}

function rowsOf(resource: ResourceEntry, worlds: LeakWorlds, hidden: Hidden) {
  const keys = Array.from({ length: worlds.rowsOf(resource) }, (_, index) => index + 1);
  const gone = hidden.keys.get(resource.name) ?? [];
  return { gone, seen: keys.filter((key) => !gone.includes(key)) };
}

/** What a payload shows of its object; what is made of the time of day differs between any two answers. */
const shownOf = (resource: ResourceEntry): string =>
  `${lowerFirst(resource.name)} { ${leavesOf(resource)
    .split(' ')
    .filter((field) => field !== 'created' && field !== 'lastUpdated')
    .join(' ')} }`;

/** A value that a row of the resource may be given. */
function changeOf(resource: ResourceEntry): Readonly<Record<string, unknown>> {
  const texts = writableColumns(resource).filter(({ type }) => type === 'text');
  const column = texts.find(({ name }) => name === 'description') ?? texts.find(({ name }) => name !== 'slug');
  return column ? { [column.name]: 'changed' } : {};
}

interface Step {
  readonly field: string;
  /** By the name and the type of the argument. */
  readonly given: Readonly<Record<string, readonly [type: string, value: unknown]>>;
  readonly selection: string;
}

/** Mutations in one request, one after the other. */
function document(path: string, resource: ResourceEntry, steps: readonly Step[], may?: LeakDocument['may']): LeakDocument {
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const fields = steps.map(({ field, given, selection }, index) => {
    const passed = Object.entries(given).map(([argument, [type, value]]) => {
      variables[`${argument}${index}`] = value;
      declared.push(`$${argument}${index}: ${type}`);
      return `${argument}: $${argument}${index}`;
    });
    return `s${index}: ${field}(${passed.join(', ')}) { ${selection} }`;
  });
  const text = `mutation (${declared.join(' ')}) { ${fields.join(' ')} }`;
  return { path, text, variables, writes: resource.name, ...(may ? { may } : {}) };
}

const update = (resource: ResourceEntry, key: number, input: object, ifVersion?: number): Step => ({
  field: `update${resource.name}`,
  given: {
    id: ['ID!', idOf(resource, key)],
    input: [`${resource.name}Input!`, input],
    ...(ifVersion === undefined ? {} : { ifVersion: ['Int', ifVersion] as const }),
  },
  selection: `${ERRORS} ${shownOf(resource)}`,
});
const remove = (resource: ResourceEntry, key: number): Step => ({
  field: `delete${resource.name}`,
  given: { id: ['ID!', idOf(resource, key)] },
  selection: ERRORS,
});
const create = (resource: ResourceEntry, input: object): Step => ({
  field: `create${resource.name}`,
  given: { input: [`${resource.name}Input!`, input] },
  selection: ERRORS,
});
const upsert = (resource: ResourceEntry, items: readonly object[]): Step => ({
  field: `upsert${upperFirst(resource.plural)}`,
  given: { items: [`[${resource.name}Input!]!`, items] },
  selection: `${ERRORS} ${lowerFirst(resource.name)} { version }`,
});

/** Changing and deleting rows by their ids. */
function* ownDocuments(
  resource: ResourceEntry,
  worlds: LeakWorlds,
  gone: readonly number[],
  seen: readonly number[],
): Generator<LeakDocument> {
  if (resource.readOnly) return;
  const change = changeOf(resource);
  const some = [...gone.slice(0, 2), ...seen.slice(0, 1), MISSING];
  yield document(`changing ${resource.plural}`, resource, [
    ...some.map((key) => update(resource, key, change)),
    ...gone.slice(0, 1).map((key) => update(resource, key, {}, Number(worlds.valueOf(resource, key, 'version')))),
  ]);
  yield document(
    `deleting ${resource.plural}`,
    resource,
    [...gone.slice(0, 2), MISSING].map((key) => remove(resource, key)),
  );
}

/** What a new row has to give, as some row has it. */
function requiredInput(resource: ResourceEntry, worlds: LeakWorlds, key: number): Record<string, unknown> {
  const writable = new Set(writableColumns(resource).map(({ name }) => name));
  const required = worlds.requiredOf(resource).filter((column) => writable.has(column));
  return Object.fromEntries(required.map((column) => [column, worlds.valueOf(resource, key, column)]));
}

/** Entering what is there already, by each natural key. */
function* recognisedDocuments(resource: ResourceEntry, worlds: LeakWorlds, keys: readonly number[]): Generator<LeakDocument> {
  if (resource.readOnly) return;
  for (const parts of resource.keys) {
    const items = keys.map((key) => ({
      ...requiredInput(resource, worlds, key),
      ...changeOf(resource),
      ...partsOfKey(resource, parts, key, worlds),
    }));
    yield document(`entering ${resource.plural} by ${parts.join(', ')}`, resource, [upsert(resource, items)]);
  }
}

/** By its id and by each of its natural keys. */
function namesOf(resource: ResourceEntry, key: number, worlds: LeakWorlds): readonly unknown[] {
  const keys = resource.keys.map((parts) => {
    const given = partsOfKey(resource, parts, key, worlds);
    return parts.length === 1 ? given : { [compositeKey(parts)]: given };
  });
  return [referenceTo(resource, key), ...keys.filter((given) => !Object.values(given).includes(null))];
}

/** Rows of another resource, or of the same, that are to refer to rows of this one, or to do so no longer. */
function* referringDocuments(owner: ResourceEntry, resource: ResourceEntry, worlds: LeakWorlds, hidden: Hidden): Generator<LeakDocument> {
  const { gone, seen } = rowsOf(resource, worlds, hidden);
  const owners = rowsOf(owner, worlds, hidden).seen;
  const named = [...gone.slice(0, 2), ...seen.slice(0, 1)].flatMap((key) => namesOf(resource, key, worlds));
  const targets = [...named, referenceTo(resource, MISSING)];
  for (const relation of owner.toOnes.values()) {
    if (relation.target !== resource) continue;
    const path = `${owner.name}.${relation.name}`;
    yield document(`${path} referring`, owner, [
      upsert(
        owner,
        targets.map((target) => ({ [relation.name]: target })),
      ),
      ...gone.slice(0, 1).map((key) => create(owner, { ...requiredInput(owner, worlds, 1), [relation.name]: referenceTo(resource, key) })),
      ...clearing(owner, relation, owners, gone, worlds),
    ]);
    yield* recognisedWithout(owner, relation, owners, gone, worlds);
  }
  for (const list of owner.sets) {
    if (list.target !== resource) continue;
    const sets = owners.slice(0, 3).map((key) => {
      const members = membersOf(list, key, worlds).filter((member) => seen.includes(member));
      return update(owner, key, { [list.name]: members.map((member) => referenceTo(resource, member)) });
    });
    const joined = gone.slice(0, 1).map((key) => update(owner, owners[0] ?? 1, { [list.name]: [referenceTo(resource, key)] }));
    yield document(`${owner.name}.${list.name} replaced`, owner, [...sets, ...joined]);
  }
}

/** Of a row that refers to something hidden, which shows as null: null is what it has already. */
function clearing(
  owner: ResourceEntry,
  { name, facts }: ToOneRelation,
  owners: readonly number[],
  gone: readonly number[],
  worlds: LeakWorlds,
): readonly Step[] {
  const referring = owners.filter((key) => gone.includes(Number(worlds.valueOf(owner, key, facts.via))));
  return referring.slice(0, 2).map((key) => update(owner, key, { [name]: null }));
}

/** Entering a row that refers to something hidden by a key in which that is null, as it is for whoever reads it, and referring to it so. */
function* recognisedWithout(
  owner: ResourceEntry,
  { name, facts }: ToOneRelation,
  owners: readonly number[],
  gone: readonly number[],
  worlds: LeakWorlds,
): Generator<LeakDocument> {
  if (!facts.optional) return;
  const referring = owners.filter((key) => gone.includes(Number(worlds.valueOf(owner, key, facts.via)))).slice(0, 2);
  for (const parts of owner.keys) {
    if (!parts.includes(name) || parts.length === 1 || referring.length === 0) continue;
    const keys = referring.map((key) => ({ ...partsOfKey(owner, parts, key, worlds), [name]: null }));
    const items = keys.map((given, index) => ({ ...requiredInput(owner, worlds, referring[index]!), ...given }));
    yield document(`entering ${owner.plural} without ${name}`, owner, [upsert(owner, items)]);
    const [other, relation] =
      catalog.resources
        .filter(({ readOnly }) => !readOnly)
        .flatMap((candidate) => [...candidate.toOnes.values()].map((to) => [candidate, to] as const))
        .find(([, { target }]) => target === owner) ?? [];
    if (other && relation)
      yield document(`${other.name}.${relation.name} referring by a key without ${name}`, other, [
        upsert(
          other,
          keys.map((given) => ({ [relation.name]: { [compositeKey(parts)]: given } })),
        ),
      ]);
  }
}

function membersOf({ join }: ListRelation, key: number, worlds: LeakWorlds): readonly number[] {
  if (join.kind !== 'manyToMany') return [];
  const [near, far] = join.near === 'A' ? [0, 1] : [1, 0];
  return worlds
    .pairsOf(join.table)
    .filter((pair) => pair[near] === key)
    .map((pair) => pair[far]!);
}

/** Deleting what rows refer to, some of them hidden and some not. */
function* forbiddenDeletions(
  resource: ResourceEntry,
  worlds: LeakWorlds,
  gone: readonly number[],
  seen: readonly number[],
): Generator<LeakDocument> {
  for (const { table, column, target } of worlds.restrictions) {
    const deleted = catalog.find(target);
    if (table !== resource.name || !deleted || deleted.readOnly || deleted === resource) continue;
    const refers = (key: number, to: number): boolean => Number(worlds.valueOf(resource, key, column)) === to;
    const keys = Array.from({ length: worlds.rowsOf(deleted) }, (_, index) => index + 1).filter(
      (to) => !isCanary(to) && gone.some((key) => refers(key, to)) && seen.some((key) => refers(key, to)),
    );
    if (keys.length > 0)
      yield document(
        `deleting ${deleted.plural} that ${resource.plural} refer to by ${column}`,
        deleted,
        keys.slice(0, 1).map((key) => remove(deleted, key)),
      );
  }
}

function* allocations(resource: ResourceEntry, gone: readonly number[]): Generator<LeakDocument> {
  const ids = [...gone, MISSING].map((key) => idOf(resource, key));
  const address = (id: string): Step => ({
    field: 'allocateIpAddress',
    given: { in: ['ID!', id] },
    selection: `${ERRORS} ipAddress { address }`,
  });
  if (resource.name === 'Prefix' || resource.name === 'IpRange')
    yield document(`allocation of addresses in ${resource.plural}`, catalog.get('IpAddress'), ids.map(address));
  if (resource.name === 'Prefix')
    yield document(
      'allocation of prefixes',
      resource,
      ids.map((id) => ({
        field: 'allocatePrefix',
        given: { in: ['ID!', id], length: ['Int!', 29] },
        selection: `${ERRORS} prefix { prefix }`,
      })),
    );
}

/**
 * What somebody may do with rows that they may see. That is no secret, so both worlds answer alike; but a right that nobody asks for any more has to be
 * noticed as well.
 */
export function* rightsDocuments(resource: ResourceEntry, worlds: LeakWorlds, hidden: Hidden): Generator<LeakDocument> {
  const { seen } = rowsOf(resource, worlds, hidden);
  const may = (predicates: Partial<Record<Action, RowPredicate>>) => ({ resource: resource.name, predicates });
  const nobody: RowPredicate = { kind: 'none' };
  const but = (key: number): RowPredicate => ({ kind: 'where', filter: { not: { id: { eq: idOf(resource, key) } } } });
  const change = changeOf(resource);
  const [field, value] = Object.entries(change)[0] ?? [];
  const key = resource.keys.find((parts) => parts.some((part) => resource.columns.get(part)?.type === 'text')) ?? resource.keys[0];
  const [first = 1] = seen;
  const entered = { ...requiredInput(resource, worlds, first), ...(key ? partsOfKey(resource, key, first, worlds) : {}) };
  const changing = [update(resource, first, change), ...(key ? [upsert(resource, [{ ...entered, ...change }])] : [])];
  yield document(`changing ${resource.plural} that may not be`, resource, changing, may({ update: but(first) }));
  yield document(`deleting ${resource.plural} that may not be`, resource, [remove(resource, first)], may({ delete: but(first) }));
  yield document(`changing ${resource.plural} as nobody may`, resource, [update(resource, first, change)], may({ update: nobody }));
  yield document(`deleting ${resource.plural} as nobody may`, resource, [remove(resource, first)], may({ delete: nobody }));
  yield document(`entering ${resource.plural} as nobody may`, resource, [create(resource, entered)], may({ create: nobody }));
  const fresh = Object.fromEntries(
    Object.entries(entered).map(([part, given]) => [part, resource.columns.get(part)?.type === 'text' ? `${given}-new` : given]),
  );
  if (key) {
    yield document(
      `entering ${resource.plural} where they may only be changed`,
      resource,
      [upsert(resource, [fresh])],
      may({ create: nobody }),
    );
    yield document(
      `entering or changing ${resource.plural} as nobody may`,
      resource,
      [upsert(resource, [fresh])],
      may({ create: nobody, update: nobody }),
    );
  }
  const outside: RowPredicate = { kind: 'where', filter: { not: { name: { eq: 'forbidden' } } } };
  if (resource.columns.get('name')?.filter) {
    yield document(
      `entering ${resource.plural} out of reach`,
      resource,
      [create(resource, { ...fresh, name: 'forbidden' })],
      may({ create: outside }),
    );
    yield document(
      `moving ${resource.plural} out of reach`,
      resource,
      [update(resource, first, { name: 'forbidden' })],
      may({ update: outside }),
    );
  }
  if (field === undefined || value === undefined) throw new Error(`Nothing of ${resource.name} can be changed.`);
}

/** What is for those who administer. */
export const administered: readonly LeakDocument[] = [
  '{ webhooks { name } }',
  '{ apiTokens(first: 1) { name } }',
  '{ cacheStatistics }',
].map((text) => ({ path: text, text, may: { resource: 'ApiToken', predicates: { administer: { kind: 'none' } } } }));
