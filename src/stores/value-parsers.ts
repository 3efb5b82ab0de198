/**
 * How values of PostgreSQL become values of JavaScript. Handed to each query rather than set globally, so that Prisma, which shares the pool, keeps
 * its own ideas.
 */
import pg from 'pg';

const { builtins } = pg.types;
const INT4_ARRAY = 1007;
const INT8_ARRAY = 1016;
const CIDR_ARRAY = 651;

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is beyond 2^53.`);
  return value;
}

/** `2026-01-31 12:00:00.5+00` → `2026-01-31T12:00:00.500Z`. Sessions run in UTC, so the offset is always zero. */
export function timestamp(text: string): string {
  const [moment = '', fraction = ''] = text.replace(/\+00$/, '').split('.');
  return `${moment.replace(' ', 'T')}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}

function wholeNumbers(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(wholeNumber);
}

const asIs = (text: string): string => text;

const parsers = new Map<number, (text: string) => unknown>([
  [builtins.BOOL, (text) => text === 't'],
  [builtins.INT2, Number],
  [builtins.INT4, Number],
  [builtins.INT8, wholeNumber],
  [builtins.FLOAT4, Number],
  [builtins.FLOAT8, Number],
  [builtins.NUMERIC, Number],
  [builtins.JSON, JSON.parse],
  [builtins.JSONB, JSON.parse],
  [builtins.TIMESTAMPTZ, timestamp],
  [INT4_ARRAY, wholeNumbers],
  [INT8_ARRAY, wholeNumbers],
  [CIDR_ARRAY, asIs],
]);

/** What `pg` asks for the parser of each column. Whatever is not named here stays the text that PostgreSQL sent. */
export const valueParsers = { getTypeParser: (type: number) => parsers.get(type) ?? asIs };
