/** One cell → one value of a column, as GraphQL would have read it; or what is wrong with it. Pure. */
import type { ColumnFacts } from '../../resource/facts.ts';
import { CidrScalar, ColorScalar, InterfaceAddressScalar, MacScalar } from '../../resource/scalars/network.ts';
import { DayScalar, TimestampScalar } from '../../resource/scalars/time.ts';
import { restored } from './formula.ts';
import { splitList } from './list.ts';

/** A sentence about the cell. */
export class BadCellError extends Error {}

type Kind = Pick<ColumnFacts, 'type' | 'choice'>;

const scalars = {
  cidr: CidrScalar,
  interfaceAddress: InterfaceAddressScalar,
  mac: MacScalar,
  color: ColorScalar,
  timestamp: TimestampScalar,
  day: DayScalar,
} as const;

/** null for a cell with nothing in it. */
export function readCell({ type, choice }: Kind, cell: string | null): unknown {
  if (cell === null) return null;
  const text = restored(cell);
  if (type === 'text' || type === 'id') return text;
  const trimmed = text.trim();
  if (trimmed === '') return null;
  switch (type) {
    case 'integer':
    case 'bigInteger':
    case 'vlanId':
    case 'asNumber':
      return wholeNumber(trimmed);
    case 'decimal':
      if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(trimmed))
        throw new BadCellError('is no number; a point separates the fraction.');
      return Number(trimmed);
    case 'flag':
      return flag(trimmed);
    case 'choice':
      return choiceOf(choice!.values, trimmed);
    case 'json':
      return json(trimmed);
    default:
      return throughScalar(type, trimmed);
  }
}

/** The value of a custom field of this type; whether it fits the field's own rules is for the writer to say. */
export function readCustomField(type: string, cell: string | null): unknown {
  if (cell === null) return null;
  switch (type) {
    case 'INTEGER':
      return readCell({ type: 'integer', choice: undefined }, cell);
    case 'DECIMAL':
      return readCell({ type: 'decimal', choice: undefined }, cell);
    case 'BOOLEAN':
      return readCell({ type: 'flag', choice: undefined }, cell);
    case 'JSON':
      return readCell({ type: 'json', choice: undefined }, cell);
    case 'MULTISELECT':
    case 'MULTIOBJECT':
      return splitList(restored(cell));
    default:
      return restored(cell);
  }
}

function throughScalar(type: keyof typeof scalars, text: string): unknown {
  try {
    return scalars[type].parseValue(text);
  } catch (error) {
    throw new BadCellError((error as Error).message);
  }
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^[+-]?\d{1,16}$/.test(text) || !Number.isSafeInteger(value)) throw new BadCellError('is no whole number.');
  return value;
}

function flag(text: string): boolean {
  if (/^(true|yes|1)$/i.test(text)) return true;
  if (/^(false|no|0)$/i.test(text)) return false;
  throw new BadCellError('is neither true nor false.');
}

/** The value itself in any case, or as NetBox writes it: `in-use`, `1000base-t`. */
function choiceOf(values: Readonly<Record<string, string>>, text: string): string {
  const name = text.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  for (const candidate of [name, `TYPE_${name}`]) if (Object.hasOwn(values, candidate)) return candidate;
  const known = Object.keys(values);
  const some = known.length > 12 ? `${known.slice(0, 12).join(', ')} and ${known.length - 12} more` : known.join(', ');
  throw new BadCellError(`is none of ${some}.`);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadCellError('is no JSON.');
  }
}
