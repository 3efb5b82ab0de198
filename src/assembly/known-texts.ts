/**
 * Documents by the texts that they were parsed from, once every check has let them pass: what is asked again is parsed and validated no more.
 *
 * A document takes some fifty times the memory of its text, so it is their length that is bounded, and not their number alone. Those that came first go
 * first.
 */
import type { DocumentNode } from 'graphql';

const MOST_TEXTS = 5_000;
const MOST_CHARACTERS = 2_000_000;
/** Those of one text: what is longer is not asked over and over. */
const LONGEST_TEXT = 50_000;

export class KnownTexts {
  private readonly documents = new Map<string, DocumentNode>();
  private characters = 0;

  get(text: string): DocumentNode | undefined {
    return this.documents.get(text);
  }

  add(text: string, document: DocumentNode): void {
    if (text.length > LONGEST_TEXT || this.documents.has(text)) return;
    this.documents.set(text, document);
    this.characters += text.length;
    while (this.documents.size > MOST_TEXTS || this.characters > MOST_CHARACTERS) {
      const [oldest] = this.documents.keys();
      this.documents.delete(oldest!);
      this.characters -= oldest!.length;
    }
  }
}
