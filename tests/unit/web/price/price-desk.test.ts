import { beforeEach, describe, expect, it } from 'vitest';
import { type Draft, isBlank, openPriceDesk, PAUSE_MILLISECONDS, type PriceDesk } from '../../../../src/web/price/price-desk.ts';

interface Question {
  readonly draft: Draft;
  readonly signal: AbortSignal;
  answer(requested: number): Promise<void>;
  answerWithout(): Promise<void>;
  fail(): Promise<void>;
}

let questions: Question[];
let pauses: { milliseconds: number; act: () => void; cancelled: boolean }[];
let desk: PriceDesk;

const settle = () => new Promise<void>((done) => setImmediate(done));
const priceOf = (requested: number) => ({ extensions: { cost: { requestedQueryCost: requested, maximumQueryCost: 1_000 } } });

function pass(): void {
  const waiting = pauses.filter(({ cancelled }) => !cancelled);
  pauses = [];
  for (const { act } of waiting) act();
}

beforeEach(() => {
  questions = [];
  pauses = [];
  desk = openPriceDesk({
    ask: (draft, signal) =>
      new Promise((resolve, reject) => {
        const reply = (body: unknown) => {
          resolve({ status: 200, body });
          return settle();
        };
        questions.push({
          draft,
          signal,
          answer: (requested) => reply(priceOf(requested)),
          answerWithout: () => reply({ data: { __typename: 'Query' } }),
          fail: () => {
            reject(new Error('Failed to fetch'));
            return settle();
          },
        });
      }),
    now: () => 0,
    after: (milliseconds, act) => {
      const pause = { milliseconds, act, cancelled: false };
      pauses.push(pause);
      return () => {
        pause.cancelled = true;
      };
    },
  });
});

async function proven(): Promise<void> {
  desk.type({ query: '{ warmUp }' });
  pass();
  await questions.shift()!.answer(1);
  await questions.shift()!.answer(1);
}

describe('the price desk', () => {
  it('asks once after a pause, not at every letter', async () => {
    await proven();
    for (const query of ['{ d', '{ de', '{ dev }']) desk.type({ query });
    expect(pauses.filter(({ cancelled }) => !cancelled)).toHaveLength(1);
    expect(pauses.at(-1)!.milliseconds).toBe(PAUSE_MILLISECONDS);
    pass();
    expect(questions.map(({ draft }) => draft.query)).toEqual(['{ dev }']);
  });

  it('first asks a harmless question, whatever was typed', async () => {
    desk.type({ query: 'mutation { deleteEverything }' });
    pass();
    expect(questions.map(({ draft }) => draft.query)).toEqual(['{ __typename }']);
    await questions[0]!.answer(1);
    expect(questions[1]!.draft.query).toBe('mutation { deleteEverything }');
  });

  it('sends nothing that was typed to a server that executes in place of pricing', async () => {
    desk.type({ query: 'mutation { deleteEverything }' });
    pass();
    await questions[0]!.answerWithout();
    desk.type({ query: 'mutation { deleteMore }' });
    pass();
    expect(questions).toHaveLength(1);
    expect(desk.state().reading).toEqual({ kind: 'unpriced' });
  });

  it('asks again on request, and prices once the server has learnt to', async () => {
    desk.type({ query: '{ devices }' });
    pass();
    await questions[0]!.answerWithout();
    desk.again({ query: '{ devices }' });
    pass();
    await questions[1]!.answer(1);
    await questions[2]!.answer(42);
    expect(desk.state().reading).toMatchObject({ kind: 'priced', price: { requested: 42 } });
  });

  it('drops an answer that a newer text has overtaken', async () => {
    await proven();
    desk.type({ query: '{ slow }' });
    pass();
    const slow = questions.shift()!;
    desk.type({ query: '{ fast }' });
    pass();
    await questions.shift()!.answer(2);
    await slow.answer(999);
    expect(slow.signal.aborted).toBe(true);
    expect(desk.state()).toMatchObject({ pending: false, reading: { price: { requested: 2 } }, draft: { query: '{ fast }' } });
  });

  it('does not ask twice for the same text and variables', async () => {
    await proven();
    desk.type({ query: '{ a }', variables: { first: 1 } });
    pass();
    await questions.shift()!.answer(3);
    desk.type({ query: '{ a }', variables: { first: 1 } });
    pass();
    expect(questions).toHaveLength(0);
    desk.type({ query: '{ a }', variables: { first: 2 } });
    pass();
    expect(questions).toHaveLength(1);
  });

  it('keeps the last price in sight while a new one is on its way', async () => {
    await proven();
    desk.type({ query: '{ next }' });
    expect(desk.state()).toMatchObject({ pending: true, reading: { kind: 'priced' } });
  });

  it('asks nothing for a text of comments', async () => {
    await proven();
    desk.type({ query: '# nothing here\n  # yet, \n' });
    pass();
    expect(questions).toHaveLength(0);
    expect(desk.state().reading).toEqual({ kind: 'empty' });
  });

  it('says that the server cannot be reached, and recovers with the next text', async () => {
    await proven();
    desk.type({ query: '{ lost }' });
    pass();
    await questions.shift()!.fail();
    expect(desk.state().reading).toEqual({ kind: 'unreachable', message: 'Failed to fetch' });
    desk.type({ query: '{ found }' });
    pass();
    await questions.shift()!.answer(5);
    expect(desk.state().reading).toMatchObject({ kind: 'priced' });
  });

  it('prices the text again after the variables were at fault', async () => {
    await proven();
    desk.type({ query: '{ a }' });
    pass();
    await questions.shift()!.answer(3);
    desk.fault('The variables are not JSON.');
    expect(desk.state().reading).toEqual({ kind: 'faulty', message: 'The variables are not JSON.' });
    desk.type({ query: '{ a }' });
    pass();
    await questions.shift()!.answer(3);
    expect(desk.state().reading).toMatchObject({ kind: 'priced' });
  });

  it('remembers what a run really cost, and forgets answers without a price', () => {
    desk.ran('{ a }', { data: {}, extensions: { cost: { requestedQueryCost: 10, actualQueryCost: 7 } } });
    desk.ran('{ b }', { data: {} });
    expect(desk.state().lastRun).toMatchObject({ query: '{ a }', price: { requested: 10, actual: 7 } });
  });
});

it.each([
  ['', true],
  ['  \n,\t', true],
  ['# { devices }', true],
  ['# note\n{ devices }', false],
])('a text of nothing but comments and white space is blank: %j', (text, blank) => {
  expect(isBlank(text)).toBe(blank);
});
