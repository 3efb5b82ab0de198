/** The panel "Price": what the text in the editor would cost, whether that is allowed, where it goes, and what would save most. */
import { type ReactNode, useState } from 'react';
import { Meter } from './meter.tsx';
import type { PriceState, Run } from './price-desk.ts';
import { availableNow, type FieldPrice, type Price, type Reading } from './reading.ts';
import { priceAgain, useClock, usePrice } from './use-price.ts';
import { percent, placeOf, points } from './wording.ts';

const FIELDS_AT_FIRST = 8;

export function PricePanel() {
  const state = usePrice();
  const { reading, pending } = state;
  return (
    <section className="price-panel" aria-labelledby="price-title">
      <header className="price-header">
        <h2 id="price-title">Price</h2>
        {reading.kind === 'priced' && <Verdict price={reading.price} />}
      </header>
      <p className="visually-hidden" role="status" aria-live="polite">
        {pending ? '' : spoken(reading)}
      </p>
      <div className={pending ? 'price-body is-pending' : 'price-body'} aria-busy={pending}>
        {bodyOf(state)}
      </div>
    </section>
  );
}

function Verdict({ price }: { readonly price: Price }) {
  return price.allowed ? <span className="verdict is-good">Allowed</span> : <span className="verdict is-bad">Refused</span>;
}

/** One sentence for those who listen. */
function spoken(reading: Reading): string {
  switch (reading.kind) {
    case 'empty':
      return '';
    case 'priced': {
      const { requested, maximum, allowed } = reading.price;
      const share = maximum === undefined ? '' : `, ${percent(requested, maximum)} of what one request may cost`;
      return `Price ${points(requested)} points${share}. ${allowed ? 'Allowed' : 'Refused'}.`;
    }
    case 'faulty':
      return 'No price yet: the text is not complete.';
    case 'signed-out':
      return 'No price: you are not signed in.';
    case 'unpriced':
      return 'This server does not price queries.';
    case 'unreachable':
      return 'No price: the server does not answer.';
  }
}

function bodyOf({ reading, draft, lastRun, budget }: PriceState): ReactNode {
  switch (reading.kind) {
    case 'empty':
      return (
        <Notice title="Nothing to price yet">
          Type a query, or open one of the starting queries in the side bar. Its price appears here before anything runs.
        </Notice>
      );
    case 'faulty':
      return (
        <Notice title={reading.line === undefined ? 'Not complete yet' : `Not complete yet, line ${reading.line}`}>
          {reading.message}
        </Notice>
      );
    case 'signed-out':
      return (
        <Notice title="You are not signed in" action={<a href="/?next=graphiql#sign-in">Sign in</a>}>
          Prices and budgets belong to a viewer. Sign in on the console, then come back.
        </Notice>
      );
    case 'unpriced':
      return (
        <Notice title="This server does not price yet" action={<Again />}>
          It answered without a cost, so nothing that you type is sent. Queries run as usual.
        </Notice>
      );
    case 'unreachable':
      return (
        <Notice title="No price just now" action={<Again />}>
          {reading.message}
        </Notice>
      );
    case 'priced': {
      const run = lastRun && lastRun.query === draft?.query ? lastRun : undefined;
      return <Priced price={reading.price} {...(run ? { run } : {})} {...(budget ? { budget } : {})} />;
    }
  }
}

function Again() {
  return (
    <button type="button" className="button is-small" onClick={priceAgain}>
      Ask again
    </button>
  );
}

function Notice({ title, children, action }: { readonly title: string; readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className="price-notice">
      <h3>{title}</h3>
      <p>{children}</p>
      {action}
    </div>
  );
}

function Priced({ price, run, budget }: { readonly price: Price; readonly run?: Run; readonly budget?: PriceState['budget'] }) {
  const now = useClock(budget !== undefined);
  const available = budget ? availableNow(budget, now) : undefined;
  return (
    <>
      <p className="price-figure">
        <strong data-testid="price">{points(price.requested)}</strong>
        <span>{price.requested === 1 ? 'point' : 'points'} at most</span>
      </p>
      {(price.maximum !== undefined || available !== undefined) && (
        <div className="price-meters">
          {price.maximum !== undefined && (
            <Meter label="One request" part={price.requested} total={price.maximum} of={points(price.maximum)} />
          )}
          {available !== undefined && <Meter label="Budget left" part={price.requested} total={available} of={points(available)} />}
        </div>
      )}
      {price.objects !== undefined && price.calls !== undefined && (
        <dl className="price-parts">
          <div>
            <dt>Objects</dt>
            <dd>{points(price.objects)}</dd>
          </div>
          <div>
            <dt>Calls</dt>
            <dd>{points(price.calls)}</dd>
          </div>
          <div className="price-actual">
            <dt>Last run</dt>
            <dd>{run?.price.actual === undefined ? <span className="price-none">not run yet</span> : points(run.price.actual)}</dd>
          </div>
        </dl>
      )}
      {price.hint && (
        <div className="price-hint">
          <h3>What would save most</h3>
          <p>{price.hint}</p>
        </div>
      )}
      {price.fields.length > 0 && <FieldTable fields={price.fields} {...(run ? { run } : {})} />}
    </>
  );
}

function FieldTable({ fields, run }: { readonly fields: readonly FieldPrice[]; readonly run?: Run }) {
  const [all, setAll] = useState(false);
  const actual = new Map(run?.price.fields.map((field) => [field.path, field.actual]));
  const dearest = fields[0]?.requested ?? 0;
  const shown = all ? fields : fields.slice(0, FIELDS_AT_FIRST);
  return (
    <>
      <table className="price-table">
        <caption>Where it goes, dearest first</caption>
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col" className="price-figures">
              At most
            </th>
            {run && (
              <th scope="col" className="price-figures">
                Actual
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map((field) => (
            <FieldRow key={field.path} field={field} dearest={dearest} {...(run ? { actual: actual.get(field.path) ?? 'none' } : {})} />
          ))}
        </tbody>
      </table>
      {fields.length > FIELDS_AT_FIRST && (
        <button type="button" className="price-more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${fields.length} fields`}
        </button>
      )}
    </>
  );
}

interface FieldRowProps {
  readonly field: FieldPrice;
  readonly dearest: number;
  readonly actual?: number | 'none';
}

function FieldRow({ field, dearest, actual }: FieldRowProps) {
  const { name, within } = placeOf(field.path);
  const share = dearest > 0 && Number.isFinite(field.requested) ? field.requested / dearest : 1;
  return (
    <tr>
      <th scope="row" title={field.path}>
        <span className="price-field">{name}</span>
        {within !== '' && <span className="price-within"> in {within}</span>}
        <span className="price-share" aria-hidden="true" style={{ width: `${Math.max(1, share * 100)}%` }} />
      </th>
      <td>{points(field.requested)}</td>
      {actual !== undefined && <td>{actual === 'none' ? '–' : points(actual)}</td>}
    </tr>
  );
}
