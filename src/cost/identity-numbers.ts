/** A number for each object, in the order in which they are met: what keys of memos are made of. */
export class IdentityNumbers {
  private readonly numbers = new Map<object, number>();

  of(object: object): number {
    let number = this.numbers.get(object);
    if (number === undefined) {
      number = this.numbers.size + 1;
      this.numbers.set(object, number);
    }
    return number;
  }
}
