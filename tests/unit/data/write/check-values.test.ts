import { describe, expect, it } from 'vitest';
import { checkValues } from '../../../../src/data/write/check-values.ts';
import { catalog } from '../../../../src/schema.ts';

const device = catalog.get('Device');
const problems = (input: Record<string, unknown>) => checkValues(device, input).errors.map(({ code, field }) => [code, field]);

describe('the values of an input', () => {
  it('go to their columns, relations and sets', () => {
    const { values, references, sets, errors } = checkValues(device, {
      name: 'a',
      site: { slug: 'x' },
      tenant: null,
      tags: [{ slug: 't' }],
    });
    expect(errors).toEqual([]);
    expect(values).toEqual({ name: 'a', tenantId: null });
    expect(references.map(({ relation, given }) => [relation.name, given])).toEqual([['site', { slug: 'x' }]]);
    expect(sets.map(({ list, given }) => [list.name, given])).toEqual([['tags', [{ slug: 't' }]]]);
  });

  it('are left alone where they are absent, and cleared by null where that may be', () => {
    expect(checkValues(device, { name: undefined }).values).toEqual({});
    expect(checkValues(device, { serial: null }).values).toEqual({ serial: null });
    expect(problems({ status: null })).toEqual([['INVALID', 'status']]);
    expect(problems({ site: null })).toEqual([['INVALID', 'site']]);
  });

  it('of optional text are missing when they are empty', () => {
    expect(checkValues(device, { serial: '' }).values).toEqual({ serial: null });
  });

  it('keep to the limits that the declaration states', () => {
    expect(problems({ name: 'n'.repeat(65) })).toEqual([['INVALID', 'name']]);
    expect(problems({ vcPosition: 256, latitude: -91, position: Number.NaN })).toEqual([
      ['INVALID', 'vcPosition'],
      ['INVALID', 'latitude'],
      ['INVALID', 'position'],
    ]);
  });

  it('that no database can store are told, in text and inside of JSON', () => {
    expect(problems({ name: 'a\0b' })).toEqual([['INVALID', 'name']]);
    expect(problems({ name: '\uD800' })).toEqual([['INVALID', 'name']]);
    expect(problems({ name: '😀' })).toEqual([]);
    expect(problems({ localContextData: { 'a\0': 1 } })).toEqual([['INVALID', 'localContextData']]);
    const deep: unknown = Array.from({ length: 60 }).reduce((inner) => [inner], 1);
    expect(problems({ localContextData: deep })).toEqual([['INVALID', 'localContextData']]);
  });

  it('that the database keeps by itself cannot be written', () => {
    expect(problems({ id: 'x', version: 3, created: 'now' })).toEqual([
      ['INVALID', 'id'],
      ['INVALID', 'version'],
      ['INVALID', 'created'],
    ]);
  });
});
