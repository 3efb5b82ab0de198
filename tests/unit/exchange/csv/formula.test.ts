import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guarded, restored } from '../../../../src/exchange/csv/formula.ts';
import { joinList, splitList } from '../../../../src/exchange/csv/list.ts';

describe('a text that a spreadsheet would run', () => {
  it.each(['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0=1', '＝1', ' =1', "'=1"])(
    'is guarded and restored: %j',
    (text) => {
      expect(guarded(text)).toBe(`'${text}`);
      expect(restored(guarded(text))).toBe(text);
    },
  );

  it.each(['et-0/0/1', 'a=b', "O'Brien", '', '10.0.0.1/24'])('is not seen in %j', (text) => {
    expect(guarded(text)).toBe(text);
    expect(restored(text)).toBe(text);
  });

  it('comes back as it was, whatever it is', () => {
    const nasty = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", ' ', '\t', '\r', '\n', '\0', '＝', 'a', '1') });
    fc.assert(fc.property(fc.oneof(nasty, fc.string({ unit: 'binary' })), (text) => restored(guarded(text)) === text));
  });

  it('never begins with what starts a formula', () => {
    const nasty = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ' ', '\t', '\r', '\0', '＋', 'a') });
    fc.assert(fc.property(nasty, (text) => !/^[\s\0]*[=+\-@＝＋－＠]/u.test(guarded(text))));
  });
});

describe('several values in one cell', () => {
  it('are read as they were written', () => {
    expect(splitList('a; b ;c')).toEqual(['a', 'b', 'c']);
    expect(splitList('')).toEqual([]);
    expect(joinList(['a;b', 'c\\'])).toBe('a\\;b;c\\\\');
    const value = fc.string({ minLength: 1 }).filter((text) => text === text.trim());
    fc.assert(
      fc.property(fc.array(value, { minLength: 1 }), (values) => {
        expect(splitList(joinList(values))).toEqual(values);
      }),
    );
  });
});
