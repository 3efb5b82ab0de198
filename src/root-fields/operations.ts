/** Registered operations, as fields: what is registered, publishing and retiring, for those who administer and nobody else. */
import { GraphQLFloat as Float, GraphQLID as ID, GraphQLInt as Int } from 'graphql';
import { AccessChangeRefused } from '../access/access-change.ts';
import { refuse } from '../errors/refuse.ts';
import { manifestOf } from '../operations/manifest.ts';
import { isAudience, type OperationRecord } from '../operations/operation.ts';
import type { OperationAdministration, OperationAuthor } from '../operations/operation-administration.ts';
import { readOperationId } from '../operations/operation-id.ts';
import { readBoundsByName } from '../operations/read-bounds.ts';
import { defineChoice } from '../resource/choice.ts';
import { declareField, declareMutation, declareObject, declareQuery, declareRoot, newClass } from '../resource/derive/type-graphql.ts';
import { JsonScalar } from '../resource/scalars/json.ts';
import { administered, type Values } from './administered.ts';
import { serviceOf } from './context.ts';

export const OperationsRoot = declareRoot('OperationsRoot');

const MOST = 200;
/** As many texts as a request publishes; a manifest with more is the command line's. */
const MOST_TEXTS = 100;
/** A text with more is refused where it is parsed. */
const MOST_OPERATIONS_OF_A_TEXT = 5;
const MUTATION_WEIGHT = 10;

const RegisteredOperationState = defineChoice('RegisteredOperationState', 'Whether an operation is served.', {
  DRAFT: 'It is checked and priced, and not served yet.',
  ACTIVE: 'Its audience runs it by its id.',
  RETIRED: 'It is served no more; kept, so that what was once served can be told.',
});

const RegisteredOperation = newClass('RegisteredOperation');
declareObject(RegisteredOperation, 'An operation that an audience runs by its id.');
declareField(RegisteredOperation, 'id', () => ID, { description: 'SHA-256 of the text: what clients send.' });
declareField(RegisteredOperation, 'name', () => String, { description: 'Its name within its text; empty when it has none.' });
declareField(RegisteredOperation, 'audience', () => String, { description: 'Who may run it: `role:NAME` or `token:ID`.' });
declareField(RegisteredOperation, 'owner', () => String, { description: 'Who answers for it.' });
declareField(RegisteredOperation, 'version', () => Int, { description: 'Counts the texts that went by this name.' });
declareField(RegisteredOperation, 'kind', () => String, { description: '`query`, `mutation` or `subscription`.' });
declareField(RegisteredOperation, 'state', () => RegisteredOperationState.members, { description: 'Whether it is served.' });
declareField(RegisteredOperation, 'price', () => Float, { description: 'The most that one request costs within the bounds.' });
declareField(RegisteredOperation, 'bounds', () => JsonScalar, { description: 'How far its variables may go.' });
declareField(RegisteredOperation, 'text', () => String, { description: 'What runs when the id is sent, every byte of it.' });

const RefusedOperation = newClass('RefusedOperation');
declareObject(RefusedOperation, 'A text that cannot be registered.');
declareField(RefusedOperation, 'source', () => String, { description: 'The name in the text, or its place among those that were sent.' });
declareField(RefusedOperation, 'reason', () => String, { description: 'What is wrong with it.' });
declareField(RefusedOperation, 'price', () => Float, { nullable: true, description: 'What it can cost, where that is too much.' });

const listed = { cost: { listSize: { assumedSize: MOST_TEXTS * MOST_OPERATIONS_OF_A_TEXT, requireOneSlicingArgument: false } } };
const PublishedOperations = newClass('PublishedOperations');
declareObject(PublishedOperations, 'What became of texts that were to be published: all of them are, or none.');
declareField(PublishedOperations, 'operations', () => [RegisteredOperation], {
  description: 'What is registered now; empty when any is refused.',
  extensions: listed,
});
declareField(PublishedOperations, 'refused', () => [RefusedOperation], { description: 'What is refused, and why.', extensions: listed });

type Answer = (administration: OperationAdministration, args: Values, author: OperationAuthor, name: string) => Promise<unknown>;

const answered = (field: string, answer: Answer) =>
  administered(field, (app, args, { actor, address, requestId }) =>
    answer(serviceOf(app, 'operations'), args, { actor, address, requestId }, app.viewer.name),
  );

const shown = ({ state, ...record }: OperationRecord) => ({ ...record, state: state.toUpperCase() });

