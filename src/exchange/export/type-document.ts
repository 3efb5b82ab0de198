/**
 * The document that reads a whole type page by page, and what stands in each column of its table.
 *
 * Columns come first, then the objects referred to by their natural keys, then lists of several in one cell; secrets are left out. Import understands the
 * same headers.
 */
import type { ResourceEntry } from '../../resource/catalog.ts';
import { keyPaths, nameInLists, type Path } from '../reference-columns.ts';

export interface ExportColumn {
  readonly header: string;
  /** Where the value stands in a node. */
  readonly path: Path;
  /** For a list of objects: the field of each that stands in the cell, all in one. */
  readonly each?: string;
  /** Whether a spreadsheet could take the value for a formula. */
  readonly isText: boolean;
}

export interface TypeDocument {
  readonly text: string;
  readonly columns: readonly ExportColumn[];
}

const textTypes: ReadonlySet<string> = new Set(['text', 'json', 'choice', 'color', 'id']);

export function documentOfType(resource: ResourceEntry, pageSize: number): TypeDocument {
  const columns: ExportColumn[] = [];
  for (const column of resource.columns.values()) {
    if (column.secret) continue;
    columns.push({ header: column.name, path: [column.name], isText: textTypes.has(column.type) });
  }
  for (const relation of resource.toOnes.values())
    for (const path of keyPaths(relation.target))
      columns.push({ header: [relation.name, ...path].join('.'), path: [relation.name, ...path], isText: true });
  for (const list of resource.sets) {
    const each = nameInLists(list.target);
    columns.push({ header: `${list.name}.${each}`, path: [list.name], each, isText: true });
  }
  const fields = [
    ...selectionOf(columns.filter(({ each }) => each === undefined).map(({ path }) => path)),
    ...resource.sets.map((list) => `${list.name}(first: ${list.max}) { nodes { ${nameInLists(list.target)} } pageInfo { hasNextPage } }`),
  ];
  const size = Math.min(pageSize, resource.max);
  const text = `query Export($after: String) {
  ${resource.plural}(first: ${size}, after: $after, orderBy: [{ id: ASC }]) {
    nodes { ${fields.join(' ')} }
    pageInfo { hasNextPage endCursor }
  }
}`;
  return { text, columns };
}

/** Paths as a selection, those with the same beginning together. */
function selectionOf(paths: readonly Path[]): readonly string[] {
  const below = new Map<string, Path[]>();
  for (const [first, ...rest] of paths) {
    const known = below.get(first!);
    if (known) known.push(rest);
    else below.set(first!, [rest]);
  }
  return [...below].map(([field, rests]) => {
    const inner = rests.filter((rest) => rest.length > 0);
    return inner.length === 0 ? field : `${field} { ${selectionOf(inner).join(' ')} }`;
  });
}

/**
 * Lists as plain arrays of what names their objects, in place of a page of objects. Throws where a list is longer than its longest page: a cut that nobody sees
 * would be taken for the whole.
 */
export function flattenLists(
  columns: readonly ExportColumn[],
): (node: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>> {
  const lists = columns.filter(({ each }) => each !== undefined);
  if (lists.length === 0) return (node) => node;
  return (node) => {
    const flat: Record<string, unknown> = { ...node };
    for (const { path, each } of lists) {
      const [name] = path as [string];
      const page = node[name] as { nodes: readonly Readonly<Record<string, unknown>>[]; pageInfo: { hasNextPage: boolean } };
      if (page.pageInfo.hasNextPage)
        throw new Error(`${name} of ${String(node['id'])} has more than ${page.nodes.length} objects; export them by a query.`);
      flat[name] = page.nodes.map((item) => item[each!]);
    }
    return flat;
  };
}
