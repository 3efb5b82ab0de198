/**
 * What a bearer may do, all told: the grants of its roles, narrowed by the scope of its token. Pure.
 *
 * Two bearers of equal rights have equal fingerprints, whatever they are called; whatever is shared between viewers is shared by it.
 */
import { createHash } from 'node:crypto';
import { allOf, anyOf, rowsInScope, rowsOf, type ScopePaths } from './predicates.ts';
import type { GrantRecord, Scope } from './records.ts';
import type { Action, RowPredicate, Viewer } from './viewer.ts';

export interface Rights {
  readonly grants: readonly GrantRecord[];
  /** The scope of a token; empty narrows nothing. */
  readonly narrowing: Scope;
}

const WRITING: ReadonlySet<Action> = new Set(['create', 'update', 'delete', 'administer']);
/** Nobody changes or reveals what they may not see. */
const NEEDS_VIEW: ReadonlySet<Action> = new Set(['update', 'delete', 'reveal']);

export function rightsOf(grants: readonly GrantRecord[], narrowing: Scope = {}, isReadOnly = false): Rights {
  return { grants: isReadOnly ? grants.filter(({ action }) => !WRITING.has(action)) : grants, narrowing };
}

/** The rows of a resource on which somebody of these rights may do something. */
export function rowsFor({ grants, narrowing }: Rights, resource: string, action: Action, paths: ScopePaths): RowPredicate {
  const concerned = grants.filter((grant) => grant.action === action);
  const narrowed = rowsOf(
    resource,
    concerned.filter(({ isShared }) => !isShared),
    paths,
  );
  const shared = rowsOf(
    resource,
    concerned.filter(({ isShared }) => isShared),
    paths,
  );
  const rows = anyOf([allOf([narrowed, rowsInScope(resource, narrowing, paths)]), shared]);
  return NEEDS_VIEW.has(action) ? allOf([rows, rowsFor({ grants, narrowing }, resource, 'view', paths)]) : rows;
}

export function fingerprintOf({ grants, narrowing }: Rights): string {
  const said = grants.map(({ action, resource, scope, isShared }) =>
    JSON.stringify([action, resource ?? null, canonical(scope), isShared]),
  );
  const text = JSON.stringify([[...new Set(said)].sort(), canonical(narrowing)]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/**
 * Whether every right of the second is held by the first, judged grant by grant: who decides about others can give no more than they have.
 *
 * It errs towards no: rights that only several grants together would cover are taken for missing.
 */
export function covers(holder: Rights, wanted: Rights): boolean {
  return wanted.grants.every((grant) =>
    holder.grants.some(
      (held) =>
        held.action === grant.action &&
        (held.resource === undefined || held.resource === grant.resource) &&
        isWithin(held.scope, grant.scope, grant.isShared ? {} : wanted.narrowing) &&
        (held.isShared || isWithin(holder.narrowing, grant.scope, grant.isShared ? {} : wanted.narrowing)),
    ),
  );
}

const DIMENSIONS = ['tenants', 'sites', 'regions', 'tags', 'statuses'] as const;

/** Whether either of the scopes alone keeps what is wanted inside the bounds, in each dimension that has bounds. */
function isWithin(bounds: Scope, ...scopes: readonly Scope[]): boolean {
  return DIMENSIONS.every((dimension) => {
    const allowed = bounds[dimension] as readonly unknown[] | undefined;
    if (!allowed) return true;
    return scopes.some((scope) => (scope[dimension] as readonly unknown[] | undefined)?.every((value) => allowed.includes(value)) ?? false);
  });
}

function canonical(scope: Scope): readonly (readonly (number | string)[] | null)[] {
  return DIMENSIONS.map((dimension) => {
    const values: readonly (number | string)[] | undefined = scope[dimension];
    return values ? [...new Set(values)].sort() : null;
  });
}

/** Everything, everywhere. */
export const EVERY_RIGHT: Rights = {
  grants: (['view', 'create', 'update', 'delete', 'reveal', 'administer'] as const).map((action, id) => ({
    id: -id,
    action,
    resource: undefined,
    scope: {},
    isShared: false,
  })),
  narrowing: {},
};

const rightsByViewer = new WeakMap<Viewer, Rights>();

/** What a viewer was made with; undefined for one that was not made by `viewerWith`. */
export const rightsHeldBy = (viewer: Viewer): Rights | undefined => rightsByViewer.get(viewer);

/** A viewer who may do what the rights say; its predicates are worked out once each. */
export function viewerWith(rights: Rights, paths: ScopePaths, who: Omit<Viewer, 'rows' | 'fingerprint'>): Viewer {
  const known = new Map<string, RowPredicate>();
  const viewer: Viewer = Object.freeze({
    ...who,
    fingerprint: fingerprintOf(rights),
    rows(resource: string, action: Action = 'view') {
      const key = `${action} ${resource}`;
      let rows = known.get(key);
      if (!rows) {
        rows = rowsFor(rights, resource, action, paths);
        known.set(key, rows);
      }
      return rows;
    },
  });
  rightsByViewer.set(viewer, rights);
  return viewer;
}
