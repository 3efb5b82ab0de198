import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allOf, anyOf, type ResourceScopePaths, rowsInScope, rowsOf, type ScopePaths } from '../../../src/access/predicates.ts';
import type { GrantRecord, Scope } from '../../../src/access/records.ts';
import { covers, EVERY_RIGHT, fingerprintOf, type Rights, rightsOf, rowsFor, viewerWith } from '../../../src/access/rights.ts';
import type { Action, RowPredicate } from '../../../src/access/viewer.ts';

/**
 * A world small enough to be looked at as a whole: what a predicate means is decided here, row by row, by an interpreter that shares nothing with the
 * compiler of SQL; and what a grant means is decided a second time, from the scope itself.
 */
interface Place {
  readonly id: number;
  readonly tenant: number | null;
  readonly region: number;
  readonly tags: readonly number[];
  readonly status: string;
}
interface Port {
  readonly id: number;
  readonly device: Place;
}
const regions = new Map([
  [1, [1]],
  [2, [1, 2]],
  [3, [1, 2, 3]],
  [4, [1, 4]],
]);
const own: ResourceScopePaths = {
  tenant: [['tenant']],
  site: [[]],
  region: [['region']],
  tag: [{ path: [], list: 'tags' }],
  status: [{ path: [], values: ['ACTIVE', 'PLANNED'] }],
};
const hanging: ResourceScopePaths = {
  tenant: [['device', 'tenant']],
  site: [['device']],
  region: [['device', 'region']],
  tag: [{ path: ['device'], list: 'tags' }],
  status: [{ path: ['device'], values: ['ACTIVE', 'PLANNED'] }],
};
const unscoped: ResourceScopePaths = { tenant: [], site: [], region: [], tag: [], status: [] };
const paths: ScopePaths = {
  of: (resource) => ({ Device: own, Interface: hanging, Manufacturer: unscoped })[resource],
  globalId: (resource, id) => `${resource}:${id}`,
};

type Filter = Readonly<Record<string, unknown>>;

function meets(row: unknown, filter: Filter): boolean {
  return Object.entries(filter).every(([field, condition]) => {
    if (field === 'and') return (condition as Filter[]).every((part) => meets(row, part));
    if (field === 'or') return (condition as Filter[]).some((part) => meets(row, part));
    if (row === null) return false;
    const place = row as Place;
    switch (field) {
      case 'id':
        return ((condition as { in: string[] }).in ?? []).some((id) => Number(id.split(':')[1]) === place.id);
      case 'device':
        return meets((row as Port).device, condition as Filter);
      case 'tenant':
        return meets(place.tenant === null ? null : { id: place.tenant }, condition as Filter);
      case 'region':
        return meets({ ancestors: regions.get(place.region) }, condition as Filter);
      case 'ancestors':
        return (row as { ancestors: number[] }).ancestors.some((id) => meets({ id }, condition as Filter));
      case 'tags':
        return place.tags.some((id) => meets({ id }, (condition as { some: Filter }).some));
      case 'status':
        return (condition as { in: string[] }).in.includes(place.status);
    }
    throw new Error(`Nothing is known of ${field}.`);
  });
}

const isSeen = (row: unknown, predicate: RowPredicate): boolean =>
  predicate.kind === 'all' || (predicate.kind === 'where' && meets(row, predicate.filter));

/** What a scope means, said a second time. */
function liesIn({ id, tenant, region, tags, status }: Place, scope: Scope): boolean {
  return (
    (!scope.tenants || (tenant !== null && scope.tenants.includes(tenant))) &&
    (!scope.sites || scope.sites.includes(id)) &&
    (!scope.regions || regions.get(region)!.some((above) => scope.regions!.includes(above))) &&
    (!scope.tags || tags.some((tag) => scope.tags!.includes(tag))) &&
    (!scope.statuses || scope.statuses.includes(status))
  );
}

