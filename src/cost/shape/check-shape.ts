/**
 * What the shape of a document may be, checked before anything else walks it.
 *
 * graphql-js validates and executes recursively and expands fragments wherever they are spread; a document of 900 bytes in which each fragment spreads the
 * next twice costs seconds. So the first look at a document is ours: iterative, linear in the document, with each fragment measured once and its measure
 * added wherever it is spread. What passes is safe to validate.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

export interface ShapeLimits {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly operations: number;
  /** Fields and spreads after every fragment has been put where it is spread. */
  readonly expandedFields: number;
  /** Values in all literals of the document together, and levels of one. */
  readonly inputValues: number;
  readonly inputDepth: number;
}

export const defaultShapeLimits: ShapeLimits = {
  depth: 16,
  aliases: 60,
  rootFields: 20,
  directives: 40,
  operations: 5,
  expandedFields: 5000,
  inputValues: 4000,
  inputDepth: 12,
};

export type ShapeProblem =
  | {
      readonly kind: 'limit';
      readonly what: 'DEPTH' | 'ALIAS' | 'ROOT_FIELD' | 'DIRECTIVE' | 'FRAGMENT' | 'OPERATION' | 'INPUT';
      readonly found: number;
      readonly limit: number;
    }
  | { readonly kind: 'invalid'; readonly message: string };

/** The measure of a selection set with everything that it spreads. */
interface Measure {
  fields: number;
  aliases: number;
  depth: number;
  rootFields: number;
}

/** The first problem with a document, or undefined when its shape is all right. */
export function checkShape(document: DocumentNode, limits: ShapeLimits = defaultShapeLimits): ShapeProblem | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
    else if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  if (operations.length > limits.operations) return over('OPERATION', operations.length, limits.operations);
  const counted = countDirectivesAndInputs(document);
  if (counted.directives > limits.directives) return over('DIRECTIVE', counted.directives, limits.directives);
  if (counted.inputValues > limits.inputValues) return over('INPUT', counted.inputValues, limits.inputValues);
  if (counted.inputDepth > limits.inputDepth) return over('INPUT', counted.inputDepth, limits.inputDepth);

  const ordered = inOrderOfNeed(fragments);
  if ('problem' in ordered) return ordered.problem;
  const measures = new Map<string, Measure>();
  for (const fragment of ordered.order) {
    const measure = measureSelections(fragment.selectionSet, measures);
    measures.set(fragment.name.value, measure);
    // Saturated early, so that doubling fragments never reach numbers that lose precision.
    if (measure.fields > limits.expandedFields) return over('FRAGMENT', measure.fields, limits.expandedFields);
  }
  for (const operation of operations) {
    // Rules that come after this one read a fragment without looking whether it is there.
    for (const spread of spreadsIn(operation.selectionSet))
      if (!fragments.has(spread)) return { kind: 'invalid', message: `Unknown fragment "${spread}".` };
    const { fields, aliases, depth, rootFields } = measureSelections(operation.selectionSet, measures);
    if (fields > limits.expandedFields) return over('FRAGMENT', fields, limits.expandedFields);
    if (rootFields > limits.rootFields) return over('ROOT_FIELD', rootFields, limits.rootFields);
    if (aliases > limits.aliases) return over('ALIAS', aliases, limits.aliases);
    if (depth > limits.depth) return over('DEPTH', depth, limits.depth);
  }
  return undefined;
}

function over(what: Extract<ShapeProblem, { kind: 'limit' }>['what'], found: number, limit: number): ShapeProblem {
  return { kind: 'limit', what, found, limit };
}

