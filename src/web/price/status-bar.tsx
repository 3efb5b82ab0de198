/** The line under the answer: the price of the text, what the last run cost, and the budget that is left, whatever panel is open. */
import { availableNow, type Budget } from './reading.ts';
import { useClock, usePrice } from './use-price.ts';
import { fraction, points } from './wording.ts';

export function StatusBar() {
  const { reading, lastRun, budget, pending } = usePrice();
  const dimmed = pending ? 'is-pending' : '';
  return (
    <section className="status-bar" aria-label="Price and budget">
      <span className="status-item">
        Price
        {reading.kind === 'priced' && reading.price.allowed && <strong className={dimmed}>{points(reading.price.requested)}</strong>}
        {reading.kind === 'priced' && !reading.price.allowed && (
          <strong className={`is-refused ${dimmed}`}>{points(reading.price.requested)} refused</strong>
        )}
        {reading.kind !== 'priced' && <strong className={dimmed}>–</strong>}
      </span>
      <span className="status-item">
        Last run <strong>{lastRun?.price.actual === undefined ? '–' : points(lastRun.price.actual)}</strong>
      </span>
      {budget ? <BudgetLeft budget={budget} /> : <span className="status-item is-last">{withoutBudget(reading.kind)}</span>}
    </section>
  );
}

function withoutBudget(kind: string): string {
  return kind === 'unpriced' ? 'This server does not price' : 'Budget –';
}

function BudgetLeft({ budget }: { readonly budget: Budget }) {
  const now = useClock(true);
  const available = availableNow(budget, now);
  return (
    <span className="status-item is-last" title={`Refills by ${points(budget.restoreRate)} points a second`}>
      Budget <strong>{points(available)}</strong> of {points(budget.maximumAvailable)}
      <span className="status-budget" aria-hidden="true">
        <span className="status-budget-left" style={{ width: `${fraction(available, budget.maximumAvailable) * 100}%` }} />
      </span>
    </span>
  );
}
