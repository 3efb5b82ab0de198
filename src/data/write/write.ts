/**
 * Writing rows of any resource: what the derived mutations, imports and allocation call.
 *
 * Each call is one unit: it runs in a transaction, or in a savepoint where the database given is a transaction already, and an outcome that is FAILED has
 * left nothing behind. In an upsert each item stands for itself: those that fail are left out and the others are stored; whoever wants all or nothing looks at
 * the outcomes and throws inside a transaction of his own. Items go in batches through set-based statements, whose number does not depend on how many rows
 * there are; only what the database refuses is halved until the culprits stand alone.
 *
 * An input has the form of GraphQL's `ThingInput` after coercion: columns by name; relations as `{ id: globalId }` or a natural key (`{ slug: 'ams01' }`,
 * `{ deviceAndName: { device: …, name: … } }`), or the global id itself; many-to-many as lists of those, which replace the set; `customFields` by name. What is absent stays
 * as it is, null clears. The viewer of the context decides what may be written and referred to, and is recorded as the writer.
 *
 * Thrown are only FORBIDDEN (the viewer may never do this to the resource), deadlines, and defects.
 */
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import type { RequestContext } from '../context.ts';
import type { WriteOutcome } from './outcome.ts';

/** As `ThingInput`. */
export type RowInput = Readonly<Record<string, unknown>>;

/** What writing needs of a request; `requestId` is noted in the history. */
export type WriteContext = Pick<RequestContext, 'signal' | 'viewer' | 'database'> & { readonly requestId?: string };

export interface UpdateOf {
  /** The global id. */
  readonly id: string;
  readonly input: RowInput;
  /** Refuses (VERSION_CONFLICT) where the row has another version by now. */
  readonly ifVersion?: number | null | undefined;
}

export interface UpsertOptions {
  /** Does everything and undoes it: the outcomes are those that it would have. Keys of rows that would be new are null. */
  readonly dryRun?: boolean;
}

/** The most items in one upsert; longer streams are sent in several. */
export const MOST_ITEMS = 1000;

export interface Writer {
  create(resource: ResourceEntry, input: RowInput, context: WriteContext): Promise<WriteOutcome>;
  update(resource: ResourceEntry, update: UpdateOf, context: WriteContext): Promise<WriteOutcome>;
  remove(resource: ResourceEntry, which: Omit<UpdateOf, 'input'>, context: WriteContext): Promise<WriteOutcome>;
  /** One outcome an item, in their order. An item is recognised by its natural key (`recognised` in recognise.ts says which). */
  upsert(
    resource: ResourceEntry,
    items: readonly RowInput[],
    options: UpsertOptions,
    context: WriteContext,
  ): Promise<readonly WriteOutcome[]>;
}

export function createWriter(_catalog: Catalog): Writer {
  const unfinished = (): never => {
    throw new Error('Writing is not there yet.');
  };
  return { create: unfinished, update: unfinished, remove: unfinished, upsert: unfinished };
}
