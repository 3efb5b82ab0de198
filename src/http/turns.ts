/**
 * Lets requests begin a few at a time, in the order in which they came.
 *
 * A thousand connections that are ready at once would otherwise all be answered in one turn of the event loop, for a quarter of a second in which nothing else
 * is heard: no timer, no answer of the database, and not the change feed, without which nothing may be given from the cache.
 */
const MOST_A_TURN = 16;

export class Turns {
  private readonly waiting: (() => void)[] = [];
  private begun = 0;
  private isCounting = false;

  /** Begins now, or in one of the next turns of the event loop. `begin` does not throw. */
  take(begin: () => void): void {
    if (this.begun >= MOST_A_TURN) {
      this.waiting.push(begin);
      return;
    }
    this.begun += 1;
    if (!this.isCounting) {
      this.isCounting = true;
      setImmediate(this.next);
    }
    begin();
  }

  /** Runs after the event loop has looked at every connection once. */
  private readonly next = (): void => {
    const first = this.waiting.splice(0, MOST_A_TURN);
    this.begun = first.length;
    this.isCounting = first.length > 0;
    if (this.isCounting) setImmediate(this.next);
    for (const begin of first) begin();
  };
}
