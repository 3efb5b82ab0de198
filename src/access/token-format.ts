/**
 * What a token looks like: `wl_<key id>_<secret><checksum>`.
 *
 * The key id finds the row, so that no guess has to be compared with every token; the secret has 256 bits, so that an HMAC is all the protection that it
 * needs at rest; the checksum is no secret, and lets a scanner tell a leaked token from noise and us refuse a mistyped one without asking anybody.
 */
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const KEY_ID_LENGTH = 12;
const SECRET_LENGTH = 43;
const CHECKSUM_LENGTH = 6;
const PATTERN = new RegExp(`^wl_([0-9A-Za-z]{${KEY_ID_LENGTH}})_([0-9A-Za-z]{${SECRET_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`);

export interface NewToken {
  readonly keyId: string;
  /** Shown once and kept by nobody but its bearer. */
  readonly token: string;
}

export function newToken(keyId = base62(randomBytes(9), KEY_ID_LENGTH)): NewToken {
  const body = `wl_${keyId}_${base62(randomBytes(32), SECRET_LENGTH)}`;
  return { keyId, token: body + checksumOf(body) };
}

/** The key id of a token that somebody could have been given; undefined for what nobody made. */
export function keyIdOf(token: string): string | undefined {
  const match = PATTERN.exec(token);
  if (!match) return undefined;
  return checksumOf(token.slice(0, -CHECKSUM_LENGTH)) === match[3] ? match[1] : undefined;
}

/** Of all that stands before it; whoever guesses a token can compute it, too. */
export const checksumOf = (body: string): string => numerals(BigInt(crc32(body)), CHECKSUM_LENGTH);

const base62 = (bytes: Buffer, length: number): string => numerals(BigInt(`0x${bytes.toString('hex')}`), length);

/** A number in base 62, of a fixed length. 62^12 < 2^72, so a key id keeps the low digits of nine bytes. */
function numerals(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = DIGITS[Number(rest % 62n)]! + text;
  return text;
}
