/**
 * What became of the network, as fields: `changes` of everything, the `history` of each object, and an object's state at a time.
 *
 * The `history` of a resource is declared once for all resources of the catalog (`declareHistory`), before the schema is built.
 */
import { GraphQLID as ID, GraphQLInt as Int } from 'graphql';
import type { RequestContext } from '../data/context.ts';
import { CHANGE_PAGE, MOST_CHANGES } from '../data/history/change-page.ts';
import { changesPage } from '../data/history/changes.ts';
import { historyOf } from '../data/history/object-history.ts';
import { stateAt } from '../data/history/state-at.ts';
import type { BatchResolver } from '../execution/batch.ts';
import type { Catalog } from '../resource/catalog.ts';
import { defineChoice } from '../resource/choice.ts';
import { PageInfo } from '../resource/derive/outputs.ts';
import {
  type ArgumentOptions,
  declareField,
  declareInput,
  declareObject,
  declareQuery,
  declareRoot,
  declareSubscription,
  newClass,
} from '../resource/derive/type-graphql.ts';
import type { DeclaredCost } from '../resource/meaning.ts';
import { JsonScalar } from '../resource/scalars/json.ts';
import { TimestampScalar } from '../resource/scalars/time.ts';
import { type AppContext, serviceOf } from './context.ts';

export const ChangesRoot = declareRoot('ChangesRoot');
/** Fields of one name need roots of their own: TypeGraphQL knows what is said of a field by its class and its name. */
export const ChangeStreamRoot = declareRoot('ChangeStreamRoot');

/** Reading the history follows an index for each page; a state undoes what happened since. */
const CHANGES_WEIGHT = 10;
const HISTORY_WEIGHT = 2;
const STATE_WEIGHT = 10;

export const ChangeAction = defineChoice('ChangeAction', 'What was done to an object.', {
  CREATE: 'It came.',
  UPDATE: 'Fields of it changed, or what its many-to-many lists hold.',
  DELETE: 'It went.',
  CLEAR: 'Its whole table was emptied at once.',
  LOAD: 'So many were loaded, changed or removed at once without being remembered one by one, as a demo estate is.',
});

export const Change = newClass('Change');
declareObject(Change, 'One change of one object.');
declareField(Change, 'id', () => ID, { description: 'Grows with time.' });
declareField(Change, 'at', () => TimestampScalar, { description: 'When it was written; it counts from when its transaction ended.' });
declareField(Change, 'action', () => ChangeAction.members, { description: 'What was done.' });
declareField(Change, 'type', () => String, { description: 'The type of the object.' });
declareField(Change, 'objectId', () => ID, {
  nullable: true,
  description: 'The global id of the object, which may be gone; null where a whole table was changed.',
});
declareField(Change, 'actor', () => String, {
  description: 'Who did it: a token or person, or `database:` and the role of somebody who went to the database directly.',
});
declareField(Change, 'request', () => String, {
  nullable: true,
  description: 'The id of the request that did it; null for what came another way.',
});
declareField(Change, 'before', () => JsonScalar, {
  nullable: true,
  description: 'The fields that changed, as they were; all that were set of an object that went; null for one that came.',
});
declareField(Change, 'after', () => JsonScalar, {
  nullable: true,
  description: 'The fields that changed, as they became; all that were set of an object that came; null for one that went.',
});

const ChangeConnection = newClass('ChangeConnection');
declareObject(ChangeConnection, 'A page of changes, the newest first.');
declareField(ChangeConnection, 'nodes', () => [Change], { description: 'The changes of the page.' });
declareField(ChangeConnection, 'pageInfo', () => PageInfo, {
  description: 'Where the page lies. A page that found little of what the filter asks for goes on at `endCursor`.',
});

