import fastCheck from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTexts, parseJson } from '../../../src/http/request-body.ts';

const bytes = (text: string) => Buffer.from(text);

describe('A body', () => {
  it('means what JSON.parse says, whatever brackets its texts hold', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.jsonValue({ maxDepth: 5 }), (value) => {
        expect(parseJson(bytes(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
  it('is not nested by brackets in a text', () => {
    const text = `${'['.repeat(100)}\\"[`;
    expect(parseJson(bytes(`["${text}"]`))).toHaveLength(1);
  });
  it('may be nested 64 levels deep and no deeper', () => {
    const nested = (levels: number) => bytes('['.repeat(levels) + ']'.repeat(levels));
    expect(parseJson(nested(64))).toBeDefined();
    expect(() => parseJson(nested(65))).toThrow('64 levels');
    expect(() => parseJson(bytes('['.repeat(1_000_000)))).toThrow('64 levels');
  });
  it('may begin with a byte order mark', () => {
    expect(parseJson(bytes('\uFEFF{}'))).toEqual({});
  });
  it.each(['', '{', "{'a':1}", '{} {}', 'undefined'])('is refused when it is %j', (text) => {
    expect(() => parseJson(bytes(text))).toThrow('not JSON');
  });
});

describe('A text', () => {
  it('is refused exactly when PostgreSQL could not store it, wherever it stands', () => {
    fastCheck.assert(
      fastCheck.property(fastCheck.string({ unit: 'binary' }), (text) => {
        const refused = (value: unknown): boolean => {
          try {
            checkTexts(value);
            return false;
          } catch {
            return true;
          }
        };
        const unstorable = text.includes('\0');
        for (const value of [text, [text], { a: { b: [text] } }, { [text]: 1 }]) expect(refused(value)).toBe(unstorable);
      }),
    );
    expect(() => checkTexts(['\ud800'])).toThrow('surrogate');
    expect(() => checkTexts(['\udc00\ud800'])).toThrow('surrogate');
  });

  it('is found among half a million values', () => {
    const many: unknown[] = new Array(500_000).fill(1);
    expect(() => checkTexts(many)).not.toThrow();
    many[250_000] = '\0';
    expect(() => checkTexts(many)).toThrow('NUL');
    expect(() => checkTexts(Object.fromEntries(many.map((value, index) => [`k${index}`, value])))).toThrow('NUL');
  });
});
