/**
 * Who asks, and which rows they may see.
 *
 * A predicate is data: everything, nothing, or a filter in the language of the resource's own GraphQL filter. The data engine compiles it into every
 * statement; deciding what it says is pure and lives in this folder.
 */
export type RowPredicate =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'where'; readonly filter: Readonly<Record<string, unknown>> };

/** The same object for the same viewer as long as its grants stand: statements compiled for a viewer are remembered by it. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** Which rows of a resource this viewer may see, by the resource's name. */
  rows(resource: string): RowPredicate;
}

const everything: RowPredicate = Object.freeze({ kind: 'all' });

export function administrator(name: string): Viewer {
  return Object.freeze({ id: `administrator:${name}`, name, role: 'administrator', rows: () => everything });
}
