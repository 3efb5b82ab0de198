/** What became of a row that was to be written. Expected outcomes are data: only what the caller could not have known is thrown. */

export const writeErrorCodes = {
  REQUIRED: 'A new object needs a value here.',
  INVALID: 'The value is not one that this field takes.',
  RULE_BROKEN: 'A rule of the network is broken; the message says which.',
  CONFLICT: 'Another object has this value, and only one may.',
  NOT_FOUND: 'There is no such object that you may see.',
  AMBIGUOUS: 'Several objects fit; name one by its id.',
  KEY_MISSING: 'The item does not say which object it is: none of the natural keys is complete.',
  REPEATED_ITEM: 'An item before this one names the same object.',
  VERSION_CONFLICT: 'Somebody changed the object since; read it again.',
  REFERRED_TO: 'Other objects refer to this one.',
  FORBIDDEN: 'You may not do this with this object.',
} as const;
export type WriteErrorCode = keyof typeof writeErrorCodes;

export interface WriteError {
  readonly code: WriteErrorCode;
  /** A sentence for people. */
  readonly message: string;
  /** The input field, e.g. `site` or `customFields.cust_id`; null where the object as a whole is meant. */
  readonly field: string | null;
  /** The place among the items of an upsert, from 0; null for a mutation of one object. */
  readonly item: number | null;
  /** With REFERRED_TO: what refers to the object, as far as the viewer may see it. */
  readonly referrers: Referrers | null;
}

export interface Referrers {
  readonly type: string;
  readonly count: number;
  /** Global ids of some of them. */
  readonly examples: readonly string[];
}

export type WriteStatus = 'CREATED' | 'UPDATED' | 'UNCHANGED' | 'DELETED' | 'FAILED';

export interface WriteOutcome {
  readonly status: WriteStatus;
  /** The key of the row; null for one that was not made, and for one that is gone. */
  readonly key: number | null;
  readonly errors: readonly WriteError[];
}

export function writeError(
  code: WriteErrorCode,
  message: string,
  field: string | null = null,
  referrers: Referrers | null = null,
): WriteError {
  return { code, message, field, item: null, referrers };
}
