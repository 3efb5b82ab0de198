/** Those who wait, by when they are due: a binary heap, since thousands may wait and one goes in or out with every request. */
export interface Waiting {
  /** Its price. */
  readonly cost: number;
  /** What it will probably take. */
  readonly work: number;
  /** Milliseconds on the clock of the admission. */
  readonly dueAt: number;
  /** Counts those who came: of two that are due at once, the first goes first. */
  readonly number: number;
  /** It may run. Whoever is told leaves the room by itself. */
  readonly start: () => void;
  /** It has to go. */
  readonly leave: () => void;
}

export class WaitingRoom {
  private readonly heap: Waiting[] = [];
  private total = 0;

  get size(): number {
    return this.heap.length;
  }

  /** The sum of the work that waits. */
  get work(): number {
    return this.total;
  }

  /** Who is due first. */
  get first(): Waiting | undefined {
    return this.heap[0];
  }

  add(waiting: Waiting): void {
    this.total += waiting.work;
    this.heap.push(waiting);
    this.rise(this.heap.length - 1);
  }

  remove(waiting: Waiting): void {
    const index = this.heap.indexOf(waiting);
    if (index < 0) return;
    this.total -= waiting.work;
    const last = this.heap.pop()!;
    if (last === waiting) return;
    this.heap[index] = last;
    this.rise(index);
    this.sink(index);
  }

  /** Of equally dear ones, the one that is due last. */
  dearest(): Waiting | undefined {
    let found = this.heap[0];
    for (const waiting of this.heap)
      if (waiting.work > found!.work || (waiting.work === found!.work && isBefore(found!, waiting))) found = waiting;
    return found;
  }

  private rise(from: number): void {
    const { heap } = this;
    for (let index = from; index > 0; ) {
      const above = (index - 1) >> 1;
      if (!isBefore(heap[index]!, heap[above]!)) return;
      this.swap(above, index);
      index = above;
    }
  }

  private sink(from: number): void {
    const { heap } = this;
    for (let index = from; ; ) {
      const left = 2 * index + 1;
      let least = index;
      if (left < heap.length && isBefore(heap[left]!, heap[least]!)) least = left;
      if (left + 1 < heap.length && isBefore(heap[left + 1]!, heap[least]!)) least = left + 1;
      if (least === index) return;
      this.swap(index, least);
      index = least;
    }
  }

  private swap(one: number, other: number): void {
    const { heap } = this;
    [heap[one], heap[other]] = [heap[other]!, heap[one]!];
  }
}

function isBefore(one: Waiting, other: Waiting): boolean {
  return one.dueAt === other.dueAt ? one.number < other.number : one.dueAt < other.dueAt;
}
