/**
 * What a compiler needs of a document: the operation, its fragments, the variables that decide what is selected, and a budget for the work.
 *
 * @skip and @include are not part of the expression. They are read before it is built, so that what is left out is left out exactly as the executor
 * would, and two complementary branches are never both paid for. A document has one expression for each combination of its condition variables that
 * was ever asked for.
 */
import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from './expression.ts';
import { CostRefusal } from './refusal.ts';

export interface PricedDocument {
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Variables of @skip and @include, in the order in which they are met. */
  readonly conditions: readonly string[];
}

export function readDocument(document: DocumentNode, operationName: string | null | undefined): PricedDocument {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const named = operationName == null ? operations : operations.filter(({ name }) => name?.value === operationName);
  const [operation] = named;
  if (!operation || named.length > 1) throw new CostRefusal({ code: 'OPERATION_NOT_FOUND', operationName: operationName ?? null });
  return { operation, fragments, conditions: conditionsIn(operation, fragments) };
}

function conditionsIn(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): string[] {
  const conditions = new Set<string>();
  const visited = new Set<string>();
  const stack: SelectionSetNode[] = [operation.selectionSet];
  for (let set = stack.pop(); set; set = stack.pop())
    for (const selection of set.selections) {
      for (const { name, arguments: given } of selection.directives ?? []) {
        if (name.value !== 'skip' && name.value !== 'include') continue;
        for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (!fragment || visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
        stack.push(fragment.selectionSet);
      } else if (selection.selectionSet) stack.push(selection.selectionSet);
    }
  return [...conditions];
}

/** Deeper than any person writes, and shallow enough for the stack. */
const DEEPEST_SELECTION = 250;

export function guardSelectionDepth(depth: number): void {
  if (depth > DEEPEST_SELECTION) throw new CostRefusal({ code: 'COST_TOO_COMPLEX', limit: DEEPEST_SELECTION });
}

export function isSelected(selection: SelectionNode, variables: Variables): boolean {
  if (!selection.directives || selection.directives.length === 0) return true;
  return !holds(selection.directives, 'skip', variables, false) && holds(selection.directives, 'include', variables, true);
}

function holds(directives: readonly DirectiveNode[], name: string, variables: Variables, otherwise: boolean): boolean {
  const condition = directives.find((directive) => directive.name.value === name)?.arguments?.[0]?.value;
  if (!condition) return otherwise;
  if (condition.kind === Kind.BOOLEAN) return condition.value;
  return condition.kind === Kind.VARIABLE && variables[condition.name.value] === true;
}

/** Counts the steps of a compiler; throws COST_TOO_COMPLEX when they are spent. */
export class WorkBudget {
  private left: number;
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
    this.left = limit;
  }

  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new CostRefusal({ code: 'COST_TOO_COMPLEX', limit: this.limit });
  }
}
