/**
 * Where in a JSON text something is: the mistake that JSON.parse only complains about, or a value by its path.
 *
 * JSON.parse is fast and says where it stumbled in some versions and for some mistakes. This walks the text once more, and only when there is a
 * complaint to be made.
 */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface Mistake extends Place {
  readonly reason: string;
}

export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}

/** The first mistake of a text that JSON.parse refuses. */
export function findMistake(text: string): Mistake {
  const walk = new Walk(text, undefined);
  try {
    walk.document();
  } catch (error) {
    if (!(error instanceof Stumble)) throw error;
    return { ...placeOf(text, error.offset), reason: error.message };
  }
  return { ...placeOf(text, 0), reason: 'this is not JSON.' };
}

/** Where the value at a path such as `['nodes', 3]` begins, or the beginning of the text. */
export function findValue(text: string, path: readonly (string | number)[]): Place {
  const walk = new Walk(text, path.join('\0'));
  try {
    walk.document();
  } catch (error) {
    if (!(error instanceof Stumble)) throw error;
  }
  return placeOf(text, walk.found ?? 0);
}

class Stumble extends Error {
  readonly offset: number;
  constructor(offset: number, reason: string) {
    super(reason);
    this.offset = offset;
  }
}

const deepest = 500;
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that these may not stand in a string is what this says.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class Walk {
  found: number | undefined;
  readonly #text: string;
  readonly #wanted: string | undefined;
  #at = 0;

  constructor(text: string, wanted: string | undefined) {
    this.#text = text;
    this.#wanted = wanted;
  }

  document(): void {
    this.#value([]);
    this.#space();
    if (this.#at < this.#text.length) this.#stumble('something follows the end of the JSON value.');
  }

  #value(path: readonly (string | number)[]): void {
    this.#space();
    if (this.#wanted !== undefined && path.join('\0') === this.#wanted) this.found = this.#at;
    if (path.length > deepest) this.#stumble(`values are nested deeper than ${deepest} levels.`);
    const first = this.#text[this.#at];
    if (first === '{') this.#object(path);
    else if (first === '[') this.#array(path);
    else if (first === '"') this.#string();
    else this.#match(literal, 'a value is expected here.');
  }

  #object(path: readonly (string | number)[]): void {
    this.#at++;
    if (this.#ends('}')) return;
    do {
      this.#space();
      if (this.#text[this.#at] !== '"') this.#stumble('a name in double quotes is expected here.');
      const name = this.#string();
      this.#space();
      if (this.#text[this.#at] !== ':') this.#stumble('a colon is expected here.');
      this.#at++;
      this.#value([...path, name]);
    } while (this.#continues('}'));
  }

  #array(path: readonly (string | number)[]): void {
    this.#at++;
    if (this.#ends(']')) return;
    let index = 0;
    do this.#value([...path, index++]);
    while (this.#continues(']'));
  }

  #ends(bracket: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== bracket) return false;
    this.#at++;
    return true;
  }

  #continues(bracket: string): boolean {
    this.#space();
    const next = this.#text[this.#at];
    if (next !== ',' && next !== bracket) this.#stumble(`a comma or ${bracket} is expected here.`);
    this.#at++;
    return next === ',';
  }

  #string(): string {
    return this.#match(string, 'this text is not closed, or holds a character that has to be escaped.').slice(1, -1);
  }

  #match(pattern: RegExp, complaint: string): string {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) this.#stumble(complaint);
    this.#at = pattern.lastIndex;
    return match![0];
  }

  #space(): void {
    while (' \t\n\r'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
  }

  #stumble(reason: string): never {
    throw new Stumble(this.#at, this.#at >= this.#text.length ? 'the text ends here, too early.' : reason);
  }
}
