/**
 * Derived mutations of a resource: `createThing`, `updateThing`, `deleteThing`, `upsertThings`, with `ThingInput` and `ThingPayload`.
 *
 * All four answer with the same payload, and an upsert with one for each item. There is one input for a new row and for a changed one, since what a new
 * row needs beyond it follows from the table (a default, or none) and is answered as an error of the field.
 */
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { ResourceEntry } from '../catalog.ts';
import { type ChoiceOf, defineChoice } from '../choice.ts';
import type { DeclaredCost, FieldMeaning, RootMeaning } from '../meaning.ts';
import { outputTypeOf } from './column-types.ts';
import { lowerFirst, type ResourceInputs, upperFirst } from './inputs.ts';
import { declareField, declareInput, declareMutation, declareObject, declareRoot, type NewClass, newClass } from './type-graphql.ts';

/** What a mutation costs beside its rows, which cost 1 each: every object of the input counts as one. */
export const MUTATION_WEIGHT = 10;
/** The most items of one upsert. */
export const MOST_ITEMS = 1000;

export const WriteStatus = defineChoice('WriteStatus', 'What became of an object that was to be written.', {
  CREATED: 'It is new.',
  UPDATED: 'It was there and is another now.',
  UNCHANGED: 'It was there and is as it was asked to be already.',
  DELETED: 'It is gone, with what belonged to it.',
  FAILED: 'Nothing was stored; `errors` says why.',
});
export type WriteStatus = ChoiceOf<typeof WriteStatus>;

export const WriteErrorCode = defineChoice('WriteErrorCode', 'Why something was not stored.', {
  REQUIRED: 'A new object needs a value here.',
  INVALID: 'The value is not one that this field takes.',
  RULE_BROKEN: 'A rule of the network is broken; the message says which.',
  CONFLICT: 'Another object has this value, and only one may.',
  NOT_FOUND: 'There is no such object that you may see.',
  AMBIGUOUS: 'Several objects fit; name one by its id.',
  KEY_MISSING: 'The item does not say which object it is: none of the natural keys is complete.',
  REPEATED_ITEM: 'An item before this one names the same object.',
  VERSION_CONFLICT: 'Somebody changed the object since; read it again.',
  REFERRED_TO: 'Other objects refer to this one.',
  FORBIDDEN: 'You may not do this with this object.',
  NOTHING_FREE: 'There is nothing left to be allocated.',
});
export type WriteErrorCode = ChoiceOf<typeof WriteErrorCode>;

@ObjectType({ description: 'Objects that refer to one that was to be deleted.', simpleResolvers: true })
class WriteReferrers {
  @Field(() => String, { description: 'The type of these objects, e.g. `Interface`.' })
  type!: string;
  @Field(() => Float, { description: 'How many of them you may see; there may be others.' })
  count!: number;
  @Field(() => [ID], { description: 'Global ids of some of them.' })
  examples!: string[];
}

@ObjectType({ description: 'Why something was not stored, and where the reason lies.', simpleResolvers: true })
class WriteError {
  @Field(() => WriteErrorCode.members, { description: 'The kind of reason, for programs.' })
  code!: string;
  @Field(() => String, { description: 'What is wrong, in a sentence for people.' })
  message!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The field of the input, e.g. `site` or `customFields.cust_id`; null for the whole object.',
  })
  field!: string | null;
  @Field(() => Int, { nullable: true, description: 'The place among the items of an upsert, from 0; null for other mutations.' })
  item!: number | null;
  @Field(() => WriteReferrers, { nullable: true, description: 'What refers to an object that was to be deleted, one type an error.' })
  referrers!: WriteReferrers | null;
}

/** Types that are paper round the goods: they weigh nothing. */
const COMMON_ENVELOPES = ['WriteError', 'WriteReferrers'] as const;

export interface DerivedMutations {
  readonly roots: readonly NewClass[];
  /** Names of types that weigh nothing. */
  readonly envelopes: ReadonlySet<string>;
  /** Names of the inputs of rows. */
  readonly inputs: ReadonlySet<string>;
}

export function deriveMutations(resources: readonly ResourceEntry[], inputs: ReadonlyMap<string, ResourceInputs>): DerivedMutations {
  const envelopes = new Set<string>(COMMON_ENVELOPES);
  const rowInputs = new Set<string>();
  const roots: NewClass[] = [];
  for (const resource of resources) {
    if (resource.readOnly) continue;
    const payload = payloadOf(resource);
    const input = rowInput(resource, inputs);
    envelopes.add(payload.name);
    rowInputs.add(input.name);
    writeTypes.set(resource.name, { input, payload });
    roots.push(rootOf(resource, input, payload));
  }
  return { roots, envelopes, inputs: rowInputs };
}

const writeTypes = new Map<string, { readonly input: NewClass; readonly payload: NewClass }>();

/** The input and the payload of a resource, for mutations that follow from no declaration: there as soon as the schema is built. */
export function writeTypesOf(resource: string): { readonly input: NewClass; readonly payload: NewClass } {
  return writeTypes.get(resource)!;
}

/** Columns that the database keeps by itself. */
const KEPT: ReadonlySet<string> = new Set(['id', 'created', 'lastUpdated', 'version']);

