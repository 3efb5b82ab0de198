import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, type Viewer } from '../../../src/access/viewer.ts';
import { encodeGlobalId } from '../../../src/data/global-id.ts';
import { changesBetween } from '../../../src/data/history/stream.ts';
import { catalog } from '../../../src/schema.ts';
import { type Estate, testEstate } from '../../support/estate.ts';

let estate: Estate;
let times: { readonly before: string; readonly between: string };
const ids = new Map<string, string>();
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** Sees sites whose slug is `ours`, tags, and nothing else. */
const ofOurSite: Viewer = {
  ...administrator('ours'),
  id: 'token:9',
  role: 'interactive',
  fingerprint: 'ours',
  rows: (resource) =>
    resource === 'Site' ? { kind: 'where', filter: { slug: { eq: 'ours' } } } : resource === 'Tag' ? { kind: 'all' } : { kind: 'none' },
};

async function insert(table: string, columns: string, values: string): Promise<string> {
  const { rows } = await estate.database.pool.query<{ id: string }>(`INSERT INTO "${table}" (${columns}) VALUES (${values}) RETURNING id`);
  const id = encodeGlobalId(table, Number(rows[0]!.id));
  ids.set(`${table} ${values}`, id);
  return id;
}

const key = (id: string): string => Buffer.from(id, 'base64url').toString().split(':')[1]!;
let group: string;
let ours: string;
let theirs: string;
let tag: string;

beforeAll(async () => {
  estate = await testEstate(0);
  group = await insert('SiteGroup', 'name, slug', `'Group', 'group'`);
  times = { before: new Date().toISOString(), between: '' };
  await pause();
  ours = await insert('Site', 'name, slug', `'Ours', 'ours'`);
  theirs = await insert('Site', 'name, slug', `'Theirs', 'theirs'`);
  tag = await insert('Tag', 'name, slug, color', `'Tag', 'tag', 'ff0000'`);
  await pause();
  times = { ...times, between: new Date().toISOString() };
  await pause();
  await estate.database.run(`UPDATE "Site" SET status = 'PLANNED', "groupId" = ${key(group)} WHERE slug IN ('ours', 'theirs')`);
  await estate.database.run(`INSERT INTO "_SiteToTag" ("A", "B") VALUES (${key(ours)}, ${key(tag)}), (${key(theirs)}, ${key(tag)})`);
});
afterAll(() => estate.close());

