/** What was made of texts that were met before, so that it need not be made again. Bounded by number and by length; those that came first go first. */

export interface KnownTextsLimits {
  readonly mostTexts: number;
  readonly mostCharacters: number;
  /** Of one text: what is longer is not sent over and over. */
  readonly longestText: number;
}

export class KnownTexts<Value> {
  private readonly limits: KnownTextsLimits;
  private readonly values = new Map<string, Value>();
  private characters = 0;

  constructor(limits: KnownTextsLimits) {
    this.limits = limits;
  }

  get(text: string): Value | undefined {
    return this.values.get(text);
  }

  add(text: string, value: Value): void {
    const { mostTexts, mostCharacters, longestText } = this.limits;
    if (text.length > longestText || this.values.has(text)) return;
    this.values.set(text, value);
    this.characters += text.length;
    while (this.values.size > mostTexts || this.characters > mostCharacters) {
      const [oldest] = this.values.keys();
      this.values.delete(oldest!);
      this.characters -= oldest!.length;
    }
  }
}