/** The columns of a resource that may be written. */
export function writableColumns(resource: ResourceEntry) {
  return [...resource.columns.values()].filter(({ name }) => !KEPT.has(name));
}

function rowInput(resource: ResourceEntry, inputs: ReadonlyMap<string, ResourceInputs>): NewClass {
  const keyOf = ({ name }: ResourceEntry) => inputs.get(name)!.key ?? ID;
  const fields: Parameters<typeof declareInput>[2] = {};
  for (const column of writableColumns(resource))
    fields[column.name] = { type: () => outputTypeOf(column), description: column.description };
  for (const { name, target, facts } of resource.toOnes.values())
    fields[name] = { type: () => keyOf(target), description: facts.description };
  for (const { name, target, description } of resource.sets)
    fields[name] = { type: () => [keyOf(target)], description: `${description} The whole set: what is not listed is taken out.` };
  const article = /^[AEIOU]/.test(resource.name) ? 'An' : 'A';
  return declareInput(
    `${resource.name}Input`,
    `${article} ${resource.name} to be written: what is left out stays as it is (a new one takes its default), null clears.`,
    fields,
  );
}

function payloadOf(resource: ResourceEntry): NewClass {
  const payload = newClass(`${resource.name}Payload`);
  declareObject(payload, `What became of one of the ${resource.plural} that was to be written.`);
  declareField(payload, 'status', () => WriteStatus.members, { description: 'What became of it.' });
  declareField(payload, lowerFirst(resource.name), () => resource.class, {
    nullable: true,
    description: 'The object as it is now; null where there is none, or none that you may see.',
    extensions: { meaning: { kind: 'written', resource } satisfies FieldMeaning },
  });
  declareField(payload, 'errors', () => [WriteError], {
    description: 'Why nothing was stored; empty unless the status is FAILED.',
    extensions: { cost: { weight: 0, listSize: { assumedSize: 10, requireOneSlicingArgument: false } } satisfies DeclaredCost },
  });
  return payload;
}

export const idempotencyKey = {
  name: 'idempotencyKey',
  type: () => String,
  description:
    'Of your making, 1 to 200 characters: a request with the same key gets the first one’s answer, for 24 hours. One key a request.',
};
const ifVersion = {
  name: 'ifVersion',
  type: () => Int,
  description: 'The `version` that you read: refused when it is another by now, so that nobody else’s change is lost.',
};

function rootOf(resource: ResourceEntry, input: NewClass, payload: NewClass): NewClass {
  const root = declareRoot(`${resource.name}Mutations`);
  const { name, plural } = resource;
  const extensions = (meant: RootMeaning, cost: DeclaredCost) => ({ meaning: { kind: 'root', root: meant } satisfies FieldMeaning, cost });
  const id = { name: 'id', type: () => ID, nullable: false, description: 'The global id.' };
  declareMutation(root, `create${name}`, () => payload, {
    description: `Enters one more of the ${plural}: ${lowerFirst(resource.description)}`,
    args: [{ name: 'input', type: () => input, nullable: false, description: 'What the new object is like.' }, idempotencyKey],
    extensions: extensions({ kind: 'create', resource }, { weight: MUTATION_WEIGHT }),
  });
  declareMutation(root, `update${name}`, () => payload, {
    description: `Changes one of the ${plural}; what the input leaves out stays as it is.`,
    args: [id, { name: 'input', type: () => input, nullable: false, description: 'What is to be different.' }, ifVersion, idempotencyKey],
    extensions: extensions({ kind: 'update', resource }, { weight: MUTATION_WEIGHT }),
  });
  declareMutation(root, `delete${name}`, () => payload, {
    description: `Deletes one of the ${plural} with what belongs to it; refused while others refer to it.`,
    args: [id, ifVersion, idempotencyKey],
    extensions: extensions({ kind: 'delete', resource }, { weight: MUTATION_WEIGHT + 1 }),
  });
  declareMutation(root, `upsert${upperFirst(plural)}`, () => [payload], {
    description: `Enters or changes many ${plural}, each recognised by ${recognition(resource)}; one payload an item, in their order. Items that fail are left out.`,
    args: [
      { name: 'items', type: () => [input], nullable: false, description: `What the objects are like, ${MOST_ITEMS} at most.` },
      {
        name: 'dryRun',
        type: () => Boolean,
        nullable: false,
        defaultValue: false,
        description: 'Says what would become of the items, and stores nothing.',
      },
      idempotencyKey,
    ],
    extensions: extensions(
      { kind: 'upsert', resource },
      { weight: MUTATION_WEIGHT, listSize: { assumedSize: MOST_ITEMS, slicingArguments: ['items'], requireOneSlicingArgument: false } },
    ),
  });
  return root;
}

/** In words, by what an upsert recognises a row. */
function recognition({ keys, recognisedBy }: ResourceEntry): string {
  const ways = [...keys, ...(recognisedBy ? [recognisedBy] : [])].map((parts) =>
    parts.length > 7 ? 'all that it joins' : parts.map((part) => `\`${part}\``).join(' + '),
  );
  return ways.length > 3 ? 'whichever of its unique fields is given' : ways.join(', or ');
}
