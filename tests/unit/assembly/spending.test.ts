import { describe, expect, it } from 'vitest';
import { administrator, type Viewer } from '../../../src/access/viewer.ts';
import { spendingOf } from '../../../src/assembly/spending.ts';
import { LocalBudgets } from '../../../src/cost/budget/local-budgets.ts';

const allowances = {
  interactive: { ceiling: 100, capacity: 200, refillPerSecond: 10 },
  integrator: { ceiling: 1000, capacity: 2000, refillPerSecond: 100 },
  administrator: { ceiling: 10_000, capacity: 20_000, refillPerSecond: 1000 },
};
const spending = spendingOf({ allowances, tenantAllowance: { ceiling: 500, capacity: 500, refillPerSecond: 50 } });
const viewer = (more: Partial<Viewer>): Viewer => ({ ...administrator('x'), role: 'noc', allowance: 'interactive', ...more });

describe('What a viewer may spend', () => {
  it('follows from the class of its role, and from the role’s name where it has none', () => {
    expect(spending.allowanceOf(viewer({}))).toEqual(allowances.interactive);
    expect(spending.allowanceOf(viewer({ allowance: 'integrator' }))).toEqual(allowances.integrator);
    const { allowance: _, ...unclassed } = viewer({ role: 'integrator' });
    expect(spending.allowanceOf(unclassed)).toEqual(allowances.integrator);
  });
  it('is the token’s own budget where it has one, which fills as fast as another and bounds each request', () => {
    expect(spending.allowanceOf(viewer({ budget: 20 }))).toEqual({ ceiling: 20, capacity: 20, refillPerSecond: 1 });
    expect(spending.allowanceOf(viewer({ budget: 4000 }))).toEqual({ ceiling: 100, capacity: 4000, refillPerSecond: 200 });
    expect(spending.allowanceOf(viewer({ budget: 1 })).refillPerSecond).toBe(1);
  });
  it('C13: is no more for a hundred tokens of a tenant than the tenant’s own', async () => {
    const budgets = new LocalBudgets({ now: () => 0 });
    let spent = 0;
    for (let index = 0; index < 100; index += 1) {
      const one = viewer({ id: `token:${index}`, tenants: ['7'] });
      const { capacity, refillPerSecond } = spending.allowanceOf(one);
      const buckets = [{ key: one.id, capacity, refillPerSecond }, ...spending.sharedBucketsOf(one)];
      for (let time = 0; time < 3; time += 1) if ((await budgets.reserve(buckets, 50)).kind === 'granted') spent += 50;
    }
    expect(spent).toBe(500);
  });
  it('is drawn from each tenant that a token is of, and from none where it is of none', () => {
    expect(spending.sharedBucketsOf(viewer({ tenants: ['1', '2'] })).map(({ key }) => key)).toEqual(['tenant:1', 'tenant:2']);
    expect(spending.sharedBucketsOf(viewer({}))).toEqual([]);
  });
});
