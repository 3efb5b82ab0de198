import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressRanges } from '../../../src/access/address-ranges.ts';
import { clientOf } from '../../../src/http/client-address.ts';

const proxies = addressRanges(['10.0.0.0/8', '2001:db8::/32']);
const request = (remoteAddress: string | undefined, headers: Record<string, string> = {}) => ({
  socket: { remoteAddress } as never,
  headers,
});

describe('H9, C13: the address of a client', () => {
  it('is that of the socket, whatever a header says', () => {
    const headers = { 'x-forwarded-for': '192.0.2.1', forwarded: 'for=192.0.2.1', 'x-real-ip': '192.0.2.1', 'x-forwarded-proto': 'https' };
    expect(clientOf(request('198.51.100.1', headers), undefined)).toEqual({ address: '198.51.100.1', isEncrypted: false });
    expect(clientOf(request('198.51.100.1', headers), proxies)).toEqual({ address: '198.51.100.1', isEncrypted: false });
    expect(clientOf(request('::ffff:198.51.100.1'), proxies).address).toBe('198.51.100.1');
    expect(clientOf(request(undefined), proxies).address).toBeUndefined();
  });

  it('is what our proxy heard from, behind any number of proxies that are ours', () => {
    expect(clientOf(request('10.0.0.1', { 'x-forwarded-for': '192.0.2.1' }), proxies).address).toBe('192.0.2.1');
    expect(clientOf(request('10.0.0.1', { 'x-forwarded-for': '192.0.2.1, 10.0.0.2' }), proxies).address).toBe('192.0.2.1');
    expect(clientOf(request('2001:db8::1', { 'x-forwarded-for': '[2001:db9::5]' }), proxies).address).toBe('2001:db9::5');
    expect(clientOf(request('10.0.0.1'), proxies).address).toBe('10.0.0.1');
  });

  it('is never what a stranger wrote left of it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), { maxLength: 5 }), (written) => {
        const header = [...written.map((text) => text.replaceAll(',', '')), '203.0.113.9'].join(', ');
        expect(clientOf(request('10.0.0.1', { 'x-forwarded-for': header }), proxies).address).toBe('203.0.113.9');
      }),
    );
  });

  it('is encrypted when the proxy says that it was, and nobody else', () => {
    expect(clientOf(request('10.0.0.1', { 'x-forwarded-proto': 'https' }), proxies).isEncrypted).toBe(true);
    expect(clientOf(request('10.0.0.1', { 'x-forwarded-proto': 'https, http' }), proxies).isEncrypted).toBe(false);
    expect(clientOf(request('10.0.0.1', { 'x-forwarded-proto': 'https' }), undefined).isEncrypted).toBe(false);
  });
});