const some = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
const scopes: fc.Arbitrary<Scope> = fc.record({
  tenants: some([1, 2, 3]),
  sites: some([1, 2, 3]),
  regions: some([1, 2, 3, 4]),
  tags: some([1, 2]),
  statuses: some(['ACTIVE', 'PLANNED', 'UNHEARD_OF']),
});
const actions: readonly Action[] = ['view', 'create', 'update', 'delete', 'reveal', 'administer'];
const grants: fc.Arbitrary<GrantRecord> = fc.record({
  id: fc.nat(),
  action: fc.constantFrom(...actions),
  resource: fc.constantFrom(undefined, 'Device', 'Interface', 'Manufacturer'),
  scope: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 4, arbitrary: scopes }),
  isShared: fc.constant(false),
});
const rights: fc.Arbitrary<Rights> = fc
  .tuple(fc.array(grants, { maxLength: 5 }), fc.record({ tenants: some([1, 2, 3]), sites: some([1, 2, 3]) }), fc.boolean())
  .map(([held, narrowing, isReadOnly]) => rightsOf(held, narrowing, isReadOnly));
const places: fc.Arbitrary<Place> = fc.record({
  id: fc.constantFrom(1, 2, 3, 4),
  tenant: fc.constantFrom(null, 1, 2, 3),
  region: fc.constantFrom(1, 2, 3, 4),
  tags: fc.subarray([1, 2]),
  status: fc.constantFrom('ACTIVE', 'PLANNED'),
});

describe('Rows in a scope', () => {
  it('are those that lie in it, of a resource itself and of what hangs on it', () => {
    fc.assert(
      fc.property(scopes, places, (scope, place) => {
        expect(isSeen(place, rowsInScope('Device', scope, paths))).toBe(liesIn(place, scope));
        expect(isSeen({ id: 9, device: place }, rowsInScope('Interface', scope, paths))).toBe(liesIn(place, scope));
      }),
      { numRuns: 500 },
    );
  });
  it('are none of a resource that cannot be scoped, and none of what is no resource', () => {
    for (const resource of ['Manufacturer', 'Nonsense']) {
      expect(rowsInScope(resource, { tenants: [1] }, paths)).toEqual({ kind: 'none' });
      expect(rowsInScope(resource, { statuses: ['ACTIVE'] }, paths)).toEqual({ kind: 'none' });
      expect(rowsInScope(resource, {}, paths)).toEqual({ kind: 'all' });
    }
  });
  it('are none where a status is asked for that the resource does not know', () => {
    expect(rowsInScope('Device', { statuses: ['UNHEARD_OF'] }, paths)).toEqual({ kind: 'none' });
  });
  it('are found along any of several ways', () => {
    const ways: ResourceScopePaths = {
      ...unscoped,
      tenant: [
        ['interface', 'device', 'tenant'],
        ['vmInterface', 'tenant'],
      ],
    };
    expect(rowsInScope('IpAddress', { tenants: [7] }, { ...paths, of: () => ways })).toEqual({
      kind: 'where',
      filter: {
        or: [
          { interface: { device: { tenant: { id: { in: ['Tenant:7'] } } } } },
          { vmInterface: { tenant: { id: { in: ['Tenant:7'] } } } },
        ],
      },
    });
  });
});

describe('Predicates', () => {
  const any = scopes.map((scope) => rowsInScope('Device', scope, paths));
  it('joined by either let through what one of them does, by both what all do', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), places, (parts, place) => {
        expect(isSeen(place, anyOf(parts))).toBe(parts.some((part) => isSeen(place, part)));
        expect(isSeen(place, allOf(parts))).toBe(parts.every((part) => isSeen(place, part)));
      }),
    );
  });
});

