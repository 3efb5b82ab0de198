/**
 * Says of each part of the schema that follows from a declaration what it takes to use it: `extensions.needs`, by which a schema is shaped to who reads it.
 *
 * Types that are about the rows of a resource need that they may be seen; all that leads to such a type goes with it and has to say nothing.
 */
import { type GraphQLField, type GraphQLSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import type { Catalog, ResourceEntry } from './catalog.ts';
import { keyFieldName, upperFirst } from './derive/inputs.ts';
import { enumName } from './derive/outputs.ts';
import type { FieldMeaning, RootMeaning } from './meaning.ts';

type Action = 'view' | 'create' | 'update' | 'delete' | 'reveal';

interface Marked {
  extensions: Readonly<Record<string, unknown>>;
}

function mark(part: Marked | undefined, resource: ResourceEntry, ...actions: readonly Action[]): void {
  if (part) part.extensions = { ...part.extensions, needs: actions.map((action) => ({ resource: resource.name, action })) };
}

/** The schema is changed in place. */
export function markNeeds(schema: GraphQLSchema, catalog: Catalog): void {
  for (const resource of catalog.resources) {
    const { name } = resource;
    const keys = resource.keys.filter((parts) => parts.length > 1).map((parts) => `${upperFirst(keyFieldName(parts))}Key`);
    for (const suffix of ['', 'Connection', 'Edge', 'Count', 'GroupBy', 'Filter', 'ListFilter', 'Order', 'Key', ...keys])
      mark(schema.getType(`${name}${suffix}`), resource, 'view');
    for (const suffix of ['Payload', 'Input']) mark(schema.getType(`${name}${suffix}`), resource, 'view', 'create', 'update', 'delete');
    markGroups(schema, resource);
    markSecrets(schema, resource);
  }
  for (const root of [schema.getQueryType(), schema.getMutationType()])
    for (const field of Object.values(root?.getFields() ?? {})) markRootField(field);
}

/** What leads to another resource is counted by that one. */
function markGroups(schema: GraphQLSchema, resource: ResourceEntry): void {
  const type = schema.getType(`${resource.name}GroupBy`);
  if (!isEnumType(type)) return;
  for (const { name, target } of resource.toOnes.values()) mark(type.getValue(enumName(name)) ?? undefined, target, 'view');
}

function markSecrets(schema: GraphQLSchema, resource: ResourceEntry): void {
  for (const { name, secret } of resource.columns.values()) {
    if (!secret) continue;
    for (const suffix of ['', 'Count', 'Filter', 'Order', 'Key']) {
      const type = schema.getType(`${resource.name}${suffix}`);
      if (isObjectType(type) || isInputObjectType(type)) mark(type.getFields()[name], resource, 'reveal');
    }
    const groups = schema.getType(`${resource.name}GroupBy`);
    if (isEnumType(groups)) mark(groups.getValue(enumName(name)) ?? undefined, resource, 'reveal');
  }
}

const actions: Partial<Record<RootMeaning['kind'], readonly Action[]>> = {
  create: ['create'],
  update: ['update'],
  delete: ['delete'],
  upsert: ['create', 'update'],
};

function markRootField(field: GraphQLField<unknown, unknown>): void {
  const meaning = field.extensions['meaning'] as FieldMeaning | undefined;
  const needed = meaning?.kind === 'root' ? actions[meaning.root.kind] : undefined;
  if (meaning?.kind === 'root' && needed && 'resource' in meaning.root) mark(field, meaning.root.resource, ...needed);
}
