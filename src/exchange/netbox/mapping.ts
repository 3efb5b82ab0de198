/**
 * How a NetBox model becomes a type of ours, said and not programmed: one mapping a model, one entry a column.
 *
 * A column names the field it comes from and how its value is read. References are resolved through the keys that earlier models got; what closes a
 * circle (a device's primary address, a LAG) is `later` and set once all rows are there.
 */

export type Read =
  | { readonly how: 'value' | 'text' | 'choice' | 'count'; readonly from: string; readonly whenEmpty?: unknown }
  | { readonly how: 'json'; readonly from: string; readonly read: (value: unknown) => unknown }
  | { readonly how: 'reference'; readonly from: string; readonly to: string };

/** A pair of NetBox's content type and key, which becomes one typed column of several. */
export interface Generic {
  readonly type: string;
  readonly id: string;
  /** Our column by NetBox model. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A list of keys of another model, which becomes rows of a many-to-many table. */
export interface LinkList {
  readonly from: string;
  readonly to: string;
  readonly table: string;
  /** The side on which this model stands. */
  readonly side: 'A' | 'B';
}

export interface Mapping {
  readonly model: string;
  readonly type: string;
  /** Columns of a natural key that recognises a row which no import brought. */
  readonly key?: readonly string[];
  readonly columns: Readonly<Record<string, Read>>;
  readonly later?: Readonly<Record<string, Read>>;
  readonly generic?: Generic;
  readonly links?: readonly LinkList[];
  /** The field that points at the parent of the same model: parents are stored first. */
  readonly tree?: string;
  /** Fields that follow from others, in NetBox itself. */
  readonly derived?: readonly string[];
  /** A second type that the same rows bring along; it is stored after this one and counted with it. */
  readonly brings?: Mapping;
}

export const value = (from: string, whenEmpty?: unknown): Read => ({ how: 'value', from, whenEmpty });
/** NetBox keeps empty strings where we keep nothing. */
export const text = (from: string): Read => ({ how: 'text', from });
export const choice = (from: string, whenEmpty?: string): Read => ({ how: 'choice', from, whenEmpty });
export const reference = (from: string, to: string): Read => ({ how: 'reference', from, to });
export const json = (from: string, read: (value: unknown) => unknown = (it) => it): Read => ({ how: 'json', from, read });

/** Columns that nearly all types have, by the same name on both sides. */
export const named = { name: value('name') };
export const sluggish = { name: value('name'), slug: value('slug') };
export const described = { description: text('description') };
export const commented = { description: text('description'), comments: text('comments') };
export const custom = { customFields: json('custom_field_data', (it) => it ?? {}) };

/** NetBox's `1000base-x-sfp` is our TYPE_1000BASE_X_SFP, its `in-use` our IN_USE. */
export function choiceName(stored: string): string {
  const upper = stored.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return /^[0-9]/.test(upper) ? `TYPE_${upper}` : upper;
}

export const modelOf = (contentType: unknown): string | undefined =>
  Array.isArray(contentType) && contentType.length === 2 ? `${contentType[0]}.${contentType[1]}` : undefined;
