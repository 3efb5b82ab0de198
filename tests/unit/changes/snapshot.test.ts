import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVisible } from '../../../src/changes/change.ts';
import { parseSnapshot, printSnapshot } from '../../../src/changes/snapshot.ts';

describe('a snapshot', () => {
  it('is read as PostgreSQL writes it', () => {
    expect(parseSnapshot('10:20:10,14,15')).toEqual({ xmin: 10n, xmax: 20n, inProgress: new Set([10n, 14n, 15n]) });
    expect(parseSnapshot('10:10:')).toEqual({ xmin: 10n, xmax: 10n, inProgress: new Set() });
  });

  it('is written as it was read', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt({ min: 3n, max: 2n ** 64n - 1n }), { minLength: 2 }), (numbers) => {
        const [xmin, ...rest] = numbers.sort((a, b) => (a < b ? -1 : 1));
        const text = `${xmin}:${rest.at(-1)}:${[xmin, ...rest.slice(0, -1)].join(',')}`;
        expect(printSnapshot(parseSnapshot(text))).toBe(text);
      }),
    );
  });

  it('sees what had ended, and neither what was under way nor what came later', () => {
    const snapshot = parseSnapshot('10:20:10,14');
    expect([9n, 10n, 11n, 14n, 19n, 20n].map((transaction) => isVisible(transaction, snapshot))).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
    ]);
  });

  it('is refused when it is none', () => {
    expect(() => parseSnapshot('10:20')).toThrow('is no snapshot');
  });
});
