/**
 * `@cost` and `@listSize`: what they are in SDL, and how they are read from a schema.
 *
 * A schema carries them as applied directives (a schema made from SDL) or as `extensions.cost` of types, fields, arguments and input fields (a schema
 * built in code, whose elements have no SDL); extensions win. Definitions follow the GraphQL Cost Directives specification, draft of 2021, sections 7
 * and 8. Numbers are accepted for weights as well, because Apollo Federation defines `weight: Int!`.
 */
import { type ConstDirectiveNode, type ConstValueNode, type GraphQLSchema, Kind, parse, type SelectionSetNode } from 'graphql';
import { CostRefusal } from './refusal.ts';

export const costDirectiveDefinitions = `"""Adds to the price of an operation for each appearance of what it stands on."""
directive @cost(
  """A number, written as a string."""
  weight: String!
) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR

"""Bounds a list: how many records a field returns at most."""
directive @listSize(
  """The bound when no slicing argument gives one."""
  assumedSize: Int
  """Arguments whose value is the bound; the largest counts."""
  slicingArguments: [String!]
  """Fields of the returned object whose lists are meant, instead of the field itself."""
  sizedFields: [String!]
  """Whether an operation must give exactly one of the slicing arguments."""
  requireOneSlicingArgument: Boolean = true
) on FIELD_DEFINITION
`;

/** What `extensions.cost` may hold. */
export interface DeclaredCost {
  readonly weight?: number | undefined;
  readonly listSize?: DeclaredListSize | undefined;
}

export interface DeclaredListSize {
  readonly assumedSize?: number | undefined;
  readonly slicingArguments?: readonly string[] | undefined;
  readonly sizedFields?: readonly string[] | undefined;
  readonly requireOneSlicingArgument?: boolean | undefined;
}

/** A schema element: a type, field, argument or input field of graphql-js. */
export interface CostBearing {
  readonly extensions?: unknown;
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
  readonly extensionASTNodes?: readonly { readonly directives?: readonly ConstDirectiveNode[] | undefined }[] | undefined;
}

/** The names under which a schema knows the two directives: Apollo's `@link` may rename them. */
export interface DirectiveNames {
  readonly cost: string;
  readonly listSize: string;
}

export function directiveNames(schema: GraphQLSchema): DirectiveNames {
  const names = { cost: 'cost', listSize: 'listSize' };
  for (const node of [schema.astNode, ...schema.extensionASTNodes])
    for (const directive of node?.directives ?? []) {
      if (directive.name.value !== 'link') continue;
      for (const imported of listItems(argumentOf(directive, 'import'))) {
        if (imported.kind !== Kind.OBJECT) continue;
        const original = textOf(imported.fields.find((field) => field.name.value === 'name')?.value);
        const alias = textOf(imported.fields.find((field) => field.name.value === 'as')?.value);
        if (original === '@cost' && alias) names.cost = alias.replace('@', '');
        if (original === '@listSize' && alias) names.listSize = alias.replace('@', '');
      }
    }
  return names;
}

/** The declared weight, or undefined where the default applies. Throws SCHEMA_COST_INVALID for what is not a number. */
export function readWeight(element: CostBearing, names: DirectiveNames, coordinate: string): number | undefined {
  const declared = declaredOn(element)?.weight;
  if (declared !== undefined) return finite(declared, coordinate);
  const directive = appliedTo(element, names.cost);
  if (!directive) return undefined;
  const weight = argumentOf(directive, 'weight');
  if (weight?.kind === Kind.STRING || weight?.kind === Kind.INT || weight?.kind === Kind.FLOAT) {
    if (/^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/.test(weight.value)) return finite(Number(weight.value), coordinate);
  }
  throw new CostRefusal({ code: 'SCHEMA_COST_INVALID', coordinate, reason: 'the weight of @cost must be a number.' });
}

