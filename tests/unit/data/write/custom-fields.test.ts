import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../../src/data/global-id.ts';
import { type CustomFields, mergeCustomFields } from '../../../../src/data/write/custom-fields.ts';
import { catalog } from '../../../../src/schema.ts';

const define = (name: string, type: string, more = {}) =>
  [
    name,
    { name, type, objectType: null, required: false, defaultValue: null, minimum: null, maximum: null, choices: [], ...more },
  ] as const;
const definitions: CustomFields = new Map([
  define('text', 'TEXT'),
  define('count', 'INTEGER', { minimum: 1, maximum: 9, defaultValue: 5 }),
  define('must', 'TEXT', { required: true }),
  define('color', 'SELECT', { choices: ['red', 'green'] }),
  define('colors', 'MULTISELECT', { choices: ['red', 'green'] }),
  define('day', 'DATE'),
  define('owner', 'OBJECT', { objectType: 'Contact' }),
]);
const merge = (stored: Record<string, unknown> | undefined, given: Record<string, unknown>) =>
  mergeCustomFields(definitions, stored, given, catalog);
const wrong = (given: Record<string, unknown>) => merge({ must: 'x' }, given).errors.map(({ field }) => field);

describe('custom fields', () => {
  it('keep what is left out, take what is given, lose what is null', () => {
    expect(merge({ must: 'x', text: 'a', count: 2 }, { text: null, count: 3 })).toEqual({ values: { must: 'x', count: 3 }, errors: [] });
  });

  it('of a new object start with their defaults, and must be there where they are required', () => {
    const { values, errors } = merge(undefined, {});
    expect(values).toEqual({ count: 5 });
    expect(errors).toMatchObject([{ code: 'REQUIRED', field: 'customFields.must' }]);
  });

  it('take values of their type only', () => {
    const owner = encodeGlobalId('Contact', 1);
    expect(wrong({ text: 'a', count: 9, color: 'red', colors: ['red', 'green'], day: '2026-02-28', owner })).toEqual([]);
    const bad = { text: 1, count: 10, color: 'blue', colors: ['blue'], day: '2026-02-30', owner: encodeGlobalId('Site', 1) };
    for (const [name, value] of Object.entries(bad)) expect(wrong({ [name]: value }), name).toEqual([`customFields.${name}`]);
    expect(wrong({ count: 1.5 })).toEqual(['customFields.count']);
  });

  it('that nobody defined cannot be written, and those that an import left can be removed', () => {
    expect(wrong({ unknown: 1 })).toEqual(['customFields.unknown']);
    expect(merge({ must: 'x', old: 1 }, { old: null })).toEqual({ values: { must: 'x' }, errors: [] });
  });

  it('that are required cannot be cleared', () => {
    expect(wrong({ must: null })).toEqual(['customFields.must']);
  });
});
