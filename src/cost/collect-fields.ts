/**
 * The fields that one runtime type has in one or more selection sets, merged by response name.
 *
 * CollectFields of the GraphQL specification (section 6.3.2), but for a type instead of an object, and iterative: a fragment is entered once for each
 * collection, so fragments that spread each other over and over are linear here.
 */
import { type FieldNode, type GraphQLNamedType, type GraphQLSchema, isAbstractType, Kind, type SelectionSetNode } from 'graphql';
import { isSelected, type PricedDocument, type WorkBudget } from './document.ts';
import type { Variables } from './expression.ts';
import { CostRefusal } from './refusal.ts';

export interface Collection {
  readonly schema: GraphQLSchema;
  readonly document: PricedDocument;
  /** Decides @skip and @include only. */
  readonly variables: Variables;
  readonly budget: WorkBudget;
  /** Elements of the schema that introspection may visit, all of its fields together. */
  readonly introspectionBudget: WorkBudget;
}

export function collectFields(collection: Collection, type: GraphQLNamedType, sets: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
  const { document, variables, budget } = collection;
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  const stack = [...sets].reverse();
  for (let set = stack.pop(); set; set = stack.pop()) {
    budget.spend(set.selections.length);
    for (const selection of set.selections) {
      if (!isSelected(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const merged = fields.get(key);
        if (merged) merged.push(selection);
        else fields.set(key, [selection]);
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (condition === undefined || appliesTo(collection.schema, condition, type)) stack.push(selection.selectionSet);
      } else {
        const name = selection.name.value;
        if (visited.has(name)) continue;
        visited.add(name);
        const fragment = document.fragments.get(name);
        if (!fragment) throw new CostRefusal({ code: 'DOCUMENT_INVALID', reason: `Unknown fragment "${name}".` });
        if (appliesTo(collection.schema, fragment.typeCondition.name.value, type)) stack.push(fragment.selectionSet);
      }
    }
  }
  return fields;
}

export function appliesTo(schema: GraphQLSchema, condition: string, type: GraphQLNamedType): boolean {
  if (condition === type.name) return true;
  const conditionType = schema.getType(condition);
  if (!conditionType || !isAbstractType(conditionType)) return false;
  // Only a composite type can be a member; a leaf never reaches this.
  return schema.isSubType(conditionType, type as never);
}
