/**
 * Holds the variables of a request to the bounds under which its operation was priced.
 *
 * The price that was agreed on is a promise in both directions: the operation was accepted because it can cost no more. Values are read as they were
 * sent; whether they are of the right type is asked later, by whoever coerces them.
 */
import { refuse } from '../errors/refuse.ts';
import type { Bounds, VariableBounds } from './operation.ts';

export function checkBounds(variables: Readonly<Record<string, unknown>>, bounds: Bounds): void {
  for (const [name, bound] of Object.entries(bounds)) if (Object.hasOwn(variables, name)) checkVariable(name, variables[name], bound);
}

function checkVariable(name: string, value: unknown, { max, length, objects }: VariableBounds): void {
  if (max !== undefined && typeof value === 'number' && value > max) throw outOf(name, `${value}`, `${max} at most`);
  if (length !== undefined && Array.isArray(value) && value.length > length)
    throw outOf(name, `a list of ${value.length}`, `${length} items at most`);
  if (objects === undefined) return;
  const found = objectsIn(value, objects);
  if (found > objects) throw outOf(name, `${objects + 1} objects or more`, `${objects} objects at most`);
}

/** How many objects a value consists of, counted until there are too many. Iterative: a value may be nested as deeply as a body may. */
function objectsIn(root: unknown, most: number): number {
  const stack: unknown[] = [root];
  let count = 0;
  while (stack.length > 0 && count <= most) {
    const value = stack.pop();
    if (value === null || typeof value !== 'object') continue;
    if (!Array.isArray(value)) count += 1;
    for (const inner of Object.values(value)) stack.push(inner);
  }
  return count;
}

const outOf = (name: string, found: string, allowed: string) => refuse('VARIABLE_OUT_OF_BOUNDS', { name, found, allowed });
