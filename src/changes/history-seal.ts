/**
 * What a seal closes, and how it is computed. Pure.
 *
 * A seal names rows of the history, with a digest of each, and its hash covers them and the hash of the seal before: whoever alters, removes or slips in a row
 * would have to make every later seal anew, and cannot sign them without the server's secret.
 */
import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export interface SealBody {
  readonly number: number;
  readonly at: string;
  /** `rows` are closed; or the months before `month` were `dropped`, as the retention says. */
  readonly kind: 'rows' | 'dropped';
  /** With this seal all rows are closed that this snapshot sees; null where another seal of the same snapshot follows. */
  readonly snapshot: string | null;
  /** The cluster whose transactions the snapshot counts. */
  readonly cluster: string;
  /** Rows up to this number came with a copy of another cluster, and their transactions count for nothing. */
  readonly above: number;
  readonly month: string;
  readonly ids: readonly number[];
  /** Sixteen bytes a row. */
  readonly digests: Buffer;
}

export interface Seal extends SealBody {
  readonly hash: Buffer;
  readonly signature: Buffer;
  readonly signedWith: string;
}

export const DIGEST_BYTES = 16;

/** The digest of a row of `"History" AS row`, as PostgreSQL computes it: one text for one row, whatever the session's settings. */
export const ROW_DIGEST = `substring(sha256(convert_to(jsonb_build_array(
  row.id, extract(epoch FROM row.at), row.transaction::text, row."table", row."rowId", row."otherId", row.action, row.actor, row.token, row.request, row.before, row.after
)::text, 'UTF8')) FOR ${DIGEST_BYTES})`;

export function hashOf(body: SealBody, previous: Buffer | undefined): Buffer {
  const { number, at, kind, snapshot, cluster, above, month, ids, digests } = body;
  return createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(JSON.stringify([number, at, kind, snapshot, cluster, above, month, ids]))
    .update(digests)
    .digest();
}

export class SealKey {
  /** Tells keys apart and says nothing of them. */
  readonly id: string;
  readonly #key: Buffer;

  constructor(secret: Buffer) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), 'seals of the history', 32));
    this.id = createHash('sha256').update('name of the key').update(this.#key).digest('hex').slice(0, 16);
  }

  sign(hash: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(hash).digest();
  }

  hasSigned({ hash, signature }: Pick<Seal, 'hash' | 'signature'>): boolean {
    const expected = this.sign(hash);
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }
}
