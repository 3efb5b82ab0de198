import { describe, expect, it } from 'vitest';
import { networkOf } from '../../../src/data/search.ts';

describe('what a search text means as an address', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3/32'],
    ['10.1.', '10.1.0.0/16'],
    ['10.1.2', '10.1.2.0/24'],
    ['192.168.0.0/22', '192.168.0.0/22'],
    ['2001:db8::1', '2001:db8::1/128'],
    ['2001:db8::/32', '2001:db8::/32'],
  ])('%s is %s', (text, network) => {
    expect(networkOf(text)).toBe(network);
  });

  it.each([['core1'], ['10'], ['300.1.'], ['10.1.2.3/33'], ['fe80::1%eth0'], ['1.2.3.4.5'], ['cafe']])('%s is none', (text) => {
    expect(networkOf(text)).toBeUndefined();
  });
});
