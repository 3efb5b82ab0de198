/**
 * Which operations run now, which wait, and which are sent away before any work.
 *
 * What runs at once is bounded twice: by number, so that it fits the pool of connections, and by cost, so that it fits memory. Everything else waits,
 * cheap and urgent first: an operation is due a while after it came, and the while grows with its price. Nothing starves, because whatever comes later
 * than that while goes behind. An operation dearer than the bound runs when nothing else does. The room to wait in is measured in work, not in heads:
 * as much as this process has shown that it gets done while somebody is still waiting for it. When it is full, the dearest leaves first.
 *
 * What runs is bounded by prices, because they are never exceeded; who goes first and what waiting amounts to is judged by what is expected, because a
 * price is what would happen if every page were full, and few are.
 */
import { Throughput } from './throughput.ts';
import { type Waiting, WaitingRoom } from './waiting-room.ts';

export interface AdmissionOptions {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Operations that run at once. */
  readonly mostOperations: number;
  /** The sum of the prices that run at once. */
  readonly mostCost: number;
  /** When a request is given up altogether, from its arrival on. */
  readonly deadlineMilliseconds: number;
  /** How much later than a free one an operation is due that is expected to cost this. */
  readonly patienceFor: (cost: number) => number;
}

export interface Candidate {
  /** Its price, which it will not exceed. */
  readonly cost: number;
  /** What it will probably cost. */
  readonly expected: number;
}

/** Why an operation was sent away: there was no room to wait, or it had waited as long as makes sense. */
export type ShedReason = 'no-room' | 'waited-too-long';

export type Admitted =
  | { readonly kind: 'admitted'; readonly waitedMilliseconds: number; release(actual: number): void }
  | { readonly kind: 'shed'; readonly reason: ShedReason; readonly retryAfterSeconds: number };

/**
 * The part of the deadline that the work waiting may take. A longer row gets no more done, it only makes everybody late: it is as long as what comes in a
 * burst, and after an overload it is empty again in so much time. The rest is for running, and for a machine that becomes slower meanwhile.
 */
const WAITING_SHARE = 1 / 3;
/** Whoever has waited this part of the deadline would run into it. */
const LONGEST_WAIT_SHARE = 2 / 3;
const LONGEST_RETRY_SECONDS = 30;

export class Admission {
  private readonly options: AdmissionOptions;
  private readonly room = new WaitingRoom();
  private readonly throughput: Throughput;
  private asked = 0;
  private operations = 0;
  private cost = 0;

  constructor(options: AdmissionOptions) {
    this.options = options;
    this.throughput = new Throughput(options.now);
  }

  /** Running and waiting, for whoever watches. */
  get state(): { readonly operations: number; readonly cost: number; readonly waiting: number; readonly waitingWork: number } {
    return { operations: this.operations, cost: this.cost, waiting: this.room.size, waitingWork: this.room.work };
  }

  /** Resolves when the operation may run or has to leave. Rejects with the signal's reason when its client has left or its deadline passed. */
  async admit({ cost, expected }: Candidate, signal: AbortSignal): Promise<Admitted> {
    signal.throwIfAborted();
    const { now, patienceFor } = this.options;
    if (this.room.size === 0 && this.hasPlaceFor(cost)) return this.start(cost, 0);
    this.asked += 1;
    const came = now();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', onAbort);
        this.room.remove(waiting);
        this.throughput.note(this.room.size > 0, 0);
      };
      const shed = (reason: ShedReason): void => {
        leave();
        resolve({ kind: 'shed', reason, retryAfterSeconds: this.retryAfterSeconds() });
        // Whoever was first in the row may have been what held up the rest.
        this.next();
      };
      const onAbort = (): void => {
        leave();
        reject(signal.reason);
        this.next();
      };
      const waiting: Waiting = {
        cost,
        work: workOf(expected),
        dueAt: came + patienceFor(expected),
        number: this.asked,
        start: () => {
          leave();
          resolve(this.start(cost, now() - came));
        },
        leave: () => shed('no-room'),
      };
      const timer = setTimeout(() => shed('waited-too-long'), this.options.deadlineMilliseconds * LONGEST_WAIT_SHARE);
      signal.addEventListener('abort', onAbort, { once: true });
      this.room.add(waiting);
      this.throughput.note(true, 0);
      this.makeRoom();
    });
  }

  private hasPlaceFor(cost: number): boolean {
    const { mostOperations, mostCost } = this.options;
    return this.operations === 0 || (this.operations < mostOperations && this.cost + cost <= mostCost);
  }

  private start(cost: number, waitedMilliseconds: number): Admitted {
    this.operations += 1;
    this.cost += cost;
    let isReleased = false;
    return {
      kind: 'admitted',
      waitedMilliseconds,
      release: (actual) => {
        if (isReleased) return;
        isReleased = true;
        this.operations -= 1;
        this.cost -= cost;
        this.throughput.note(this.room.size > 0, workOf(actual));
        this.next();
      },
    };
  }

  /** Lets in whoever is first, as long as there is a place. A dear one that is first is not overtaken: it waits for its place, and all wait for it. */
  private next(): void {
    for (let first = this.room.first; first && this.hasPlaceFor(first.cost); first = this.room.first) first.start();
  }

  private makeRoom(): void {
    const perSecond = this.throughput.perSecond;
    if (perSecond === undefined) return;
    const most = (perSecond * this.options.deadlineMilliseconds * WAITING_SHARE) / 1000;
    while (this.room.size > 1 && this.room.work > most) this.room.dearest()!.leave();
  }

  private retryAfterSeconds(): number {
    const perSecond = this.throughput.perSecond ?? Number.POSITIVE_INFINITY;
    return Math.min(LONGEST_RETRY_SECONDS, Math.max(1, Math.ceil(this.room.work / perSecond)));
  }
}

/**
 * Points count objects; being asked at all takes time too, as much as so many points (`npm run bench -- calibrate`). Without it, a process that answers
 * many cheap operations would seem to get less done than one that answers few dear ones.
 */
const POINTS_OF_BEING_ASKED = 1000;

function workOf(cost: number): number {
  return cost + POINTS_OF_BEING_ASKED;
}
