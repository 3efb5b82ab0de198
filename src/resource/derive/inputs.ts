/** Derived inputs of a resource: `ThingFilter`, `ThingOrder`, `ThingKey`. */
import { ID, InputType } from 'type-graphql';
import type { ListRelation, ResourceEntry } from '../catalog.ts';
import { defineChoice } from '../choice.ts';
import { filterTypeOf, outputTypeOf } from './column-types.ts';
import { declareField, declareInput, declareOneOf, type NewClass } from './type-graphql.ts';

export const SortDirection = defineChoice('SortDirection', 'The direction of an order.', {
  ASC: 'Smallest first; what has no value comes last.',
  DESC: 'Largest first; what has no value comes first.',
});

export interface ResourceInputs {
  readonly filter: NewClass;
  readonly order: NewClass;
  readonly key: NewClass | undefined;
}

type InputFields = Parameters<typeof declareInput>[2];

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The field of `ThingKey` for a natural key: `slug`, or `siteAndName` for one of several parts. */
export function keyFieldName(parts: readonly string[]): string {
  return parts.map((part, index) => (index === 0 ? part : upperFirst(part))).join('And');
}

/** Declares the inputs of all resources; filters and keys refer to each other, so they are made together. */
export function deriveInputs(resources: readonly ResourceEntry[]): ReadonlyMap<string, ResourceInputs> {
  const inputs = new Map<string, ResourceInputs>();
  const filterOf = (resource: ResourceEntry) => inputs.get(resource.name)!.filter;
  const listFilters = new Map<string, NewClass>();
  const listFilterOf = (resource: ResourceEntry): NewClass => {
    const known = listFilters.get(resource.name);
    if (known) return known;
    const made = declareInput(`${resource.name}ListFilter`, `Conditions on a list of ${resource.plural}.`, {
      some: { type: () => filterOf(resource), description: 'At least one of them meets this.' },
      none: { type: () => filterOf(resource), description: 'None of them meets this.' },
    });
    listFilters.set(resource.name, made);
    return made;
  };
  for (const resource of resources) {
    inputs.set(resource.name, {
      filter: filterInput(resource, filterOf, listFilterOf),
      order: orderInput(resource),
      key: resource.keys.length > 0 ? keyInput(resource, inputs) : undefined,
    });
  }
  return inputs;
}

function filterInput(
  resource: ResourceEntry,
  filterOf: (resource: ResourceEntry) => NewClass,
  listFilterOf: (resource: ResourceEntry) => NewClass,
): NewClass {
  const self = (): NewClass => filterOf(resource);
  const fields: InputFields = {
    and: { type: () => [self()], description: 'All of these hold.' },
    or: { type: () => [self()], description: 'At least one of these holds.' },
    not: { type: self, description: 'This does not hold.' },
    isNull: { type: () => Boolean, description: 'On a relation: true where there is no such object (or none that you may see).' },
  };
  for (const column of resource.columns.values()) {
    if (!column.filter) continue;
    const type = filterTypeOf(column);
    fields[column.name] = { type: () => type, description: column.description };
  }
  for (const relation of resource.toOnes.values())
    if (relation.facts.filter) fields[relation.name] = { type: () => filterOf(relation.target), description: relation.facts.description };
  for (const opposite of resource.opposites.values())
    fields[opposite.name] = { type: () => filterOf(opposite.target), description: opposite.description };
  if (resource.tree)
    fields['ancestors'] = { type: self, description: 'The object itself or one above it in the tree meets this: a whole subtree.' };
  // TypeGraphQL has to know every class before it builds, so the list filters and choice filters are made here and not in the thunks.
  const listFilterField = (list: ListRelation) => {
    const type = listFilterOf(list.target);
    return { type: () => type, description: list.description };
  };
  for (const list of resource.lists.values())
    if (list.join.kind === 'foreignKey' || list.join.kind === 'manyToMany') fields[list.name] = listFilterField(list);
  return declareInput(`${resource.name}Filter`, `Conditions on ${resource.plural}; all of those given must hold.`, fields);
}

function orderInput(resource: ResourceEntry): NewClass {
  const fields: InputFields = {};
  for (const column of resource.columns.values())
    if (column.order)
      fields[column.name] = { type: () => SortDirection.members, description: `By ${column.name}: ${lowerFirst(column.description)}` };
  return declareOneOf(`${resource.name}Order`, `One column to order ${resource.plural} by.`, fields);
}

function keyInput(resource: ResourceEntry, inputs: ReadonlyMap<string, ResourceInputs>): NewClass {
  const partOf = (on: NewClass, name: string): void => {
    const column = resource.columns.get(name);
    const relation = resource.toOnes.get(name);
    const optional = column?.nullable ?? relation!.facts.optional;
    const description = column?.description ?? relation!.facts.description;
    declareField(on, name, () => (column ? outputTypeOf(column) : referenceOf(relation!.target, inputs)), {
      nullable: optional,
      description,
    });
  };
  const fields: InputFields = { id: { type: () => ID, description: 'The global id.' } };
  for (const parts of resource.keys) {
    const [only] = parts;
    const column = only === undefined ? undefined : resource.columns.get(only);
    const relation = only === undefined ? undefined : resource.toOnes.get(only);
    if (parts.length === 1 && column) {
      fields[column.name] = { type: () => outputTypeOf(column), description: column.description };
    } else if (parts.length === 1 && relation) {
      fields[relation.name] = { type: () => referenceOf(relation.target, inputs), description: relation.facts.description };
    } else {
      const name = keyFieldName(parts);
      const composite = declareComposite(
        `${resource.name}${upperFirst(name)}Key`,
        `A natural key of ${resource.plural}: ${parts.join(', ')}.`,
      );
      for (const part of parts) partOf(composite, part);
      fields[name] = { type: () => composite, description: `The ${parts.join(', ')} that together name one object.` };
    }
  }
  return declareOneOf(`${resource.name}Key`, `What names one object among ${resource.plural}; exactly one field is given.`, fields);
}

function declareComposite(name: string, description: string): NewClass {
  const type = { [name]: class {} }[name] as NewClass;
  InputType({ description })(type);
  return type;
}

/** A resource is referred to by its key input; one without natural keys by its id alone. */
function referenceOf(resource: ResourceEntry, inputs: ReadonlyMap<string, ResourceInputs>) {
  return inputs.get(resource.name)!.key ?? ID;
}
