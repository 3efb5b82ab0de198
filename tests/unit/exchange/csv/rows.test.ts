import { describe, expect, it } from 'vitest';
import { readHeaders } from '../../../../src/exchange/csv/headers.ts';
import { readRow } from '../../../../src/exchange/csv/row-input.ts';
import { catalog } from '../../../../src/schema.ts';

const none = new Map<string, string>();

/** The input of a row given by its headers. */
function read(type: string, row: Readonly<Record<string, string | null>>, customFields: ReadonlyMap<string, string> = none) {
  const headers = readHeaders(catalog.get(type), Object.keys(row), customFields);
  expect(headers.problems).toEqual([]);
  return readRow(headers, Object.values(row));
}

const problemsOf = (type: string, ...headers: readonly string[]): readonly string[] =>
  readHeaders(catalog.get(type), headers, none).problems.map(({ reason }) => reason);

describe('a row', () => {
  it('becomes the input of a mutation', () => {
    const { input, problems } = read('Device', {
      id: 'ignored',
      name: 'r1',
      status: 'active',
      'site.slug': 'ams01',
      'deviceType.manufacturer.slug': 'acme',
      'deviceType.slug': 'x1',
      role: 'core',
      'tenant.slug': null,
      tags: 'a; b',
      comments: '',
    });
    expect(problems).toEqual([]);
    expect(input).toEqual({
      name: 'r1',
      status: 'ACTIVE',
      site: { slug: 'ams01' },
      deviceType: { manufacturerAndSlug: { manufacturer: { slug: 'acme' }, slug: 'x1' } },
      role: { slug: 'core' },
      tenant: null,
      tags: [{ slug: 'a' }, { slug: 'b' }],
      comments: '',
    });
  });

  it('names an object by a key that holds others', () => {
    const { input } = read('Interface', {
      'device.site.slug': 'ams01',
      'device.tenant.slug': null,
      'device.name': 'r1',
      name: 'et-0/0/1',
      type: '100gbase-x-qsfp28',
    });
    expect(input).toEqual({
      device: { siteAndTenantAndName: { site: { slug: 'ams01' }, tenant: null, name: 'r1' } },
      name: 'et-0/0/1',
      type: 'TYPE_100GBASE_X_QSFP28',
    });
  });

  it('leaves out the parts of a key that may be missing, and takes an id instead of a key', () => {
    expect(read('Interface', { 'device.site.slug': 'ams01', 'device.name': 'r1', name: 'x' }).input['device']).toEqual({
      siteAndTenantAndName: { site: { slug: 'ams01' }, tenant: null, name: 'r1' },
    });
    expect(read('Interface', { 'device.id': 'RGV2aWNlOjE', name: 'x' }).input['device']).toEqual({ id: 'RGV2aWNlOjE' });
    expect(read('Interface', { 'device.assetTag': 'A1', name: 'x' }).input['device']).toEqual({ assetTag: 'A1' });
  });

  it('restores what an export guarded', () => {
    expect(read('Site', { name: "'=1+1", slug: 'x' }).input).toEqual({ name: '=1+1', slug: 'x' });
  });

  it('reads custom fields by their types', () => {
    const types = new Map([
      ['cust_id', 'TEXT'],
      ['count', 'INTEGER'],
      ['labels', 'MULTISELECT'],
      ['live', 'BOOLEAN'],
    ]);
    const row = {
      name: 'x',
      'customFields.cust_id': '007',
      'customFields.count': '7',
      'customFields.labels': 'a;b',
      'customFields.live': 'yes',
    };
    expect(read('Site', row, types).input['customFields']).toEqual({ cust_id: '007', count: 7, labels: ['a', 'b'], live: true });
  });

  it.each([
    ['Prefix', 'prefix', '10.0.0.1/24', /bits are set/],
    ['Prefix', 'status', 'nope', /is none of CONTAINER, ACTIVE/],
    ['Prefix', 'isPool', 'maybe', /neither true nor false/],
    ['Vlan', 'vid', '1.5', /no whole number/],
    ['Aggregate', 'dateAdded', '2026-02-31', /no such day/],
  ])('of %s with a wrong %s is told which cell is wrong', (type, header, cell, reason) => {
    const { problems } = read(type, { [header]: cell });
    expect(problems).toEqual([{ column: 1, header, reason: expect.stringMatching(reason) }]);
    expect(problems[0]!.reason).toContain(cell);
  });
});

describe('a header line', () => {
  it('with an unknown field is refused', () => {
    expect(problemsOf('Site', 'name', 'nonsense', 'tags.color')).toEqual(['Site has no such field.', 'Site has no such field.']);
  });

  it('that does not name an object wholly is told what is missing', () => {
    expect(problemsOf('Interface', 'name', 'device.name')).toEqual([
      'device.site is missing: Device is named by id, or by site + tenant + name, or by assetTag, or by virtualChassis + vcPosition.',
    ]);
  });

  it('without anything to write is refused', () => {
    expect(problemsOf('Site', 'id', 'created')).toEqual(['No column is a field of Site that can be written.']);
  });
});
