/**
 * Keyset cursors, signed.
 *
 * A cursor holds the values that its row has in the list's order. Unsigned, a client could write any values and learn by bisection what it may not
 * see, so each carries an HMAC over the resource, the order and the values; one that was changed, or belongs to another list, is refused.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { refuse } from '../errors/refuse.ts';

const SIGNATURE_BYTES = 12;
const LONGEST_CURSOR = 4096;

export interface CursorCodec {
  encode(list: string, values: readonly (string | null)[]): string;
  /** Throws CURSOR_INVALID for a cursor that this list, in this order, did not hand out. */
  decode(list: string, cursor: string): readonly (string | null)[];
}

/** `list` is the resource and the order; `secret` has at least 32 bytes. */
export function cursorCodec(secret: Buffer): CursorCodec {
  const sign = (list: string, payload: string): Buffer =>
    createHmac('sha256', secret).update(`${list}\0${payload}`).digest().subarray(0, SIGNATURE_BYTES);
  return {
    encode(list, values) {
      const payload = JSON.stringify(values);
      return Buffer.concat([sign(list, payload), Buffer.from(payload)]).toString('base64url');
    },
    decode(list, cursor) {
      const bytes = cursor.length <= LONGEST_CURSOR ? Buffer.from(cursor, 'base64url') : Buffer.alloc(0);
      const payload = bytes.subarray(SIGNATURE_BYTES).toString();
      const signature = bytes.subarray(0, SIGNATURE_BYTES);
      if (signature.length !== SIGNATURE_BYTES || !timingSafeEqual(signature, sign(list, payload))) throw refuse('CURSOR_INVALID', {});
      return JSON.parse(payload) as (string | null)[];
    },
  };
}
