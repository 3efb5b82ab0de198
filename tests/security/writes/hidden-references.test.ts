/** Guessing what a row refers to by what writing it answers: a reference that may not be seen reads as null, and has to write as null. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { administrator, type Viewer } from '../../../src/access/viewer.ts';
import { type Estate, testEstate } from '../../support/estate.ts';
import { mutate } from '../../support/mutate.ts';

let estate: Estate;
const ids: Record<string, string> = {};
beforeAll(async () => {
  estate = await testEstate(0);
  const { data, errors } = await mutate(
    estate,
    `mutation {
      upsertTenants(items: [{ name: "Theirs", slug: "theirs" }]) { status }
      upsertRegions(items: [{ name: "Hidden", slug: "hidden" }]) { status }
      with: createRegion(input: { name: "With", slug: "with", parent: { parentAndSlug: { parent: null, slug: "hidden" } } }) { region { id } }
      without: createRegion(input: { name: "Without", slug: "without" }) { region { id } }
      upsertSites(items: [{ name: "Leased", slug: "leased", tenant: { slug: "theirs" } }, { name: "Owned", slug: "owned" }]) { status }
    }`,
  );
  expect(errors).toBeUndefined();
  for (const name of ['with', 'without']) ids[name] = (data![name] as { region: { id: string } }).region.id;
  const { data: sites } = await estate.ask(
    '{ leased: siteBy(key: { slug: "leased" }) { id } owned: siteBy(key: { slug: "owned" }) { id } }',
  );
  for (const name of ['leased', 'owned']) ids[name] = (sites![name] as { id: string }).id;
});
afterAll(() => estate?.close());

/** Sees all but tenants, and regions but the hidden one. */
const viewer: Viewer = {
  ...administrator('curious'),
  fingerprint: 'curious',
  rows: (resource, action = 'view') => {
    if (resource === 'Tenant') return { kind: 'none' };
    if (resource === 'Region' && action === 'view') return { kind: 'where', filter: { slug: { in: ['with', 'without', 'new'] } } };
    return { kind: 'all' };
  },
};
const ask = async (text: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await mutate(estate, text, variables, viewer);
  expect(errors).toBeUndefined();
  return data!['a'];
};

it('clearing a reference tells nobody whether there was one that they may not see, and takes none away', async () => {
  const clear = (id: string | undefined) =>
    ask('mutation ($id: ID!) { a: updateSite(id: $id, input: { tenant: null }) { status site { version tenant { id } } } }', { id });
  expect(await clear(ids['leased'])).toEqual({ status: 'UNCHANGED', site: { version: 1, tenant: null } });
  expect(await clear(ids['owned'])).toEqual({ status: 'UNCHANGED', site: { version: 1, tenant: null } });
  const { data } = await estate.ask('{ siteBy(key: { slug: "leased" }) { tenant { slug } } }');
  expect(data!['siteBy']).toEqual({ tenant: { slug: 'theirs' } });
});

it('whoever may see a reference clears it', async () => {
  const text = 'mutation ($id: ID!) { updateSite(id: $id, input: { tenant: null }) { status } }';
  const { data } = await mutate(estate, text, { id: ids['leased'] });
  expect(data!['updateSite']).toEqual({ status: 'UPDATED' });
});

it('a row is recognised by its key as it reads, so that none is entered twice and none betrays its parent', async () => {
  const upsert = (slug: string, name: string) =>
    ask('mutation ($items: [RegionInput!]!) { a: upsertRegions(items: $items) { status region { id parent { id } } } }', {
      items: [{ slug, name, parent: null }],
    });
  expect(await upsert('with', 'With')).toEqual([{ status: 'UNCHANGED', region: { id: ids['with'], parent: null } }]);
  expect(await upsert('without', 'Without')).toEqual([{ status: 'UNCHANGED', region: { id: ids['without'], parent: null } }]);
});

it('a row is referred to by its key as it reads', async () => {
  const refer = (slug: string) =>
    ask('mutation ($id: ID!, $key: RegionKey!) { a: updateSite(id: $id, input: { region: $key }) { status site { region { slug } } } }', {
      id: ids['owned'],
      key: { parentAndSlug: { parent: null, slug } },
    });
  for (const slug of ['with', 'without']) expect(await refer(slug)).toEqual({ status: 'UPDATED', site: { region: { slug } } });
});
