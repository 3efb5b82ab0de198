/**
 * The size that a field hands to lists below it, by `sizedFields`: `devices(first: 10) { edges { node } nodes }` has one page, whichever list shows it.
 *
 * What is handed on is part of what identifies a compiled selection, so it has an id: of the field that handed it out and of the levels passed since.
 */
import type { FieldFacts } from './cost-schema.ts';
import type { SizedFields } from './directives.ts';
import type { Amount } from './expression.ts';
import type { IdentityNumbers } from './identity-numbers.ts';
import type { FieldSize } from './list-size.ts';

export interface InheritedSize {
  readonly id: string;
  readonly sized: SizedFields;
  readonly size: Amount;
  readonly slicedBy: string | undefined;
  /** The coordinate of the field that handed it out. */
  readonly list: string;
}

export class SizeInheritance {
  private readonly numbers: IdentityNumbers;
  private handedOut = 0;

  constructor(numbers: IdentityNumbers) {
    this.numbers = numbers;
  }

  /** What the selection of a field inherits: the field's own size, or what is left of the one above it. */
  below(facts: FieldFacts, own: FieldSize | undefined, above: InheritedSize | undefined): InheritedSize | undefined {
    if (own && facts.listSize?.sizedFields) {
      this.handedOut += 1;
      const { size, slicedBy } = own;
      return { id: String(this.handedOut), sized: facts.listSize.sizedFields, size, slicedBy, list: facts.coordinate };
    }
    const sized = above?.sized.below.get(facts.definition.name);
    // The level below is part of the schema's facts, so together with the size above it identifies what is handed on.
    return above && sized && { ...above, id: `${above.id}.${this.numbers.of(sized)}`, sized };
  }
}
