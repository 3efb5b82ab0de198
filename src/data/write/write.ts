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

import { refuse } from '../../errors/refuse.ts';
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import { MOST_ITEMS } from '../../resource/derive/mutations.ts';
import type { RequestContext } from '../context.ts';
import { decodeGlobalId } from '../global-id.ts';
import { deleteRow } from './delete-row.ts';
import { type WriteOutcome, writeError } from './outcome.ts';
import { writeRows } from './write-rows.ts';

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
export { MOST_ITEMS } from '../../resource/derive/mutations.ts';

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

export function createWriter(catalog: Catalog): Writer {
  return {
    create: (resource, input, context) =>
      unit(context, async (inside) => {
        demand(resource, 'create', context);
        return (await writeRows(catalog, resource, [{ input, meant: { kind: 'new' }, item: null }], inside))[0]!;
      }),
    update: (resource, { id, input, ifVersion = null }, context) =>
      unit(context, async (inside) => {
        demand(resource, 'update', context);
        const decoded = decodeGlobalId(id);
        if (decoded?.type !== resource.name) return NO_SUCH_OBJECT;
        return (
          await writeRows(catalog, resource, [{ input, meant: { kind: 'known', key: decoded.key, ifVersion }, item: null }], inside)
        )[0]!;
      }),
    remove: (resource, which, context) =>
      unit(context, async (inside) => {
        demand(resource, 'delete', context);
        return deleteRow(catalog, resource, which, inside);
      }),
    async upsert(resource, items, { dryRun = false }, context) {
      if (items.length > MOST_ITEMS) throw refuse('LIST_TOO_LONG', { length: items.length, most: MOST_ITEMS });
      if (mayNever(resource, 'create', context)) demand(resource, 'update', context);
      const rows = items.map((input, item) => ({ input, meant: { kind: 'either' } as const, item }));
      if (!dryRun) return unit(context, (inside) => writeRows(catalog, resource, rows, inside));
      try {
        return await unit(context, async (inside) => {
          throw new DryRun(await writeRows(catalog, resource, rows, inside));
        });
      } catch (error) {
        if (!(error instanceof DryRun)) throw error;
        return error.outcomes.map((outcome) => (outcome.status === 'CREATED' ? { ...outcome, key: null } : outcome));
      }
    },
  };
}

const NO_SUCH_OBJECT: WriteOutcome = { status: 'FAILED', key: null, errors: [writeError('NOT_FOUND', 'There is no such object.', 'id')] };

/** Thrown to undo what was tried, and caught at once. */
class DryRun extends Error {
  readonly outcomes: readonly WriteOutcome[];
  constructor(outcomes: readonly WriteOutcome[]) {
    super('This was a dry run.');
    this.outcomes = outcomes;
  }
}

/** A transaction that says who writes; a savepoint within one that has said so. */
function unit<T>(context: WriteContext, work: (inside: WriteContext) => Promise<T>): Promise<T> {
  return context.database.transaction((database) => work({ ...context, database }), {
    signal: context.signal,
    settings: writerSettings(context),
  });
}

/** What the triggers of the history and of the change feed read. */
export function writerSettings({ viewer, requestId }: Pick<WriteContext, 'viewer' | 'requestId'>): Readonly<Record<string, string>> {
  return { 'wayleave.actor': viewer.id, 'wayleave.request': requestId ?? '' };
}

function mayNever(resource: ResourceEntry, action: 'create' | 'update' | 'delete', { viewer }: WriteContext): boolean {
  return viewer.rows(resource.name, action).kind === 'none';
}

/** What a viewer may never do is refused as a whole; what depends on the row is an outcome. */
function demand(resource: ResourceEntry, action: 'create' | 'update' | 'delete', context: WriteContext): void {
  if (mayNever(resource, action, context)) throw refuse('FORBIDDEN', { reason: `You may not ${action} ${resource.plural}.` });
}
