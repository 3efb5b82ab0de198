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

/** What may be done with rows; `reveal` shows columns that hold secrets, `administer` manages who may do what. */
export type Action = 'view' | 'create' | 'update' | 'delete' | 'reveal' | 'administer';

/** What a viewer may run: anything; anything, but what is not registered is noted; only what is registered, by text or id; only ids. */
export type OperationsMode = 'any' | 'note-unknown' | 'known' | 'ids';

/** Whose ceiling and budget a viewer has. */
export type AllowanceClass = 'interactive' | 'integrator' | 'administrator';

/** The same object for the same viewer as long as its grants stand: statements compiled for a viewer are remembered by it. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** Equal for viewers of equal rights, another as soon as the rights change: what may be shared between viewers is shared by it. */
  readonly fingerprint: string;
  readonly operations: OperationsMode;
  /** Whose mutations are refused as a whole, before anything of them runs. */
  readonly isReadOnly?: boolean;
  /** Left out, it follows from the role. */
  readonly allowance?: AllowanceClass;
  /** Points that its budget holds, in place of what others of its role have. */
  readonly budget?: number;
  /** The tenants, as keys of budgets, with whose other tokens it shares a budget. */
  readonly tenants?: readonly string[];
  /** On which rows of a resource, named as its GraphQL type, this viewer may do it; `view` unless said otherwise. */
  rows(resource: string, action?: Action): RowPredicate;
}

const everything: RowPredicate = Object.freeze({ kind: 'all' });

export function administrator(name: string): Viewer {
  return Object.freeze({
    id: `administrator:${name}`,
    name,
    role: 'administrator',
    fingerprint: 'administrator',
    operations: 'any',
    allowance: 'administrator',
    rows: () => everything,
  });
}
