/**
 * What introspection costs, exactly.
 *
 * The lists of __schema and __type have no declared size, and the longest of them says little: the largest type has a hundred times the fields of the
 * usual one, so nested bounds would refuse GraphiQL's own query. But the answer lies open: it is the schema. So the selection is walked over the schema
 * itself, each selection and element once, and every object is counted at its weight. Deprecated elements count unless a literal leaves them out.
 */
import {
  type FieldNode,
  type GraphQLNamedType,
  isIntrospectionType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  valueFromAST,
} from 'graphql';
import { type Collection, collectFields } from './collect-fields.ts';
import type { CostSchema, FieldFacts, FieldHolder } from './cost-schema.ts';
import type { Amount, Variables } from './expression.ts';

interface Cost {
  readonly type: number;
  readonly field: number;
}

const nothing: Cost = { type: 0, field: 0 };

/** Whether the field is __schema or __type. */
export function isIntrospection(facts: FieldFacts): boolean {
  return facts.definition.name.startsWith('__') && isIntrospectionType(facts.namedType);
}

export function introspectionCost(
  collection: Collection,
  facts: CostSchema,
  field: FieldFacts,
  node: FieldNode,
  sets: readonly SelectionSetNode[],
): { type: Amount; field: Amount } {
  const walk = new IntrospectionWalk(collection, facts);
  const { schema } = facts;
  if (field.definition.name === '__schema') return walk.object(field.namedType, schema, sets);
  const name = node.arguments?.[0]?.value;
  const costOf = (wanted: unknown): Cost => {
    const type = typeof wanted === 'string' ? schema.getType(wanted) : undefined;
    return type ? walk.object(field.namedType, type, sets) : nothing;
  };
  if (name?.kind === Kind.VARIABLE) {
    const read = (variables: Variables): Cost => costOf(variables[name.name.value]);
    return { type: (variables) => read(variables).type, field: (variables) => read(variables).field };
  }
  return costOf(name?.kind === Kind.STRING ? name.value : undefined);
}

class IntrospectionWalk {
  private readonly collection: Collection;
  private readonly facts: CostSchema;
  private readonly known = new Map<string, Map<object, Cost>>();
  private readonly fields = new Map<string, Map<string, FieldNode[]>>();
  private readonly ids = new Map<SelectionSetNode, number>();

  constructor(collection: Collection, facts: CostSchema) {
    this.collection = collection;
    this.facts = facts;
  }

  object(type: GraphQLNamedType, element: object, sets: readonly SelectionSetNode[]): Cost {
    const key = `${type.name}/${sets.map((set) => this.idOf(set)).join()}`;
    let costs = this.known.get(key);
    if (!costs) {
      costs = new Map();
      this.known.set(key, costs);
    }
    let cost = costs.get(element);
    if (!cost) {
      cost = this.walk(type, element, sets, key);
      costs.set(element, cost);
    }
    return cost;
  }

  private walk(type: GraphQLNamedType, element: object, sets: readonly SelectionSetNode[], key: string): Cost {
    const total = { type: this.facts.typeWeight(type), field: 0 };
    if (!isObjectType(type)) return total;
    let selected = this.fields.get(key);
    if (!selected) {
      selected = collectFields(this.collection, type, sets);
      this.fields.set(key, selected);
    }
    this.collection.budget.spend(1);
    for (const nodes of selected.values()) {
      const facts = this.facts.field(type as FieldHolder, nodes[0]!.name.value);
      // Leaves of introspection weigh nothing and take no work.
      if (!facts || facts.isLeaf) continue;
      total.field += facts.declaredWeight ?? 1;
      const below = nodes.flatMap((node) => node.selectionSet ?? []);
      const value = facts.definition.resolve?.(element, argumentsOf(facts, nodes[0]!), undefined, { schema: this.facts.schema } as never);
      for (const item of Array.isArray(value) ? value : [value]) {
        if (typeof item !== 'object' || item === null) continue;
        const cost = this.object(facts.namedType, item as object, below);
        total.type += cost.type;
        total.field += cost.field;
      }
    }
    return total;
  }

  private idOf(set: SelectionSetNode): number {
    let id = this.ids.get(set);
    if (id === undefined) {
      id = this.ids.size + 1;
      this.ids.set(set, id);
    }
    return id;
  }
}

function argumentsOf(facts: FieldFacts, node: FieldNode): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const input of facts.inputs) {
    const value = node.arguments?.find(({ name }) => name.value === input.name)?.value;
    given[input.name] = value === undefined ? input.defaultValue : value.kind === Kind.VARIABLE ? true : valueFromAST(value, input.type);
  }
  return given;
}
