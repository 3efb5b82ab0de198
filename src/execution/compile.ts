/**
 * Document to plan.
 *
 * Finds the operation and takes one linear look over the document, each fragment once: which variables decide directives, and whether a field has a
 * resolver of its own, which only graphql-js can call. The tree of fields itself is compiled as it is walked (plan.ts).
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isIntrospectionType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { conditionVariables } from './collect-fields.ts';
import { isHandwritten } from './dataloader-driver.ts';
import { fieldOf, Plan } from './plan.ts';

export interface CompileOptions {
  /** Objects of one type that are written before code is generated for it; 0 generates at once, Infinity never. */
  readonly specialiseAfter?: number;
}

/** Throws a GraphQLError, with the words of graphql-js, when the document has no such operation. Expects a validated document. */
export function compilePlan(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | null,
  options: CompileOptions = {},
): Plan {
  const { operation, fragments } = findOperation(document, operationName);
  const rootType = schema.getRootType(operation.operation);
  if (!rootType) throw new GraphQLError(`Schema is not configured to execute ${operation.operation} operation.`, { nodes: operation });
  const survey = surveyDocument(schema, operation, fragments, rootType);
  return new Plan({ schema, operation, fragments, rootType, ...survey, specialiseAfter: options.specialiseAfter ?? 256 });
}

function findOperation(document: DocumentNode, operationName: string | null | undefined) {
  const fragments: Record<string, FragmentDefinitionNode | undefined> = Object.create(null);
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments[definition.name.value] = definition;
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    if (operationName == null) {
      if (operation) throw new GraphQLError('Must provide operation name if query contains multiple operations.');
      operation = definition;
    } else if (definition.name?.value === operationName) operation = definition;
  }
  if (operation) return { operation, fragments };
  throw new GraphQLError(operationName == null ? 'Must provide an operation.' : `Unknown operation named "${operationName}".`);
}

interface Survey {
  readonly conditions: readonly string[];
  readonly handwritten: readonly string[];
}

function surveyDocument(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode | undefined>>,
  rootType: GraphQLNamedType,
): Survey {
  const conditions = new Set<string>();
  const handwritten = new Set<string>();
  const visited = new Set<string>();

  const visitField = (type: GraphQLNamedType, name: string): GraphQLNamedType | undefined => {
    let next: GraphQLNamedType | undefined;
    if (!isObjectType(type) && !isAbstractType(type)) return undefined;
    for (const member of isObjectType(type) ? [type] : schema.getPossibleTypes(type)) {
      const field = fieldOf(schema, member, name);
      if (!field) continue;
      // What a schema says of itself is asked of graphql-js apart from the rest.
      if (!isIntrospectionType(member) && isHandwritten(field)) handwritten.add(`${member.name}.${field.name}`);
      next ??= getNamedType(field.type);
    }
    // Members may narrow the type of an interface's field; what lies below is looked at through the interface's own.
    const declared = 'getFields' in type && Object.hasOwn(type.getFields(), name) ? type.getFields()[name] : undefined;
    return declared ? getNamedType(declared.type) : next;
  };
  const visit = (selectionSet: SelectionSetNode, type: GraphQLNamedType | undefined): void => {
    for (const selection of selectionSet.selections) {
      for (const name of conditionVariables(selection.directives)) conditions.add(name);
      if (selection.kind === Kind.FIELD) {
        const next = type && visitField(type, selection.name.value);
        if (selection.selectionSet) visit(selection.selectionSet, next);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        visit(selection.selectionSet, selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : type);
      } else {
        const fragment = fragments[selection.name.value];
        if (!fragment || visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
        visit(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
      }
    }
  };
  visit(operation.selectionSet, rootType);
  return { conditions: [...conditions], handwritten: [...handwritten] };
}
