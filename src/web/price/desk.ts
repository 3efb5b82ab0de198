/** The one price desk of the page, with the real server, clock and timer. */
import { askOwnServer } from '../shared/same-origin.ts';
import { openPriceDesk } from './price-desk.ts';

export const desk = openPriceDesk({
  async ask(draft, signal) {
    const answer = await askOwnServer('/graphql', { body: draft, headers: { 'graphql-cost': 'validate' }, signal });
    return { status: answer.status, body: await answer.json().catch(() => undefined) };
  },
  now: () => Date.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
});
