/**
 * Every way in which the history leads to a resource: changes of its objects and of those that refer to it, the history of each, what they were, and what a
 * stream has to tell.
 */
import type { ResourceEntry } from '../../src/resource/catalog.ts';
import { catalog } from '../../src/schema.ts';
import type { LeakDocument } from './leaks-documents.ts';
import { BETWEEN, idOf, type LeakWorlds } from './leaks-world.ts';

const PAGE_INFO = 'pageInfo { hasNextPage startCursor endCursor }';
const CHANGES = `{ nodes { id at action type objectId actor before after } ${PAGE_INFO} }`;

export function* historyDocuments(resource: ResourceEntry, worlds: LeakWorlds): Generator<LeakDocument> {
  const { name, plural } = resource;
  const types = `["${name}"]`;
  yield {
    path: `changes of ${plural}`,
    text: `query ($ids: [ID!]!) {
      all: changes(first: 200, filter: { types: ${types} }) ${CHANGES}
      page: changes(first: 3, filter: { types: ${types} }) ${CHANGES}
      some: changes(first: 100, filter: { objects: $ids }) ${CHANGES}
      removals: changes(first: 100, filter: { types: ${types}, actions: [DELETE, UPDATE] }) ${CHANGES}
    }`,
    variables: { ids: idsOf(resource, worlds) },
  };
  const referring = catalog.resources.filter((owner) => refersTo(owner, resource));
  for (const owner of new Set([resource, ...referring])) {
    // What they were shows what they referred to; whether they are shown at all is asked of the resource itself.
    const states = owner === resource ? idsOf(owner, worlds, 6) : idsOf(owner, worlds, 1).slice(0, 1);
    yield {
      path: `${owner.name}.history`,
      text: `{
        ${owner.plural}(first: 8) { nodes { id all: history(first: 30) ${CHANGES} page: history(first: 1) ${CHANGES} } }
        ${states.map((id, index) => `s${index}: stateAt(id: "${id}", time: "${BETWEEN}")`).join(' ')}
      }`,
    };
  }
  yield {
    path: `stream of ${plural}`,
    text: 'subscription ($types: [String!]) { changes(types: $types) { action type objectId before after } }',
    variables: { types: [...new Set([resource, ...referring])].map((owner) => owner.name) },
  };
  // Of a type that a viewer may see nothing of, they have never heard.
  yield {
    path: `stream of ${plural} for somebody who may see none`,
    text: 'subscription ($types: [String!]) { changes(types: $types) { type } }',
    variables: { types: [name] },
    may: { resource: name, predicates: { view: { kind: 'none' } } },
  };
  yield {
    path: `changes of ${plural} by somebody who may see none`,
    text: `{ changes(filter: { types: ${types} }) ${CHANGES} search(text: "visible", types: ${types}) { __typename } }`,
    may: { resource: name, predicates: { view: { kind: 'none' } } },
  };
}

/** Some that are there, canaries among them, some that are gone, and one that never was. */
function idsOf(resource: ResourceEntry, worlds: LeakWorlds, most = 12): readonly string[] {
  const keys = Array.from({ length: Math.min(worlds.rowsOf(resource), most) }, (_, index) => index + 1);
  return [...keys, 901, 999_999].map((key) => idOf(resource, key));
}

function refersTo(owner: ResourceEntry, resource: ResourceEntry): boolean {
  return (
    [...owner.toOnes.values()].some(({ target }) => target === resource) ||
    [...owner.lists.values()].some(({ target, join }) => join.kind === 'manyToMany' && target === resource)
  );
}
