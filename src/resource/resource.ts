/**
 * `@Resource`: makes a class a resource, with the columns that every resource has.
 */
import type { ColumnFacts, MemberFacts, ResourceClass } from './facts.ts';
import { membersOf, noteResource } from './registry.ts';

interface ResourceOptions {
  domain: string;
  /** The name of the root list, e.g. `ipAddresses`. */
  plural: string;
  description: string;
  /** Natural keys: each names columns and relations that together are unique. */
  keys?: readonly (readonly string[])[];
  /**
   * What an upsert recognises a row by where no natural key does: columns and relations that mostly name one row, though no index sees to it.
   * An item that fits several rows is refused.
   */
  recognisedBy?: readonly string[];
  /** Rows follow from other rows, or from the network itself: no mutation is derived. */
  readOnly?: true;
  tags?: true;
  customFields?: true;
  /** Rows in a page of the root list when the client does not say: 50. */
  page?: number;
  /** The most rows that one page may hold: 1,000. */
  max?: number;
}

const plain = {
  kind: 'column',
  choice: undefined,
  nullable: false,
  filter: true,
  order: true,
  search: false,
  natural: false,
  secret: false,
  min: undefined,
  max: undefined,
  maxLength: undefined,
} as const;

const identity: ColumnFacts = {
  ...plain,
  name: 'id',
  type: 'id',
  description: 'Opaque global id, stable for the life of the object; carries its type.',
};
const bookkeeping: readonly ColumnFacts[] = [
  { ...plain, name: 'created', type: 'timestamp', order: false, filter: false, description: 'When the object was entered, in UTC.' },
  {
    ...plain,
    name: 'lastUpdated',
    type: 'timestamp',
    description: 'When the object last changed, in UTC; filter by it to fetch only what is new.',
  },
  {
    ...plain,
    name: 'version',
    type: 'integer',
    order: false,
    filter: false,
    description: 'Grows by one with each change; send it back as `ifVersion` so that nobody else’s change is overwritten.',
  },
];
const customFields: ColumnFacts = {
  ...plain,
  name: 'customFields',
  type: 'json',
  order: false,
  filter: false,
  description: 'Values of the custom fields that the operator has defined for this type, by name.',
};

export function Resource(options: ResourceOptions) {
  return (resource: ResourceClass): void => {
    const members: MemberFacts[] = [identity, ...membersOf(resource.prototype), ...bookkeeping];
    if (options.customFields) members.push(customFields);
    if (options.tags) members.push(tagsOf(resource.name, options.plural));
    noteResource({
      class: resource,
      name: resource.name,
      plural: options.plural,
      domain: options.domain,
      description: options.description,
      keys: options.keys ?? [],
      recognisedBy: options.recognisedBy,
      readOnly: options.readOnly ?? false,
      members,
      page: options.page ?? 50,
      max: options.max ?? 1000,
    });
  };
}

/** Prisma names an implicit join table after its two models in alphabetical order, and the columns A and B likewise. */
function tagsOf(name: string, plural: string): MemberFacts {
  const isFirst = name < 'Tag';
  return {
    kind: 'manyToMany',
    name: 'tags',
    target: 'Tag',
    table: isFirst ? `_${name}ToTag` : `_TagTo${name}`,
    near: isFirst ? 'A' : 'B',
    far: isFirst ? 'B' : 'A',
    page: 20,
    max: 100,
    description: 'Labels that operators put on the object, for searching and for scoping permissions.',
    inverse: { name: plural, page: 50, max: 500, description: 'Objects of this type that carry the tag.' },
  };
}
