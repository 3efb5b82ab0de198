/**
 * What introspection costs, exactly.
 *
 * The lists of __schema and __type have no declared size, and the longest of them says little: the largest type has a hundred times the fields of the
 * usual one, so nested bounds would refuse GraphiQL's own query. But the answer lies open: it is the schema. So the selection is walked over the schema
 * itself, each selection and element once, and every object is counted at its weight. Deprecated elements count unless a literal leaves them out.
 *
 * What was walked is remembered with the schema, by the shape of the selection: tools differ in the names and descriptions that they ask for, which cost
 * nothing, and hardly in the objects. So one walk at the start, some 50 ms over a large schema, spares it every request.
 */
import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
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
  readonly branches: readonly Branch[];
  readonly shape: KnownShape;
}

interface Branch {
  readonly call: number;
  readonly read: (element: object) => unknown;
  readonly below: Reading;
}

/** What elements cost under selections of one shape. */
interface KnownShape {
  readonly id: number;
  readonly costs: Map<object, Cost>;
}

/** The shapes of selections that a schema was walked with. Bounded in elements, since their documents come from anybody. */
class IntrospectionMemory {
  private static readonly ofSchema = new WeakMap<GraphQLSchema, IntrospectionMemory>();
  private static readonly mostElements = 400_000;
  private static readonly mostShapes = 2000;
  private readonly shapes = new Map<string, KnownShape>();
  private elements = 0;
  private ids = 0;

  static of(schema: GraphQLSchema): IntrospectionMemory {
    let memory = IntrospectionMemory.ofSchema.get(schema);
    if (!memory || memory.elements > IntrospectionMemory.mostElements || memory.shapes.size > IntrospectionMemory.mostShapes) {
      memory = new IntrospectionMemory();
      IntrospectionMemory.ofSchema.set(schema, memory);
    }
    return memory;
  }

  shape(description: string): KnownShape {
    let shape = this.shapes.get(description);
    if (!shape) {
      this.ids += 1;
      shape = { id: this.ids, costs: new Map() };
      this.shapes.set(description, shape);
    }
    return shape;
  }

  note({ costs }: KnownShape, element: object, cost: Cost): void {
    costs.set(element, cost);
    this.elements += 1;
  }
}

class IntrospectionWalk {
  private readonly collection: Collection;
  private readonly facts: CostSchema;
  private readonly memory: IntrospectionMemory;
  private readonly readings = new Map<string, Reading>();
  private readonly numbers = new IdentityNumbers();

  constructor(collection: Collection, facts: CostSchema) {
    this.collection = collection;
    this.facts = facts;
    this.memory = IntrospectionMemory.of(facts.schema);
  }

  object(type: GraphQLNamedType, element: object, sets: readonly SelectionSetNode[]): Cost {
    return this.walk(this.reading(type, sets), element);
  }

  private walk(reading: Reading, element: object): Cost {
    const known = reading.shape.costs.get(element);
    if (known) return known;
    this.collection.introspectionBudget.spend(1);
    let type = reading.weight;
    let field = 0;
    for (const { call, read, below } of reading.branches) {
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
    this.memory.note(reading.shape, element, cost);
    return cost;
  }

  private reading(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): Reading {
    const key = `${type.name}/${sets.map((set) => this.numbers.of(set)).join()}`;
    let reading = this.readings.get(key);
    if (!reading) {
      reading = this.read(type, sets);
      this.readings.set(key, reading);
    }
    return reading;
  }

  private read(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): Reading {
    const branches: Branch[] = [];
    const words: string[] = [type.name];
    if (isObjectType(type)) {
      const info = { schema: this.facts.schema } as never;
      for (const nodes of collectFields(this.collection, type, sets).values()) {
        const name = nodes[0]!.name.value;
        const facts = this.facts.field(type as FieldHolder, name);
        const resolve = facts?.definition.resolve;
        // Leaves of introspection weigh nothing and take no work.
        if (!facts || facts.isLeaf || !resolve) continue;
        const given = argumentsOf(facts, nodes[0]!);
        const below = this.reading(
          facts.namedType,
          nodes.flatMap((node) => node.selectionSet ?? []),
        );
        branches.push({ call: facts.declaredWeight ?? 1, read: (element) => resolve(element, given, undefined, info), below });
        words.push(`${name}${JSON.stringify(given)}${below.shape.id}`);
      }
    }
    return { weight: this.facts.typeWeight(type), branches, shape: this.memory.shape(words.join(' ')) };
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
