/** Counting what may not be seen by pages of history that are too short, or go on where there is nothing more. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { administrator, type Viewer } from '../../../src/access/viewer.ts';
import { type Estate, testEstate } from '../../support/estate.ts';
import { mutate } from '../../support/mutate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await testEstate(0);
  const { errors } = await mutate(
    estate,
    `mutation {
      upsertTags(items: [{ name: "Tag", slug: "tag", color: "ff0000" }]) { status }
      upsertSites(items: [{ name: "Ours", slug: "ours", tags: [{ slug: "tag" }] }, { name: "Plain", slug: "plain" }]) { status }
      later: upsertSites(items: [{ name: "T1", slug: "t1", tags: [{ slug: "tag" }] }, { name: "T2", slug: "t2", tags: [{ slug: "tag" }] }]) { status }
    }`,
  );
  expect(errors).toBeUndefined();
});
afterAll(() => estate?.close());

const viewer: Viewer = {
  ...administrator('ours'),
  fingerprint: 'ours',
  rows: (resource) => (resource === 'Site' ? { kind: 'where', filter: { slug: { in: ['ours', 'plain'] } } } : { kind: 'all' }),
};

it('a page of an object’s history is full although it was joined to objects that may not be seen, and the last one is the last', async () => {
  const page = async (first: number) => {
    const { data, errors } = await estate.ask(
      `{ tagBy(key: { slug: "tag" }) { history(first: ${first}) { nodes { action before after } pageInfo { hasNextPage endCursor } } } }`,
      { viewer },
    );
    expect(errors).toBeUndefined();
    return (data as { tagBy: { history: { nodes: { action: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } } }).tagBy
      .history;
  };
  const [one, two, all] = [await page(1), await page(2), await page(50)];
  expect(all.nodes.map(({ action }) => action)).toEqual(['UPDATE', 'CREATE']);
  expect(one.nodes).toEqual(all.nodes.slice(0, 1));
  expect(one.pageInfo.hasNextPage).toBe(true);
  expect(two.nodes).toEqual(all.nodes);
  expect(two.pageInfo.hasNextPage).toBe(false);
});

it('takes as many statements for an object that refers to something hidden as for one that does not', async () => {
  await mutate(
    estate,
    'mutation { upsertTenants(items: [{ name: "T", slug: "t" }]) { status } upsertSites(items: [{ name: "Ours", slug: "ours", tenant: { slug: "t" } }]) { status } }',
  );
  const ofNoTenant: Viewer = {
    ...viewer,
    rows: (resource) => (resource === 'Tenant' ? { kind: 'where', filter: { slug: { eq: 'none' } } } : { kind: 'all' }),
  };
  const statements = async (slug: string) => {
    const { statements, errors } = await estate.ask(`{ siteBy(key: { slug: "${slug}" }) { history { nodes { after } } } }`, {
      viewer: ofNoTenant,
    });
    expect(errors).toBeUndefined();
    return statements.length;
  };
  expect(await statements('ours')).toBe(await statements('plain'));
});