export const ChangeFilterInput = declareInput('ChangeFilter', 'Which changes; all conditions that are given hold.', {
  types: { type: () => [String], description: 'Of objects of these types, e.g. `["Device", "Cable"]`.' },
  actions: { type: () => [ChangeAction.members], description: 'That did one of these.' },
  objects: { type: () => [ID], description: 'Of these objects, by their global ids; those that are gone as well.' },
  actor: { type: () => String, description: 'By this actor.' },
  request: { type: () => String, description: 'By the request of this id.' },
  since: { type: () => TimestampScalar, description: 'At this time or later.' },
  until: { type: () => TimestampScalar, description: 'Before this time.' },
});

const pageArguments: readonly ArgumentOptions[] = [
  { name: 'first', type: () => Int, description: `So many, ${MOST_CHANGES} at most; ${CHANGE_PAGE} when it is not given.` },
  { name: 'after', type: () => String, description: 'Only older ones than this cursor.' },
];

const pageCost = (weight: number): DeclaredCost => ({
  weight,
  listSize: { assumedSize: CHANGE_PAGE, slicingArguments: ['first'], sizedFields: ['nodes'], requireOneSlicingArgument: false },
});

let catalog: Catalog | undefined;

/** Gives every resource its `history`. */
export function declareHistory(of: Catalog): void {
  catalog = of;
  for (const resource of of.resources)
    declareField(resource.class, 'history', () => ChangeConnection, {
      description: 'What became of the object, the newest first; what its many-to-many lists gained and lost is part of it.',
      args: pageArguments,
      extensions: {
        cost: pageCost(HISTORY_WEIGHT),
        batch: ((parents, args, _selection, context) =>
          historyOf(of, resource, parents as { id: number }[], args, context as RequestContext)) satisfies BatchResolver,
      },
    });
}

const ofCatalog = (): Catalog => {
  if (!catalog) throw new Error('The history has not been declared.');
  return catalog;
};

declareQuery(ChangesRoot, 'changes', () => ChangeConnection, {
  description:
    'What changed, the newest first: of the objects that you may see now, and of those that are gone where you may see all of their kind.',
  args: [...pageArguments, { name: 'filter', type: () => ChangeFilterInput, description: 'Only changes that meet this.' }],
  extensions: {
    cost: pageCost(CHANGES_WEIGHT),
    batch: ((parents, args, _selection, context) =>
      Promise.all(parents.map(() => changesPage(ofCatalog(), args, context as RequestContext)))) satisfies BatchResolver,
  },
});

declareQuery(ChangesRoot, 'stateAt', () => JsonScalar, {
  nullable: true,
  description:
    'The fields of an object as they were at a time, references as global ids; null where it did not exist then, or you may not see it. Of an object that is gone it is told to those who may see all of its kind.',
  args: [
    { name: 'id', type: () => ID, nullable: false, description: 'The global id, of an object that may be gone.' },
    { name: 'time', type: () => TimestampScalar, nullable: false, description: 'When; within the months of history that are kept.' },
  ],
  extensions: {
    cost: { weight: STATE_WEIGHT } satisfies DeclaredCost,
    batch: ((parents, args, _selection, context) =>
      Promise.all(
        parents.map(() => stateAt(ofCatalog(), args['id'] as string, args['time'] as string, context as RequestContext)),
      )) satisfies BatchResolver,
  },
});

declareSubscription(ChangeStreamRoot, 'changes', () => Change, {
  description:
    'Each change as it is committed, from now on, or from a position on: of objects that you may see by then. Charged by the event. Sent as server-sent events by `/graphql/stream`.',
  args: [
    { name: 'types', type: () => [String], description: 'Only of objects of these types, e.g. `["Device", "Cable"]`.' },
    { name: 'filter', type: () => ChangeFilterInput, description: 'Only changes that meet this.' },
    {
      name: 'after',
      type: () => String,
      description: 'Go on after the event that bore this `id`; a client that sends it as `Last-Event-ID` need not.',
    },
  ],
  extensions: {
    cost: { weight: 1 } satisfies DeclaredCost,
    batch: ((parents, _args, _selection, context) => parents.map(() => serviceOf(context as AppContext, 'event'))) satisfies BatchResolver,
  },
});
