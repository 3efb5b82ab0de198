/**
 * What a derived field means, kept on the field as `extensions.meaning`: the data engine turns each meaning into a batch resolver, the
 * contract tests walk them, and the cost of a field is declared next to it.
 */
import type { AncestorsRelation, ListRelation, NetworkRelation, OppositeRelation, ResourceEntry, ToOneRelation } from './catalog.ts';
import type { ColumnFacts, ComputedFacts, MeasuredFacts, OneOfFacts } from './facts.ts';

export type FieldMeaning =
  | { readonly kind: 'column'; readonly column: ColumnFacts }
  | { readonly kind: 'computed'; readonly facts: ComputedFacts }
  | { readonly kind: 'measured'; readonly owner: ResourceEntry; readonly facts: MeasuredFacts }
  | ToOneRelation
  | OppositeRelation
  | NetworkRelation
  | ListRelation
  | AncestorsRelation
  | { readonly kind: 'oneOf'; readonly owner: ResourceEntry; readonly facts: OneOfFacts }
  | { readonly kind: 'listCounts'; readonly list: ListRelation }
  | { readonly kind: 'written'; readonly resource: ResourceEntry }
  | { readonly kind: 'root'; readonly root: RootMeaning };

export type RootMeaning =
  | { readonly kind: 'one'; readonly resource: ResourceEntry }
  | { readonly kind: 'by'; readonly resource: ResourceEntry }
  | { readonly kind: 'page'; readonly resource: ResourceEntry }
  | { readonly kind: 'counts'; readonly resource: ResourceEntry }
  | { readonly kind: 'create'; readonly resource: ResourceEntry }
  | { readonly kind: 'update'; readonly resource: ResourceEntry }
  | { readonly kind: 'delete'; readonly resource: ResourceEntry }
  | { readonly kind: 'upsert'; readonly resource: ResourceEntry }
  | { readonly kind: 'node' }
  | { readonly kind: 'nodes' }
  | { readonly kind: 'search' }
  | { readonly kind: 'viewer' };

/** The most ids that `nodes(ids:)` takes, and the most results of one `search`. */
export const MOST_NODES = 200;
export const MOST_SEARCH_RESULTS = 100;
/** The most groups that one `thingCounts` answers with. */
export const MOST_GROUPS = 1000;

/** The IBM cost directives as field or type extensions; printed into the SDL. */
export interface DeclaredCost {
  readonly weight?: number;
  readonly listSize?: {
    readonly assumedSize?: number;
    readonly slicingArguments?: readonly string[];
    readonly sizedFields?: readonly string[];
    readonly requireOneSlicingArgument?: boolean;
  };
}
