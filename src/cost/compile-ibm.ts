/**
 * The IBM cost directives as an expression (GraphQL Cost Directives specification, draft of 2021).
 *
 * Two components. The type cost is the weighted sum of the objects and leaves that an answer may hold, the root included; the field cost the weighted
 * sum of the calls that make them, each never below zero. Fields are merged by response name first, as an executor merges them; where a value may be
 * of several types, the dearest counts, for each component by itself. Selections are memoised by runtime type and by the selection sets merged into
 * them, so a fragment that is spread a thousand times is compiled once for each type; a budget ends whatever grows in spite of that.
 */
import { type FieldNode, type GraphQLNamedType, Kind, type SelectionSetNode } from 'graphql';
import { appliesTo, type Collection, collectFields } from './collect-fields.ts';
import type { CostSchema, FieldFacts } from './cost-schema.ts';
import { guardSelectionDepth, isSelected } from './document.ts';
import {
  type Amount,
  amountOf,
  buildNode,
  type PriceExpression,
  type PriceNode,
  type PriceTerm,
  sumOf,
  type Variables,
} from './expression.ts';
import { IdentityNumbers } from './identity-numbers.ts';
import { type InheritedSize, SizeInheritance } from './inherited-size.ts';
import { argumentsCost, directivesCost, type InputPricing } from './input-cost.ts';
import { introspectionCost, isIntrospection } from './introspection-cost.ts';
import { declaredSize } from './list-size.ts';
import type { CostOptions } from './options.ts';

export function compileIbm(collection: Collection, facts: CostSchema, options: CostOptions): PriceExpression {
  const { operation } = collection.document;
  const compiler = new IbmCompiler(collection, facts, options);
  const root = compiler.node(facts.rootType(operation), [operation.selectionSet], undefined, 0);
  return { root, order: compiler.order };
}

class IbmCompiler {
  readonly order: PriceNode[] = [];
  private readonly collection: Collection;
  private readonly facts: CostSchema;
  private readonly options: CostOptions;
  private readonly inputs: InputPricing;
  private readonly nodes = new Map<string, PriceNode>();
  private readonly numbers = new IdentityNumbers();
  private readonly inheritance = new SizeInheritance(this.numbers);

  constructor(collection: Collection, facts: CostSchema, options: CostOptions) {
    this.collection = collection;
    this.facts = facts;
    this.options = options;
    this.inputs = { facts, dialect: 'ibm', inputObjectWeight: options.inputObjectWeight, variableWalks: new Map() };
  }

  node(type: GraphQLNamedType, selectionSets: readonly SelectionSetNode[], inherited: InheritedSize | undefined, depth: number): PriceNode {
    guardSelectionDepth(depth);
    const sets = this.canonical(type, selectionSets);
    const key = this.keyOf(type, sets, inherited);
    const known = this.nodes.get(key);
    if (known) return known;
    const terms: PriceTerm[] = [];
    for (const [responseKey, nodes] of collectFields(this.collection, type, sets)) {
      const name = nodes[0]!.name.value;
      if (name === '__typename') continue;
      terms.push(this.term(type, responseKey, name, nodes, inherited, depth));
    }
    const weight = this.facts.typeWeight(type);
    const node = buildNode(type.name, weight, { type: weight, field: 0 }, terms);
    if (node.dynamic.length > 0) this.order.push(node);
    this.nodes.set(key, node);
    return node;
  }

  private term(
    type: GraphQLNamedType,
    responseKey: string,
    name: string,
    nodes: readonly FieldNode[],
    inherited: InheritedSize | undefined,
    depth: number,
  ): PriceTerm {
    const facts = this.facts.selected(type, name);
    const sets = nodes.flatMap((node) => node.selectionSet ?? []);
    const { call, own, size, slicedBy, list } = this.callAndSize(facts, nodes, name, inherited);
    if (isIntrospection(facts)) {
      const { type: itemType, field: itemField } = this.introspection(facts, nodes[0]!, sets);
      return { responseKey, call, size: 1, itemType, itemField, choices: [], slicedBy: undefined, list: undefined };
    }
    const below = this.inheritance.below(facts, own, inherited);
    const choices = facts.isLeaf ? [] : this.facts.runtimeTypes(facts.namedType).map((member) => this.node(member, sets, below, depth + 1));
    const itemType = facts.isLeaf ? this.facts.typeWeight(facts.namedType) : 0;
    return { responseKey, call, size, itemType, itemField: 0, choices, slicedBy, list };
  }

