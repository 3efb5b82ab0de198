/** What became of a row that was to be written. Expected outcomes are data: only what the caller could not have known is thrown. */
import type { WriteErrorCode, WriteStatus } from '../../resource/derive/mutations.ts';

export type { WriteErrorCode, WriteStatus } from '../../resource/derive/mutations.ts';

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
