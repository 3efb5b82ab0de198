import { describe, expect, it } from 'vitest';
import { Doorkeeper } from '../../../src/cache/doorkeeper.ts';
import { isDueEarly } from '../../../src/cache/early-refresh.ts';
import type { Entry } from '../../../src/cache/entry.ts';
import { MemoryLayer } from '../../../src/cache/memory-layer.ts';
import { sealer } from '../../../src/cache/seal.ts';

const entry = (bytes: number, fill = 1): Entry => ({
  body: Buffer.alloc(bytes, fill),
  price: { cost: 3 },
  tags: new Set(['Device', 'Site:3']),
  isEmpty: false,
  milliseconds: 5,
  created: 1,
  expires: 2,
  batch: 0,
  snapshot: '10:12:11',
});

describe('the memory layer', () => {
  it('lets go of what was not asked for longest', () => {
    const layer = new MemoryLayer(1_000_000);
    for (let index = 0; index < 6; index += 1) layer.set(`k${index}`, entry(20_000), 'somebody');
    expect(layer.get('k0')).toBeUndefined();
    expect(layer.get('k2')).toBeDefined();
    layer.set('k6', entry(20_000), 'somebody');
    expect(layer.peek('k2')).toBeDefined();
    expect(layer.peek('k3')).toBeUndefined();
  });

  it('gives no owner more than a tenth, and takes nothing from others for one who wants more', () => {
    const layer = new MemoryLayer(1_000_000);
    layer.set('quiet', entry(5_000), 'quiet');
    for (let index = 0; index < 1_000; index += 1) layer.set(`busy${index}`, entry(5_000), 'busy');
    expect(layer.peek('quiet')).toBeDefined();
    expect(layer.figures.bytes).toBeLessThan(110_000);
  });

  it('never holds more bytes than it may', () => {
    const layer = new MemoryLayer(100_000);
    for (let index = 0; index < 500; index += 1) layer.set(`k${index}`, entry(1_000), `owner ${index % 40}`);
    expect(layer.figures.bytes).toBeLessThanOrEqual(100_000);
    expect(layer.figures.evicted).toBeGreaterThan(0);
  });

  it('does not clear a place for what would fill it alone', () => {
    const layer = new MemoryLayer(1_000_000);
    expect(layer.set('large', entry(50_000), 'somebody')).toBe(false);
  });
});

describe('a sealed entry', () => {
  const { seal, open } = sealer(Buffer.alloc(32, 1));
  const sealed = seal('key', entry(100));

  it('opens to what it was', () => {
    const { entry: opened, snapshot } = open('key', sealed)!;
    expect({ ...opened, batch: 0, body: [...opened.body] }).toEqual({ ...entry(100), body: [...entry(100).body] });
    expect(snapshot).toEqual({ xmin: 10n, xmax: 12n, inProgress: new Set([11n]) });
  });

  it('does not open under another key, or with another secret', () => {
    expect(open('other', sealed)).toBeUndefined();
    expect(sealer(Buffer.alloc(32, 2)).open('key', sealed)).toBeUndefined();
  });

  it('does not open when any byte of it is another, or missing', () => {
    const bytes = Buffer.from(sealed, 'base64');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index]! ^= 1;
      expect(open('key', changed.toString('base64'))).toBeUndefined();
      expect(open('key', bytes.subarray(0, index).toString('base64'))).toBeUndefined();
    }
  });

  it('is never the same twice, and shows nothing of its content', () => {
    expect(seal('key', entry(100))).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64').includes('Device')).toBe(false);
  });
});

describe('who asks for the first time', () => {
  it('is a stranger, and is known after that, until many others have come', () => {
    const doorkeeper = new Doorkeeper(3);
    expect([doorkeeper.greet('a'), doorkeeper.greet('a')]).toEqual([false, true]);
    for (const other of ['b', 'c', 'd', 'e', 'f', 'g']) doorkeeper.greet(other);
    expect(doorkeeper.greet('a')).toBe(false);
  });
});

describe('refreshing early', () => {
  it('is certain at the end, likelier for what is dear, and unlikely long before', () => {
    expect(isDueEarly(1_000, 1_000, 5, () => 0)).toBe(true);
    expect(isDueEarly(0, 1_000, 5, () => 0.99)).toBe(false);
    expect(isDueEarly(0, 1_000, 500, () => 0.99)).toBe(true);
  });
});
