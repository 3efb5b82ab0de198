/**
 * Makes a query page: it has to have one list at its root that takes `after: $after`; what paging needs to know is added to its selection.
 *
 * The columns of a table follow from the document and not from the first row, so that they are the same whatever the rows hold: objects are flattened to
 * `site.name`, lists stay whole, as JSON in one cell.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import type { ExportColumn } from './type-document.ts';

export interface PagedDocument {
  readonly document: DocumentNode;
  /** The response key of the list. */
  readonly root: string;
  /** Where a page keeps its rows. */
  readonly rows: 'nodes' | 'edges';
  readonly columns: readonly ExportColumn[];
}

/** A sentence for the person who wrote the query. */
export class NotPagedError extends Error {}

const PAGE_INFO = (parse('{ pageInfo { hasNextPage endCursor } }').definitions[0] as OperationDefinitionNode).selectionSet
  .selections[0] as FieldNode;

export function pagedDocument(schema: GraphQLSchema, text: string): PagedDocument {
  const document = parse(text);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (!operation || operations.length > 1) throw new NotPagedError('The file has to hold one operation.');
  if (operation.operation !== 'query') throw new NotPagedError('Only queries can be exported.');
  const [root] = operation.selectionSet.selections;
  if (root?.kind !== Kind.FIELD || operation.selectionSet.selections.length > 1)
    throw new NotPagedError('The query has to have one list at its root, and nothing else.');
  const definition = schema.getQueryType()!.getFields()[root.name.value];
  const connection = definition && getNamedType(definition.type);
  if (!definition || !isObjectType(connection) || !connection.name.endsWith('Connection'))
    throw new NotPagedError(`${root.name.value} is no list with pages.`);
  const after = root.arguments?.find(({ name }) => name.value === 'after')?.value;
  if (after?.kind !== Kind.VARIABLE || after.name.value !== 'after')
    throw new NotPagedError(
      `${root.name.value} has to take its page from a variable: query ($after: String) { ${root.name.value}(after: $after, …) { … } }`,
    );
  const fragments = new Map(
    document.definitions
      .filter((part): part is FragmentDefinitionNode => part.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const rows = [...fieldsOf(root.selectionSet, fragments)].find(
    ({ name, alias }) => !alias && (name.value === 'nodes' || name.value === 'edges'),
  );
  if (!rows?.selectionSet) throw new NotPagedError(`${root.name.value} has to be asked for nodes or edges, under that name.`);
  const rowType = getNamedType(connection.getFields()[rows.name.value]!.type) as GraphQLCompositeType;
  const paged: FieldNode = { ...root, selectionSet: { ...root.selectionSet!, selections: [...root.selectionSet!.selections, PAGE_INFO] } };
  return {
    document: {
      ...document,
      definitions: document.definitions.map((part) =>
        part === operation ? { ...operation, selectionSet: { ...operation.selectionSet, selections: [paged] } } : part,
      ),
    },
    root: (root.alias ?? root.name).value,
    rows: rows.name.value as 'nodes' | 'edges',
    columns: columnsOf(schema, rowType, rows.selectionSet, fragments, []),
  };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function* fieldsOf(selection: SelectionSetNode | undefined, fragments: Fragments): Generator<FieldNode> {
  for (const part of selection?.selections ?? []) {
    if (part.kind === Kind.FIELD) yield part;
    else yield* fieldsOf(part.kind === Kind.INLINE_FRAGMENT ? part.selectionSet : fragments.get(part.name.value)?.selectionSet, fragments);
  }
}

/** Each response key once, in the order in which the document first names it. */
function columnsOf(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  selection: SelectionSetNode,
  fragments: Fragments,
  above: readonly string[],
): readonly ExportColumn[] {
  const columns = new Map<string, ExportColumn>();
  const visit = (on: GraphQLCompositeType, part: SelectionSetNode): void => {
    for (const node of part.selections) {
      if (node.kind === Kind.FIELD) {
        for (const column of columnsOfField(schema, on, node, fragments, above)) columns.set(column.header, column);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      const condition = fragment?.typeCondition?.name.value;
      const inner = condition === undefined ? on : schema.getType(condition);
      if (fragment && isCompositeType(inner)) visit(inner, fragment.selectionSet);
    }
  };
  visit(type, selection);
  return [...columns.values()];
}

function columnsOfField(
  schema: GraphQLSchema,
  on: GraphQLCompositeType,
  node: FieldNode,
  fragments: Fragments,
  above: readonly string[],
): readonly ExportColumn[] {
  const path = [...above, (node.alias ?? node.name).value];
  const declared = 'getFields' in on ? on.getFields()[node.name.value]?.type : undefined;
  const type = declared && isNonNullType(declared) ? declared.ofType : declared;
  const isWhole = !type || isListType(type) || /(Connection|Count)$/.test(getNamedType(type).name);
  if (node.selectionSet && !isWhole && isCompositeType(type)) return columnsOf(schema, type, node.selectionSet, fragments, path);
  const isNumber = type !== undefined && /^(Int|Float|Boolean|BigInteger|VlanId|AsNumber)$/.test(String(type));
  return [{ header: path.join('.'), path, isText: !isNumber }];
}
