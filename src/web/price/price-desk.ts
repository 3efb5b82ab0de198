/**
 * Decides when to ask for a price, and which answer counts.
 *
 * It asks after a pause in typing, never twice for the same text, and drops every answer that a newer text has overtaken: the panel must
 * never show the price of what stood there before.
 *
 * A server that does not know `GraphQL-Cost: validate` would execute what is typed, mutations included. So the first question is
 * `{ __typename }`, and nothing else is sent before an answer to it has carried a price and no data.
 */
import { type Budget, type Price, type Reading, readAnswer, readPrice } from './reading.ts';

export interface Draft {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface Run {
  readonly query: string;
  readonly price: Price;
}

export interface PriceState {
  readonly reading: Reading;
  /** A newer text stands in the editor than the one that the reading is about. */
  readonly pending: boolean;
  readonly draft?: Draft;
  readonly lastRun?: Run;
  readonly budget?: Budget;
}

type AskForPrice = (draft: Draft, signal: AbortSignal) => Promise<{ readonly status: number; readonly body: unknown }>;

export interface PriceDeskSurroundings {
  readonly ask: AskForPrice;
  readonly now: () => number;
  /** Calls back after so many milliseconds; the result cancels. */
  readonly after: (milliseconds: number, act: () => void) => () => void;
}

export type PriceDesk = ReturnType<typeof openPriceDesk>;

export const PAUSE_MILLISECONDS = 200;
const PROBE: Draft = { query: '{ __typename }' };

export function openPriceDesk({ ask, now, after }: PriceDeskSurroundings) {
  let state: PriceState = { reading: { kind: 'empty' }, pending: false };
  let priced = '';
  let proven = false;
  let refused = false;
  let cancelPause = (): void => {};
  let asking: AbortController | undefined;
  const listeners = new Set<() => void>();

  const become = (next: Partial<PriceState>): void => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const question = async (draft: Draft, signal: AbortSignal): Promise<Reading> => {
    const answer = await ask(draft, signal);
    return readAnswer(answer.status, answer.body, now());
  };

  const price = async (draft: Draft): Promise<void> => {
    asking?.abort();
    const mine = new AbortController();
    asking = mine;
    let reading: Reading;
    try {
      if (!proven) {
        const probe = await question(PROBE, mine.signal);
        if (mine.signal.aborted) return;
        proven = probe.kind === 'priced';
        refused = probe.kind === 'unpriced';
        reading = proven ? await question(draft, mine.signal) : probe;
      } else {
        reading = await question(draft, mine.signal);
      }
    } catch (error) {
      reading = { kind: 'unreachable', message: error instanceof Error ? error.message : 'The server does not answer.' };
    }
    if (mine.signal.aborted) return;
    const budget = reading.kind === 'priced' ? reading.price.budget : undefined;
    become({ reading, pending: false, draft, ...(budget ? { budget } : {}) });
  };

  const desk = {
    /** The text stands so in the editor now. */
    type(draft: Draft): void {
      const text = JSON.stringify(draft);
      if (text === priced) return;
      priced = text;
      cancelPause();
      asking?.abort();
      if (isBlank(draft.query)) {
        become({ reading: { kind: 'empty' }, pending: false, draft });
        return;
      }
      if (refused) return;
      become({ pending: true });
      cancelPause = after(PAUSE_MILLISECONDS, () => void price(draft));
    },
    /** The variables beside the text cannot be read. */
    fault(message: string): void {
      priced = '';
      cancelPause();
      asking?.abort();
      become({ reading: { kind: 'faulty', message }, pending: false });
    },
    /** An operation ran, and this was answered. */
    ran(query: string, body: unknown): void {
      const paid = readPrice(body, now());
      if (!paid) return;
      become({ lastRun: { query, price: paid }, ...(paid.budget ? { budget: paid.budget } : {}) });
    },
    /** Asks again, also whether the server has learnt to price. */
    again(draft: Draft): void {
      refused = false;
      priced = '';
      desk.type(draft);
    },
    state: (): PriceState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return desk;
}

/** Whether nothing but comments and white space stands in a text. */
export function isBlank(query: string): boolean {
  return query.replaceAll(/#[^\n\r]*/g, '').replaceAll(/[\s,]/g, '') === '';
}
