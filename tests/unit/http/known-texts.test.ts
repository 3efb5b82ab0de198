import { describe, expect, it } from 'vitest';
import { KnownTexts } from '../../../src/http/known-texts.ts';

const LIMITS = { mostTexts: 1_000, mostCharacters: 2_000_000, longestText: 50_000 };
const long = (index: number): string => `# ${index}\n${'x'.repeat(40_000)}`;

describe('What was made of texts', () => {
  it('is found by the text, and the first that was made stays', () => {
    const texts = new KnownTexts<string>(LIMITS);
    texts.add('{ a }', 'one');
    texts.add('{ a }', 'other');
    expect([texts.get('{ a }'), texts.get('{ b }')]).toEqual(['one', undefined]);
  });

  it('is remembered for so many characters, those that came last', () => {
    const texts = new KnownTexts<true>(LIMITS);
    for (let index = 0; index < 200; index += 1) texts.add(long(index), true);
    const known = Array.from({ length: 200 }, (_, index) => index).filter((index) => texts.get(long(index)));
    expect(known.length).toBeLessThanOrEqual(50);
    expect([known.at(0), known.at(-1)]).toEqual([200 - known.length, 199]);
    texts.add('x'.repeat(50_001), true);
    expect(texts.get('x'.repeat(50_001))).toBeUndefined();
  });

  it('is remembered for so many texts', () => {
    const texts = new KnownTexts<number>({ ...LIMITS, mostTexts: 3 });
    for (let index = 0; index < 5; index += 1) texts.add(String(index), index);
    expect([0, 1, 2, 3, 4].map((index) => texts.get(String(index)))).toEqual([undefined, undefined, 2, 3, 4]);
  });
});
