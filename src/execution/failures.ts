/**
 * What went wrong, and where in the answer it shows.
 *
 * While a plan runs, a failure is noted with the output object that it happened to, never with a path: paths cost an allocation for each object and
 * most answers have no failure. When there are some, the paths are found afterwards by looking for the object in the lists where it was placed.
 *
 * A null has one cause. Where several failures would each have made it, the one that was known after the fewest batch calls is named, then the first
 * in the order of the document, so that the answer does not depend on which of two statements came back first.
 */
import { type GraphQLError, locatedError } from 'graphql';
import type { PlanField } from './plan.ts';
import type { Shape } from './shape.ts';
import { comparePaths, MOST_ERRORS, nulledLength, withNotice } from './sort-errors.ts';

/** One field of one level: the place where the objects below it hang. */
export class Frame {
  readonly parent: Frame | undefined;
  readonly owners: readonly object[];
  readonly field: PlanField;
  /** How many batch calls lie between the root and the values here. */
  readonly level: number;
  /** What was placed under each owner before nulls were propagated into it. */
  placed: readonly unknown[] | undefined;
  private placements: Map<object, Placement[]> | undefined;
  private readonly positions = new Map<object, Position[]>();

  constructor(parent: Frame | undefined, owners: readonly object[], field: PlanField, level: number) {
    this.parent = parent;
    this.owners = owners;
    this.field = field;
    this.level = level;
  }

  keepPlaced(): readonly unknown[] {
    this.placed ??= this.owners.map((owner) => (owner as Record<string, unknown>)[this.field.responseKey]);
    return this.placed;
  }

  /** Every position of one of the objects of this frame; several where parents share it. */
  positionsOf(output: object): readonly Position[] {
    let positions = this.positions.get(output);
    if (positions) return positions;
    positions = [];
    for (const { owner, indices } of this.placementsOf(output)) {
      for (const position of positionsIn(this.parent, owner)) positions.push(step(position, this.field, indices));
    }
    this.positions.set(output, positions);
    return positions;
  }

  private placementsOf(output: object): readonly Placement[] {
    if (!this.placements) {
      const placements = new Map<object, Placement[]>();
      const note = (value: unknown, owner: object, indices: readonly number[]): void => {
        if (Array.isArray(value)) {
          for (const [index, item] of value.entries()) note(item, owner, [...indices, index]);
        } else if (value !== null && typeof value === 'object') {
          const known = placements.get(value);
          if (known) known.push({ owner, indices });
          else placements.set(value, [{ owner, indices }]);
        }
      };
      for (const [index, value] of this.keepPlaced().entries()) note(value, this.owners[index]!, []);
      this.placements = placements;
    }
    return this.placements.get(output) ?? [];
  }
}

interface Placement {
  readonly owner: object;
  readonly indices: readonly number[];
}

interface Position {
  readonly path: readonly (string | number)[];
  /** The same as the path, with the place of each field in the document instead of its key. */
  readonly order: readonly number[];
  /** The length of the path to the null that stands in the answer when the value here has to be null and must not be. */
  readonly nullAt: number;
}

const ROOT: readonly Position[] = [{ path: [], order: [], nullAt: 0 }];

function positionsIn(frame: Frame | undefined, output: object): readonly Position[] {
  return frame ? frame.positionsOf(output) : ROOT;
}

function step(from: Position, field: PlanField, indices: readonly number[]): Position {
  const path = [...from.path, field.responseKey, ...indices];
  const order = [...from.order, field.order, ...indices];
  let nullAt = from.nullAt;
  let shape: Shape | undefined = field.shape;
  for (let length = from.path.length + 1; shape && length <= path.length; length++) {
    if (!shape.nonNull) nullAt = length;
    shape = shape.item;
  }
  return { path, order, nullAt };
}

export interface FailureStep {
  readonly field: PlanField;
  readonly indices: readonly number[];
}

export interface Failure {
  /** Where the owner hangs; undefined for the root. */
  readonly frame: Frame | undefined;
  readonly owner: object;
  /** From the owner to the value that failed. */
  readonly steps: readonly FailureStep[];
  readonly error: unknown;
  readonly level: number;
}

interface Cause {
  readonly failure: Failure;
  readonly position: Position;
}

/** One located error for each null in `data` that a failure caused, or every failure that could have, in the order of their paths. */
export function locateFailures(failures: readonly Failure[], data: unknown, everyCause: boolean): readonly GraphQLError[] {
  const causes = failures.flatMap((failure) => causesFrom(failure, data));
  const reported = everyCause ? causes : firstOfEachNull(causes);
  const errors = reported
    .sort((left, right) => comparePaths(left.position.path, right.position.path))
    .slice(0, MOST_ERRORS)
    .map(({ failure, position }) => locatedError(failure.error, failure.steps.at(-1)!.field.nodes, position.path));
  return withNotice(errors, reported.length);
}

/** The positions of a failure, without those inside something that is null for another reason. */
function causesFrom(failure: Failure, data: unknown): Cause[] {
  return positionsIn(failure.frame, failure.owner)
    .map((start) => failure.steps.reduce((from, next) => step(from, next.field, next.indices), start))
    .filter(({ path, nullAt }) => nulledLength(data, path) === nullAt)
    .map((position) => ({ failure, position }));
}

function firstOfEachNull(causes: readonly Cause[]): Cause[] {
  const first = new Map<string, Cause>();
  for (const cause of causes) {
    const key = JSON.stringify(cause.position.path.slice(0, cause.position.nullAt));
    const known = first.get(key);
    if (!known || compareCauses(cause, known) < 0) first.set(key, cause);
  }
  return [...first.values()];
}

function compareCauses(left: Cause, right: Cause): number {
  return left.failure.level - right.failure.level || comparePaths(left.position.order, right.position.order);
}
