import { expect, it } from 'vitest';
import { fraction, percent, placeOf, points } from '../../../../src/web/price/wording.ts';

it.each([
  [0, '0'],
  [4210, '4,210'],
  [2.5, '2.5'],
  [1000.2, '1,001'],
  [Number.POSITIVE_INFINITY, 'unbounded'],
])('writes %d points as %s', (value, text) => {
  expect(points(value)).toBe(text);
});

it.each([
  [0, 100, '0%'],
  [1, 1000, 'under 1%'],
  [995, 1000, '99%'],
  [1000, 1000, '100%'],
  [2000, 1000, '200%'],
  [1_000_000, 1000, 'over 999%'],
  [Number.POSITIVE_INFINITY, 1000, 'over 100%'],
])('writes %d of %d as %s', (part, total, text) => {
  expect(percent(part, total)).toBe(text);
});

it('fills a bar at most to its end', () => {
  expect([fraction(-1, 10), fraction(5, 10), fraction(20, 10), fraction(Number.POSITIVE_INFINITY, 10), fraction(1, 0)]).toEqual([
    0, 0.5, 1, 1, 1,
  ]);
});

it.each([
  ['devices', 'devices', ''],
  ['devices.nodes.interfaces.nodes.ipAddresses', 'ipAddresses', 'devices › interfaces'],
  ['devices.edges.node.site', 'site', 'devices'],
  ['nodes', 'nodes', ''],
])('names %s as %s', (path, name, within) => {
  expect(placeOf(path)).toEqual({ name, within });
});
