/**
 * A price as an expression: what is left to compute once the document is known and only the variables are not.
 *
 * A node stands for one selection on one runtime type, a term for one field of it. A term costs its own call once, and then what each item of its list
 * costs, at most so many times as the list is long: `call + size × (item + the dearest choice)`. Whatever holds no variable is folded into the node's
 * constants at compile time, so that a document without variables is priced by reading two numbers.
 */
export type Variables = Readonly<Record<string, unknown>>;

export type Amount = number | ((variables: Variables) => number);

export interface PriceTerm {
  /** Empty for what is no field: a fragment, in the dialect that sums them. */
  readonly responseKey: string;
  /** The cost of calling the resolver once. */
  readonly call: Amount;
  /** The most items that one call returns: 1 for what is no list. */
  readonly size: Amount;
  /** Per item, beside what is selected of it. */
  readonly itemType: Amount;
  readonly itemField: Amount;
  /** What is selected of an item, for each runtime type that it may have. */
  readonly choices: readonly PriceNode[];
  /** The argument that decides the size, where a smaller number would lower the price. */
  readonly slicedBy: string | undefined;
  /** The coordinate of the field whose list this is; undefined for what is no list. */
  readonly list: string | undefined;
}

export interface PriceNode {
  readonly typeName: string;
  /** What one object of the type weighs by itself; a part of `constantType`. */
  readonly weight: number;
  readonly constantType: number;
  readonly constantField: number;
  readonly terms: readonly PriceTerm[];
  /** Those of the terms that variables decide. */
  readonly dynamic: readonly PriceTerm[];
  /** The last evaluation's results; evaluation is synchronous, so nobody reads another's. */
  type: number;
  field: number;
}

/** Nodes below come before nodes above; only nodes that variables decide are in the order. */
export interface PriceExpression {
  readonly root: PriceNode;
  readonly order: readonly PriceNode[];
}

const noVariables: Variables = {};

export function amountOf(amount: Amount, variables: Variables): number {
  return typeof amount === 'number' ? amount : amount(variables);
}

/** Zero items cost nothing, even where one item has no bound; and an unbounded list of what costs nothing is free. */
export function times(size: number, each: number): number {
  return size === 0 || each === 0 ? 0 : size * each;
}

export function sumOf(amounts: readonly Amount[]): Amount {
  let constant = 0;
  const dynamic: ((variables: Variables) => number)[] = [];
  for (const amount of amounts)
    if (typeof amount === 'number') constant += amount;
    else dynamic.push(amount);
  if (dynamic.length === 0) return constant;
  if (dynamic.length === 1 && constant === 0) return dynamic[0]!;
  return (variables) => {
    let total = constant;
    for (const amount of dynamic) total += amount(variables);
    return total;
  };
}

export function buildNode(typeName: string, weight: number, base: { type: number; field: number }, terms: readonly PriceTerm[]): PriceNode {
  const dynamic = terms.filter(isDynamic);
  const node = { typeName, weight, constantType: base.type, constantField: base.field, terms, dynamic, type: base.type, field: base.field };
  for (const term of terms) if (!isDynamic(term)) addTerm(node, term, noVariables);
  node.constantType = node.type;
  node.constantField = node.field;
  return node;
}

/** Adds the price of one call of a term; its choices must have been evaluated. Allocates nothing: it runs for each field of each request. */
export function addTerm(node: { type: number; field: number }, term: PriceTerm, variables: Variables): void {
  node.field += amountOf(term.call, variables);
  const size = amountOf(term.size, variables);
  if (size === 0) return;
  let type = amountOf(term.itemType, variables);
  let field = amountOf(term.itemField, variables);
  const { choices } = term;
  if (choices.length > 0) {
    let mostType = choices[0]!.type;
    let mostField = choices[0]!.field;
    for (let index = 1; index < choices.length; index += 1) {
      const choice = choices[index]!;
      if (choice.type > mostType) mostType = choice.type;
      if (choice.field > mostField) mostField = choice.field;
    }
    type += mostType;
    field += mostField;
  }
  node.type += times(size, type);
  node.field += times(size, field);
}

export function evaluateExpression({ root, order }: PriceExpression, variables: Variables): PriceNode {
  for (const node of order) {
    node.type = node.constantType;
    node.field = node.constantField;
    for (const term of node.dynamic) addTerm(node, term, variables);
  }
  return root;
}

function isDynamic(term: PriceTerm): boolean {
  return (
    typeof term.call !== 'number' ||
    typeof term.size !== 'number' ||
    typeof term.itemType !== 'number' ||
    typeof term.itemField !== 'number' ||
    term.choices.some((choice) => choice.dynamic.length > 0)
  );
}
