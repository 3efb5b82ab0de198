/** The derived mutations, answered: arguments in, payloads out, and the object of a payload read after the write, in the same transaction. */
import type { GraphQLObjectType } from 'graphql';
import { Refusal } from '../../errors/refuse.ts';
import type { Selection } from '../../execution/batch.ts';
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import type { RootMeaning } from '../../resource/meaning.ts';
import type { RequestContext } from '../context.ts';
import type { Row } from '../projection.ts';
import { rowsByKey } from '../references.ts';
import type { WriteOutcome } from './outcome.ts';
import { createWriter, type RowInput, type WriteContext, type Writer } from './write.ts';

type Arguments = Readonly<Record<string, unknown>>;
type WritingMeaning = Extract<RootMeaning, { kind: 'create' | 'update' | 'delete' | 'upsert' }>;

const writers = new WeakMap<Catalog, Writer>();

function writerOf(catalog: Catalog): Writer {
  let writer = writers.get(catalog);
  if (!writer) {
    writer = createWriter(catalog);
    writers.set(catalog, writer);
  }
  return writer;
}

type WritingContext = RequestContext & { readonly requestId?: string };

/** The payload of a mutation, or of each item of an upsert. That rights were lacking is told to the context, whether it is an outcome or an error. */
export async function answerWrite(
  catalog: Catalog,
  meaning: WritingMeaning,
  args: Arguments,
  context: WritingContext,
): Promise<WriteOutcome | readonly WriteOutcome[]> {
  const forbidden = (): void => context.onForbidden?.(meaning.kind, meaning.resource.name);
  try {
    const written = await write(catalog, meaning, args, context);
    if ([written].flat().some(({ errors }) => errors.some(({ code }) => code === 'FORBIDDEN'))) forbidden();
    return written;
  } catch (error) {
    if (error instanceof Refusal && error.row === 'FORBIDDEN') forbidden();
    throw error;
  }
}

async function write(
  catalog: Catalog,
  { kind, resource }: WritingMeaning,
  args: Arguments,
  context: WritingContext,
): Promise<WriteOutcome | readonly WriteOutcome[]> {
  const writer = writerOf(catalog);
  const { signal, viewer, database, requestId } = context;
  const writing: WriteContext = { signal, viewer, database, ...(requestId === undefined ? {} : { requestId }) };
  // Rows that were loaded before are no longer what they were.
  context.loaders.forget();
  switch (kind) {
    case 'create':
      return writer.create(resource, args['input'] as RowInput, writing);
    case 'update':
      return writer.update(
        resource,
        { id: String(args['id']), input: args['input'] as RowInput, ifVersion: args['ifVersion'] as number | null },
        writing,
      );
    case 'delete':
      return writer.remove(resource, { id: String(args['id']), ifVersion: args['ifVersion'] as number | null }, writing);
    case 'upsert':
      return writer.upsert(resource, args['items'] as readonly RowInput[], { dryRun: args['dryRun'] === true }, writing);
  }
}

/** The objects of payloads, as they are after the write and as far as the viewer may see them. */
export async function writtenRows(
  resource: ResourceEntry,
  payloads: readonly WriteOutcome[],
  selection: Selection,
  context: RequestContext,
): Promise<readonly (Row | null)[]> {
  const keys = payloads.flatMap(({ key }) => (key === null ? [] : [key]));
  const rows = await rowsByKey(resource, selection.type as GraphQLObjectType, keys, selection, context);
  return payloads.map(({ key }) => (key === null ? null : (rows.get(key) ?? null)));
}
