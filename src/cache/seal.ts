/**
 * Entries as bytes that nobody else can read, change, or pass off as the answer to another question.
 *
 * AES-256-GCM with the entry's key as associated data: bytes that were cut off, altered, or laid under another key do not open. What lies in Redis is
 * therefore worth nothing to whoever reads it, and can do no worse than be missing.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Snapshot } from '../changes/change.ts';
import { parseSnapshot } from '../changes/snapshot.ts';
import { derivedKey } from './cache-key.ts';
import type { Entry } from './entry.ts';

export interface Sealer {
  seal(key: string, entry: Entry): string;
  /** Undefined for what was not sealed by us under this key. */
  open(key: string, text: string): Opened | undefined;
}

export interface Opened {
  /** Its `batch` means nothing in this process. */
  readonly entry: Entry;
  readonly snapshot: Snapshot;
}

/** Another form of entries is another number: what an older process wrote does not open. */
const FORM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const LENGTH_BYTES = 4;

interface Head {
  readonly price: Record<string, number>;
  readonly tags: string[];
  readonly isEmpty: boolean;
  readonly milliseconds: number;
  readonly created: number;
  readonly expires: number;
  readonly snapshot: string;
}

export function sealer(secret: Buffer): Sealer {
  const sealingKey = derivedKey(secret, `wayleave cache entries ${FORM}`);
  return {
    seal(key, { body, price, tags, isEmpty, milliseconds, created, expires, snapshot }) {
      const head = Buffer.from(
        JSON.stringify({ price, tags: [...tags], isEmpty, milliseconds, created, expires, snapshot } satisfies Head),
      );
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32BE(head.length);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(key));
      const parts = [cipher.update(length), cipher.update(head), cipher.update(body), cipher.final()];
      return Buffer.concat([nonce, cipher.getAuthTag(), ...parts]).toString('base64');
    },
    open(key, text) {
      try {
        const bytes = Buffer.from(text, 'base64');
        const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        const plain = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
        // Of a stream cipher nothing is left; that it is whole and ours is checked here.
        decipher.final();
        const end = LENGTH_BYTES + plain.readUInt32BE(0);
        const { tags, ...head } = JSON.parse(plain.toString('utf8', LENGTH_BYTES, end)) as Head;
        const entry: Entry = { ...head, tags: new Set(tags), body: plain.subarray(end), batch: -1 };
        return { entry, snapshot: parseSnapshot(head.snapshot) };
      } catch {
        return undefined;
      }
    },
  };
}
