import { describe, expect, it } from 'vitest';
import { exchangeOf } from '../../../src/http/exchange.ts';

describe('A request id', () => {
  it('is the client’s when it is harmless', () => {
    expect(exchangeOf({ 'x-request-id': 'build-17.step_3' }).requestId).toBe('build-17.step_3');
  });
  it.each([undefined, '', 'short', 'a b c d e f g h', 'x'.repeat(65), 'abcdefgh\r\nx: y', '<script>alert(1)'])(
    'is a new one instead of %j',
    (given) => {
      const headers = given === undefined ? {} : { 'x-request-id': given };
      const one = exchangeOf(headers).requestId;
      expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
      expect(exchangeOf(headers).requestId).not.toBe(one);
    },
  );
});

describe('A trace that was begun elsewhere', () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  it('goes on', () => {
    expect(exchangeOf({ traceparent: `00-${trace}-00f067aa0ba902b7-01` }).traceId).toBe(trace);
  });
  it('goes on in a later version of the header, which may say more', () => {
    expect(exchangeOf({ traceparent: `01-${trace}-00f067aa0ba902b7-01-more` }).traceId).toBe(trace);
  });
  it.each([
    `ff-${trace}-00f067aa0ba902b7-01`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-${trace}-${'0'.repeat(16)}-01`,
    `00-${trace.toUpperCase()}-00f067aa0ba902b7-01`,
    `00-${trace}`,
    'nonsense',
  ])('is not read from %s', (traceparent) => {
    expect(exchangeOf({ traceparent }).traceId).toBeUndefined();
  });
});
