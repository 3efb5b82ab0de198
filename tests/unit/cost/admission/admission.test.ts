import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Admission, type Admitted } from '../../../../src/cost/admission/admission.ts';
import { millisecondsAllowed, patience } from '../../../../src/cost/admission/time-allowed.ts';
import { type Waiting, WaitingRoom } from '../../../../src/cost/admission/waiting-room.ts';

const DEADLINE = 10_000;
const limits = { deadlineMilliseconds: DEADLINE, dearCost: 25_000 };
const admissionOf = (mostOperations: number, mostCost = Number.POSITIVE_INFINITY) =>
  new Admission({
    now: () => performance.now(),
    mostOperations,
    mostCost,
    deadlineMilliseconds: DEADLINE,
    patienceFor: (cost) => patience(cost, limits),
  });

/** Whoever asks, in the order in which they were let in; each lets go when it is told. */
class Crowd {
  readonly ran: string[] = [];
  readonly shed = new Map<string, Extract<Admitted, { kind: 'shed' }>>();
  readonly failed = new Map<string, unknown>();
  private readonly running = new Map<string, () => void>();
  private readonly admission: Admission;

  constructor(admission: Admission) {
    this.admission = admission;
  }

  async ask(name: string, cost: number, signal = new AbortController().signal, expected = cost): Promise<void> {
    void this.admission.admit({ cost, expected }, signal).then(
      (admitted) => {
        if (admitted.kind === 'shed') this.shed.set(name, admitted);
        else {
          this.ran.push(name);
          this.running.set(name, () => admitted.release(expected));
        }
      },
      (error: unknown) => this.failed.set(name, error),
    );
    await vi.advanceTimersByTimeAsync(0);
  }

  async end(name: string): Promise<void> {
    this.running.get(name)!();
    this.running.delete(name);
    await vi.advanceTimersByTimeAsync(0);
  }

  async endAll(): Promise<void> {
    while (this.running.size > 0) await this.end([...this.running.keys()][0]!);
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('what runs at once', () => {
  it('is no more than fits the pool', async () => {
    const admission = admissionOf(2);
    const crowd = new Crowd(admission);
    for (const name of ['a', 'b', 'c']) await crowd.ask(name, 10);
    expect(crowd.ran).toEqual(['a', 'b']);
    await crowd.end('a');
    expect(crowd.ran).toEqual(['a', 'b', 'c']);
    expect(admission.state).toEqual({ operations: 2, cost: 20, waiting: 0, waitingWork: 0 });
  });

  it('costs no more than the bound, and what is dearer than the bound runs alone', async () => {
    const admission = admissionOf(10, 100);
    const crowd = new Crowd(admission);
    await crowd.ask('a', 60);
    await crowd.ask('b', 60);
    expect(crowd.ran).toEqual(['a']);
    await crowd.end('a');
    await crowd.ask('huge', 5000);
    expect(crowd.ran).toEqual(['a', 'b']);
    await crowd.end('b');
    expect(crowd.ran).toEqual(['a', 'b', 'huge']);
    await crowd.ask('c', 1);
    expect(admission.state).toMatchObject({ operations: 1, cost: 5000, waiting: 1 });
    await crowd.endAll();
    expect(crowd.ran).toEqual(['a', 'b', 'huge', 'c']);
    expect(admission.state).toEqual({ operations: 0, cost: 0, waiting: 0, waitingWork: 0 });
  });

  it('never is above its bounds, whatever comes and goes, and all that came leave in the end', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('ask' as const), cost: fc.nat(150), leaves: fc.boolean() }),
        fc.record({ kind: fc.constant('end' as const), which: fc.nat(20) }),
        fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.nat(3000) }),
      ),
      { maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const admission = admissionOf(3, 200);
        const running: { cost: number; release: (actual: number) => void }[] = [];
        let asked = 0;
        let gone = 0;
        const clients: AbortController[] = [];
        for (const step of taken) {
          if (step.kind === 'ask') {
            const client = new AbortController();
            asked += 1;
            void admission.admit({ cost: step.cost, expected: step.cost }, client.signal).then(
              (admitted) => {
                if (admitted.kind === 'shed') gone += 1;
                else running.push({ cost: step.cost, release: admitted.release });
              },
              () => {
                gone += 1;
              },
            );
            if (step.leaves) clients.push(client);
          } else if (step.kind === 'end') {
            const [ended] = running.splice(step.which % Math.max(1, running.length), 1);
            if (ended) gone += 1;
            ended?.release(ended.cost);
            // Twice is once.
            ended?.release(ended.cost);
          } else await vi.advanceTimersByTimeAsync(step.milliseconds);
          await vi.advanceTimersByTimeAsync(0);
          const cost = running.reduce((sum, { cost }) => sum + cost, 0);
          expect(running.length).toBeLessThanOrEqual(3);
          expect(running.length === 1 || cost <= 200).toBe(true);
          expect(admission.state).toMatchObject({ operations: running.length, cost, waiting: asked - gone - running.length });
        }
        for (const client of clients) client.abort(new Error('left'));
        while (gone < asked) {
          const ended = running.shift();
          if (ended) gone += 1;
          ended?.release(ended.cost);
          await vi.advanceTimersByTimeAsync(ended ? 0 : DEADLINE);
        }
        expect(admission.state).toEqual({ operations: 0, cost: 0, waiting: 0, waitingWork: 0 });
      }),
      { numRuns: 200 },
    );
  });
});

