/** Mutations that are refused for lack of rights: in the trail, whether the refusal is an error or an outcome, and however often it is tried. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';
import { issueToken, type TestToken, TOKEN_SECRET } from '../../support/token.ts';

let server: TestServer;
let reader: TestToken;
let planner: TestToken;

beforeAll(async () => {
  server = await startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET });
  const { body } = await server.post(`mutation {
    createRole(name: "planner")
    view: grantToRole(role: "planner", action: VIEW) { id }
    update: grantToRole(role: "planner", action: UPDATE, resource: "Site", statuses: ["PLANNED"]) { id }
    createSite(input: { name: "Live", slug: "live", status: ACTIVE }) { site { id } errors { code } }
  }`);
  expect(body.errors).toBeUndefined();
  reader = await issueToken(server.database, { role: 'interactive' });
  planner = await issueToken(server.database, { role: 'planner' });
  for (const token of [reader, planner]) while ((await as(token, '{ viewer { name } }')).status === 401) await wait(50);
});
afterAll(() => server.close());

const as = ({ token }: TestToken, query: string): Promise<Answer> =>
  server.post(query, {}, { headers: { authorization: `Bearer ${token}` } });
const trail = async ({ viewer }: TestToken) =>
  (
    await server.database.pool.query(
      `SELECT "action", "subject", "result", "reason", "address" IS NOT NULL AS "isFrom", "requestId" IS NOT NULL AS "isOf", "count"
       FROM "wayleave"."AccessAudit" WHERE "actor" = $1 AND "action" = 'mutate' ORDER BY "id"`,
      [viewer],
    )
  ).rows;

describe('A mutation that is refused for lack of rights', () => {
  it('is in the trail when the viewer may never do it, tried once or many times', async () => {
    const mutation = 'mutation { createTag(input: { name: "Mine", slug: "mine" }) { errors { code } } }';
    const answers = await Promise.all(Array.from({ length: 30 }, () => as(reader, mutation)));
    for (const { body } of answers) expect(body.errors![0]!.extensions['code']).toBe('FORBIDDEN');
    const counted = async () => (await trail(reader)).reduce((sum, { count }) => sum + count, 0);
    await expect.poll(counted, { timeout: 10_000 }).toBe(30);
    const entries = await trail(reader);
    expect(entries.length).toBeLessThan(10);
    expect(entries[0]).toMatchObject({ subject: 'Tag.create', result: 'refused', reason: 'not granted', isFrom: true, isOf: true });
  });

  it('is in the trail when it is an outcome, and nobody asked for its errors', async () => {
    const { body } = await as(planner, '{ sites(first: 1) { nodes { id } } }');
    const { id } = (body.data!['sites'] as { nodes: { id: string }[] }).nodes[0]!;
    const answer = await as(planner, `mutation { updateSite(id: "${id}", input: { name: "Mine" }) { status } }`);
    expect(answer.body.data).toEqual({ updateSite: { status: 'FAILED' } });
    await expect.poll(() => trail(planner), { timeout: 10_000 }).toMatchObject([{ subject: 'Site.update', result: 'refused', count: 1 }]);
  });

  it('is not there when it was allowed', async () => {
    const before = await server.database.pool.query(`SELECT FROM "wayleave"."AccessAudit" WHERE "action" = 'mutate'`);
    await server.post('mutation { createTag(input: { name: "Ours", slug: "ours" }) { errors { code } } }');
    await wait(1500);
    const after = await server.database.pool.query(`SELECT FROM "wayleave"."AccessAudit" WHERE "action" = 'mutate'`);
    expect(after.rowCount).toBe(before.rowCount);
  });
});
