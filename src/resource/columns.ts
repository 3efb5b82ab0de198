/**
 * The column decorators. Each is typed by the property that it may stand on: `@Text() name!: number` does not compile.
 */
import type { Choice as ChoiceFacts } from './choice.ts';
import type { ColumnFacts, ColumnType } from './facts.ts';
import { noteMember } from './registry.ts';

/** A property decorator that accepts only properties of type T. */
export type On<T> = <K extends string>(prototype: { [P in K]: T }, key: K) => void;

export interface ColumnOptions {
  /** What a network engineer reads in the schema: units, an example, what it is for. */
  description: string;
  filter?: boolean;
  order?: boolean;
  /** Shown only to viewers who may reveal. */
  secret?: boolean;
}
type Nullable = { nullable: true };

function column<T>(type: ColumnType, options: ColumnOptions & Partial<ColumnFacts>, choice?: ChoiceFacts): On<T> {
  return (prototype, key) =>
    noteMember(prototype, {
      kind: 'column',
      name: key,
      type,
      choice,
      description: options.description,
      nullable: options.nullable ?? false,
      filter: options.filter ?? false,
      order: options.order ?? false,
      search: options.search ?? false,
      natural: options.natural ?? false,
      secret: options.secret ?? false,
      min: options.min,
      max: options.max,
      maxLength: options.maxLength,
    });
}

interface TextOptions extends ColumnOptions {
  /** Looked through by `search`; demands a trigram index. */
  search?: boolean;
  /** Sorted as people count: et-0/0/9 before et-0/0/10. */
  natural?: boolean;
  /** In characters; 200 when not given. */
  maxLength?: number;
}
interface AddressOptions extends ColumnOptions {
  /** Found by `search` where its text reads as an address, or as the beginning of one. */
  search?: boolean;
}
interface NumberOptions extends ColumnOptions {
  min?: number;
  max?: number;
}

export function Text(options: TextOptions & Nullable): On<string | null>;
export function Text(options: TextOptions): On<string>;
export function Text(options: TextOptions & { nullable?: boolean }): On<never> {
  return column('text', { maxLength: 200, ...options });
}

export function Integer(options: NumberOptions & Nullable): On<number | null>;
export function Integer(options: NumberOptions): On<number>;
export function Integer(options: NumberOptions & { nullable?: boolean }): On<never> {
  return column('integer', options);
}

/** A whole number up to 2^53. */
export function BigInteger(options: NumberOptions & Nullable): On<number | null>;
export function BigInteger(options: NumberOptions): On<number>;
export function BigInteger(options: NumberOptions & { nullable?: boolean }): On<never> {
  return column('bigInteger', options);
}

export function Decimal(options: NumberOptions & Nullable): On<number | null>;
export function Decimal(options: NumberOptions): On<number>;
export function Decimal(options: NumberOptions & { nullable?: boolean }): On<never> {
  return column('decimal', options);
}

export function Flag(options: ColumnOptions & Nullable): On<boolean | null>;
export function Flag(options: ColumnOptions): On<boolean>;
export function Flag(options: ColumnOptions & { nullable?: boolean }): On<never> {
  return column('flag', options);
}

export function Choice<V extends string>(choice: ChoiceFacts<V>, options: ColumnOptions & Nullable): On<V | null>;
export function Choice<V extends string>(choice: ChoiceFacts<V>, options: ColumnOptions): On<V>;
export function Choice(choice: ChoiceFacts, options: ColumnOptions & { nullable?: boolean }): On<never> {
  return column('choice', options, choice);
}

/** A moment, as an ISO 8601 string in UTC with milliseconds. */
export function Timestamp(options: ColumnOptions & Nullable): On<string | null>;
export function Timestamp(options: ColumnOptions): On<string>;
export function Timestamp(options: ColumnOptions & { nullable?: boolean }): On<never> {
  return column('timestamp', options);
}

/** A calendar day, as `YYYY-MM-DD`. */
export function Day(options: ColumnOptions & Nullable): On<string | null>;
export function Day(options: ColumnOptions): On<string>;
export function Day(options: ColumnOptions & { nullable?: boolean }): On<never> {
  return column('day', options);
}

export function Json(options: ColumnOptions & Nullable): On<unknown>;
export function Json(options: ColumnOptions): On<unknown>;
export function Json(options: ColumnOptions & { nullable?: boolean }): On<never> {
  return column('json', options);
}

/** A network in CIDR notation without host bits, e.g. `10.1.0.0/16`. */
export function Cidr(options: AddressOptions & Nullable): On<string | null>;
export function Cidr(options: AddressOptions): On<string>;
export function Cidr(options: AddressOptions & { nullable?: boolean }): On<never> {
  return column('cidr', options);
}

/** A host address with the mask of its network, e.g. `10.1.2.3/24`. */
export function InterfaceAddress(options: AddressOptions & Nullable): On<string | null>;
export function InterfaceAddress(options: AddressOptions): On<string>;
export function InterfaceAddress(options: AddressOptions & { nullable?: boolean }): On<never> {
  return column('interfaceAddress', options);
}

export function Mac(options: AddressOptions & Nullable): On<string | null>;
export function Mac(options: AddressOptions): On<string>;
export function Mac(options: AddressOptions & { nullable?: boolean }): On<never> {
  return column('mac', options);
}

/** An IEEE 802.1Q VLAN id, 1 to 4094. */
export function VlanId(options: ColumnOptions & Nullable): On<number | null>;
export function VlanId(options: ColumnOptions): On<number>;
export function VlanId(options: ColumnOptions & { nullable?: boolean }): On<never> {
  return column('vlanId', { min: 1, max: 4094, ...options });
}

/** An autonomous system number, 1 to 4294967295 (RFC 6793). */
export function AsNumber(options: ColumnOptions & Nullable): On<number | null>;
export function AsNumber(options: ColumnOptions): On<number>;
export function AsNumber(options: ColumnOptions & { nullable?: boolean }): On<never> {
  return column('asNumber', { min: 1, max: 4_294_967_295, ...options });
}

/** A colour as six lower-case hexadecimal digits, e.g. `00bcd4`. */
export function Color(options: ColumnOptions & Nullable): On<string | null>;
export function Color(options: ColumnOptions): On<string>;
export function Color(options: ColumnOptions & { nullable?: boolean }): On<never> {
  return column('color', { maxLength: 6, ...options });
}
