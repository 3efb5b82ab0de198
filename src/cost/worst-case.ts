/**
 * The most that an operation can ever cost, whatever its variables hold.
 *
 * A variable moves a price in three ways: as the size of a page, as a list whose length counts, and as input objects that weigh something each. For each
 * of these a variable has a bound: that of the schema, or a narrower one that its owner declared. The price is monotone in all three, so the expression is
 * evaluated once with every variable at its bound. What @skip and @include decide is tried both ways, or, where that would be too many ways, taken as
 * selected. Whoever serves the operation later has to hold requests to the bounds (`checkBounds` in src/operations): only then is this a bound.
 */
import {
  type DirectiveNode,
  type DocumentNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  typeFromAST,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileCost, evaluateCost, type Price } from './compile.ts';
import { CostSchema } from './cost-schema.ts';
import { type CostOptions, costOptions } from './options.ts';
import { CostRefusal } from './refusal.ts';

/** How far a variable may go; what is absent is not bounded, because it moves no price. */
export interface VariableBounds {
  /** The largest number. */
  readonly max?: number;
  /** The most items of a list. */
  readonly length?: number;
  /** The most input objects in it, at any depth. */
  readonly objects?: number;
}

export interface WorstCaseOptions {
  readonly cost: Partial<CostOptions>;
  /** The most rows that a field gives, where it is known. */
  readonly mostRowsOf: (field: GraphQLField<unknown, unknown>) => number | undefined;
  /** For lists and objects of which nothing else is declared. */
  readonly mostItems: number;
  readonly mostObjects: number;
}

export interface WorstCase {
  readonly price: Price;
  /** Those that were declared, and the schema's own for the rest. */
  readonly bounds: Readonly<Record<string, VariableBounds>>;
}

/** So many conditions are tried in every combination. */
const MOST_CONDITIONS = 6;
const DEEPEST_INPUT = 50;

/** Throws CostRefusal: also for a bound of a variable that there is not, and for a price without end. Expects a validated document. */
export function worstCase(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  declared: Readonly<Record<string, VariableBounds>>,
  options: WorstCaseOptions,
): WorstCase {
  const { operation } = compileCost(schema, document, operationName, options.cost);
  const definitions = operation.variableDefinitions ?? [];
  const names = new Set(definitions.map(({ variable }) => variable.name.value));
  for (const name of Object.keys(declared)) if (!names.has(name)) throw invalid(`There is no variable \`$${name}\` to bound.`);
  const slices = slicesIn(schema, document, options);

  const bounds: Record<string, VariableBounds> = {};
  const variables: Record<string, unknown> = {};
  const unsized: string[] = [];
  for (const definition of definitions) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType;
    const bound = boundsOf(type, slices.get(name), declared[name] ?? {}, options);
    if (Object.keys(bound).length > 0) bounds[name] = bound;
    const fallback = definition.defaultValue && valueFromAST(definition.defaultValue, type);
    if (bound.max !== undefined && typeof fallback === 'number' && fallback > bound.max)
      throw invalid(`The default of \`$${name}\` is ${fallback}, above its bound of ${bound.max}.`);
    variables[name] = largestValue(type, bound, slices.get(name));
    if (slices.has(name) && !isNonNullType(type) && slices.get(name)!.assumed === undefined) unsized.push(name);
  }
  // Left out, such a variable leaves its list without a size.
  if (unsized.length > 0) for (const name of unsized) variables[name] = null;
  return { price: dearest(schema, document, operation, variables, options), bounds };
}

/** What is known of a variable that decides the size of lists. */
interface Slicing {
  /** The most that every one of its lists gives. */
  most: number;
  /** The most that one of them gives without it; undefined when one of them has no bound then. */
  assumed: number | undefined;
}

function slicesIn(schema: GraphQLSchema, document: DocumentNode, { cost, mostRowsOf }: WorstCaseOptions): ReadonlyMap<string, Slicing> {
  const facts = CostSchema.of(schema);
  const { largestPage } = costOptions(cost);
  const slices = new Map<string, Slicing>();
  const typeInfo = new TypeInfo(schema);
  const note = (name: string, most: number, assumed: number | undefined): void => {
    const known = slices.get(name);
    const together = known && (known.assumed === undefined || assumed === undefined ? undefined : Math.max(known.assumed, assumed));
    slices.set(name, known ? { most: Math.min(known.most, most), assumed: together } : { most, assumed });
  };
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const parent = typeInfo.getParentType();
        if (node.name.value === '__type' && node.arguments?.some(({ value }) => value.kind === Kind.VARIABLE))
          throw invalid('`__type` has to name its type in the document, so that its price is known.');
        const field = parent && 'getFields' in parent ? facts.field(parent, node.name.value) : undefined;
        if (!field?.listSize) return;
        for (const path of field.listSize.slicing) {
          const given = node.arguments?.find(({ name }) => name.value === path[0])?.value;
          if (given?.kind !== Kind.VARIABLE) continue;
          if (path.length > 1)
            throw invalid(`The page of \`${field.coordinate}\` is given by an input object, whose largest value is unknown.`);
          const { assumedSize } = field.listSize;
          // Left out, the schema's default counts; null, the assumed size.
          const fallback = field.inputs.find(({ name }) => name === path[0])?.defaultValue;
          const without = assumedSize === undefined ? undefined : Math.max(assumedSize, typeof fallback === 'number' ? fallback : 0);
          note(given.name.value, mostRowsOf(field.definition) ?? largestPage, without);
        }
      },
    }),
  );
  return slices;
}

