/**
 * How long the list of a field may be.
 *
 * Specification: GraphQL Cost Directives, draft 2021, section 8. The largest slicing argument that has a value counts, with its default where the
 * operation gives none; then `assumedSize`; then there is no bound. Negative, oversized and fractional sizes are refused here, before anybody
 * multiplies by them. A slicing argument that is a list counts its length, and a dotted path reaches into input objects (both Apollo Router's).
 */
import type { ArgumentNode } from 'graphql';
import { type ArgumentValue, argumentValue } from './argument.ts';
import type { FieldFacts, ListSizeFacts } from './cost-schema.ts';
import type { Amount, Variables } from './expression.ts';
import { CostRefusal } from './refusal.ts';

export interface FieldSize {
  /** Infinity where nothing bounds the list. */
  readonly size: Amount;
  /** The argument that gives it, or would if the operation used it. */
  readonly slicedBy: string | undefined;
}

export interface SizeRules {
  readonly largestPage: number;
  /** Whether an explicit null counts as an argument that was given: for IBM it does, for Apollo it does not. */
  readonly isNullGiven: boolean;
}

interface Slice {
  readonly path: readonly string[];
  readonly value: ArgumentValue;
}

/** The size that the field's own @listSize gives, for the field itself or for its sized fields; undefined without the directive. */
export function declaredSize(facts: FieldFacts, given: readonly ArgumentNode[] | undefined, rules: SizeRules): FieldSize | undefined {
  const { listSize } = facts;
  if (!listSize) return undefined;
  const slices = listSize.slicing.map((path): Slice => {
    const input = facts.inputs.find(({ name }) => name === path[0])!;
    return { path, value: argumentValue(input, given) };
  });
  const slicedBy = (slices.find(({ value }) => value.kind !== 'absent') ?? slices[0])?.path.join('.');
  const read = (variables: Variables) => sizeFor(facts, listSize, slices, variables, rules);
  return { size: slices.some(({ value }) => value.kind === 'dynamic') ? read : read({}), slicedBy };
}

function sizeFor(facts: FieldFacts, listSize: ListSizeFacts, slices: readonly Slice[], variables: Variables, rules: SizeRules): number {
  let present = 0;
  let largest = -1;
  for (const { path, value } of slices) {
    const found = value.kind === 'absent' ? undefined : valueAt(value.kind === 'constant' ? value.value : value.read(variables), path);
    if (found === undefined || (found === null && !rules.isNullGiven)) continue;
    present += 1;
    if (found === null) continue;
    const length = lengthOf(facts, path, found, rules.largestPage);
    if (length > largest) largest = length;
  }
  if (listSize.requiresOne && present !== 1)
    throw new CostRefusal({
      code: 'ONE_PAGE_SIZE_REQUIRED',
      field: facts.coordinate,
      arguments: slices.map(({ path }) => path.join('.')),
      found: present,
    });
  return largest < 0 ? (listSize.assumedSize ?? Number.POSITIVE_INFINITY) : largest;
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (let index = 1; index < path.length; index += 1) {
    const name = path[index]!;
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function lengthOf(facts: FieldFacts, path: readonly string[], value: unknown, limit: number): number {
  const length = Array.isArray(value) ? value.length : typeof value === 'bigint' ? Number(value) : value;
  if (typeof length === 'number' && Number.isInteger(length) && length >= 0 && length <= limit) return length;
  const where = { field: facts.coordinate, argument: path.join('.') };
  if (typeof length !== 'number' || Number.isNaN(length)) throw new CostRefusal({ code: 'PAGE_SIZE_NOT_A_NUMBER', ...where });
  if (length < 0) throw new CostRefusal({ code: 'PAGE_SIZE_NEGATIVE', ...where, value: length });
  if (length > limit) throw new CostRefusal({ code: 'PAGE_SIZE_TOO_LARGE', ...where, value: length, limit });
  throw new CostRefusal({ code: 'PAGE_SIZE_NOT_A_NUMBER', ...where });
}