describe('who waits', () => {
  it('goes cheap first', async () => {
    const crowd = new Crowd(admissionOf(1));
    await crowd.ask('first', 1);
    for (const [name, cost] of [
      ['dear', 20_000],
      ['middle', 2000],
      ['cheap', 5],
    ] as const)
      await crowd.ask(name, cost);
    await crowd.endAll();
    expect(crowd.ran).toEqual(['first', 'cheap', 'middle', 'dear']);
  });

  it('is taken for as dear as it is expected to be, not for what it may cost at most', async () => {
    const crowd = new Crowd(admissionOf(1));
    const { signal } = new AbortController();
    await crowd.ask('running', 1);
    await crowd.ask('middle', 2000);
    await crowd.ask('dear but usually cheap', 20_000, signal, 50);
    await crowd.endAll();
    expect(crowd.ran).toEqual(['running', 'dear but usually cheap', 'middle']);
  });

  it('does not starve: a dear one that has waited goes before a cheap one that has just come', async () => {
    const crowd = new Crowd(admissionOf(1));
    await crowd.ask('running', 1);
    await crowd.ask('dear', 20_000);
    await vi.advanceTimersByTimeAsync(patience(20_000, limits) + 1);
    await crowd.ask('cheap', 1);
    await crowd.endAll();
    expect(crowd.ran).toEqual(['running', 'dear', 'cheap']);
  });

  it('and is first is not overtaken by a smaller one that would fit', async () => {
    const crowd = new Crowd(admissionOf(10, 100));
    await crowd.ask('running', 60);
    await crowd.ask('first', 90);
    await vi.advanceTimersByTimeAsync(1000);
    await crowd.ask('small', 1);
    expect(crowd.ran).toEqual(['running']);
    await crowd.end('running');
    expect(crowd.ran).toEqual(['running', 'first', 'small']);
  });

  it('leaves when its client does, and lets those behind it in', async () => {
    const crowd = new Crowd(admissionOf(10, 100));
    const client = new AbortController();
    const left = new Error('left');
    await crowd.ask('running', 60);
    await crowd.ask('gone', 90, client.signal);
    await crowd.ask('small', 40);
    client.abort(left);
    await vi.advanceTimersByTimeAsync(0);
    expect(crowd.failed.get('gone')).toBe(left);
    expect(crowd.ran).toEqual(['running', 'small']);
  });

  it('is sent away shortly before its deadline, with the time after which to come again', async () => {
    const crowd = new Crowd(admissionOf(1));
    await crowd.ask('running', 1);
    await crowd.ask('waiting', 1);
    await vi.advanceTimersByTimeAsync(DEADLINE);
    expect(crowd.shed.get('waiting')).toMatchObject({ kind: 'shed', reason: 'waited-too-long' });
    expect(crowd.shed.get('waiting')!.retryAfterSeconds).toBeGreaterThanOrEqual(1);
  });
});

