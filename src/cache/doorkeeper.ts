/**
 * Who has been here before: a question that is asked once is not worth keeping, and most of what a scanner asks is asked once.
 *
 * Two generations: when the young one is full it becomes the old one, and what was in that is a stranger again.
 */
export class Doorkeeper {
  private young = new Set<string>();
  private old = new Set<string>();
  private readonly mostOfAGeneration: number;

  constructor(mostOfAGeneration = 20_000) {
    this.mostOfAGeneration = mostOfAGeneration;
  }

  /** Notes that it was seen, and says whether it had been before. */
  greet(key: string): boolean {
    if (this.young.has(key)) return true;
    const isKnown = this.old.has(key);
    this.young.add(key);
    if (this.young.size >= this.mostOfAGeneration) {
      this.old = this.young;
      this.young = new Set();
    }
    return isKnown;
  }
}
