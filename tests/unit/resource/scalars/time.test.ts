/** A moment or a day that does not exist, or that PostgreSQL cannot hold, is refused where it is read. */
import { describe, expect, it } from 'vitest';
import { DayScalar, TimestampScalar } from '../../../../src/resource/scalars/time.ts';

describe('a moment', () => {
  it.each([
    ['2026-01-31T12:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T23:30:00-01:00', '2026-02-01T00:30:00.000Z'],
    ['2024-02-29T00:00:00.123456789Z', '2024-02-29T00:00:00.123Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('is read: %s', (text, normalised) => {
    expect(TimestampScalar.parseValue(text)).toBe(normalised);
  });

  it.each([
    '2026-02-30T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01',
    '2026-13-01T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '+010000-01-01T00:00:00Z',
  ])('is not made of what is none: %s', (text) => {
    expect(() => TimestampScalar.parseValue(text)).toThrow(/cannot read/);
  });
});

it.each(['2026-02-31', '2025-02-29', '0000-01-01', '2026-1-1'])('A day is not made of what is none: %s', (text) => {
  expect(() => DayScalar.parseValue(text)).toThrow(/cannot read/);
});
