/**
 * Apollo Router's demand control as an expression over the same nodes and terms.
 *
 * One number: 10 for a mutation; for each field its list size times (its weight and its selection), plus its arguments. @cost on a field replaces the
 * weight of its type; objects weigh 1, leaves 0; fragments are summed, whatever their types, and nothing is merged. The size of a list comes from the
 * field above that names it in sizedFields, then from its own @listSize, then from the one assumption for all lists. @skip and @include are read with
 * the values of the request. Source: "Demand control" of the Apollo Router's documentation.
 */
import { type FieldNode, type GraphQLNamedType, Kind, OperationTypeNode, type SelectionSetNode } from 'graphql';
import type { Collection } from './collect-fields.ts';
import type { CostSchema } from './cost-schema.ts';
import { guardSelectionDepth, isSelected } from './document.ts';
import { type Amount, amountOf, buildNode, type PriceExpression, type PriceNode, type PriceTerm } from './expression.ts';
import { IdentityNumbers } from './identity-numbers.ts';
import { type InheritedSize, SizeInheritance } from './inherited-size.ts';
import { argumentsCost, type InputPricing } from './input-cost.ts';
import { declaredSize } from './list-size.ts';
import type { CostOptions } from './options.ts';
import { CostRefusal } from './refusal.ts';

const MUTATION_COST = 10;

export function compileApollo(collection: Collection, facts: CostSchema, options: CostOptions): PriceExpression {
  const { operation } = collection.document;
  const rootType = facts.rootType(operation);
  const compiler = new ApolloCompiler(collection, facts, options);
  const selected = compiler.node(rootType, operation.selectionSet, undefined, 0);
  const base = operation.operation === OperationTypeNode.MUTATION ? MUTATION_COST : 0;
  const root = buildNode(rootType.name, 0, { type: 0, field: base }, [fragmentTerm(selected)]);
  if (root.dynamic.length > 0) compiler.order.push(root);
  return { root, order: compiler.order };
}

class ApolloCompiler {
  readonly order: PriceNode[] = [];
  private readonly collection: Collection;
  private readonly facts: CostSchema;
  private readonly options: CostOptions;
  private readonly inputs: InputPricing;
  private readonly nodes = new Map<string, PriceNode>();
  private readonly underWay = new Set<string>();
  private readonly numbers = new IdentityNumbers();
  private readonly inheritance = new SizeInheritance(this.numbers);

  constructor(collection: Collection, facts: CostSchema, options: CostOptions) {
    this.collection = collection;
    this.facts = facts;
    this.options = options;
    this.inputs = { facts, dialect: 'apollo', inputObjectWeight: options.inputObjectWeight, variableWalks: new Map() };
  }

  node(type: GraphQLNamedType, set: SelectionSetNode, inherited: InheritedSize | undefined, depth: number): PriceNode {
    guardSelectionDepth(depth);
    const key = `${type.name}/${inherited?.id ?? ''}/${this.numbers.of(set)}`;
    const known = this.nodes.get(key);
    if (known) return known;
    if (this.underWay.has(key)) throw new CostRefusal({ code: 'DOCUMENT_INVALID', reason: 'A fragment is spread within itself.' });
    this.underWay.add(key);
    this.collection.budget.spend(set.selections.length);
    const terms: PriceTerm[] = [];
    for (const selection of set.selections) {
      if (!isSelected(selection, this.collection.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        if (selection.name.value !== '__typename') terms.push(this.term(type, selection, inherited, depth));
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        terms.push(fragmentTerm(this.node(this.typeNamed(condition) ?? type, selection.selectionSet, inherited, depth + 1)));
      } else {
        const fragment = this.collection.document.fragments.get(selection.name.value);
        const condition = fragment && this.typeNamed(fragment.typeCondition.name.value);
        if (!fragment || !condition)
          throw new CostRefusal({ code: 'DOCUMENT_INVALID', reason: `Unknown fragment "${selection.name.value}".` });
        terms.push(fragmentTerm(this.node(condition, fragment.selectionSet, inherited, depth + 1)));
      }
    }
    const node = buildNode(type.name, 0, { type: 0, field: 0 }, terms);
    if (node.dynamic.length > 0) this.order.push(node);
    this.nodes.set(key, node);
    this.underWay.delete(key);
    return node;
  }

  private term(type: GraphQLNamedType, node: FieldNode, inherited: InheritedSize | undefined, depth: number): PriceTerm {
    const name = node.name.value;
    const facts = this.facts.selected(type, name);
    const own = declaredSize(facts, node.arguments, { largestPage: this.options.largestPage, isNullGiven: false });
    const above = inherited?.sized.lists.has(name) ? inherited : undefined;
    const itemField = facts.declaredWeight ?? this.facts.declaredTypeWeight(facts.namedType) ?? (facts.isLeaf ? 0 : 1);
    const below = this.inheritance.below(facts, own, inherited);
    return {
      responseKey: node.alias?.value ?? name,
      call: argumentsCost(this.inputs, facts.inputs, node.arguments),
      size: facts.listDepth === 0 ? 1 : this.bounded([above?.size, own?.size]),
      itemType: 0,
      itemField,
      choices: node.selectionSet ? [this.node(facts.namedType, node.selectionSet, below, depth + 1)] : [],
      slicedBy: facts.listDepth === 0 ? undefined : (above ?? own)?.slicedBy,
      list: facts.listDepth === 0 ? undefined : (above?.list ?? facts.coordinate),
    };
  }

  private bounded(sizes: readonly (Amount | undefined)[]): Amount {
    const given = sizes.filter((size) => size !== undefined);
    const resolve = (variables: Readonly<Record<string, unknown>>): number => {
      for (const size of given) {
        const length = amountOf(size, variables);
        if (Number.isFinite(length)) return length;
      }
      return this.options.assumedListSize;
    };
    return given.every((size) => typeof size === 'number') ? resolve({}) : resolve;
  }

  private typeNamed(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.facts.schema.getType(name);
  }
}

function fragmentTerm(node: PriceNode): PriceTerm {
  return { responseKey: '', call: 0, size: 1, itemType: 0, itemField: 0, choices: [node], slicedBy: undefined, list: undefined };
}