export function readListSize(element: CostBearing, names: DirectiveNames): DeclaredListSize | undefined {
  const declared = declaredOn(element)?.listSize;
  if (declared) return declared;
  const directive = appliedTo(element, names.listSize);
  if (!directive) return undefined;
  const assumed = argumentOf(directive, 'assumedSize');
  const required = argumentOf(directive, 'requireOneSlicingArgument');
  return {
    assumedSize: assumed?.kind === Kind.INT ? Number(assumed.value) : undefined,
    slicingArguments: textsOf(argumentOf(directive, 'slicingArguments')),
    sizedFields: textsOf(argumentOf(directive, 'sizedFields')),
    requireOneSlicingArgument: required?.kind === Kind.BOOLEAN ? required.value : undefined,
  };
}

/** `items`, `results { page }` and `results.page`: the fields at each level whose lists are meant. */
export interface SizedFields {
  readonly lists: ReadonlySet<string>;
  readonly below: ReadonlyMap<string, SizedFields>;
}

export function parseSizedFields(paths: readonly string[], coordinate: string): SizedFields {
  const root = { lists: new Set<string>(), below: new Map() };
  for (const path of paths) {
    const selection = path.includes('{') ? parsedSelection(path, coordinate) : undefined;
    if (selection) addSelection(root, selection, path, coordinate);
    else addPath(root, path.trim().split('.'));
  }
  return root;
}

interface GrowingSizedFields {
  readonly lists: Set<string>;
  readonly below: Map<string, GrowingSizedFields>;
}

function addPath(node: GrowingSizedFields, path: readonly string[]): void {
  const [name, ...rest] = path;
  if (name === undefined) return;
  if (rest.length === 0) node.lists.add(name);
  else addPath(levelBelow(node, name), rest);
}

function addSelection(node: GrowingSizedFields, selection: SelectionSetNode, path: string, coordinate: string): void {
  const leaves = selection.selections.filter((field) => field.kind === Kind.FIELD && !field.selectionSet);
  if (leaves.length > 1)
    throw new CostRefusal({ code: 'SCHEMA_COST_INVALID', coordinate, reason: `sizedFields entry "${path}" names more than one list.` });
  for (const field of selection.selections) {
    if (field.kind !== Kind.FIELD) continue;
    if (field.selectionSet) addSelection(levelBelow(node, field.name.value), field.selectionSet, path, coordinate);
    else node.lists.add(field.name.value);
  }
}

function levelBelow(node: GrowingSizedFields, name: string): GrowingSizedFields {
  let below = node.below.get(name);
  if (!below) {
    below = { lists: new Set(), below: new Map() };
    node.below.set(name, below);
  }
  return below;
}

function parsedSelection(path: string, coordinate: string): SelectionSetNode {
  try {
    const [definition] = parse(`{ ${path} }`, { noLocation: true }).definitions;
    if (definition?.kind === Kind.OPERATION_DEFINITION) return definition.selectionSet;
  } catch {
    // Falls through to the one refusal below.
  }
  throw new CostRefusal({ code: 'SCHEMA_COST_INVALID', coordinate, reason: `sizedFields entry "${path}" is no selection of fields.` });
}

export function declaredOn(element: CostBearing): DeclaredCost | undefined {
  const extensions = element.extensions as { readonly cost?: unknown } | null | undefined;
  return typeof extensions?.cost === 'object' && extensions.cost !== null ? extensions.cost : undefined;
}

function appliedTo(element: CostBearing, name: string): ConstDirectiveNode | undefined {
  for (const node of [element.astNode, ...(element.extensionASTNodes ?? [])])
    for (const directive of node?.directives ?? []) if (directive.name.value === name) return directive;
  return undefined;
}

function argumentOf(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((argument) => argument.name.value === name)?.value;
}

function listItems(value: ConstValueNode | undefined): readonly ConstValueNode[] {
  if (!value || value.kind === Kind.NULL) return [];
  return value.kind === Kind.LIST ? value.values : [value];
}

function textOf(value: ConstValueNode | undefined): string | undefined {
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function textsOf(value: ConstValueNode | undefined): readonly string[] | undefined {
  if (!value || value.kind === Kind.NULL) return undefined;
  return listItems(value).flatMap((item) => textOf(item) ?? []);
}

function finite(weight: number, coordinate: string): number {
  if (Number.isFinite(weight)) return weight;
  throw new CostRefusal({ code: 'SCHEMA_COST_INVALID', coordinate, reason: 'the weight of @cost must be a finite number.' });
}
