/**
 * The relation decorators. A relation is declared once, where its foreign key lives; its `inverse` contributes a list to the type at the
 * other end, so that a new domain touches no older file.
 */
import type { On } from './columns.ts';
import type { ComputedType, ListOptions, Target } from './facts.ts';
import { noteMember } from './registry.ts';

interface ToOneOptions {
  /** The column that holds the key. */
  via: string;
  description: string;
  /** The column may be null. The GraphQL field is nullable either way, since permission may hide its target. */
  optional?: true;
  filter?: false;
  /** The target is the parent in a tree of the same type: adds `ancestors`, `descendants` and filters over the whole subtree. */
  tree?: true;
  inverse?: ListOptions;
  /** Instead of `inverse`, where the foreign key is unique: a single object at the other end. */
  opposite?: { name: string; description: string };
  /** Lists that a further hop contributes: addresses of a device, through its interfaces. */
  through?: readonly (ListOptions & { relation: string })[];
}

export function ToOne(target: Target, options: ToOneOptions): On<object | null> {
  return (prototype, key) =>
    noteMember(prototype, {
      kind: 'toOne',
      name: key,
      target,
      via: options.via,
      description: options.description,
      optional: options.optional ?? false,
      filter: options.filter ?? true,
      tree: options.tree ?? false,
      inverse: options.inverse,
      opposite: options.opposite,
      through: options.through ?? [],
    });
}

interface ManyToManyOptions {
  /** The join table, columns A and B, as Prisma names it. */
  table: string;
  near: 'A' | 'B';
  far: 'A' | 'B';
  page: number;
  max: number;
  description: string;
  inverse?: ListOptions;
}

export function ManyToMany(target: Target, options: ManyToManyOptions): On<readonly object[]> {
  return (prototype, key) => noteMember(prototype, { kind: 'manyToMany', name: key, target, ...options, inverse: options.inverse });
}

/** A union field over the to-one relations named in `of`, of which exactly one is set (a CHECK sees to it). */
export function OneOf(options: { union: string; of: readonly string[]; description: string }): On<object | null> {
  return (prototype, key) => noteMember(prototype, { kind: 'oneOf', name: key, ...options });
}

interface WithinNetworkOptions {
  /** Own column that is contained: an address or a network. */
  address: string;
  /** The target's column that contains. */
  network: string;
  /** The column, of the same name on both sides, that has to be equal (null equals null): usually `vrfId`. */
  scope: string;
  description: string;
  inverse?: ListOptions;
}

/** The most specific network of the target that contains this row; the inverse lists what lies within. Not stored: PostgreSQL finds it. */
export function WithinNetwork(target: Target, options: WithinNetworkOptions): On<object | null> {
  return (prototype, key) => noteMember(prototype, { kind: 'withinNetwork', name: key, target, ...options, inverse: options.inverse });
}

interface ComputedValues {
  Int: number | null;
  Float: number | null;
  String: string | null;
  Boolean: boolean | null;
}

interface ComputedOptions<T extends ComputedType> {
  /** Own columns that the value is computed from. */
  from: readonly string[];
  value: (row: Readonly<Record<string, unknown>>) => ComputedValues[T];
  description: string;
}

/** A pure function of the row's own columns. */
export function Computed<T extends ComputedType>(type: T, options: ComputedOptions<T>): On<ComputedValues[T]> {
  return (prototype, key) => noteMember(prototype, { kind: 'computed', name: key, type, ...options });
}

/** A number that the data engine measures in the database for many rows at once; `measure` names it there. */
export function Measured<T extends ComputedType>(type: T, options: { measure: string; description: string }): On<ComputedValues[T]> {
  return (prototype, key) => noteMember(prototype, { kind: 'measured', name: key, type, ...options });
}