declareQuery(OperationsRoot, 'registeredOperations', () => [RegisteredOperation], {
  description: 'What is registered, by audience and name, the newest version first.',
  args: [
    { name: 'audience', type: () => String, description: 'Only of this audience: `role:NAME` or `token:ID`.' },
    {
      name: 'states',
      type: () => [RegisteredOperationState.members],
      description: 'Only in one of these states; all but the retired when left out.',
    },
    { name: 'first', type: () => Int, defaultValue: 50, description: `So many, ${MOST} at most.` },
  ],
  extensions: {
    needs: 'administer',
    cost: { listSize: { assumedSize: 50, slicingArguments: ['first'], requireOneSlicingArgument: false } },
    batch: answered('registeredOperations', async (administration, args) => {
      const { audience, states, first } = args as { audience?: string | null; states?: readonly string[] | null; first: number };
      if (first < 0) throw refuse('PAGE_NEGATIVE', { size: first });
      if (first > MOST) throw refuse('PAGE_TOO_LARGE', { size: first, most: MOST });
      const wanted = (states ?? ['DRAFT', 'ACTIVE']).map((state) => state.toLowerCase());
      const records = await administration.list({ audience: audience ?? undefined, states: wanted, most: first });
      return records.map(shown);
    }),
  },
});

declareMutation(OperationsRoot, 'publishOperations', () => PublishedOperations, {
  description: 'Registers operations for an audience, all of them or, when one is refused, none; each is checked and priced.',
  args: [
    { name: 'audience', type: () => String, nullable: false, description: 'Who may run them: `role:NAME` or `token:ID`.' },
    {
      name: 'texts',
      type: () => [String],
      nullable: false,
      description: `The texts, whole, each with its fragments; ${MOST_TEXTS} at most.`,
    },
    { name: 'bounds', type: () => JsonScalar, description: 'How far variables may go: `{ "Devices": { "first": { "max": 50 } } }`.' },
    { name: 'owner', type: () => String, description: 'Who answers for them; the viewer unless said otherwise.' },
    { name: 'draft', type: () => Boolean, defaultValue: false, description: 'Check and keep them, and do not serve them yet.' },
  ],
  extensions: {
    needs: 'administer',
    cost: { weight: MUTATION_WEIGHT },
    batch: answered('publishOperations', async (administration, args, author, viewerName) => {
      const texts = args['texts'] as readonly string[];
      if (texts.length === 0 || texts.length > MOST_TEXTS)
        throw new AccessChangeRefused(`${texts.length} texts were given; a request publishes 1 to ${MOST_TEXTS}.`);
      const bounds = readBoundsByName(args['bounds'] ?? {});
      if ('reason' in bounds) throw new AccessChangeRefused(bounds.reason);
      const wanted = {
        audience: audienceIn(args),
        bounds: bounds.byName,
        owner: (args['owner'] as string | null | undefined) ?? viewerName,
        isDraft: args['draft'] === true,
      };
      const { comparison, published } = await administration.publish(manifestOf(texts), wanted, author);
      const refused = comparison.refused.map(({ source, reason, price = null }) => ({ source, reason, price }));
      return { operations: published.map(shown), refused };
    }),
  },
});

declareMutation(OperationsRoot, 'retireOperations', () => [RegisteredOperation], {
  description: 'Ends operations for their audience, everywhere within a second; answers those that this has ended.',
  args: [
    { name: 'audience', type: () => String, nullable: false, description: 'Whose list they are taken from.' },
    { name: 'ids', type: () => [ID], nullable: false, description: `Their ids, ${MOST_TEXTS} at most.` },
  ],
  extensions: {
    needs: 'administer',
    cost: { weight: MUTATION_WEIGHT, ...listed.cost },
    batch: answered('retireOperations', async (administration, args, author) => {
      const given = args['ids'] as readonly string[];
      if (given.length > MOST_TEXTS)
        throw new AccessChangeRefused(`${given.length} ids were given; a request retires ${MOST_TEXTS} at most.`);
      const ids = given.map((id) => {
        const read = readOperationId(id);
        if (read === undefined) throw new AccessChangeRefused(`${JSON.stringify(id)} is no id of an operation.`);
        return read;
      });
      return (await administration.retire(audienceIn(args), ids, author)).map(shown);
    }),
  },
});

function audienceIn({ audience }: Values): string {
  if (!isAudience(audience as string)) throw new AccessChangeRefused('An audience is `role:NAME` or `token:ID`.');
  return audience as string;
}
