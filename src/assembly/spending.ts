/**
 * What a viewer may spend: the ceiling of one request follows from the role; the budget too, unless the token has one of its own; and tokens that are
 * scoped to tenants draw on their tenants' budgets as well, so that a hundred tokens of one tenant get no more than it (attack C13).
 */
import type { AllowanceClass, Viewer } from '../access/viewer.ts';
import type { Bucket } from '../cost/budget/budget.ts';
import type { Allowance } from './answer-operation.ts';

export interface Allowances {
  readonly allowances: Readonly<Record<AllowanceClass, Allowance>>;
  readonly tenantAllowance: Allowance;
}

export interface Spending {
  allowanceOf(viewer: Viewer): Allowance;
  /** Beside its own bucket, those that a viewer shares with others. */
  sharedBucketsOf(viewer: Viewer): readonly Bucket[];
}

export function spendingOf({ allowances, tenantAllowance }: Allowances): Spending {
  const known = new WeakMap<Viewer, Allowance>();
  const workOut = ({ role, allowance, budget, tenants }: Viewer): Allowance => {
    const ofRole = allowances[allowance ?? classNamed(role)];
    const ceiling = Math.min(ofRole.ceiling, tenants ? tenantAllowance.capacity : Number.POSITIVE_INFINITY);
    if (budget === undefined) return { ...ofRole, ceiling };
    // A bucket of another size fills in the same time.
    const refillPerSecond = Math.max(1, Math.round((ofRole.refillPerSecond * budget) / ofRole.capacity));
    return { ceiling: Math.min(ceiling, budget), capacity: budget, refillPerSecond };
  };
  return {
    allowanceOf(viewer) {
      let allowance = known.get(viewer);
      if (!allowance) {
        allowance = workOut(viewer);
        known.set(viewer, allowance);
      }
      return allowance;
    },
    sharedBucketsOf: ({ tenants = [] }) =>
      tenants.map((tenant) => ({
        key: `tenant:${tenant}`,
        capacity: tenantAllowance.capacity,
        refillPerSecond: tenantAllowance.refillPerSecond,
      })),
  };
}

const classNamed = (role: string): AllowanceClass => (role === 'administrator' || role === 'integrator' ? role : 'interactive');
