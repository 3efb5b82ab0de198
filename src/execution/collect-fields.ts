/**
 * Which fields an object of one runtime type is asked for.
 *
 * CollectFields of the GraphQL specification (section 6.3.2), with its order and its rule that a named fragment counts once per object. It needs
 * the values of the variables that `@skip` and `@include` name, and no others: a plan is therefore compiled once for each combination of those.
 */
import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export interface CollectionScope {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>;
  /** Coerced values of the variables that directives name; others may be missing. */
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** Throws a GraphQLError when the condition of a directive is null at run time, as graphql-js does. */
export function collectFields(
  scope: CollectionScope,
  type: GraphQLObjectType,
  selectionSets: Iterable<SelectionSetNode>,
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const selectionSet of selectionSets) {
    collect(scope, type, selectionSet, fields, visited);
  }
  return fields;
}

function collect(
  scope: CollectionScope,
  type: GraphQLObjectType,
  selectionSet: SelectionSetNode,
  fields: Map<string, FieldNode[]>,
  visited: Set<string>,
): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const name = selection.name.value;
      if (visited.has(name) || !isIncluded(scope, selection)) continue;
      visited.add(name);
      const fragment = scope.fragments[name];
      if (fragment && applies(scope.schema, fragment.typeCondition.name.value, type)) {
        collect(scope, type, fragment.selectionSet, fields, visited);
      }
    } else if (!isIncluded(scope, selection)) {
    } else if (selection.kind === Kind.FIELD) {
      const responseKey = (selection.alias ?? selection.name).value;
      const nodes = fields.get(responseKey);
      if (nodes) nodes.push(selection);
      else fields.set(responseKey, [selection]);
    } else if (!selection.typeCondition || applies(scope.schema, selection.typeCondition.name.value, type)) {
      collect(scope, type, selection.selectionSet, fields, visited);
    }
  }
}

function isIncluded(scope: CollectionScope, node: SelectionNode): boolean {
  if (!node.directives?.length) return true;
  if (getDirectiveValues(GraphQLSkipDirective, node, scope.conditions)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, scope.conditions)?.['if'] !== false;
}

function applies(schema: GraphQLSchema, condition: string, type: GraphQLObjectType): boolean {
  if (condition === type.name) return true;
  const conditional: GraphQLNamedType | undefined = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}

/** The variable that a directive of this node names in `if`, once for each such directive. */
export function conditionVariables(directives: readonly DirectiveNode[] | undefined): readonly string[] {
  const names: string[] = [];
  for (const directive of directives ?? []) {
    if (directive.name.value !== 'skip' && directive.name.value !== 'include') continue;
    for (const argument of directive.arguments ?? []) {
      if (argument.value.kind === Kind.VARIABLE) names.push(argument.value.name.value);
    }
  }
  return names;
}
