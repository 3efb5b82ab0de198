/**
 * Deleting a row: what belongs to it goes along, as the foreign keys say, and what merely refers to it forbids it.
 *
 * A refusal names what refers to the row as far as the viewer may see it; of what he may not see, it says no more than that there is something.
 */
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import { FilterCompiler } from '../filter.ts';
import { decodeGlobalId, encodeGlobalId } from '../global-id.ts';
import { columnOf, join, name, sql, word } from '../sql.ts';
import { type WriteError, type WriteOutcome, writeError } from './outcome.ts';
import { explainRefusal, isAboutRows, isReferredTo } from './refusals.ts';
import { run } from './run.ts';
import { lockRows } from './store.ts';
import { databaseFacts, type Pointer } from './table-facts.ts';
import type { WriteContext } from './write.ts';

const EXAMPLES = 3;

const failed = (...errors: readonly WriteError[]): WriteOutcome => ({ status: 'FAILED', key: null, errors });

export async function deleteRow(
  catalog: Catalog,
  resource: ResourceEntry,
  { id, ifVersion }: { id: string; ifVersion?: number | null | undefined },
  context: WriteContext,
): Promise<WriteOutcome> {
  const decoded = decodeGlobalId(id);
  const key = decoded?.type === resource.name ? decoded.key : undefined;
  const row = key === undefined ? undefined : (await lockRows(resource, [key], 'delete', context)).get(key);
  if (!row) return failed(writeError('NOT_FOUND', 'There is no such object.', 'id'));
  if (!row.isAllowed) return failed(writeError('FORBIDDEN', 'You may not delete this object.'));
  if (ifVersion !== null && ifVersion !== undefined && ifVersion !== row.version)
    return failed(
      writeError('VERSION_CONFLICT', `The object has version ${row.version} by now, not ${ifVersion}; read it again.`, 'ifVersion'),
    );
  const facts = await databaseFacts(catalog, context);
  try {
    await context.database.transaction(
      (database) => run(sql`DELETE FROM ${name(resource.name)}\nWHERE id = ${row.key}::bigint`, { database, signal: context.signal }),
      { signal: context.signal },
    );
  } catch (error) {
    if (!isAboutRows(error)) throw error;
    if (!isReferredTo(error)) return failed(explainRefusal(error, resource, facts, new Set()));
    return failed(...(await referrersOf(catalog, row.key, facts.get(resource.name)?.pointers ?? [], context)));
  }
  return { status: 'DELETED', key: null, errors: [] };
}

async function referrersOf(
  catalog: Catalog,
  key: number,
  pointers: readonly Pointer[],
  context: WriteContext,
): Promise<readonly WriteError[]> {
  const byTable = new Map<string, string[]>();
  for (const { table, column, restricts } of pointers)
    if (restricts && catalog.find(table)) byTable.set(table, [...(byTable.get(table) ?? []), column]);
  const errors: WriteError[] = [];
  if (byTable.size > 0) {
    const counts = [...byTable].map(([table, columns]) => {
      const resource = catalog.get(table);
      const filters = new FilterCompiler(context.viewer);
      const alias = filters.alias();
      const points = join(
        columns.map((column) => sql`${columnOf(alias, column)} = ${key}::bigint`),
        ' OR ',
      );
      const rows = sql`FROM ${name(table)} ${word(alias)} WHERE (${points}) AND ${filters.visible(resource, alias)}`;
      return sql`SELECT ${table}::text, (SELECT count(*) ${rows}), ARRAY(SELECT ${columnOf(alias, 'id')} ${rows} ORDER BY 1 LIMIT ${EXAMPLES}::integer)`;
    });
    for (const [type, count, examples] of (await run(join(counts, '\nUNION ALL\n'), context)) as [string, number, number[]][]) {
      if (count === 0) continue;
      const { plural } = catalog.get(type);
      errors.push(
        writeError('REFERRED_TO', `${count} of the ${plural} ${count === 1 ? 'refers' : 'refer'} to the object.`, null, {
          type,
          count,
          examples: examples.map((example) => encodeGlobalId(type, example)),
        }),
      );
    }
  }
  return errors.length > 0 ? errors : [writeError('REFERRED_TO', 'Other objects refer to the object, or to what belongs to it.')];
}