/** The fragments so that each comes after all that it spreads; a problem when one is unknown or spreads itself. */
function inOrderOfNeed(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): { order: FragmentDefinitionNode[] } | { problem: ShapeProblem } {
  const spreads = new Map<string, ReadonlySet<string>>();
  const spreaders = new Map<string, string[]>();
  for (const [name, { selectionSet }] of fragments) {
    const found = spreadsIn(selectionSet);
    spreads.set(name, found);
    for (const spread of found) {
      if (!fragments.has(spread)) return { problem: { kind: 'invalid', message: `Unknown fragment "${spread}".` } };
      spreaders.set(spread, [...(spreaders.get(spread) ?? []), name]);
    }
  }
  const waiting = new Map([...spreads].map(([name, found]) => [name, found.size]));
  const ready = [...waiting].filter(([, needs]) => needs === 0).map(([name]) => name);
  const order: FragmentDefinitionNode[] = [];
  for (let name = ready.pop(); name !== undefined; name = ready.pop()) {
    order.push(fragments.get(name)!);
    for (const spreader of spreaders.get(name) ?? []) {
      const needs = waiting.get(spreader)! - 1;
      waiting.set(spreader, needs);
      if (needs === 0) ready.push(spreader);
    }
  }
  if (order.length === fragments.size) return { order };
  const cyclic = [...waiting].find(([, needs]) => needs > 0)![0];
  return { problem: { kind: 'invalid', message: `Cannot spread fragment "${cyclic}" within itself.` } };
}

function spreadsIn(root: SelectionSetNode): ReadonlySet<string> {
  const found = new Set<string>();
  const stack = [root];
  for (let set = stack.pop(); set; set = stack.pop())
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) found.add(selection.name.value);
      else if (selection.selectionSet) stack.push(selection.selectionSet);
    }
  return found;
}

function measureSelections(root: SelectionSetNode, fragments: ReadonlyMap<string, Measure>): Measure {
  const total: Measure = { fields: 0, aliases: 0, depth: 0, rootFields: 0 };
  const stack = [{ set: root, depth: 1, isRoot: true }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { set, depth, isRoot } = next;
    for (const selection of set.selections) {
      total.fields += 1;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const inner = fragments.get(selection.name.value)!;
        total.fields += inner.fields;
        total.aliases += inner.aliases;
        total.depth = Math.max(total.depth, depth - 1 + inner.depth);
        if (isRoot) total.rootFields += inner.rootFields;
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        stack.push({ set: selection.selectionSet, depth, isRoot });
      } else {
        if (selection.alias) total.aliases += 1;
        if (isRoot) total.rootFields += 1;
        total.depth = Math.max(total.depth, depth);
        if (selection.selectionSet) stack.push({ set: selection.selectionSet, depth: depth + 1, isRoot: false });
      }
    }
  }
  return total;
}

/** Directives and literals of the whole document, each once however often its fragment is spread. */
function countDirectivesAndInputs(document: DocumentNode): { directives: number; inputValues: number; inputDepth: number } {
  const counted = { directives: 0, inputValues: 0, inputDepth: 0 };
  const values: { value: ValueNode; depth: number }[] = [];
  const stack: SelectionSetNode[] = [];
  const noteDirectives = (directives: readonly { arguments?: readonly { value: ValueNode }[] }[] | undefined): void => {
    for (const directive of directives ?? []) {
      counted.directives += 1;
      for (const { value } of directive.arguments ?? []) values.push({ value, depth: 1 });
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    noteDirectives(definition.directives as never);
    stack.push(definition.selectionSet);
    if (definition.kind === Kind.OPERATION_DEFINITION)
      for (const { defaultValue, directives } of definition.variableDefinitions ?? []) {
        noteDirectives(directives as never);
        counted.inputValues += 1;
        if (defaultValue) values.push({ value: defaultValue, depth: 1 });
      }
  }
  for (let set = stack.pop(); set; set = stack.pop())
    for (const selection of set.selections) {
      noteDirectives(selection.directives as never);
      if (selection.kind === Kind.FIELD) for (const { value } of selection.arguments ?? []) values.push({ value, depth: 1 });
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) stack.push(selection.selectionSet);
    }
  for (let next = values.pop(); next; next = values.pop()) {
    const { value, depth } = next;
    counted.inputValues += 1;
    counted.inputDepth = Math.max(counted.inputDepth, depth);
    if (value.kind === Kind.LIST) for (const item of value.values) values.push({ value: item, depth: depth + 1 });
    else if (value.kind === Kind.OBJECT) for (const field of value.fields) values.push({ value: field.value, depth: depth + 1 });
  }
  return counted;
}
