/** What hardware computes from its own columns. */
import { describe, expect, it } from 'vitest';
import { Cable } from '../../../../src/domains/dcim/cable.ts';
import { DeviceType } from '../../../../src/domains/dcim/device-type.ts';
import { Interface } from '../../../../src/domains/dcim/interface.ts';
import { PowerFeed } from '../../../../src/domains/dcim/power-feed.ts';
import type { ResourceClass } from '../../../../src/resource/facts.ts';
import { factsOf } from '../../../../src/resource/registry.ts';

function computed(resource: ResourceClass, name: string, row: Readonly<Record<string, unknown>>): unknown {
  const member = factsOf(resource).members.find((candidate) => candidate.kind === 'computed' && candidate.name === name);
  if (member?.kind !== 'computed') throw new Error(`${resource.name} computes no ${name}.`);
  return member.value(row);
}

describe('a power feed', () => {
  const feed = { voltage: 230, amperage: 16, phase: 'SINGLE_PHASE', maxUtilization: 80 };

  it('offers its voltage times its amperage, as far as may be planned', () => {
    expect(computed(PowerFeed, 'availablePower', feed)).toBe(2944);
  });
  it('offers √3 times as much with three phases', () => {
    expect(computed(PowerFeed, 'availablePower', { ...feed, phase: 'THREE_PHASE' })).toBe(5099);
  });
  it('offers as much at a negative voltage', () => {
    expect(computed(PowerFeed, 'availablePower', { ...feed, voltage: -48 })).toBe(614);
  });
});

describe('a length and a weight', () => {
  it.each([
    [3, 'M', 3],
    [150, 'CM', 1.5],
    [1.25, 'KM', 1250],
    [10, 'FT', 3.048],
    [1, 'IN', 0.0254],
    [1, 'MI', 1609.344],
    [0, 'M', 0],
  ])('%d %s are %d metres', (length, lengthUnit, metres) => {
    expect(computed(Cable, 'metres', { length, lengthUnit })).toBe(metres);
  });
  it.each([
    [8.5, 'KG', 8.5],
    [500, 'G', 0.5],
    [10, 'LB', 4.536],
    [16, 'OZ', 0.454],
  ])('%d %s are %d kilograms', (weight, weightUnit, kilograms) => {
    expect(computed(DeviceType, 'kilograms', { weight, weightUnit })).toBe(kilograms);
  });
  it('are unknown where the number or the unit is', () => {
    expect(computed(Cable, 'metres', { length: null, lengthUnit: 'M' })).toBeNull();
    expect(computed(Cable, 'metres', { length: 3, lengthUnit: null })).toBeNull();
    expect(computed(DeviceType, 'kilograms', { weight: null, weightUnit: 'KG' })).toBeNull();
    expect(computed(DeviceType, 'kilograms', { weight: 3, weightUnit: null })).toBeNull();
  });
});

describe('an interface', () => {
  it.each(['VIRTUAL', 'BRIDGE', 'LAG'])('of type %s exists in software only', (type) => {
    expect(computed(Interface, 'isVirtual', { type })).toBe(true);
  });
  it.each(['TYPE_10GBASE_X_SFPP', 'IEEE802_11AX', 'OTHER'])('of type %s does not', (type) => {
    expect(computed(Interface, 'isVirtual', { type })).toBe(false);
  });
});