  private introspection(facts: FieldFacts, node: FieldNode, sets: readonly SelectionSetNode[]): { type: Amount; field: Amount } {
    const { type, field } = introspectionCost(this.collection, this.facts, facts, node, sets);
    const weight = this.options.introspectionWeight;
    const weighed = (amount: Amount): Amount =>
      typeof amount === 'number' ? Math.ceil(amount * weight) : (variables) => Math.ceil(amount(variables) * weight);
    return weight === 1 ? { type, field } : { type: weighed(type), field: weighed(field) };
  }

  private callAndSize(facts: FieldFacts, nodes: readonly FieldNode[], name: string, inherited: InheritedSize | undefined) {
    const [node] = nodes;
    const weight = facts.declaredWeight ?? (facts.isLeaf ? 0 : 1);
    const raw = sumOf([weight, argumentsCost(this.inputs, facts.inputs, node!.arguments), this.directives(nodes)]);
    const call: Amount = typeof raw === 'number' ? Math.max(0, raw) : (variables) => Math.max(0, raw(variables));
    const own = declaredSize(facts, node!.arguments, { largestPage: this.options.largestPage, isNullGiven: true });
    if (facts.listDepth === 0) return { call, own, size: 1, slicedBy: undefined, list: undefined };
    const outer = inherited?.sized.lists.has(name) ? inherited : facts.listSize?.sizedFields ? undefined : own;
    const bounded = this.bounded(outer?.size, own?.size, facts);
    return {
      call,
      own,
      size: bounded,
      slicedBy: outer?.slicedBy,
      list: outer === inherited && inherited ? inherited.list : facts.coordinate,
    };
  }

  /** A size without a bound gives way to the field's own, and that to the assumption for all lists; lists within lists have no size of their own. */
  private bounded(size: Amount | undefined, own: Amount | undefined, facts: FieldFacts): Amount {
    const assumed = this.options.assumedListSize;
    const fallback = own !== undefined && !facts.listSize?.sizedFields ? own : Number.POSITIVE_INFINITY;
    const resolve = (first: number, second: number): number => {
      const outer = Number.isFinite(first) ? first : Number.isFinite(second) ? second : assumed;
      return facts.listDepth === 1 || outer === 0 ? outer : outer * assumed ** (facts.listDepth - 1);
    };
    const first = size ?? Number.POSITIVE_INFINITY;
    if (typeof first === 'number' && typeof fallback === 'number') return resolve(first, fallback);
    return (variables) => resolve(amountOf(first, variables), amountOf(fallback, variables));
  }

  private directives(nodes: readonly FieldNode[]): Amount {
    const amounts = nodes.flatMap((node) => (node.directives?.length ? [directivesCost(this.inputs, node.directives)] : []));
    if (amounts.length < 2 && nodes.length < 2) return amounts[0] ?? 0;
    if (amounts.length === 0) return 0;
    // One call stands for all merged nodes; whichever of them the executor looks at, it costs no more than the dearest.
    if (amounts.length < nodes.length) amounts.push(0);
    const dearest = (variables: Variables) => Math.max(...amounts.map((amount) => amountOf(amount, variables)));
    return amounts.every((amount) => typeof amount === 'number') ? dearest({}) : dearest;
  }

  /** A selection set that is nothing but one spread is what it spreads: spreads of one fragment then share one node. */
  private canonical(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): readonly SelectionSetNode[] {
    if (sets.length !== 1) return sets;
    let [set] = sets;
    const visited = new Set<string>();
    for (;;) {
      const [only, ...others] = set!.selections;
      if (!only || others.length > 0 || only.kind !== Kind.FRAGMENT_SPREAD || !isSelected(only, this.collection.variables)) break;
      const fragment = this.collection.document.fragments.get(only.name.value);
      if (!fragment || visited.has(only.name.value) || !appliesTo(this.facts.schema, fragment.typeCondition.name.value, type)) break;
      this.collection.budget.spend(1);
      visited.add(only.name.value);
      set = fragment.selectionSet;
    }
    return [set!];
  }

  private keyOf(type: GraphQLNamedType, sets: readonly SelectionSetNode[], inherited: InheritedSize | undefined): string {
    const above = inherited ? inherited.id : '';
    if (sets.length === 1) return `${type.name}/${above}/${this.numbers.of(sets[0]!)}`;
    this.collection.budget.spend(sets.length);
    const ids = [...new Set(sets.map((set) => this.numbers.of(set)))].sort((left, right) => left - right);
    return `${type.name}/${above}/${ids.join()}`;
  }
}
