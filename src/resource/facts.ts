/**
 * What the decorators know: plain facts about resources, columns and relations, which everything else is derived from.
 */
import type { Choice } from './choice.ts';

// biome-ignore lint/suspicious/noExplicitAny: a decorated class is only a carrier of declarations; no instance of it is ever made.
export type ResourceClass = abstract new (...none: any[]) => object;
/** A class of this or a lower domain, or the name of a resource of a domain further up. */
export type Target = (() => ResourceClass) | string;

export type ColumnType =
  | 'id'
  | 'text'
  | 'integer'
  | 'bigInteger'
  | 'decimal'
  | 'flag'
  | 'choice'
  | 'timestamp'
  | 'day'
  | 'json'
  | 'cidr'
  | 'interfaceAddress'
  | 'mac'
  | 'vlanId'
  | 'asNumber'
  | 'color';

export interface ColumnFacts {
  readonly kind: 'column';
  readonly name: string;
  readonly type: ColumnType;
  readonly choice: Choice | undefined;
  readonly description: string;
  readonly nullable: boolean;
  readonly filter: boolean;
  readonly order: boolean;
  /** Looked through by `search`. */
  readonly search: boolean;
  /** Sorted as people count: et-0/0/9 before et-0/0/10. */
  readonly natural: boolean;
  /** Shown only to viewers who may reveal. */
  readonly secret: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** Longest text accepted, in characters. */
  readonly maxLength: number | undefined;
}

/** The list that a relation contributes to the type at its other end. */
export interface ListOptions {
  readonly name: string;
  /** Rows in a page when the client does not say. */
  readonly page: number;
  /** The most rows that a client may ask for; more is refused. */
  readonly max: number;
  readonly description: string;
}

export interface ToOneFacts {
  readonly kind: 'toOne';
  readonly name: string;
  readonly target: Target;
  readonly via: string;
  readonly description: string;
  readonly optional: boolean;
  readonly filter: boolean;
  readonly tree: boolean;
  readonly inverse: ListOptions | undefined;
  /** The field at the other end, where the foreign key is unique: at most one row points at each target. */
  readonly opposite: { readonly name: string; readonly description: string } | undefined;
  readonly through: readonly (ListOptions & { readonly relation: string })[];
}

export interface ManyToManyFacts {
  readonly kind: 'manyToMany';
  readonly name: string;
  readonly target: Target;
  readonly table: string;
  readonly near: 'A' | 'B';
  readonly far: 'A' | 'B';
  readonly description: string;
  readonly page: number;
  readonly max: number;
  readonly inverse: ListOptions | undefined;
}

export interface OneOfFacts {
  readonly kind: 'oneOf';
  readonly name: string;
  readonly union: string;
  readonly of: readonly string[];
  readonly description: string;
}

export interface WithinNetworkFacts {
  readonly kind: 'withinNetwork';
  readonly name: string;
  readonly target: Target;
  readonly address: string;
  readonly network: string;
  readonly scope: string;
  readonly description: string;
  readonly inverse: ListOptions | undefined;
}

export type ComputedType = 'Int' | 'Float' | 'String' | 'Boolean';

export interface ComputedFacts {
  readonly kind: 'computed';
  readonly name: string;
  readonly type: ComputedType;
  readonly from: readonly string[];
  readonly value: (row: Readonly<Record<string, unknown>>) => unknown;
  readonly description: string;
}

export interface MeasuredFacts {
  readonly kind: 'measured';
  readonly name: string;
  readonly type: ComputedType;
  readonly measure: string;
  readonly description: string;
}

export type MemberFacts = ColumnFacts | ToOneFacts | ManyToManyFacts | OneOfFacts | WithinNetworkFacts | ComputedFacts | MeasuredFacts;

export interface ResourceFacts {
  readonly class: ResourceClass;
  readonly name: string;
  readonly plural: string;
  readonly domain: string;
  readonly description: string;
  readonly keys: readonly (readonly string[])[];
  /** What an upsert recognises a row by where no natural key does. */
  readonly recognisedBy: readonly string[] | undefined;
  /** No mutation is derived. */
  readonly readOnly: boolean;
  readonly members: readonly MemberFacts[];
  /** Rows in a page of the root list when the client does not say, and the most it may ask for. */
  readonly page: number;
  readonly max: number;
}
