/**
 * Lets requests begin a few at a time, in the order in which they came.
 *
 * A thousand connections that are ready at once would otherwise all be answered in one turn of the event loop, for a quarter of a second in which nothing else
 * is heard: no timer, no answer of the database, and not the change feed, without which nothing may be given from the cache.
 */
const MOST_TOGETHER = 16;
/** For so long they begin in one turn, what follows at once from their beginning included. */
const SLICE_MILLISECONDS = 20;

export class Turns {
  private readonly waiting: (() => void)[] = [];
  private begunAtOnce = 0;
  private scheduled = 0;
  private sliceBegan: number | undefined;

  /** Begins now, or in one of the next turns of the event loop. `begin` does not throw. */
  take(begin: () => void): void {
    if (this.waiting.length > 0 || this.begunAtOnce >= MOST_TOGETHER) {
      this.waiting.push(begin);
      this.schedule();
      return;
    }
    if (this.begunAtOnce === 0)
      setImmediate(() => {
        this.begunAtOnce = 0;
      });
    this.begunAtOnce += 1;
    begin();
  }

  /** An appointment for each few that wait: between two of the same turn, all that followed from the first has been done. */
  private schedule(): void {
    for (; this.scheduled * MOST_TOGETHER < this.waiting.length; this.scheduled += 1) setImmediate(this.next);
  }

  private readonly next = (): void => {
    this.scheduled -= 1;
    if (this.sliceBegan === undefined) {
      this.sliceBegan = performance.now();
      setImmediate(() => {
        this.sliceBegan = undefined;
      });
    }
    if (performance.now() - this.sliceBegan < SLICE_MILLISECONDS) for (const begin of this.waiting.splice(0, MOST_TOGETHER)) begin();
    this.schedule();
  };
}
