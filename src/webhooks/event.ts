/** A change as its receiver reads it: fields under their names in the API, objects by their global ids, secrets left out. */
import { encodeGlobalId } from '../data/global-id.ts';
import type { ResourceEntry } from '../resource/catalog.ts';
import type { ToldChange } from '../stores/webhook-store.ts';

type Fields = Readonly<Record<string, unknown>>;

export const ACTIONS = { INSERT: 'CREATED', UPDATE: 'UPDATED', DELETE: 'DELETED' } as const;
export type EventAction = (typeof ACTIONS)[keyof typeof ACTIONS];

/** A row, or a part of one, under the names of the API. */
export function readable(resource: ResourceEntry, columns: Fields | null | undefined): Fields | null {
  if (!columns) return null;
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(columns)) {
    const column = resource.columns.get(name);
    if (column && !column.secret && name !== 'id') fields[name] = value;
  }
  for (const { name, target, facts } of resource.toOnes.values()) {
    const key = columns[facts.via];
    if (key !== undefined) fields[name] = key === null ? null : encodeGlobalId(target.name, key as number);
  }
  return fields;
}

/** The fields that a condition may name. */
export function fieldsOf(resource: ResourceEntry): readonly string[] {
  const columns = [...resource.columns.values()].filter(({ secret, name }) => !secret && name !== 'id').map(({ name }) => name);
  return [...columns, ...resource.toOnes.keys()];
}

export function eventName(resource: ResourceEntry, action: ToldChange['action']): string {
  return `${resource.name}.${ACTIONS[action].toLowerCase()}`;
}

/** The body, the same for all webhooks that are told: `id` is the same when it is sent again. */
export function bodyOf(resource: ResourceEntry, change: ToldChange, before: Fields | null, after: Fields | null): string {
  const { historyId, at, rowId, action, actor, request } = change;
  return JSON.stringify({
    event: eventName(resource, action),
    change: historyId,
    at,
    type: resource.name,
    action: ACTIONS[action],
    id: encodeGlobalId(resource.name, rowId),
    actor,
    request,
    before,
    after,
  });
}
