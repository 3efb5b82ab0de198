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
import { IdentityNumbers } from './identity-numbers.ts';

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

/** A selection on one introspection type, with everything looked up that is the same for each element. */
interface Reading {
  readonly weight: number;
  readonly fields: readonly Branch[];
  /** Elements that were walked: types are met again and again. */
  readonly known: Map<object, Cost>;
}

interface Branch {
  readonly call: number;
  readonly read: (element: object) => unknown;
  readonly below: Reading;
}

class IntrospectionWalk {
  private readonly collection: Collection;
  private readonly facts: CostSchema;
  private readonly readings = new Map<string, Reading>();
  private readonly numbers = new IdentityNumbers();

  constructor(collection: Collection, facts: CostSchema) {
    this.collection = collection;
    this.facts = facts;
  }

  object(type: GraphQLNamedType, element: object, sets: readonly SelectionSetNode[]): Cost {
    return this.walk(this.reading(type, sets), element);
  }

  private walk(reading: Reading, element: object): Cost {
    const known = reading.known.get(element);
    if (known) return known;
    this.collection.introspectionBudget.spend(1);
    let type = reading.weight;
    let field = 0;
    for (const { call, read, below } of reading.fields) {
      field += call;
      const value = read(element);
      if (typeof value !== 'object' || value === null) continue;
      for (const item of Array.isArray(value) ? value : [value]) {
        const cost = this.walk(below, item as object);
        type += cost.type;
        field += cost.field;
      }
    }
    const cost = { type, field };
    reading.known.set(element, cost);
    return cost;
  }

  private reading(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): Reading {
    const key = `${type.name}/${sets.map((set) => this.numbers.of(set)).join()}`;
    let reading = this.readings.get(key);
    if (!reading) {
      reading = { weight: this.facts.typeWeight(type), fields: this.branches(type, sets), known: new Map() };
      this.readings.set(key, reading);
    }
    return reading;
  }

  private branches(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): Branch[] {
    if (!isObjectType(type)) return [];
    const branches: Branch[] = [];
    const info = { schema: this.facts.schema } as never;
    for (const nodes of collectFields(this.collection, type, sets).values()) {
      const facts = this.facts.field(type as FieldHolder, nodes[0]!.name.value);
      const resolve = facts?.definition.resolve;
      // Leaves of introspection weigh nothing and take no work.
      if (!facts || facts.isLeaf || !resolve) continue;
      const given = argumentsOf(facts, nodes[0]!);
      const below = this.reading(
        facts.namedType,
        nodes.flatMap((node) => node.selectionSet ?? []),
      );
      branches.push({ call: facts.declaredWeight ?? 1, read: (element) => resolve(element, given, undefined, info), below });
    }
    return branches;
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
