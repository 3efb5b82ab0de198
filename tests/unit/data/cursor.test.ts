import { describe, expect, it } from 'vitest';
import { cursorCodec } from '../../../src/data/cursor.ts';

const codec = cursorCodec(Buffer.alloc(32, 1));

describe('a cursor', () => {
  it('gives back the values that it was made of', () => {
    const values = ['et-0/0/1', null, '42'];
    expect(codec.decode('Interface:name,mtu,id', codec.encode('Interface:name,mtu,id', values))).toEqual(values);
  });

  it.each([
    ['of another order', 'Interface:id'],
    ['of another type', 'Device:name,mtu,id'],
  ])('%s is refused', (_, list) => {
    const cursor = codec.encode('Interface:name,mtu,id', ['a', null, '1']);
    expect(() => codec.decode(list, cursor)).toThrow(/cursor/i);
  });

  it('is refused when any byte was changed', () => {
    const bytes = Buffer.from(codec.encode('Device:id', ['7']), 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const forged = Buffer.from(bytes);
      forged[index]! ^= 1;
      expect(() => codec.decode('Device:id', forged.toString('base64url'))).toThrow();
    }
  });

  it.each([[''], ['!'], ['AAAA'], ['A'.repeat(5000)]])('is refused when it is %j', (cursor) => {
    expect(() => codec.decode('Device:id', cursor)).toThrow();
  });

  it('of another server’s secret is refused', () => {
    const other = cursorCodec(Buffer.alloc(32, 2));
    expect(() => codec.decode('Device:id', other.encode('Device:id', ['7']))).toThrow();
  });
});