describe('when there is no room to wait', () => {
  /** Two operations a second of this price, for some seconds, with somebody waiting all the time. */
  async function busy(crowd: Crowd, cost: number, seconds: number): Promise<void> {
    await crowd.ask('busy0', cost);
    for (let index = 1; index <= seconds * 2; index += 1) {
      await crowd.ask(`busy${index}`, cost);
      await vi.advanceTimersByTimeAsync(500);
      await crowd.end(`busy${index - 1}`);
    }
  }

  it('the dearest is sent away first, however long it has waited; the rest stays', async () => {
    const crowd = new Crowd(admissionOf(1));
    await busy(crowd, 400, 5);
    // 2 × (400 + 1000 for being asked) a second, for a third of ten seconds: as much as six of these may wait.
    await crowd.ask('dear', 3000);
    for (let index = 0; index < 3; index += 1) await crowd.ask(`cheap${index}`, 400);
    expect(crowd.shed.size).toBe(0);
    for (let index = 3; index < 6; index += 1) await crowd.ask(`cheap${index}`, 400);
    expect([...crowd.shed.keys()]).toEqual(['dear']);
    expect(crowd.shed.get('dear')).toMatchObject({ reason: 'no-room' });
    expect(crowd.shed.get('dear')!.retryAfterSeconds).toBeLessThanOrEqual(10);
    await crowd.endAll();
    expect(crowd.ran.slice(-4)).toEqual(['cheap2', 'cheap3', 'cheap4', 'cheap5']);
  });

  it('one that comes and is the dearest leaves at once', async () => {
    const crowd = new Crowd(admissionOf(1));
    await busy(crowd, 400, 5);
    for (let index = 0; index < 5; index += 1) await crowd.ask(`cheap${index}`, 400);
    await crowd.ask('dear', 3000);
    expect([...crowd.shed.keys()]).toEqual(['dear']);
  });

  it('is not known before there was enough to do for a while, so a crowd at a cold start is not sent away', async () => {
    const crowd = new Crowd(admissionOf(1));
    for (let index = 0; index < 500; index += 1) await crowd.ask(`a${index}`, 100);
    await vi.advanceTimersByTimeAsync(1000);
    await crowd.end('a0');
    expect(crowd.shed.size).toBe(0);
  });
});

describe('the row', () => {
  it('is always in order, whoever leaves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ cost: fc.nat(50), dueAt: fc.nat(50) }), { minLength: 1, maxLength: 40 }),
        fc.nat(),
        (given, seed) => {
          const room = new WaitingRoom();
          const all = given.map(
            ({ cost, dueAt }, number): Waiting => ({ cost, work: cost, dueAt, number, start: () => undefined, leave: () => undefined }),
          );
          for (const waiting of all) room.add(waiting);
          const gone = all[seed % all.length]!;
          room.remove(gone);
          room.remove(gone);
          const left = all.filter((waiting) => waiting !== gone);
          expect(room.work).toBe(left.reduce((sum, { cost }) => sum + cost, 0));
          expect(room.dearest()?.cost).toBe(left.length > 0 ? Math.max(...left.map(({ cost }) => cost)) : undefined);
          const order: number[] = [];
          for (let first = room.first; first; first = room.first) {
            order.push(first.dueAt);
            room.remove(first);
          }
          expect(order).toEqual(left.map(({ dueAt }) => dueAt).sort((one, other) => one - other));
        },
      ),
    );
  });
});

describe('the time that a price allows', () => {
  it('is half of the deadline for what is cheap, and the whole from a dear price on', () => {
    expect(millisecondsAllowed(0, limits)).toBe(5000);
    expect(millisecondsAllowed(12_500, limits)).toBe(7500);
    expect(millisecondsAllowed(25_000, limits)).toBe(10_000);
    expect(millisecondsAllowed(250_000, limits)).toBe(10_000);
  });
});
