/**
 * Secrets of webhooks as they are stored: AES-256-GCM under a key that only those have who have the server's secret, bound to the webhook's id, so that a
 * secret copied into another row does not open.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface SecretBox {
  seal(secret: string, id: string): Buffer;
  /** Throws where the box was sealed with another server's secret, for another id, or was changed. */
  open(sealed: Buffer, id: string): string;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `previous` opens what was sealed before the server's secret was rotated. */
export function secretBox(serverSecret: Buffer, previous?: Buffer): SecretBox {
  const keyOf = (secret: Buffer): Buffer => Buffer.from(hkdfSync('sha256', secret, '', 'wayleave webhook secrets', 32));
  const key = keyOf(serverSecret);
  const openWith = (opening: Buffer, sealed: Buffer, id: string): string => {
    const decipher = createDecipheriv('aes-256-gcm', opening, sealed.subarray(0, NONCE_BYTES));
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  };
  return {
    seal(secret, id) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      cipher.setAAD(Buffer.from(id));
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    open(sealed, id) {
      try {
        return openWith(key, sealed, id);
      } catch (error) {
        if (!previous) throw error;
        return openWith(keyOf(previous), sealed, id);
      }
    },
  };
}
