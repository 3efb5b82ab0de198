/**
 * How a receiver knows that a delivery came from here, is whole and is not an old one sent again.
 *
 * `Wayleave-Signature: t=1767225600,v1=<hex>` where v1 is HMAC-SHA-256 over `t`, a point and the body, under the secret of the webhook. docs/webhooks.md has the
 * receiver's side in a few lines.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export function signatureOf(secret: string, body: string, seconds: number): string {
  return `t=${seconds},v1=${hmac(secret, body, seconds)}`;
}

/** Whether a header signs this body with this secret, and not longer ago than `tolerance` seconds. */
export function isSigned(header: string, secret: string, body: string, now: number, tolerance = 300): boolean {
  const [, t = '', v1 = ''] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  const seconds = Number(t);
  if (v1 === '' || Math.abs(now - seconds) > tolerance) return false;
  return timingSafeEqual(Buffer.from(v1, 'hex'), Buffer.from(hmac(secret, body, seconds), 'hex'));
}

const hmac = (secret: string, body: string, seconds: number): string =>
  createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