type Node = Readonly<Record<string, unknown>>;
interface Page {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function ask<T>(source: string, variables: Record<string, unknown> = {}, viewer?: Viewer): Promise<T> {
  const { data, errors } = await estate.ask(source, { variables, ...(viewer ? { viewer } : {}) });
  expect(errors).toBeUndefined();
  return data as T;
}

const CHANGES = `query ($filter: ChangeFilter, $first: Int, $after: String) {
  changes(filter: $filter, first: $first, after: $after) {
    nodes { id at action type objectId actor before after }
    pageInfo { hasNextPage endCursor }
  }
}`;
const changes = async (variables: Record<string, unknown> = {}, viewer?: Viewer): Promise<Page> =>
  (await ask<{ changes: Page }>(CHANGES, variables, viewer)).changes;

describe('changes', () => {
  it('are listed newest first, in the words of the API', async () => {
    const { nodes } = await changes();
    expect(nodes.map(({ action, type }) => `${action} ${type}`)).toEqual([
      'UPDATE Site',
      'UPDATE Site',
      'UPDATE Site',
      'UPDATE Site',
      'CREATE Tag',
      'CREATE Site',
      'CREATE Site',
      'CREATE SiteGroup',
    ]);
    expect(nodes[0]).toMatchObject({ objectId: theirs, before: null, after: { tags: [tag] }, actor: 'database:postgres' });
    expect(nodes[3]).toMatchObject({
      objectId: ours,
      before: { status: 'ACTIVE', group: null, version: 1 },
      after: { status: 'PLANNED', group, version: 2 },
    });
    expect(nodes[5]).toMatchObject({ before: null, after: { name: 'Theirs', slug: 'theirs' } });
    expect(nodes[5]!['after']).not.toHaveProperty('groupId');
  });

  it('come by pages that go on where the last ended', async () => {
    const all = (await changes()).nodes.map(({ id }) => id);
    const seen: unknown[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Page = await changes({ first: 3, after });
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(seen).toEqual(all);
  });

  it('are filtered by type, action, object, actor and time', async () => {
    const count = async (filter: Record<string, unknown>): Promise<number> => (await changes({ filter })).nodes.length;
    expect(await count({ types: ['Tag'] })).toBe(3);
    expect(await count({ types: ['SiteGroup'] })).toBe(1);
    expect(await count({ actions: ['CREATE'] })).toBe(4);
    expect(await count({ actions: ['UPDATE'] })).toBe(4);
    expect(await count({ actions: ['DELETE', 'CLEAR', 'LOAD'] })).toBe(0);
    expect(await count({ objects: [ours] })).toBe(3);
    expect(await count({ actor: 'database:postgres' })).toBe(8);
    expect(await count({ actor: 'token:1' })).toBe(0);
    expect(await count({ since: times.between })).toBe(4);
    expect(await count({ until: times.before })).toBe(1);
    const { errors } = await estate.ask(CHANGES, { variables: { filter: { types: ['Nothing'] } } });
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('of rows that a viewer may not see, and what their fields point at, are not told', async () => {
    const { nodes } = await changes({}, ofOurSite);
    expect(nodes.map(({ action, type, objectId }) => [action, type, objectId])).toEqual([
      ['UPDATE', 'Site', ours],
      ['UPDATE', 'Site', ours],
      ['CREATE', 'Tag', tag],
      ['CREATE', 'Site', ours],
    ]);
    expect(nodes[1]!['after']).toMatchObject({ status: 'PLANNED', group: null });
    const text = JSON.stringify(nodes);
    for (const hidden of [theirs, group, 'heirs']) expect(text).not.toContain(hidden);
  });
});

describe('the history of an object', () => {
  const HISTORY =
    '{ sites(orderBy: [{ name: ASC }]) { nodes { name history(first: 2) { nodes { action after } pageInfo { hasNextPage } } } } }';

  it('is read for all objects of a list in one statement', async () => {
    const { data, statements } = await estate.ask(HISTORY);
    const nodes = (data as { sites: { nodes: { name: string; history: Page }[] } }).sites.nodes;
    expect(nodes.map(({ name, history }) => [name, history.nodes.map(({ after }) => after), history.pageInfo.hasNextPage])).toEqual([
      ['Ours', [{ tags: [tag] }, expect.objectContaining({ status: 'PLANNED' })], true],
      ['Theirs', [{ tags: [tag] }, expect.objectContaining({ status: 'PLANNED' })], true],
    ]);
    expect(statements.filter((statement) => statement.includes('"History"'))).toHaveLength(1);
  });

  it('of one end of a pair names the other, and hides one that may not be seen', async () => {
    const TAGS = '{ tags { nodes { history { nodes { action type after } } } } }';
    const of = async (viewer?: Viewer): Promise<readonly Node[]> =>
      (await ask<{ tags: { nodes: { history: Page }[] } }>(TAGS, {}, viewer)).tags.nodes[0]!.history.nodes;
    const all = await of();
    expect(all).toHaveLength(3);
    expect(all[0]).toMatchObject({ type: 'Tag', action: 'UPDATE' });
    expect(JSON.stringify(all)).toContain(theirs);
    const seen = await of(ofOurSite);
    expect(seen).toHaveLength(2);
    expect(JSON.stringify(seen)).not.toContain(theirs);
  });
});

describe('the state at a time', () => {
  const STATE = 'query ($id: ID!, $time: Timestamp!) { stateAt(id: $id, time: $time) }';
  const stateAt = async (id: string, time: string, viewer?: Viewer): Promise<Node | null> =>
    (await ask<{ stateAt: Node | null }>(STATE, { id, time }, viewer)).stateAt;

  it('is what the object was then, and nothing before it came', async () => {
    expect(await stateAt(ours, times.before)).toBeNull();
    expect(await stateAt(ours, times.between)).toMatchObject({ id: ours, name: 'Ours', status: 'ACTIVE', group: null, version: 1 });
    expect(await stateAt(ours, new Date(Date.now() + 1000).toISOString())).toMatchObject({ status: 'PLANNED', group, version: 2 });
  });

  it('is told of an object that is gone to those who may see all of its kind', async () => {
    const gone = await insert('Site', 'name, slug', `'Gone', 'gone'`);
    await pause();
    const alive = new Date().toISOString();
    await pause();
    await estate.database.run(`DELETE FROM "Site" WHERE slug = 'gone'`);
    await pause();
    expect(await stateAt(gone, alive)).toMatchObject({ name: 'Gone', slug: 'gone' });
    expect(await stateAt(gone, new Date().toISOString())).toBeNull();
    expect(await stateAt(gone, alive, ofOurSite)).toBeNull();
    expect((await changes({ filter: { objects: [gone] } })).nodes).toHaveLength(2);
    expect((await changes({ filter: { objects: [gone] } }, ofOurSite)).nodes).toEqual([]);
  });

  it('of what a viewer may not see is like that of an object that never was', async () => {
    expect(await stateAt(theirs, times.between, ofOurSite)).toBeNull();
    expect(await stateAt(encodeGlobalId('Site', 999_999), times.between, ofOurSite)).toBeNull();
    expect(await stateAt('nonsense', times.between)).toBeNull();
    expect(await stateAt(ours, times.between, ofOurSite)).toMatchObject({ name: 'Ours' });
  });

  it('is refused for a time whose history is no longer kept', async () => {
    await estate.database.run(
      `INSERT INTO wayleave."HistorySeal" (number, at, kind, cluster, above, month, hash, signature, "signedWith") VALUES (1, now(), 'dropped', '', 0, '2020-05', '', '', '')`,
    );
    const { errors } = await estate.ask(STATE, { variables: { id: ours, time: '2020-04-30T00:00:00Z' } });
    expect(errors?.[0]?.message).toContain('before 2020-05 is no longer kept');
    expect(await stateAt(ours, '2020-05-01T00:00:00Z')).toBeNull();
  });
});

describe('what a stream is told between two snapshots', () => {
  const snapshot = async (): Promise<string> => {
    const { rows } = await estate.database.pool.query<{ now: string }>('SELECT pg_current_snapshot()::text AS now');
    return rows[0]!.now;
  };

  it('is what its viewer may see, by pages, oldest first, and what committed late', async () => {
    const late = await estate.database.pool.connect();
    await late.query('BEGIN');
    await late.query(`UPDATE "Tag" SET description = 'late'`);
    const from = await snapshot();
    await estate.database.run(`UPDATE "Site" SET description = 'seen by few'`);
    const to = await snapshot();
    const between = (told: number, viewer?: Viewer) => changesBetween(catalog, { from, to, told }, {}, 1, estate.context(viewer));
    const first = await between(0);
    expect(first).toMatchObject({ nodes: [{ objectId: ours }], hasMore: true });
    expect(await between(first.ids[0]!)).toMatchObject({ nodes: [{ objectId: theirs }], hasMore: false });
    expect(await between(0, ofOurSite)).toMatchObject({ nodes: [{ objectId: ours }], hasMore: false });
    await late.query('COMMIT');
    late.release();
    const next = await changesBetween(catalog, { from: to, to: await snapshot(), told: 0 }, {}, 10, estate.context(ofOurSite));
    expect(next.nodes).toMatchObject([{ type: 'Tag', after: { description: 'late' } }]);
  });
});