describe('Rights', () => {
  it('let nobody see anything that no grant allows', () => {
    expect(rowsOf('Device', [], paths)).toEqual({ kind: 'none' });
    const viewer = viewerWith(rightsOf([]), paths, { id: 'x', name: 'x', role: 'x', operations: 'any' });
    for (const action of actions) expect(viewer.rows('Device', action)).toEqual({ kind: 'none' });
  });

  it('let a row be seen exactly when a grant reaches it and the token’s scope does too', () => {
    fc.assert(
      fc.property(rights, places, (held, place) => {
        const reached = held.grants.some(
          ({ action, resource, scope }) => action === 'view' && (resource ?? 'Device') === 'Device' && liesIn(place, scope),
        );
        expect(isSeen(place, rowsFor(held, 'Device', 'view', paths))).toBe(reached && liesIn(place, held.narrowing));
      }),
      { numRuns: 500 },
    );
  });

  it('let nobody change, remove or reveal what they may not see', () => {
    fc.assert(
      fc.property(rights, places, fc.constantFrom<Action>('update', 'delete', 'reveal'), (held, place, action) => {
        if (isSeen(place, rowsFor(held, 'Device', action, paths))) expect(isSeen(place, rowsFor(held, 'Device', 'view', paths))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('grow with each grant, and shrink with each narrowing', () => {
    fc.assert(
      fc.property(rights, grants, scopes, places, fc.constantFrom(...actions), (held, grant, scope, place, action) => {
        const sees = (of: Rights) => isSeen(place, rowsFor(of, 'Device', action, paths));
        if (sees(held)) expect(sees({ ...held, grants: [...held.grants, grant] })).toBe(true);
        if (sees({ ...held, narrowing: scope })) expect(sees({ ...held, narrowing: {} })).toBe(true);
      }),
    );
  });

  it('that are read-only write nothing', () => {
    const held = rightsOf(EVERY_RIGHT.grants, {}, true);
    for (const action of ['create', 'update', 'delete', 'administer'] as const)
      expect(rowsFor(held, 'Device', action, paths).kind).toBe('none');
    expect(rowsFor(held, 'Device', 'view', paths)).toEqual({ kind: 'all' });
  });

  it('that are shared reach what belongs to nobody, whatever the token is narrowed to', () => {
    const all: GrantRecord = { id: 1, action: 'view', resource: undefined, scope: {}, isShared: false };
    const shared: GrantRecord = { id: 2, action: 'view', resource: 'Manufacturer', scope: {}, isShared: true };
    const narrowing = { tenants: [1] };
    expect(rowsFor(rightsOf([all], narrowing), 'Manufacturer', 'view', paths)).toEqual({ kind: 'none' });
    expect(rowsFor(rightsOf([all, shared], narrowing), 'Manufacturer', 'view', paths)).toEqual({ kind: 'all' });
    expect(rowsFor(rightsOf([all, shared], narrowing), 'Device', 'view', paths).kind).toBe('where');
  });

  it('have one fingerprint when they are equal, however they are written, and another when they are not', () => {
    fc.assert(
      fc.property(rights, fc.nat(), (held, turn) => {
        const shuffled = [
          ...held.grants.slice(turn % (held.grants.length || 1)),
          ...held.grants.slice(0, turn % (held.grants.length || 1)),
        ];
        const turned = shuffled.map((grant, id) => ({
          ...grant,
          id,
          scope: { ...grant.scope, tenants: grant.scope.tenants && [...grant.scope.tenants].reverse() },
        }));
        expect(fingerprintOf({ ...held, grants: [...turned, ...turned] })).toBe(fingerprintOf(held));
      }),
    );
    fc.assert(
      fc.property(rights, rights, places, fc.constantFrom(...actions), (one, two, place, action) => {
        if (fingerprintOf(one) !== fingerprintOf(two)) return;
        expect(isSeen(place, rowsFor(one, 'Device', action, paths))).toBe(isSeen(place, rowsFor(two, 'Device', action, paths)));
      }),
    );
    expect(fingerprintOf(rightsOf(EVERY_RIGHT.grants))).not.toBe(fingerprintOf(rightsOf(EVERY_RIGHT.grants, { tenants: [1] })));
    expect(fingerprintOf(rightsOf(EVERY_RIGHT.grants))).not.toBe(fingerprintOf(rightsOf(EVERY_RIGHT.grants, {}, true)));
  });
});

describe('Rights that cover others', () => {
  it('reach every row that the others do, for everything that the others may do', () => {
    fc.assert(
      fc.property(rights, rights, places, fc.constantFrom(...actions), (holder, wanted, place, action) => {
        fc.pre(covers(holder, wanted));
        if (isSeen(place, rowsFor(wanted, 'Device', action, paths)))
          expect(isSeen(place, rowsFor(holder, 'Device', action, paths))).toBe(true);
      }),
      { numRuns: 200, maxSkipsPerRun: 1000 },
    );
  });
  it('are covered by themselves, and everything is covered by every right', () => {
    fc.assert(
      fc.property(rights, (held) => {
        expect(covers(held, held)).toBe(true);
        expect(covers(EVERY_RIGHT, held)).toBe(true);
      }),
    );
  });
});

describe('A viewer', () => {
  it('answers the same predicate each time, so that what was compiled for it is found again', () => {
    const viewer = viewerWith(rightsOf([{ id: 1, action: 'view', resource: undefined, scope: { tenants: [1] }, isShared: false }]), paths, {
      id: 'x',
      name: 'x',
      role: 'x',
      operations: 'any',
    });
    expect(viewer.rows('Device')).toBe(viewer.rows('Device', 'view'));
  });
});