function boundsOf(
  type: GraphQLInputType,
  slicing: Slicing | undefined,
  declared: VariableBounds,
  options: WorstCaseOptions,
): VariableBounds {
  const nullable = getNullableType(type);
  const max = declared.max ?? (slicing && !isListType(nullable) ? slicing.most : undefined);
  const length = declared.length ?? (isListType(nullable) ? Math.min(slicing?.most ?? options.mostItems, options.mostItems) : undefined);
  const objects = declared.objects ?? (isInputObjectType(getNamedType(type)) ? options.mostObjects : undefined);
  return {
    ...(max === undefined ? {} : { max }),
    ...(length === undefined ? {} : { length }),
    ...(objects === undefined ? {} : { objects }),
  };
}

/** A value at its bound: what cannot move a price is anything of its kind. */
function largestValue(type: GraphQLInputType, bound: VariableBounds, slicing: Slicing | undefined): unknown {
  const nullable = getNullableType(type);
  if (isInputObjectType(getNamedType(type))) return heaviest(type, { left: bound.objects ?? 0 }, bound.length, 0);
  if (isListType(nullable)) return new Array(bound.length ?? 0).fill(anyOf(nullable.ofType));
  if (slicing) return Math.max(bound.max ?? 0, isNonNullType(type) ? 0 : (slicing.assumed ?? 0));
  return anyOf(type);
}

function anyOf(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return [anyOf(nullable.ofType)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.value;
  if (isScalarType(nullable) && nullable.name === 'Boolean') return true;
  return isScalarType(nullable) && (nullable.name === 'Int' || nullable.name === 'Float') ? 0 : 'any';
}

/** How many input objects may still be made. */
interface Supply {
  left: number;
}

/** Spends as many input objects as there are, in lists where the type has some: there, each costs nothing but itself. */
function heaviest(type: GraphQLInputType, supply: Supply, length: number | undefined, depth: number): unknown {
  const nullable = getNullableType(type);
  if (supply.left <= 0 || depth > DEEPEST_INPUT || !isInputObjectType(getNamedType(type))) return undefined;
  if (isListType(nullable)) {
    const items: unknown[] = Array.from({ length: Math.min(length ?? supply.left, supply.left) }, () => ({}));
    supply.left -= items.length;
    // Where a bound on the length leaves something, the items are filled, one after the other.
    for (let index = 0; index < items.length && supply.left > 0; index += 1) {
      supply.left += 1;
      items[index] = heaviest(nullable.ofType, supply, undefined, depth + 1);
    }
    // Nulls are no objects, and count where the length of the list does.
    const nulls = length === undefined || isNonNullType(nullable.ofType) ? 0 : length - items.length;
    return [...items, ...new Array(nulls).fill(null)];
  }
  if (!isInputObjectType(nullable)) return undefined;
  supply.left -= 1;
  const fields = Object.values(nullable.getFields()).toSorted((one, other) => Number(isList(other.type)) - Number(isList(one.type)));
  const filled = fields.map(({ name, type: inner }) => [name, heaviest(inner, supply, undefined, depth + 1)] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== undefined));
}

const isList = (type: GraphQLInputType): boolean => isListType(getNullableType(type));

function dearest(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  { cost }: WorstCaseOptions,
): Price {
  const name = operation.name?.value ?? null;
  const flags = (operation.variableDefinitions ?? [])
    .filter(({ type }) => (type.kind === Kind.NON_NULL_TYPE ? type.type : type).kind === Kind.NAMED_TYPE)
    .map(({ variable }) => variable.name.value)
    .filter((flag) => typeof variables[flag] === 'boolean');
  if (flags.length > MOST_CONDITIONS) {
    const compiled = compileCost(schema, withoutConditions(document), name, cost);
    return evaluateCost(compiled, variables);
  }
  const compiled = compileCost(schema, document, name, cost);
  let most: Price | undefined;
  for (let choice = 0; choice < 2 ** flags.length; choice += 1) {
    const chosen = Object.fromEntries(flags.map((flag, index) => [flag, (choice & (1 << index)) !== 0]));
    const price = evaluateCost(compiled, { ...variables, ...chosen });
    if (!most || price.cost > most.cost) most = price;
  }
  return most!;
}

/** Everything that a variable could leave out is in. */
function withoutConditions(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive(node: DirectiveNode) {
      const isCondition = node.name.value === 'skip' || node.name.value === 'include';
      return isCondition && node.arguments?.some(({ value }) => value.kind === Kind.VARIABLE) ? null : undefined;
    },
  });
}

const invalid = (reason: string): CostRefusal => new CostRefusal({ code: 'VARIABLES_INVALID', reason });
