/** `stateAt(id:, time:)`: an object as it was. */
import { refuse } from '../../errors/refuse.ts';
import type { Catalog } from '../../resource/catalog.ts';
import type { RequestContext } from '../context.ts';
import { FilterCompiler } from '../filter.ts';
import { decodeGlobalId } from '../global-id.ts';
import { FALSE, name, sql, TRUE } from '../sql.ts';
import { COLUMNS, read, rowOf } from './history-row.ts';
import { hiddenTargets, shown } from './present-changes.ts';

/** How many changes of one object are undone. */
const MOST_UNDONE = 5_000;

/**
 * An object as it was, by undoing what happened since; null where it did not exist, or the viewer may not see it now.
 *
 * Fields of its own, references included; lists are not. Refuses a time before the months that are kept.
 */
export async function stateAt(
  catalog: Catalog,
  id: string,
  time: string,
  context: RequestContext,
): Promise<Readonly<Record<string, unknown>> | null> {
  const decoded = decodeGlobalId(id);
  const resource = decoded && catalog.find(decoded.type);
  if (!resource) return null;
  const filters = new FilterCompiler(context.viewer);
  const visible = filters.visible(resource, 't');
  if (visible === FALSE) return null;
  const [kept, now, changes] = await Promise.all([
    read(sql`SELECT max(month) FROM wayleave."HistorySeal" WHERE kind = 'dropped'`, context),
    read(sql`SELECT to_jsonb(t) FROM ${name(resource.name)} AS t WHERE t.id = ${decoded.key}::bigint AND ${visible}`, context),
    read(
      sql`SELECT ${COLUMNS}\nFROM wayleave."History" AS h\nWHERE h."rowId" = ${decoded.key}::bigint AND h."table" = ${resource.name}::text AND h.at > ${time}::timestamptz\nORDER BY h.id DESC\nLIMIT ${MOST_UNDONE + 1}`,
      context,
    ),
  ]);
  const oldest = kept[0]?.[0] as string | null | undefined;
  if (oldest && time.slice(0, 7) < oldest) throw refuse('HISTORY_NOT_KEPT', { month: oldest });
  let state = (now[0]?.[0] as Record<string, unknown> | undefined) ?? null;
  // Of what is gone only those are told who may see all.
  if (!state && visible !== TRUE) return null;
  if (changes.length > MOST_UNDONE) throw refuse('HISTORY_TOO_LONG', { most: MOST_UNDONE });
  for (const { action, before } of changes.map((values) => rowOf(values)))
    if (action === 'INSERT') state = null;
    else if (action === 'DELETE') state = { ...before };
    else state = { ...state, ...before };
  if (!state || (typeof state['created'] === 'string' && Date.parse(state['created']) > Date.parse(time))) return null;
  const hidden = await hiddenTargets([{ resource, values: state }], context);
  return { id, ...shown(resource, state, hidden, context) };
}
